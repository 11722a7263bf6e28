// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IStoreCatalogue} from "../../contracts/rewards/IStoreCatalogue.sol";
import {IStoreOrders} from "../../contracts/rewards/IStoreOrders.sol";
import {IStoreWaitingList} from "../../contracts/rewards/IStoreWaitingList.sol";
import {IRewardsStore} from "../../contracts/rewards/IRewardsStore.sol";
import {Handler} from "../support/InvariantTargets.sol";
import {LineBooks} from "./LineBooks.sol";

/**
 * @title LineHandler
 * @notice Redeems, waits, leaves and gives back at random, where there is never enough.
 */
contract LineHandler is LineBooks, Handler {
    constructor() {
        _openLine();
    }

    function actions() external pure override returns (bytes4[] memory list) {
        list = new bytes4[](9);
        list[0] = this.redeem.selector;
        list[1] = this.join.selector;
        list[2] = this.leave.selector;
        list[3] = this.cancel.selector;
        list[4] = this.cancelOverdue.selector;
        list[5] = this.fulfil.selector;
        list[6] = this.adjust.selector;
        list[7] = this.comeAndGo.selector;
        list[8] = this.promote.selector;
    }

    /* ORDERING */

    /// @dev Nobody gets past those who wait.
    function redeem(uint256 who, uint256 which) external counted {
        _redeem(_buyer(who), uint8(which % VARIANTS));
    }

    function join(uint256 who, uint256 which, uint256 wait) external counted {
        _pass(wait, 12 hours);
        _join(_buyer(who), uint8(which % VARIANTS));
    }

    /* ENDING */

    function leave(uint256 which, uint256 stranger) external counted {
        uint256 orderId = _find(which, IStoreOrders.RedemptionState.Waiting);
        if (orderId == 0) orderId = _join(_buyer(which), uint8(which % VARIANTS));
        uint256 actor = order(orderId).actor;
        bytes memory request = abi.encodeCall(store.leaveWaitingList, (orderId));
        uint256 other = (actor + 1 + (stranger % (ACTORS - 1))) % ACTORS;
        _refused(other, request, IStoreWaitingList.RewardsStoreNotOwner.selector);

        vm.prank(actors[actor]);
        store.leaveWaitingList(orderId);

        _noteRefund(orderId);
        _refused(actor, request, IStoreWaitingList.RewardsStoreNotWaiting.selector);
    }

    /// @dev What comes back in time goes to the first in line.
    function cancel(uint256 which) external counted {
        uint256 orderId = _placed(which);
        if (time > order(orderId).placedAt + CANCEL_WINDOW) orderId = _redeem(_buyer(which), 0);
        vm.prank(actors[order(orderId).actor]);
        store.cancel(orderId);

        _noteRefund(orderId);
        uint8 variant = order(orderId).variant;
        ++returned[variant];
        _noteServed(variant, AT_ONCE);
    }

    /// @dev What was not fulfilled in time comes back to nobody.
    function cancelOverdue(uint256 which, uint256 who) external counted {
        uint256 orderId = _placed(which);
        uint256 late = order(orderId).placedAt + FULFIL_WITHIN + 1;
        if (time < late) _goTo(late);
        vm.prank(actors[_pick(who)]);
        store.cancel(orderId);

        _noteRefund(orderId);
    }

    /// @dev A waiting order in the batch is left out.
    function fulfil(uint256 which) external counted {
        uint256 orderId = _placed(which);
        uint256 waiting = _find(which, IStoreOrders.RedemptionState.Waiting);
        IRewardsStore.Shipment[] memory shipments = new IRewardsStore.Shipment[](2);
        shipments[0].redemptionId = waiting == 0 ? orderId : waiting;
        shipments[1].redemptionId = orderId;
        vm.prank(FULFILMENT);
        store.fulfil(shipments);

        _orders[orderId - 1].state = IStoreOrders.RedemptionState.Fulfilled;
        burned += _orders[orderId - 1].paid;
    }

    /* STOCK, PEOPLE AND TURNS */

    function adjust(uint256 which, uint256 amount, bool more, uint256 newPrice) external counted {
        uint256 step = bound(amount, 0, 4);
        _adjust(uint8(which % VARIANTS), more ? int64(uint64(step)) : -int64(uint64(step)));
        price = bound(newPrice, 1, 20 ether);
        vm.prank(OPERATOR);
        store.setRewardPrice(rewardId, uint96(price));
    }

    /// @dev Who leaves the community keeps the order, and loses the turn when it comes.
    function comeAndGo(uint256 who) external counted {
        uint256 actor = _pick(who);
        vm.prank(actors[actor]);
        if (away[actor]) members.join();
        else members.leave();
        away[actor] = !away[actor];
    }

    function promote(uint256 which, uint256 most, uint256 who) external counted {
        uint256 variant = which % VARIANTS;
        vm.prank(actors[_pick(who)]);
        uint256 served = store.promote(rewardId, uint8(variant), most % 4);
        assertEq(served, _noteServed(variant, most % 4), "how many were served");
    }

    /* TOOLS */

    function _adjust(uint8 variant, int64 added) private {
        uint256 stock = stockOf(variant);
        if (added >= 0) loaded[variant] += uint64(added);
        else removed[variant] += uint64(-added) < stock ? uint64(-added) : stock;
        vm.prank(OPERATOR);
        store.adjustVariantStock(rewardId, variant, added);
        _noteServed(variant, AT_ONCE);
    }

    function _redeem(uint256 actor, uint8 variant) private returns (uint256 orderId) {
        uint256 version = _version();
        bytes memory request = abi.encodeCall(store.redeem, (rewardId, version, variant, price, bytes32(0)));
        if (_lines[variant].length > 0) {
            _refused(actor, request, IStoreWaitingList.RewardsStoreOthersWait.selector);
            // Enough for all who wait, of whom eight at once are served.
            while (_lines[variant].length > 0) _adjust(variant, int64(uint64(_lines[variant].length)));
        }
        if (stockOf(variant) == 0) {
            _refused(actor, request, IStoreCatalogue.RewardsStoreOutOfStock.selector);
            _adjust(variant, 1);
        }
        vm.prank(actors[actor]);
        store.redeem(rewardId, version, variant, price, bytes32(0));
        return _noteOrder(actor, variant, IStoreOrders.RedemptionState.Placed);
    }

    /// @dev Who waits already waits no second time, and is served first.
    function _join(uint256 actor, uint8 variant) private returns (uint256 orderId) {
        uint256 version = _version();
        bytes memory request = abi.encodeCall(
            store.joinWaitingList,
            (rewardId, version, variant, price, bytes32(0))
        );
        if (waitsFor(actor)) {
            _refused(actor, request, IStoreWaitingList.RewardsStoreAlreadyWaiting.selector);
            for (uint8 each = 0; each < VARIANTS; ++each) {
                _adjust(each, int64(uint64(_lines[each].length)));
            }
        }
        if (_lines[variant].length == 0 && stockOf(variant) > 0) {
            _refused(actor, request, IStoreWaitingList.RewardsStoreInStock.selector);
            _adjust(variant, -int64(uint64(stockOf(variant))));
        }
        vm.prank(actors[actor]);
        store.joinWaitingList(rewardId, version, variant, price, bytes32(0));
        return _noteOrder(actor, variant, IStoreOrders.RedemptionState.Waiting);
    }

    /// @dev A member who can pay.
    function _buyer(uint256 who) private returns (uint256 actor) {
        actor = _pick(who);
        if (away[actor]) {
            vm.prank(actors[actor]);
            members.join();
            away[actor] = false;
        }
        if (balance[actor] < price) {
            token.mint(actors[actor], price - balance[actor]);
            balance[actor] = price;
        }
    }

    /// @dev An open order; if there is none, one is placed.
    function _placed(uint256 which) private returns (uint256 orderId) {
        orderId = _find(which, IStoreOrders.RedemptionState.Placed);
        if (orderId == 0) orderId = _redeem(_buyer(which), uint8(which % VARIANTS));
    }

    function _find(uint256 which, IStoreOrders.RedemptionState state) private view returns (uint256) {
        for (uint256 i = 0; i < orders(); ++i) {
            uint256 orderId = 1 + (((which % orders()) + i) % orders());
            if (order(orderId).state == state) return orderId;
        }
        return 0;
    }

    function _version() private view returns (uint256) {
        return store.reward(rewardId).termsVersion;
    }

    function _refused(uint256 actor, bytes memory request, bytes4 expected) private {
        assertRefused(actors[actor], address(store), request, expected);
    }
}
