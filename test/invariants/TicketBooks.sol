// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IBadges} from "../../contracts/membership/IBadges.sol";
import {IEventCalendar} from "../../contracts/rewards/IEventCalendar.sol";
import {IStoreCatalogue} from "../../contracts/rewards/IStoreCatalogue.sol";
import {StoreBooks} from "./StoreBooks.sol";

/**
 * @title TicketBooks
 * @notice Who should hold which ticket, and who has come in, kept beside the contracts.
 */
abstract contract TicketBooks is StoreBooks {
    struct Gathering {
        uint256 rewardId;
        uint256 capacity;
        uint256 doorsOpen;
        uint256 ends;
        uint256 returnUntil;
        uint256 transferUntil;
        uint256 issued;
        uint256 outstanding;
        uint256 checkedIn;
        bool cancelled;
    }

    struct Pass {
        uint256 ticketId;
        uint256 eventId;
        uint256 orderId;
        uint256 actor;
        bool held;
        bool checkedIn;
    }

    enum Wanted {
        Returnable,
        Transferable,
        Admissible,
        Refundable,
        Settleable
    }

    Gathering[] internal _gatherings;
    Pass[] internal _passes;
    mapping(uint256 actor => uint256) public heldGhost;
    /// @notice Whether an actor came to any event.
    mapping(uint256 actor => bool) public attended;
    /// @notice The badge of those who came.
    uint256 public badgeGhost;

    /* READING */

    function eventGhost(uint256 eventId) public view returns (Gathering memory) {
        return _gatherings[eventId - 1];
    }

    function pass(uint256 index) public view returns (Pass memory) {
        return _passes[index];
    }

    function eventsGhost() public view returns (uint256) {
        return _gatherings.length;
    }

    function passesGhost() public view returns (uint256) {
        return _passes.length;
    }

    /* WRITING */

    function _openBox() internal {
        _openStore();
        IBadges.BadgeTerms memory terms = IBadges.BadgeTerms(
            IBadges.BadgeKind.Attendance,
            false,
            address(tickets)
        );
        vm.prank(OPERATOR);
        badgeGhost = badges.createBadge(terms, "ipfs://badge");
    }

    /// @dev An event, and a reward with more in stock than there are seats: the seats are what must hold.
    function _announce(
        uint256 capacity,
        uint256 until,
        uint256 lasts,
        uint256 returns_
    ) internal returns (uint256 eventId) {
        IEventCalendar.EventTerms memory terms = IEventCalendar.EventTerms({
            capacity: uint32(capacity),
            doorsOpen: uint32(time + until),
            ends: uint32(time + until + lasts),
            returnUntil: uint32(time + returns_),
            // Every other event lets its tickets pass on.
            transferUntil: uint32(_gatherings.length % 2 == 0 ? time + returns_ : 0),
            badgeId: uint32(badgeGhost)
        });
        vm.prank(OPERATOR);
        eventId = tickets.createEvent(terms, "ipfs://event");
        _remember(_shelve(eventId, capacity), terms);
        assertEq(eventId, _gatherings.length, "number of the event");
    }

    function _shelve(uint256 eventId, uint256 capacity) private returns (uint256 rewardId) {
        IStoreCatalogue.RewardTerms memory terms;
        terms.kind = IStoreCatalogue.RewardKind.Ticket;
        terms.price = uint96(5 ether + (eventId % 3) * 1 ether);
        terms.stock = uint32(capacity + 20);
        terms.perMember = uint16((eventId % 2) * 20);
        terms.eventId = uint32(eventId);
        return _list(terms);
    }

    function _remember(uint256 rewardId, IEventCalendar.EventTerms memory terms) private {
        Gathering storage gathering = _gatherings.push();
        gathering.rewardId = rewardId;
        gathering.capacity = terms.capacity;
        gathering.doorsOpen = terms.doorsOpen;
        gathering.ends = terms.ends;
        gathering.returnUntil = terms.returnUntil;
        gathering.transferUntil = terms.transferUntil;
    }

    function _noteIssued(uint256 eventId, uint256 actor, uint256 orderId) internal returns (uint256 index) {
        Gathering storage gathering = _gatherings[eventId - 1];
        ++gathering.issued;
        ++gathering.outstanding;
        ++heldGhost[actor];
        uint256 ticketId = eventId * 2 ** 32 + gathering.issued;
        _passes.push(Pass(ticketId, eventId, orderId, actor, true, false));
        return _passes.length - 1;
    }

    function _noteReturned(uint256 index, bool restock) internal {
        Pass storage ticket = _passes[index];
        ticket.held = false;
        --heldGhost[ticket.actor];
        --_gatherings[ticket.eventId - 1].outstanding;
        _noteCancelled(ticket.orderId, restock);
    }

    /// @dev The ticket and its order go to another; what was paid changes pockets, the escrow stays as it is.
    function _noteTransferred(uint256 index, uint256 actor) internal {
        Pass storage ticket = _passes[index];
        Order storage moved = _orders[ticket.orderId - 1];
        --heldGhost[ticket.actor];
        --countGhost[moved.rewardId][ticket.actor];
        balanceGhost[ticket.actor] += moved.paid;
        ++heldGhost[actor];
        ++countGhost[moved.rewardId][actor];
        balanceGhost[actor] -= moved.paid;
        (ticket.actor, moved.actor) = (actor, actor);
        touched = ticket.orderId;
    }

    function _noteMoved(uint256 eventId, IEventCalendar.EventTerms memory terms) internal {
        Gathering storage gathering = _gatherings[eventId - 1];
        gathering.capacity = terms.capacity;
        gathering.doorsOpen = terms.doorsOpen;
        gathering.ends = terms.ends;
        gathering.returnUntil = terms.returnUntil;
        gathering.transferUntil = terms.transferUntil;
    }

    function _noteCheckedIn(uint256 index) internal {
        _passes[index].checkedIn = true;
        attended[_passes[index].actor] = true;
        ++_gatherings[_passes[index].eventId - 1].checkedIn;
    }

    function _noteEventCancelled(uint256 eventId) internal {
        _gatherings[eventId - 1].cancelled = true;
    }

    function _noteSettled(uint256 index) internal {
        _noteFulfilled(_passes[index].orderId);
    }
}
