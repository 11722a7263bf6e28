// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IRewardsStore} from "./IRewardsStore.sol";
import {StoreWaitingList} from "./StoreWaitingList.sol";

/**
 * @title StoreCancelling
 * @notice Orders that do not come to pass for their member: cancelled, given back, or passed on.
 */
abstract contract StoreCancelling is IRewardsStore, StoreWaitingList {
    uint256 private constant MAX_REASON = 1024;
    bytes32 private constant CANCEL_TYPEHASH = keccak256(
        "CancelOrder(uint256 redemptionId,uint256 deadline)"
    );

    /* BY THE MEMBER, OR BY ANYBODY IN THE END */

    /// @inheritdoc IRewardsStore
    function cancel(uint256 redemptionId) external {
        _cancel(redemptionId, msg.sender);
    }

    /// @inheritdoc IRewardsStore
    function cancelFor(OrderRequest calldata request, bytes calldata signature) external {
        address account = _ownerOf(_existingOrder(request.redemptionId));
        bytes32 structHash = keccak256(abi.encode(CANCEL_TYPEHASH, request));
        _checkRequest(account, structHash, request.deadline, signature);

        _cancel(request.redemptionId, account);
    }

    function _cancel(uint256 redemptionId, address caller) private {
        Redemption memory order = _placed(redemptionId, RewardKind.Merch);
        Conditions storage conditions = _conditions[order.rewardId];
        uint256 placedAt = order.placedAt;
        bool overdue = block.timestamp > placedAt + conditions.fulfilWithin;
        bool inTime = block.timestamp <= placedAt + conditions.cancelWindow && caller == _ownerOf(order);
        if (!overdue && !inTime) revert RewardsStoreCancelNotAllowed(redemptionId, caller);

        _refund(redemptionId, order, overdue ? "Not fulfilled in time" : "Cancelled by the member");
        if (!overdue) _putBack(order.rewardId, order.variant);
    }

    /* BY THE BRAND */

    /// @inheritdoc IRewardsStore
    function cancelByOperator(
        uint256[] calldata redemptionIds,
        bool restock,
        string calldata reason
    ) external restricted {
        if (bytes(reason).length > MAX_REASON) {
            revert RewardsStoreReasonTooLong(bytes(reason).length, MAX_REASON);
        }
        bool any;
        for (uint256 i = 0; i < redemptionIds.length; ++i) {
            if (_cancelOne(redemptionIds[i], restock, reason)) any = true;
        }
        if (!any && redemptionIds.length != 0) _refuseBatch(redemptionIds[0]);
    }

    function _cancelOne(
        uint256 redemptionId,
        bool restock,
        string calldata reason
    ) private returns (bool done) {
        Redemption memory order = _existingOrder(redemptionId);
        if (order.state == RedemptionState.Waiting) {
            _refundFromLine(redemptionId, reason);
            return true;
        }
        if (!_isPlaced(redemptionId, order, RewardKind.Merch)) return false;

        _refund(redemptionId, order, reason);
        if (restock) _putBack(order.rewardId, order.variant);
        return true;
    }

    /* BY THE TICKETS */

    /// @inheritdoc IRewardsStore
    function refundTicket(uint256 redemptionId, bool restock) external {
        _checkTickets();
        Redemption memory order = _placed(redemptionId, RewardKind.Ticket);

        _refund(redemptionId, order, restock ? "Ticket returned" : "Event cancelled");
        if (restock) _putBack(order.rewardId, order.variant);
    }

    /// @inheritdoc IRewardsStore
    function transferOrder(uint256 redemptionId, uint256 toMemberId, uint256 maxPrice) external {
        _checkTickets();
        Redemption memory order = _placed(redemptionId, RewardKind.Ticket);
        uint256 rewardId = order.rewardId;
        Offer memory offer = _offerOf(rewardId);
        if (order.paid > maxPrice) revert RewardsStorePriceAboveMax(order.paid, maxPrice);
        (address to, ) = _walletOf(toMemberId);
        _checkGates(to, offer, _conditionsOf(rewardId));

        _uncount(order);
        Redemption storage stored = _redemptions[redemptionId];
        stored.memberId = uint32(toMemberId);
        stored.counted = _count(rewardId, offer.perMember, toMemberId);

        emit RedemptionTransferred(redemptionId, rewardId, order.memberId, toMemberId, order.paid);

        // What the first member paid stays in escrow for the order; what the second pays goes to the first.
        _collect(to, order.paid);
        _pay(_ownerOf(order), order.paid);
    }

    function _checkTickets() private view {
        if (msg.sender != address(tickets)) revert RewardsStoreUnauthorized(msg.sender);
    }

    /* SHARED WITH FULFILMENT */

    /// @dev The order, if it is open and of this kind.
    function _placed(uint256 redemptionId, RewardKind kind) private view returns (Redemption memory order) {
        order = _existingOrder(redemptionId);
        if (order.state != RedemptionState.Placed) _refuseBatch(redemptionId);
        _checkKind(redemptionId, order, kind);
    }

    function _checkKind(uint256 redemptionId, Redemption memory order, RewardKind kind) private view {
        if (_offers[order.rewardId].kind != kind) revert RewardsStoreWrongKind(redemptionId);
    }

    /// @dev Whether an order of a batch is open still. One that is not is reported; one of the wrong kind is refused.
    function _isPlaced(
        uint256 redemptionId,
        Redemption memory order,
        RewardKind kind
    ) internal returns (bool) {
        if (order.state == RedemptionState.Placed) {
            _checkKind(redemptionId, order, kind);
            return true;
        }
        emit RedemptionSkipped(redemptionId, order.state);
        return false;
    }

    /// @dev A batch of which nothing can be done has failed, and says why of its first.
    function _refuseBatch(uint256 firstId) internal view {
        revert RewardsStoreNotPlaced(firstId, _redemptions[firstId].state);
    }
}
