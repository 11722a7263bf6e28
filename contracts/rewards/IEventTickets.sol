// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title IEventTickets
 * @notice Tickets to the community's events: got by redeeming, shown at the door, given back in time.
 * @dev `ticketId = eventId << 32 | serial`. Tickets are soulbound. They key on the member, so that `ownerOf` follows a
 * member to a new wallet by itself.
 */
interface IEventTickets {
    /// @notice The terms of an event.
    struct EventTerms {
        /// Most tickets at once.
        uint32 capacity;
        /// First second in which the door lets people in.
        uint32 doorsOpen;
        /// First second in which the event is over.
        uint32 ends;
        /// First second in which tickets can no longer be given back.
        uint32 returnUntil;
    }

    /// @notice An event. One storage slot.
    struct Event {
        uint32 capacity;
        uint32 doorsOpen;
        uint32 ends;
        uint32 returnUntil;
        uint32 outstanding;
        uint32 lastSerial;
        uint32 checkedIn;
        bool cancelled;
    }

    /// @notice What the holder signs at the door.
    /// @dev `at` is the second of signing; the door also refuses proofs older than some seconds when it scans.
    struct CheckIn {
        uint256 ticketId;
        uint64 at;
        bytes signature;
    }

    /// @notice The store was named.
    /// @param store The only contract that can issue tickets.
    event Wired(address indexed store);

    /// @notice An event was announced.
    /// @param eventId Its number.
    /// @param terms Its terms.
    /// @param uri Where its description is.
    event EventCreated(uint256 indexed eventId, EventTerms terms, string uri);

    /// @notice An event was called off; every ticket can be refunded.
    /// @param eventId Its number.
    /// @param reason Why, in words.
    event EventCancelled(uint256 indexed eventId, string reason);

    /// @notice A ticket was issued.
    /// @param ticketId The ticket.
    /// @param redemptionId The order that paid for it.
    /// @param memberId The member.
    event TicketIssued(uint256 indexed ticketId, uint256 indexed redemptionId, uint256 indexed memberId);

    /// @notice A ticket was given back and refunded.
    /// @param ticketId The ticket.
    /// @param redemptionId The order that had paid for it.
    /// @param memberId The member who held it.
    event TicketReturned(uint256 indexed ticketId, uint256 indexed redemptionId, uint256 indexed memberId);

    /// @notice Somebody came in.
    /// @param ticketId The ticket.
    /// @param holder Who held it.
    /// @param door Who let them in.
    event TicketCheckedIn(uint256 indexed ticketId, address indexed holder, address indexed door);

    /// @notice No event has this number.
    /// @param eventId The number.
    error EventTicketsUnknownEvent(uint256 eventId);

    /// @notice The terms make no sense: no seats, an end before the doors open, or in the past.
    error EventTicketsInvalidTerms();

    /// @notice The event is full.
    /// @param eventId The event.
    error EventTicketsSoldOut(uint256 eventId);

    /// @notice The event was cancelled.
    /// @param eventId The event.
    error EventTicketsEventCancelled(uint256 eventId);

    /// @notice The event was not cancelled.
    /// @param eventId The event.
    error EventTicketsEventNotCancelled(uint256 eventId);

    /// @notice The event is over.
    /// @param eventId The event.
    error EventTicketsEventOver(uint256 eventId);

    /// @notice The ticket is not the caller's.
    /// @param ticketId The ticket.
    /// @param caller Who called.
    error EventTicketsNotHolder(uint256 ticketId, address caller);

    /// @notice It is too late to give the ticket back.
    /// @param ticketId The ticket.
    /// @param returnUntil First second in which it was too late.
    error EventTicketsReturnClosed(uint256 ticketId, uint256 returnUntil);

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

    /// @notice Only the store may do this.
    /// @param caller Who called.
    error EventTicketsUnauthorized(address caller);

    /// @notice {wire} was called a second time.
    error EventTicketsAlreadyWired();

    /// @notice A needed address was zero.
    error EventTicketsZeroAddress();

    /// @notice Names the store.
    /// @dev Callable once, by the admin, right after deployment. Warning: can't be undone.
    /// @param store_ The only contract that will be able to issue tickets.
    function wire(address store_) external;

    /// @notice Announces an event. Its tickets are sold by listing rewards for it in the store.
    /// @param terms Its terms.
    /// @param uri Where its description is.
    /// @return eventId Its number.
    function createEvent(EventTerms calldata terms, string calldata uri) external returns (uint256 eventId);

    /// @notice Calls an event off. Every ticket not checked in can then be refunded.
    /// @dev Warning: can't be undone.
    /// @param eventId The event.
    /// @param reason Why, in words the members will read.
    function cancelEvent(uint256 eventId, string calldata reason) external;

    /// @notice Issues a ticket.
    /// @dev Only the store.
    /// @param eventId The event.
    /// @param memberId The member who gets it.
    /// @param redemptionId The order that pays for it.
    /// @return ticketId The ticket.
    function issue(
        uint256 eventId,
        uint256 memberId,
        uint256 redemptionId
    ) external returns (uint256 ticketId);

    /// @notice Gives a ticket back in time and refunds it in full; the seat goes back on sale.
    /// @param ticketId The ticket.
    function returnTicket(uint256 ticketId) external;

    /// @notice Refunds tickets of cancelled events to their holders. Anybody may call it, for anybody.
    /// @param ticketIds The tickets.
    function refundCancelled(uint256[] calldata ticketIds) external;

    /// @notice Lets holders in, each against their own signed proof of presence.
    /// @dev All or nothing. A proof counts when it was signed while the doors were open; it may be submitted up to
    /// {SYNC_WINDOW} after the end, for doors that had no network.
    /// @param checkIns Tickets and proofs.
    function checkIn(CheckIn[] calldata checkIns) external;

    /// @notice An event as it stands.
    /// @param eventId Its number.
    /// @return The event.
    function eventOf(uint256 eventId) external view returns (Event memory);

    /// @notice How many events were ever announced; their numbers start at 1.
    /// @return The number.
    function eventCount() external view returns (uint256);

    /// @notice Where an event's description is.
    /// @param eventId Its number.
    /// @return The address.
    function eventURI(uint256 eventId) external view returns (string memory);

    /// @notice The order that paid for a ticket.
    /// @param ticketId The ticket.
    /// @return Number of the order, also after the ticket was given back; zero for a ticket that never was.
    function redemptionOf(uint256 ticketId) external view returns (uint256);

    /// @notice The member who holds a ticket.
    /// @param ticketId The ticket.
    /// @return memberId The member's number; zero for a ticket that was given back or never was.
    function ticketMember(uint256 ticketId) external view returns (uint256 memberId);

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
}
