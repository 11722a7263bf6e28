// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IStoreOrders} from "../../contracts/rewards/IStoreOrders.sol";
import {Handler, InvariantTargets} from "../support/InvariantTargets.sol";
import {LineBooks} from "./LineBooks.sol";
import {LineHandler} from "./LineHandler.sol";

contract LineInvariants is InvariantTargets {
    LineHandler private handler;

    function setUp() public {
        handler = new LineHandler();
    }

    function _handler() internal view override returns (Handler) {
        return handler;
    }

    /// @dev Each variant's stock is what was loaded, less what was removed and sold, and what came back; each line is as
    /// long as it should be, and begins with the one who came first.
    function invariant_variants() external view {
        uint256 rewardId = handler.rewardId();
        uint256[] memory stocks = handler.store().variantStock(rewardId);
        uint256 total;
        uint256 waitingInAll;
        for (uint256 variant = 0; variant < handler.VARIANTS(); ++variant) {
            assertEq(stocks[variant], handler.stockOf(variant), "stock of a variant");
            (uint256 first, uint256 waiting) = handler.store().waitingLine(rewardId, uint8(variant));
            uint256[] memory line = handler.line(variant);
            assertEq(waiting, line.length, "length of a line");
            assertEq(first, line.length == 0 ? 0 : line[0], "who is next");
            total += stocks[variant];
            waitingInAll += waiting;
        }
        assertEq(handler.store().reward(rewardId).stock, total, "stock in all");
        assertEq(handler.store().reward(rewardId).waiting, waitingInAll, "waiting in all");
    }

    /// @dev Every order stands where it should; what open and waiting orders paid is what lies in escrow.
    function invariant_orders() external view {
        uint256 owed;
        assertEq(handler.store().redemptionCount(), handler.orders(), "orders");
        for (uint256 i = 1; i <= handler.orders(); ++i) {
            IStoreOrders.Redemption memory redemption = handler.store().redemption(i);
            LineBooks.Order memory order = handler.order(i);
            assertEq(uint8(redemption.state), uint8(order.state), "state of an order");
            assertEq(redemption.paid, order.paid, "paid for an order");
            assertEq(redemption.placedAt, order.placedAt, "time of an order");
            bool open = order.state == IStoreOrders.RedemptionState.Placed;
            if (open || order.state == IStoreOrders.RedemptionState.Waiting) owed += order.paid;
        }
        assertEq(handler.store().totalEscrowed(), owed, "escrow");
        assertEq(handler.token().balanceOf(address(handler.store())), owed, "tokens of the store");
        assertEq(handler.store().surplus(), 0, "surplus");
        assertEq(handler.token().totalBurned(), handler.burned(), "burned");
    }

    /// @dev Members hold the rest, and each order counts towards the limit until it is cancelled.
    function invariant_members() external view {
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            assertEq(handler.token().balanceOf(handler.actors(i)), handler.balance(i), "balance");
            assertEq(handler.store().redeemedCount(handler.rewardId(), i + 1), handler.count(i), "count");
        }
    }
}
