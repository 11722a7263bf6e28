// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IStoreCatalogue} from "../../contracts/rewards/IStoreCatalogue.sol";
import {IStoreOrders} from "../../contracts/rewards/IStoreOrders.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Community} from "../support/Community.sol";

/**
 * @title LineBooks
 * @notice What a reward of three variants should have in stock, who should wait for it, and in which order.
 */
abstract contract LineBooks is Community {
    struct Order {
        uint256 actor;
        uint256 paid;
        uint256 placedAt;
        uint8 variant;
        IStoreOrders.RedemptionState state;
    }

    uint256 public constant VARIANTS = 3;
    uint256 public constant PER_MEMBER = 200;
    uint256 internal constant AT_ONCE = 8;
    uint256 internal constant CANCEL_WINDOW = 1 days;
    uint256 internal constant FULFIL_WITHIN = 10 days;

    uint256 public rewardId;
    uint256 public price = 10 ether;
    uint256[3] public loaded;
    uint256[3] public removed;
    uint256[3] public sold;
    uint256[3] public returned;
    uint256 public burned;
    mapping(uint256 actor => uint256) public balance;
    mapping(uint256 actor => uint256) public count;
    mapping(uint256 actor => bool) public away;
    Order[] internal _orders;
    uint256[][3] internal _lines;

    function _openLine() internal {
        _deployCommunity(IRewardToken.TransferPolicy.ClosedLoop, address(this));
        _joinAll();
        IStoreCatalogue.RewardTerms memory terms;
        terms.price = uint96(price);
        terms.variantStock = new uint16[](VARIANTS);
        terms.variantStock[0] = 2;
        terms.variantStock[1] = 1;
        terms.perMember = uint16(PER_MEMBER);
        terms.cancelWindow = uint32(CANCEL_WINDOW);
        terms.fulfilWithin = uint32(FULFIL_WITHIN);
        (loaded[0], loaded[1]) = (2, 1);
        vm.prank(OPERATOR);
        rewardId = store.listReward(terms, "ipfs://reward");
    }

    /* READING */

    function stockOf(uint256 variant) public view returns (uint256) {
        return loaded[variant] + returned[variant] - removed[variant] - sold[variant];
    }

    function order(uint256 orderId) public view returns (Order memory) {
        return _orders[orderId - 1];
    }

    function orders() public view returns (uint256) {
        return _orders.length;
    }

    function line(uint256 variant) public view returns (uint256[] memory) {
        return _lines[variant];
    }

    function waitsFor(uint256 actor) public view returns (bool) {
        for (uint256 i = 0; i < _orders.length; ++i) {
            bool his = _orders[i].actor == actor;
            if (his && _orders[i].state == IStoreOrders.RedemptionState.Waiting) return true;
        }
        return false;
    }

    /* WRITING */

    function _noteOrder(
        uint256 actor,
        uint8 variant,
        IStoreOrders.RedemptionState state
    ) internal returns (uint256 orderId) {
        _orders.push(Order(actor, price, time, variant, state));
        orderId = _orders.length;
        balance[actor] -= price;
        ++count[actor];
        if (state == IStoreOrders.RedemptionState.Waiting) _lines[variant].push(orderId);
        else ++sold[variant];
    }

    function _noteRefund(uint256 orderId) internal {
        Order storage stored = _orders[orderId - 1];
        if (stored.state == IStoreOrders.RedemptionState.Waiting) _takeOut(stored.variant, orderId);
        stored.state = IStoreOrders.RedemptionState.Cancelled;
        balance[stored.actor] += stored.paid;
        --count[stored.actor];
    }

    /// @dev First come, first served; who is away is refunded and passed over.
    function _noteServed(uint256 variant, uint256 most) internal returns (uint256 served) {
        for (; served < most && _lines[variant].length > 0 && stockOf(variant) > 0; ++served) {
            uint256 orderId = _lines[variant][0];
            Order storage stored = _orders[orderId - 1];
            if (away[stored.actor]) {
                _noteRefund(orderId);
                continue;
            }
            _takeOut(variant, orderId);
            (stored.state, stored.placedAt) = (IStoreOrders.RedemptionState.Placed, time);
            ++sold[variant];
        }
    }

    function _takeOut(uint256 variant, uint256 orderId) private {
        uint256[] storage waiting = _lines[variant];
        uint256 i;
        while (waiting[i] != orderId) ++i;
        for (; i + 1 < waiting.length; ++i) waiting[i] = waiting[i + 1];
        waiting.pop();
    }
}
