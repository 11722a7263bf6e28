// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IEventCalendar} from "./IEventCalendar.sol";
import {ITicketDoor} from "./ITicketDoor.sol";
import {ITicketReturns} from "./ITicketReturns.sol";
import {ITicketTransfers} from "./ITicketTransfers.sol";

/**
 * @title IEventTickets
 * @notice Tickets to the community's events: got by redeeming, passed on at face value, given back in time, shown at the
 * door.
 * @dev `ticketId = eventId << 32 | serial`. Tickets belong to a member's number, so that `ownerOf` follows a member to a
 * new wallet by itself, without a Transfer event. A member who has left or is suspended keeps them and may give them back,
 * be refunded or pass them on, but is not let in.
 */
interface IEventTickets is IEventCalendar, ITicketReturns, ITicketTransfers, ITicketDoor {
    /// @notice The store was named.
    /// @param store The only contract that can issue tickets.
    event Wired(address indexed store);

    /// @notice A ticket was issued.
    /// @param ticketId The ticket.
    /// @param redemptionId The order that paid for it.
    /// @param memberId The member.
    event TicketIssued(uint256 indexed ticketId, uint256 indexed redemptionId, uint256 indexed memberId);

    /// @notice The event is full.
    /// @param eventId The event.
    error EventTicketsSoldOut(uint256 eventId);

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

    /// @notice Changes where the metadata of the tickets as a whole are (ERC-7572).
    /// @param newURI The new address.
    function setContractURI(string calldata newURI) external;

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

    /// @notice The member who holds a ticket.
    /// @param ticketId The ticket.
    /// @return memberId The member's number; zero for a ticket that was given back or never was.
    function ticketMember(uint256 ticketId) external view returns (uint256 memberId);

    /// @notice The order that paid for a ticket.
    /// @param ticketId The ticket.
    /// @return Number of the order, also after the ticket was given back; zero for a ticket that never was.
    function redemptionOf(uint256 ticketId) external view returns (uint256);
}
