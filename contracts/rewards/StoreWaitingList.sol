// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {IEventCalendar} from "./IEventCalendar.sol";
import {IStoreWaitingList} from "./IStoreWaitingList.sol";
import {StoreOrders} from "./StoreOrders.sol";
import {WaitingLine} from "./WaitingLine.sol";

/**
 * @title StoreWaitingList
 * @notice Lines for what is sold out. Nobody redeems past those who wait.
 * @dev What comes back goes to the first in line within the same transaction. Those who are no members any more, or are
 * suspended, are refunded and passed over; so many at most that no refund that frees a piece becomes too dear.
 */
abstract contract StoreWaitingList is IStoreWaitingList, StoreOrders {
    using BitMaps for BitMaps.BitMap;
    using WaitingLine for WaitingLine.Line;

    /// @inheritdoc IStoreWaitingList
    uint256 public constant PROMOTIONS_AT_ONCE = 8;

    bytes32 private constant JOIN_TYPEHASH = keccak256(
        "JoinWaitingList(address account,uint256 rewardId,uint256 termsVersion,uint8 variant,uint256 maxPrice,bytes32 deliveryHash,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant LEAVE_TYPEHASH = keccak256(
        "LeaveWaitingList(uint256 redemptionId,uint256 deadline)"
    );

    string private constant LEFT = "Left the waiting list";

    mapping(uint256 rewardId => mapping(uint256 variant => WaitingLine.Line)) private _lines;
    mapping(uint256 rewardId => BitMaps.BitMap) private _waits;

    /* JOINING */

    /// @inheritdoc IStoreWaitingList
    function joinWaitingList(
        uint256 rewardId,
        uint256 termsVersion,
        uint8 variant,
        uint256 maxPrice,
        bytes32 deliveryHash
    ) external returns (uint256 redemptionId) {
        return _join(_callersWish(rewardId, termsVersion, variant, maxPrice, deliveryHash));
    }

    /// @inheritdoc IStoreWaitingList
    function joinWaitingListFor(
        RedeemRequest calldata request,
        bytes calldata signature
    ) external returns (uint256 redemptionId) {
        _checkSigned(JOIN_TYPEHASH, request, signature);
        return _join(request);
    }

    function _join(RedeemRequest memory wish) private returns (uint256 redemptionId) {
        uint256 rewardId = wish.rewardId;
        Offer memory offer = _offerOf(rewardId);
        Conditions memory conditions = _conditionsOf(rewardId);
        uint256 memberId = _checkWish(wish, offer, conditions);
        if (_waits[rewardId].get(memberId)) revert RewardsStoreAlreadyWaiting(rewardId, memberId);
        (bool ended, ) = _seatsOf(conditions.eventId);
        if (ended) revert RewardsStoreEventEnded(conditions.eventId);
        WaitingLine.Line storage line = _lines[rewardId][wish.variant];
        if (line.length == 0 && _isAvailable(rewardId, wish.variant)) {
            revert RewardsStoreInStock(rewardId, wish.variant);
        }

        redemptionId = _record(wish, offer, memberId, RedemptionState.Waiting);
        line.join(redemptionId);
        _waits[rewardId].set(memberId);
        ++_conditions[rewardId].waiting;
        if (conditions.waiting == 0) _updateSimple(rewardId);

        emit WaitingListJoined(
            redemptionId,
            rewardId,
            memberId,
            wish.variant,
            offer.price,
            wish.deliveryHash
        );

        _collect(wish.account, offer.price);
    }

    /* LEAVING */

    /// @inheritdoc IStoreWaitingList
    function leaveWaitingList(uint256 redemptionId) external {
        if (msg.sender != _ownerOf(_waiting(redemptionId))) {
            revert RewardsStoreNotOwner(redemptionId, msg.sender);
        }

        _refundFromLine(redemptionId, LEFT);
    }

    /// @inheritdoc IStoreWaitingList
    function leaveWaitingListFor(OrderRequest calldata request, bytes calldata signature) external {
        address account = _ownerOf(_waiting(request.redemptionId));
        bytes32 structHash = keccak256(abi.encode(LEAVE_TYPEHASH, request));
        _checkRequest(account, structHash, request.deadline, signature);

        _refundFromLine(request.redemptionId, LEFT);
    }

    /// @dev Ends a waiting order; the piece that it waited for was never its own.
    function _refundFromLine(uint256 redemptionId, string memory reason) internal {
        Redemption memory order = _existingOrder(redemptionId);
        _leaveLine(redemptionId, order);
        _refund(redemptionId, order, reason);
    }

    function _leaveLine(uint256 redemptionId, Redemption memory order) private {
        uint256 rewardId = order.rewardId;
        _lines[rewardId][order.variant].leave(redemptionId);
        _waits[rewardId].unset(order.memberId);
        if (--_conditions[rewardId].waiting == 0) _updateSimple(rewardId);
    }

    /* SERVING */

    /// @inheritdoc IStoreWaitingList
    function promote(uint256 rewardId, uint8 variant, uint256 most) external returns (uint256 served) {
        Offer memory offer = _offerOf(rewardId);
        (bool ended, ) = _seatsOf(_conditions[rewardId].eventId);
        if (!ended && !_isPast(offer.closes)) return _serve(rewardId, variant, most);

        WaitingLine.Line storage line = _lines[rewardId][variant];
        for (; served < most && line.length != 0; ++served) {
            _refundFromLine(line.first, "No longer available");
        }
    }

    /// @dev See {StoreCatalogue}.
    function _serveLine(uint256 rewardId, uint8 variant) internal override {
        if (_conditions[rewardId].waiting != 0) _serve(rewardId, variant, PROMOTIONS_AT_ONCE);
    }

    function _serve(uint256 rewardId, uint8 variant, uint256 most) private returns (uint256 served) {
        if (!_isOpen(_offerOf(rewardId))) return 0;
        WaitingLine.Line storage line = _lines[rewardId][variant];
        for (; served < most && line.length != 0 && _isAvailable(rewardId, variant); ++served) {
            _serveFirst(rewardId, line.first);
        }
    }

    /// @dev Places the order whose turn it is, or refunds it if its member is none any more.
    function _serveFirst(uint256 rewardId, uint256 redemptionId) private {
        Redemption memory order = _existingOrder(redemptionId);
        (, bool active) = _walletOf(order.memberId);
        if (!active) {
            _refundFromLine(redemptionId, "No longer a member");
            return;
        }

        _leaveLine(redemptionId, order);
        _takePiece(rewardId, _offerOf(rewardId), order.variant);
        Redemption storage stored = _redemptions[redemptionId];
        // The member's time to cancel and the brand's to fulfil begin now.
        (stored.state, stored.placedAt) = (RedemptionState.Placed, uint32(block.timestamp));
        uint256 ticketId;
        uint256 eventId = _conditions[rewardId].eventId;
        if (eventId != 0) ticketId = _issueTicket(redemptionId, eventId, order.memberId);

        emit RedemptionPromoted(redemptionId, rewardId, order.memberId, ticketId);
    }

    /* READING */

    /// @inheritdoc IStoreWaitingList
    function waitingLine(
        uint256 rewardId,
        uint8 variant
    ) external view returns (uint256 first, uint256 waiting) {
        WaitingLine.Line storage line = _lines[rewardId][variant];
        return (line.first, line.length);
    }

    function _checkNobodyWaits(uint256 rewardId, uint8 variant) internal view override {
        uint256 waiting = _lines[rewardId][variant].length;
        if (waiting != 0) revert RewardsStoreOthersWait(rewardId, variant, waiting);
    }

    /// @dev The order, if it waits.
    function _waiting(uint256 redemptionId) private view returns (Redemption memory order) {
        order = _existingOrder(redemptionId);
        if (order.state != RedemptionState.Waiting) revert RewardsStoreNotWaiting(redemptionId, order.state);
    }

    /// @dev Whether a piece can be had. Of a ticket, the event must have a seat for it as well, which another reward may
    /// have sold.
    function _isAvailable(uint256 rewardId, uint8 variant) private view returns (bool) {
        if (_stockOf(rewardId, _offers[rewardId].variants, variant) == 0) return false;
        (bool ended, bool full) = _seatsOf(_conditions[rewardId].eventId);
        return !ended && !full;
    }

    /// @dev Whether an event is over or cancelled, and whether its seats are taken; merch, which has none, is neither.
    function _seatsOf(uint256 eventId) private view returns (bool ended, bool full) {
        if (eventId == 0) return (false, false);
        IEventCalendar.Event memory theEvent = _eventOf(eventId);
        ended = theEvent.cancelled || block.timestamp >= theEvent.ends;
        full = theEvent.outstanding >= theEvent.capacity;
    }
}
