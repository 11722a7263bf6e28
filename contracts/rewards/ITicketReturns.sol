// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title ITicketReturns
 * @notice Giving tickets back in time, and refunds of events that were called off.
 */
interface ITicketReturns {
    /// @notice Why a ticket of a batch was not refunded.
    enum RefundFault {
        None,
        /// It was refunded or given back already, or never was.
        NoTicket,
        /// Its event was not called off.
        EventNotCancelled,
        /// Its holder had come in before the event was called off.
        AlreadyCheckedIn
    }

    /// @notice A ticket was given back and refunded.
    /// @param ticketId The ticket.
    /// @param redemptionId The order that had paid for it.
    /// @param memberId The member who held it.
    event TicketReturned(uint256 indexed ticketId, uint256 indexed redemptionId, uint256 indexed memberId);

    /// @notice A ticket of a batch was not refunded.
    /// @param ticketId The ticket.
    /// @param fault Why.
    event RefundSkipped(uint256 indexed ticketId, RefundFault fault);

    /// @notice The ticket is not the account's.
    /// @param ticketId The ticket.
    /// @param account Who acted.
    error EventTicketsNotHolder(uint256 ticketId, address account);

    /// @notice It is too late to give the ticket back.
    /// @param ticketId The ticket.
    /// @param returnUntil First second in which it was too late.
    error EventTicketsReturnClosed(uint256 ticketId, uint256 returnUntil);

    /// @notice The event was not cancelled.
    /// @param eventId The event.
    error EventTicketsEventNotCancelled(uint256 eventId);

    /// @notice Gives a ticket back in time and refunds it in full; the seat goes to the next in line or back on sale.
    /// @param ticketId The ticket.
    function returnTicket(uint256 ticketId) external;

    /// @notice Gives a ticket back for its holder, who has signed `TicketReturn`. Anybody may submit it.
    /// @dev The nonce that is signed is the holder's next for this ticket: the lower 64 bits of `nonces(holder, ticketId)`.
    /// @param ticketId The ticket.
    /// @param deadline Last second in which it is accepted.
    /// @param signature The holder's EIP-712 signature.
    function returnTicketFor(uint256 ticketId, uint256 deadline, bytes calldata signature) external;

    /// @notice Refunds a ticket of a cancelled event to its holder. Anybody may call it, for anybody.
    /// @param ticketId The ticket.
    function refundCancelled(uint256 ticketId) external;

    /// @notice Refunds tickets of cancelled events to their holders. Anybody may call it, for anybody.
    /// @dev What can't be refunded is skipped and reported, so that nobody can make a batch fail by being faster.
    /// @param ticketIds The tickets.
    function refundCancelledBatch(uint256[] calldata ticketIds) external;
}
