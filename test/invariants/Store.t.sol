// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Handler} from "../support/InvariantTargets.sol";
import {StoreBooks} from "./StoreBooks.sol";
import {StoreChecks} from "./StoreChecks.sol";
import {StoreHandler} from "./StoreHandler.sol";

contract StoreInvariants is StoreChecks {
    StoreHandler private handler;

    function setUp() public {
        handler = new StoreHandler();
    }

    function _handler() internal view override returns (Handler) {
        return handler;
    }

    function _books() internal view override returns (StoreBooks) {
        return handler;
    }

    /// @dev Nothing is oversold, and nobody has more than the limit.
    function invariant_stock() external view {
        for (uint256 rewardId = 1; rewardId <= handler.shelvesGhost(); ++rewardId) _checkShelf(rewardId);
    }

    /// @dev Every token is with its member, in escrow for an open order, or burned; each order ends once.
    function invariant_orders() external view {
        _checkMoney();
        _checkOpenOrders();
        _checkOrder(handler.touched());
        if (handler.ordersGhost() > 0) _checkOrder(1 + (handler.time() % handler.ordersGhost()));
    }
}
