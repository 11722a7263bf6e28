// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title ITicketTransfers
 * @notice Passing a ticket on to another member for exactly what was paid.
 * @dev Both sides have to agree: the holder offers, the other accepts; each by a call or by a signature that anybody may
 * submit. ERC-721's own transfers and approvals stay refused, so no market can be built on them.
 */
interface ITicketTransfers {
    /// @notice A member's wish to take a ticket over, in the form that is signed.
    struct TicketAcceptance {
        address buyer;
        uint256 ticketId;
        uint256 maxPrice;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice A ticket was offered. An earlier offer of it no longer stands.
    /// @dev The offer ends without another event when `deadline` or the event's `transferUntil` has passed.
    /// @param ticketId The ticket.
    /// @param memberId The member who holds it.
    /// @param buyer Who may accept; zero for anybody.
    /// @param deadline Last second in which it may be accepted.
    event TicketOffered(
        uint256 indexed ticketId,
        uint256 indexed memberId,
        address indexed buyer,
        uint256 deadline
    );

    /// @notice An offer was withdrawn, and with it every offer that was signed but not yet submitted.
    /// @param ticketId The ticket.
    /// @param memberId The member who holds it.
    event TicketOfferWithdrawn(uint256 indexed ticketId, uint256 indexed memberId);

    /// @notice A ticket passed to another member.
    /// @param ticketId The ticket.
    /// @param fromMemberId The member who held it.
    /// @param toMemberId The member who holds it now.
    event TicketTransferred(
        uint256 indexed ticketId,
        uint256 indexed fromMemberId,
        uint256 indexed toMemberId
    );

    /// @notice The ticket can't be passed on: its event does not allow it, or no longer.
    /// @param ticketId The ticket.
    /// @param transferUntil First second in which it was too late; zero if it never could be.
    error EventTicketsTransferClosed(uint256 ticketId, uint256 transferUntil);

    /// @notice The ticket is not offered to this account: never was, no longer is, or to somebody else.
    /// @param ticketId The ticket.
    /// @param buyer Who wanted it.
    error EventTicketsNotOffered(uint256 ticketId, address buyer);

    /// @notice Only members take tickets over.
    /// @param account Who is none, or is suspended.
    error EventTicketsNotMember(address account);

    /// @notice The ticket is the member's own already.
    /// @param ticketId The ticket.
    error EventTicketsOwnTicket(uint256 ticketId);

    /// @notice Offers a ticket to another member for what it cost.
    /// @param ticketId The ticket.
    /// @param buyer Who may accept; zero for whoever comes first.
    /// @param deadline Last second in which it may be accepted.
    function offerTicket(uint256 ticketId, address buyer, uint256 deadline) external;

    /// @notice Offers a ticket for its holder, who has signed `TicketOffer`. Anybody may submit it.
    /// @dev The nonce that is signed is the holder's next for this ticket: the lower 64 bits of `nonces(holder, ticketId)`.
    /// Warning: it can be submitted until its deadline, also long after signing; {withdrawOffer} ends it.
    /// @param ticketId The ticket.
    /// @param buyer Who may accept; zero for whoever comes first.
    /// @param deadline Last second in which it may be submitted, and in which it may be accepted.
    /// @param signature The holder's EIP-712 signature.
    function offerTicketFor(
        uint256 ticketId,
        address buyer,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Withdraws an offer, and every offer of this ticket that the caller has signed so far.
    /// @param ticketId The ticket.
    function withdrawOffer(uint256 ticketId) external;

    /// @notice Withdraws an offer for the holder, who has signed `TicketOfferWithdrawal`. Anybody may submit it.
    /// @dev The nonce that is signed is the holder's next for this ticket, as in {offerTicketFor}.
    /// @param ticketId The ticket.
    /// @param deadline Last second in which it is accepted.
    /// @param signature The holder's EIP-712 signature.
    function withdrawOfferFor(uint256 ticketId, uint256 deadline, bytes calldata signature) external;

    /// @notice Takes over a ticket that is offered to the caller. No approval is needed.
    /// @param ticketId The ticket.
    /// @param maxPrice The most the caller agrees to pay; what is paid is what the ticket cost.
    function acceptTicket(uint256 ticketId, uint256 maxPrice) external;

    /// @notice Takes over a ticket for a member who has signed that it wants it. Anybody may submit it.
    /// @param acceptance The wish.
    /// @param signature The member's EIP-712 signature of it.
    function acceptTicketFor(TicketAcceptance calldata acceptance, bytes calldata signature) external;

    /// @notice The offer of a ticket that stands.
    /// @param ticketId The ticket.
    /// @return buyer Who may accept; zero for anybody.
    /// @return deadline Last second in which it may be accepted; zero if there is none that still can be.
    function offerOf(uint256 ticketId) external view returns (address buyer, uint256 deadline);
}
