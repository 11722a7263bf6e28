// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IEventCalendar} from "../../contracts/rewards/IEventCalendar.sol";
import {Handler} from "../support/InvariantTargets.sol";
import {IEventTicketsSurface} from "../support/Surfaces.sol";
import {StoreBooks} from "./StoreBooks.sol";
import {StoreChecks} from "./StoreChecks.sol";
import {TicketBooks} from "./TicketBooks.sol";
import {TicketsHandler} from "./TicketsHandler.sol";

contract TicketsInvariants is StoreChecks {
    TicketsHandler private handler;
    IEventTicketsSurface private tickets;

    function setUp() public {
        handler = new TicketsHandler();
        tickets = handler.tickets();
    }

    function _handler() internal view override returns (Handler) {
        return handler;
    }

    function _books() internal view override returns (StoreBooks) {
        return handler;
    }

    /// @dev Never more tickets out than seats; each with its holder; each checked in at most once, and for good.
    function invariant_tickets() external view {
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            assertEq(tickets.balanceOf(handler.actors(i)), handler.heldGhost(i), "tickets of an account");
            bool has = handler.badges().hasBadge(handler.badgeGhost(), i + 1);
            assertEq(has, handler.attended(i), "badge of who came");
        }
        for (uint256 i = 0; i < handler.passesGhost(); ++i) _checkPass(handler.pass(i));
    }

    /// @dev What events count is what the books count, and the store holds exactly what open orders have paid.
    function invariant_events() external view {
        assertEq(tickets.eventCount(), handler.eventsGhost(), "events");
        for (uint256 eventId = 1; eventId <= handler.eventsGhost(); ++eventId) {
            IEventCalendar.Event memory actual = tickets.eventOf(eventId);
            TicketBooks.Gathering memory expected = handler.eventGhost(eventId);
            assertEq(actual.outstanding, expected.outstanding, "tickets out");
            assertEq(actual.lastSerial, expected.issued, "tickets ever issued");
            assertEq(actual.checkedIn, expected.checkedIn, "checked in");
            assertEq(actual.cancelled, expected.cancelled, "whether cancelled");
            assertLe(actual.outstanding, expected.capacity, "tickets out beside the seats");
        }
        // Shelves are many; one in turn is looked at after every call.
        _checkShelf(1 + (handler.time() % handler.shelvesGhost()));
        _checkMoney();
        _checkOrder(handler.touched());
    }

    function _checkPass(TicketBooks.Pass memory expected) private view {
        (bool exists, bytes memory answer) = address(tickets).staticcall(
            abi.encodeCall(tickets.ownerOf, (expected.ticketId))
        );
        assertEq(exists, expected.held, "whether the ticket exists");
        if (exists) {
            address holder = abi.decode(answer, (address));
            assertEq(holder, handler.actors(expected.actor), "holder of a ticket");
        }
        uint256 memberId = tickets.ticketMember(expected.ticketId);
        assertEq(memberId, exists ? expected.actor + 1 : 0, "member of a ticket");
        if (exists) {
            uint256 orderMember = handler.store().redemption(expected.orderId).memberId;
            assertEq(orderMember, memberId, "member of its order");
        }
        assertEq(tickets.isCheckedIn(expected.ticketId), expected.checkedIn, "whether checked in");
        uint256 serial = handler.store().redemption(expected.orderId).serial;
        assertEq(serial, uint32(expected.ticketId), "ticket of an order");
        assertEq(tickets.redemptionOf(expected.ticketId), expected.orderId, "order of a ticket");
    }
}
