// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ITicketReturns} from "../../contracts/rewards/ITicketReturns.sol";
import {ITicketTransfers} from "../../contracts/rewards/ITicketTransfers.sol";
import {IEventCalendar} from "../../contracts/rewards/IEventCalendar.sol";
import {ITicketDoor} from "../../contracts/rewards/ITicketDoor.sol";
import {IEventTickets} from "../../contracts/rewards/IEventTickets.sol";
import {IRewardsStore} from "../../contracts/rewards/IRewardsStore.sol";
import {IStoreOrders} from "../../contracts/rewards/IStoreOrders.sol";
import {Handler} from "../support/InvariantTargets.sol";
import {TicketBooks} from "./TicketBooks.sol";

/**
 * @title TicketsHandler
 * @notice Announces events, sells, returns and checks in tickets at random.
 */
contract TicketsHandler is TicketBooks, Handler {
    bytes32 private constant PRESENCE_TYPEHASH = keccak256("Presence(uint256 ticketId,uint64 at)");
    bytes4 private constant INVALID_SIGNATURE = bytes4(keccak256("SignedRequestInvalidSignature(address)"));
    uint256 private constant SYNC_WINDOW = 1 days;

    constructor() {
        _openBox();
        _announce(3, 5 days, 1 days, 5 days);
    }

    function actions() external pure override returns (bytes4[] memory list) {
        list = new bytes4[](10);
        list[0] = this.createEvent.selector;
        list[1] = this.redeem.selector;
        list[2] = this.returnTicket.selector;
        list[3] = this.checkIn.selector;
        list[4] = this.cancelEvent.selector;
        list[5] = this.refundCancelled.selector;
        list[6] = this.settleTickets.selector;
        list[7] = this.transferTicket.selector;
        list[8] = this.setEvent.selector;
        list[9] = this.checkInBatch.selector;
    }

    /* ACTIONS */

    function createEvent(uint256 seed, uint256 wait) external counted {
        _pass(wait, 2 days);
        uint256 until = 1 days + (seed % 9 days);
        _announce(1 + ((seed >> 32) % 4), until, 1 + ((seed >> 64) % 2 days), (seed >> 96) % until);
    }

    function redeem(uint256 who, uint256 which, uint256 wait) external counted {
        _pass(wait, 2 days);
        _redeem(_pick(who), which);
    }

    /// @dev A ticket given back is gone: it opens no door and comes back no second time.
    function returnTicket(uint256 which, uint256 wait) external counted {
        _pass(wait, 1 days);
        uint256 index = _find(which, Wanted.Returnable);
        Pass memory ticket = pass(index);
        address holder = actors[ticket.actor];

        vm.prank(holder);
        tickets.returnTicket(ticket.ticketId);

        _noteReturned(index, !eventGhost(ticket.eventId).cancelled);
        bytes4 gone = IERC721Errors.ERC721NonexistentToken.selector;
        assertRefused(
            holder,
            address(tickets),
            abi.encodeCall(tickets.returnTicket, (ticket.ticketId)),
            gone
        );
        assertRefused(DOOR, address(tickets), _checkInCall(index, ticket.actor, time), gone);
        _checkFinal(ticket.orderId);
    }

    /// @dev At the holder's own word only, once, and then the ticket stays.
    function checkIn(uint256 which, uint256 stranger, uint256 before) external counted {
        uint256 index = _find(which, Wanted.Admissible);
        Pass memory ticket = pass(index);
        Gathering memory gathering = eventGhost(ticket.eventId);
        if (time < gathering.doorsOpen) {
            assertRefused(
                DOOR,
                address(tickets),
                _checkInCall(index, ticket.actor, time),
                ITicketDoor.EventTicketsDoorClosed.selector
            );
            _goTo(gathering.doorsOpen);
        }
        uint256 last = time < gathering.ends ? time : gathering.ends - 1;
        uint256 at = last - bound(before, 0, last - gathering.doorsOpen);
        uint256 other = (ticket.actor + 1 + (stranger % (ACTORS - 1))) % ACTORS;
        assertRefused(DOOR, address(tickets), _checkInCall(index, other, at), INVALID_SIGNATURE);
        bytes memory request = _checkInCall(index, ticket.actor, at);

        vm.prank(DOOR);
        (bool accepted, ) = address(tickets).call(request);

        assertTrue(accepted, "check-in refused");
        _noteCheckedIn(index);
        _refuseTransfer(index);
        bytes4 already = ITicketDoor.EventTicketsAlreadyCheckedIn.selector;
        assertRefused(DOOR, address(tickets), request, already);
        _refuseReturn(index);
        _refuseRefund(index);
    }

    function cancelEvent(uint256 which, uint256 wait) external counted {
        _pass(wait, 1 days);
        _cancel(_onSale(which));
    }

    /// @dev Anybody has the holder refunded; a seat of a cancelled event goes back on no shelf.
    function refundCancelled(uint256 which, uint256 who) external counted {
        uint256 index = _find(which, Wanted.Refundable);
        Pass memory ticket = pass(index);
        uint256[] memory ids = new uint256[](1);
        ids[0] = ticket.orderId;
        assertRefused(
            actors[_pick(who)],
            address(store),
            abi.encodeCall(store.settleTickets, (ids)),
            IRewardsStore.RewardsStoreEventNotOver.selector
        );
        // Named twice, it is refunded once.
        uint256[] memory twice = new uint256[](2);
        (twice[0], twice[1]) = (ticket.ticketId, ticket.ticketId);

        vm.prank(actors[_pick(who)]);
        if (which % 2 == 0) tickets.refundCancelled(ticket.ticketId);
        else tickets.refundCancelledBatch(twice);

        _noteReturned(index, false);
        assertRefused(
            actors[_pick(who)],
            address(tickets),
            abi.encodeCall(tickets.refundCancelled, (ticket.ticketId)),
            IERC721Errors.ERC721NonexistentToken.selector
        );
        _checkFinal(ticket.orderId);
    }

    /// @dev When an event is over, and not before, what its tickets cost is burned; of a cancelled one, what those paid
    /// who had come in.
    function settleTickets(uint256 which, uint256 who) external counted {
        uint256 index = _find(which, Wanted.Settleable);
        Pass memory ticket = pass(index);
        uint256[] memory ids = new uint256[](1);
        ids[0] = ticket.orderId;
        if (time < eventGhost(ticket.eventId).ends) {
            _goTo(eventGhost(ticket.eventId).ends - 1);
            assertRefused(
                actors[_pick(who)],
                address(store),
                abi.encodeCall(store.settleTickets, (ids)),
                IRewardsStore.RewardsStoreEventNotOver.selector
            );
            _goTo(time + 1);
        }

        vm.prank(actors[_pick(who)]);
        store.settleTickets(ids);

        _noteSettled(index);
        _checkFinal(ticket.orderId);
    }

    /// @dev A ticket passes to whom it was offered, for what was paid, and to nobody else.
    function transferTicket(uint256 which, uint256 who, uint256 wait) external counted {
        _pass(wait, 1 days);
        uint256 index = _find(which, Wanted.Transferable);
        Pass memory ticket = pass(index);
        uint256 buyer = (ticket.actor + 1 + (who % (ACTORS - 1))) % ACTORS;
        uint256 other = (buyer + 1) % ACTORS;
        uint256 paid = order(ticket.orderId).paid;
        _fund(buyer, paid);
        bytes memory accept = abi.encodeCall(tickets.acceptTicket, (ticket.ticketId, paid));
        bytes4 notOffered = ITicketTransfers.EventTicketsNotOffered.selector;
        assertRefused(actors[buyer], address(tickets), accept, notOffered);

        vm.prank(actors[ticket.actor]);
        tickets.offerTicket(ticket.ticketId, actors[buyer], time);
        assertRefused(actors[other], address(tickets), accept, notOffered);
        vm.prank(actors[buyer]);
        tickets.acceptTicket(ticket.ticketId, paid);

        _noteTransferred(index, buyer);
        assertRefused(actors[buyer], address(tickets), accept, notOffered);
        assertRefused(
            actors[ticket.actor],
            address(tickets),
            abi.encodeCall(tickets.returnTicket, (ticket.ticketId)),
            ITicketReturns.EventTicketsNotHolder.selector
        );
    }

    /// @dev An event that is moved can be given back until its new doors; less is refused once tickets are out.
    function setEvent(uint256 which, uint256 later, uint256 wait) external counted {
        _pass(wait, 1 days);
        uint256 eventId = _ahead(which);
        IEventCalendar.EventTerms memory terms = _laterTerms(eventGhost(eventId), later);
        bytes4 shortened = IEventCalendar.EventTicketsWindowShortened.selector;
        bytes memory request = abi.encodeCall(tickets.setEvent, (eventId, terms, "ipfs://moved"));
        if (eventGhost(eventId).outstanding > 0) {
            assertRefused(OPERATOR, address(tickets), request, shortened);
        }
        terms.returnUntil = terms.doorsOpen;

        vm.prank(OPERATOR);
        tickets.setEvent(eventId, terms, "ipfs://moved");

        _noteMoved(eventId, terms);
    }

    /// @dev The same proof twice, and one of a stranger between them, let one in.
    function checkInBatch(uint256 which, uint256 stranger) external counted {
        uint256 index = _find(which, Wanted.Admissible);
        Pass memory ticket = pass(index);
        Gathering memory gathering = eventGhost(ticket.eventId);
        if (time < gathering.doorsOpen) _goTo(gathering.doorsOpen);
        uint256 at = time < gathering.ends ? time : gathering.ends - 1;
        uint256 other = (ticket.actor + 1 + (stranger % (ACTORS - 1))) % ACTORS;
        bytes memory good = _packed(ticket.ticketId, ticket.actor, at);
        bytes memory proofs = bytes.concat(_packed(ticket.ticketId, other, at), good, good);

        vm.prank(DOOR);
        tickets.checkInBatch(proofs);

        _noteCheckedIn(index);
        _refuseTransfer(index);
        _refuseReturn(index);
    }

    /* DOING */

    function _redeem(uint256 actor, uint256 which) private returns (uint256 index) {
        uint256 eventId = _onSale(which);
        Gathering memory gathering = eventGhost(eventId);
        if (gathering.outstanding == gathering.capacity) {
            _fund(actor, shelf(gathering.rewardId).price);
            assertRefused(
                actors[actor],
                address(store),
                abi.encodeCall(store.redeem, (gathering.rewardId, 1, 0, type(uint256).max, bytes32(0))),
                IEventTickets.EventTicketsSoldOut.selector
            );
            eventId = _announce(4, 6 days, 1 days, 6 days);
            gathering = eventGhost(eventId);
        }
        _fund(actor, shelf(gathering.rewardId).price);
        vm.prank(actors[actor]);
        uint256 orderId = store.redeem(gathering.rewardId, 1, 0, type(uint256).max, bytes32(0));

        assertEq(orderId, _notePlaced(gathering.rewardId, actor), "number of the order");
        return _noteIssued(eventId, actor, orderId);
    }

    /// @dev At least a day from now, with tickets that go back until a second too early.
    function _laterTerms(
        Gathering memory gathering,
        uint256 later
    ) private view returns (IEventCalendar.EventTerms memory) {
        uint256 doors = gathering.doorsOpen > time + 1 days ? gathering.doorsOpen : time + 1 days;
        doors += 1 + (later % 2 days);
        return
            IEventCalendar.EventTerms({
                capacity: uint32(gathering.capacity + (later % 2)),
                doorsOpen: uint32(doors),
                ends: uint32(doors + 1 days),
                returnUntil: uint32(doors - 1),
                transferUntil: uint32(gathering.transferUntil == 0 ? 0 : doors),
                badgeId: uint32(badgeGhost)
            });
    }

    function _cancel(uint256 eventId) private {
        vm.prank(OPERATOR);
        tickets.cancelEvent(eventId, "The roof leaks");
        _noteEventCancelled(eventId);
    }

    function _refuseReturn(uint256 index) private {
        Pass memory ticket = pass(index);
        assertRefused(
            actors[ticket.actor],
            address(tickets),
            abi.encodeCall(tickets.returnTicket, (ticket.ticketId)),
            ITicketReturns.EventTicketsReturnClosed.selector
        );
    }

    /// @dev Whoever has come in can't sell the ticket to the next in the queue.
    function _refuseTransfer(uint256 index) private {
        Pass memory ticket = pass(index);
        assertRefused(
            actors[ticket.actor],
            address(tickets),
            abi.encodeCall(tickets.offerTicket, (ticket.ticketId, address(0), time)),
            ITicketTransfers.EventTicketsTransferClosed.selector
        );
    }

    /// @dev Not even when the event is cancelled after all; one time in two it is.
    function _refuseRefund(uint256 index) private {
        Pass memory ticket = pass(index);
        bool cancels = index % 2 == 0 && time < eventGhost(ticket.eventId).ends;
        if (cancels) _cancel(ticket.eventId);
        assertRefused(
            actors[ticket.actor],
            address(tickets),
            abi.encodeCall(tickets.refundCancelled, (ticket.ticketId)),
            cancels
                ? ITicketDoor.EventTicketsAlreadyCheckedIn.selector
                : ITicketReturns.EventTicketsEventNotCancelled.selector
        );
    }

    /* CHOOSING */

    /// @dev An event that takes place and is not over; if there is none, one is announced.
    function _onSale(uint256 which) private returns (uint256) {
        uint256 count = eventsGhost();
        for (uint256 i = 0; i < count; ++i) {
            uint256 eventId = 1 + (((which % count) + i) % count);
            Gathering memory gathering = eventGhost(eventId);
            // One with room for its stock to be the limit is left alone: seats are.
            if (!gathering.cancelled && time < gathering.ends && stockGhost(gathering.rewardId) > 0) {
                return eventId;
            }
        }
        return _announce(2, 4 days, 1 days, 4 days);
    }

    /// @dev A ticket to which something can be done; if there is none, one is sold and brought there.
    function _find(uint256 which, Wanted wanted) private returns (uint256 index) {
        uint256 count = passesGhost();
        for (uint256 i = 0; i < count; ++i) {
            index = ((which % count) + i) % count;
            if (_fits(index, wanted)) return index;
        }
        bool early = wanted == Wanted.Returnable || wanted == Wanted.Transferable;
        // Every other event lets its tickets pass on.
        if (early) _announce(1, 5 days, 1 days, 5 days);
        if (wanted == Wanted.Transferable && eventGhost(eventsGhost()).transferUntil == 0) {
            _announce(1, 5 days, 1 days, 5 days);
        }
        index = _redeem(_pick(which), early ? eventsGhost() - 1 : which);
        if (wanted == Wanted.Refundable) _cancel(pass(index).eventId);
    }

    function _checkInCall(uint256 index, uint256 signer, uint256 at) private view returns (bytes memory) {
        uint256 ticketId = pass(index).ticketId;
        return abi.encodeCall(tickets.checkIn, (_proof(ticketId, signer, at)));
    }

    function _packed(uint256 ticketId, uint256 signer, uint256 at) private view returns (bytes memory) {
        bytes memory signature = _proof(ticketId, signer, at).signature;
        return abi.encodePacked(uint64(ticketId), uint40(at), uint16(signature.length), signature);
    }

    function _proof(
        uint256 ticketId,
        uint256 signer,
        uint256 at
    ) private view returns (ITicketDoor.CheckIn memory) {
        bytes32 structHash = keccak256(abi.encode(PRESENCE_TYPEHASH, ticketId, at));
        bytes32 digest = typedDigest(tickets.DOMAIN_SEPARATOR(), structHash);
        return ITicketDoor.CheckIn(ticketId, uint64(at), sign(_keys[signer], digest));
    }

    /// @dev An event whose doors are not open yet; if there is none, one is announced.
    function _ahead(uint256 which) private returns (uint256) {
        uint256 count = eventsGhost();
        for (uint256 i = 0; i < count; ++i) {
            uint256 eventId = 1 + (((which % count) + i) % count);
            Gathering memory gathering = eventGhost(eventId);
            if (!gathering.cancelled && time < gathering.doorsOpen) return eventId;
        }
        return _announce(2, 4 days, 1 days, 4 days);
    }

    /// @dev Doors take proofs until a day after the end.
    function _fits(uint256 index, Wanted wanted) private view returns (bool) {
        Pass memory ticket = pass(index);
        Gathering memory gathering = eventGhost(ticket.eventId);
        bool here = ticket.held && !ticket.checkedIn;
        if (wanted == Wanted.Returnable) return here && time < gathering.returnUntil;
        if (wanted == Wanted.Transferable) {
            return here && !gathering.cancelled && time < gathering.transferUntil;
        }
        if (wanted == Wanted.Refundable) return here && gathering.cancelled;
        if (wanted == Wanted.Admissible) {
            return here && !gathering.cancelled && time < gathering.ends + SYNC_WINDOW;
        }
        return order(ticket.orderId).state == IStoreOrders.RedemptionState.Placed && !gathering.cancelled;
    }
}
