// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IEventTickets} from "../../contracts/rewards/IEventTickets.sol";
import {IRewardsStore} from "../../contracts/rewards/IRewardsStore.sol";
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
        Admissible,
        Refundable,
        Settleable
    }

    Gathering[] internal _gatherings;
    Pass[] internal _passes;
    mapping(uint256 actor => uint256) public heldGhost;

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

    /// @dev An event, and a reward with more in stock than there are seats: the seats are what must hold.
    function _announce(
        uint256 capacity,
        uint256 until,
        uint256 lasts,
        uint256 returns_
    ) internal returns (uint256 eventId) {
        IEventTickets.EventTerms memory terms = IEventTickets.EventTerms({
            capacity: uint32(capacity),
            doorsOpen: uint32(time + until),
            ends: uint32(time + until + lasts),
            returnUntil: uint32(time + returns_)
        });
        vm.prank(OPERATOR);
        eventId = tickets.createEvent(terms, "ipfs://event");
        uint256 rewardId = _list(
            IRewardsStore.RewardTerms({
                kind: IRewardsStore.RewardKind.Ticket,
                price: uint96(5 ether + (eventId % 3) * 1 ether),
                stock: uint32(capacity + 20),
                perMember: uint16((eventId % 2) * 20),
                minTier: 0,
                variants: 0,
                opens: 0,
                closes: 0,
                cancelWindow: 0,
                fulfilWithin: 0,
                eventId: uint32(eventId)
            })
        );
        _gatherings.push(
            Gathering(rewardId, capacity, terms.doorsOpen, terms.ends, terms.returnUntil, 0, 0, 0, false)
        );
        assertEq(eventId, _gatherings.length, "number of the event");
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

    function _noteCheckedIn(uint256 index) internal {
        _passes[index].checkedIn = true;
        ++_gatherings[_passes[index].eventId - 1].checkedIn;
    }

    function _noteEventCancelled(uint256 eventId) internal {
        _gatherings[eventId - 1].cancelled = true;
    }

    function _noteSettled(uint256 index) internal {
        _noteFulfilled(_passes[index].orderId);
    }
}
