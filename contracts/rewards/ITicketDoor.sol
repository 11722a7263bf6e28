// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title ITicketDoor
 * @notice Letting holders in, once each, against their own signed proof of being there.
 */
interface ITicketDoor {
    /// @notice What the holder signs at the door.
    /// @dev `at` is the second of signing; the door also refuses proofs older than some seconds when it scans.
    struct CheckIn {
        uint256 ticketId;
        uint64 at;
        bytes signature;
    }

    /// @notice Why somebody was not let in.
    enum CheckInFault {
        None,
        /// The ticket was given back or refunded, or never was.
        NoTicket,
        /// The event was called off.
        EventCancelled,
        /// The proof is from the future.
        FromFuture,
        /// The doors were not open when the proof was signed, or it was handed in too late.
        DoorClosed,
        /// The ticket has let somebody in already.
        AlreadyCheckedIn,
        /// The member has left or is suspended.
        HolderNotActive,
        /// The proof was not signed by the wallet of the member who holds the ticket.
        InvalidSignature
    }

    /// @notice Holders came in.
    /// @dev One event for many, because one for each would cost more than the rest of letting them in.
    /// @param eventId The event.
    /// @param door Who let them in.
    /// @param ticketIds Their tickets.
    event TicketsCheckedIn(uint256 indexed eventId, address indexed door, uint256[] ticketIds);

    /// @notice A proof of a batch let nobody in.
    /// @param ticketId The ticket.
    /// @param door Who handed it in.
    /// @param fault Why.
    event CheckInSkipped(uint256 indexed ticketId, address indexed door, CheckInFault fault);

    /// @notice Those who came in could not be given their badge. The operator can still give it.
    /// @param eventId The event.
    /// @param badgeId The badge.
    /// @param memberIds The members.
    event AttendanceBadgeFailed(uint256 indexed eventId, uint256 indexed badgeId, uint256[] memberIds);

    /// @notice The ticket has let somebody in already.
    /// @param ticketId The ticket.
    error EventTicketsAlreadyCheckedIn(uint256 ticketId);

    /// @notice The door is not open, or was not when the proof was signed.
    /// @param ticketId The ticket.
    /// @param at The second of signing.
    error EventTicketsDoorClosed(uint256 ticketId, uint256 at);

    /// @notice The proof is from the future.
    /// @param ticketId The ticket.
    /// @param at The second of signing.
    error EventTicketsProofFromFuture(uint256 ticketId, uint256 at);

    /// @notice The member who holds the ticket has left or is suspended.
    /// @param ticketId The ticket.
    /// @param memberId The member.
    error EventTicketsHolderNotActive(uint256 ticketId, uint256 memberId);

    /// @notice The packed proofs end in the middle of one.
    /// @param offset Where the one that is cut off begins.
    error EventTicketsMalformedProofs(uint256 offset);

    /// @notice Lets one holder in, or says why not.
    /// @dev A proof counts when it was signed while the doors were open; it may be submitted up to {SYNC_WINDOW} after
    /// the end, for doors that had no network.
    /// @param proof Ticket and proof.
    function checkIn(CheckIn calldata proof) external;

    /// @notice Lets many holders in; who can't be is skipped and reported.
    /// @dev Proofs follow each other without gaps, each `uint64 ticketId, uint40 at, uint16 length, signature`. Those of
    /// one event belong together, by number: each time the event changes, its count is written anew. A wallet that is a
    /// contract gets {WALLET_GAS} to answer; one that needs more comes in by {checkIn}.
    /// @param proofs The packed proofs.
    function checkInBatch(bytes calldata proofs) external;

    /// @notice Whether a ticket has let somebody in.
    /// @param ticketId The ticket.
    /// @return Whether it has.
    function isCheckedIn(uint256 ticketId) external view returns (bool);

    /// @notice EIP-712 digest of a proof of presence: what the holder signs.
    /// @param ticketId The ticket.
    /// @param at The second of signing.
    /// @return The digest.
    function presenceDigest(uint256 ticketId, uint64 at) external view returns (bytes32);

    /// @notice How long after the end of an event proofs signed in time can still be submitted.
    /// @return Seconds.
    function SYNC_WINDOW() external view returns (uint256);

    /// @notice The most gas that a wallet that is a contract may use to answer in a batch.
    /// @return The gas.
    function WALLET_GAS() external view returns (uint256);
}
