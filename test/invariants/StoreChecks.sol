// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IStoreCatalogue} from "../../contracts/rewards/IStoreCatalogue.sol";
import {IStoreOrders} from "../../contracts/rewards/IStoreOrders.sol";
import {InvariantTargets} from "../support/InvariantTargets.sol";
import {IRewardTokenSurface} from "../support/Surfaces.sol";
import {StoreBooks} from "./StoreBooks.sol";

/**
 * @title StoreChecks
 * @notice What must hold of stock, escrow and orders, whatever is sold.
 */
abstract contract StoreChecks is InvariantTargets {
    function _books() internal view virtual returns (StoreBooks);

    /// @dev Stock is what was loaded, less what was removed and sold, and what came back.
    function _checkShelf(uint256 rewardId) internal view {
        StoreBooks books = _books();
        IStoreCatalogue.Reward memory reward = books.store().reward(rewardId);
        StoreBooks.Shelf memory shelf = books.shelf(rewardId);
        assertEq(uint256(reward.stock) + shelf.sold - shelf.returned, shelf.loaded - shelf.removed, "stock");
        assertEq(reward.price, shelf.price, "price");
        if (shelf.perMember == 0) return;
        for (uint256 i = 0; i < books.ACTORS(); ++i) {
            uint256 count = books.store().redeemedCount(rewardId, i + 1);
            assertEq(count, books.countGhost(rewardId, i), "times redeemed");
            assertLe(count, shelf.perMember, "times redeemed beside the limit");
        }
    }

    /// @dev The store holds exactly what open orders have paid; members hold exactly the rest.
    function _checkMoney() internal view {
        StoreBooks books = _books();
        IRewardTokenSurface token = books.token();
        assertEq(token.balanceOf(address(books.store())), books.escrowGhost(), "escrow");
        assertEq(books.store().totalEscrowed(), books.escrowGhost(), "escrow as the store counts it");
        assertEq(token.totalBurned(), books.burnedGhost(), "burned");
        for (uint256 i = 0; i < books.ACTORS(); ++i) {
            assertEq(token.balanceOf(books.actors(i)), books.balanceGhost(i), "balance");
        }
    }

    /// @dev Σ over the open orders, read from the chain one by one, is the escrow.
    function _checkOpenOrders() internal view {
        StoreBooks books = _books();
        uint256 open;
        for (uint256 i = 1; i <= books.ordersGhost(); ++i) {
            IStoreOrders.Redemption memory redemption = books.store().redemption(i);
            if (redemption.state == IStoreOrders.RedemptionState.Placed) open += redemption.paid;
        }
        assertEq(open, books.escrowGhost(), "sum of the open orders");
    }

    function _checkOrder(uint256 orderId) internal view {
        if (orderId == 0) return;
        StoreBooks books = _books();
        IStoreOrders.Redemption memory redemption = books.store().redemption(orderId);
        StoreBooks.Order memory order = books.order(orderId);
        assertEq(uint8(redemption.state), uint8(order.state), "state of an order");
        assertEq(redemption.paid, order.paid, "paid for an order");
        assertEq(redemption.rewardId, order.rewardId, "reward of an order");
        assertEq(redemption.memberId, order.actor + 1, "member of an order");
        assertEq(redemption.placedAt, order.placedAt, "time of an order");
        assertEq(books.store().redemptionCount(), books.ordersGhost(), "orders");
    }
}
