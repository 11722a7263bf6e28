// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IBadges} from "../membership/IBadges.sol";
import {IMembership} from "../membership/IMembership.sol";
import {IRooms} from "../membership/IRooms.sol";
import {PackedCounters} from "../shared/PackedCounters.sol";
import {SignedRequests} from "../shared/SignedRequests.sol";
import {IRewardToken} from "../token/IRewardToken.sol";
import {IStoreCatalogue} from "./IStoreCatalogue.sol";
import {IStoreOrders} from "./IStoreOrders.sol";
import {StoreCatalogue} from "./StoreCatalogue.sol";

/**
 * @title StoreOrders
 * @notice Redeeming, and the books of who has ordered what and what lies in escrow for it.
 */
abstract contract StoreOrders is IStoreOrders, StoreCatalogue, SignedRequests {
    using PackedCounters for PackedCounters.Counters;
    using SafeERC20 for IRewardToken;

    /// @dev What every redemption writes. One storage slot.
    struct Totals {
        uint32 rewardCount;
        uint32 redemptionCount;
        uint128 escrowed;
    }

    bytes32 private constant REDEEM_TYPEHASH = keccak256(
        "Redeem(address account,uint256 rewardId,uint256 termsVersion,uint8 variant,uint256 maxPrice,bytes32 deliveryHash,uint256 nonce,uint256 deadline)"
    );

    /// @notice The token that is redeemed.
    IRewardToken public immutable token;
    /// @notice The membership that redeems.
    IMembership public immutable membership;
    /// @notice The rooms that rewards can be for.
    IRooms public immutable rooms;
    /// @notice The badges that rewards can be for.
    IBadges public immutable badges;

    Totals private _totals;
    mapping(uint256 rewardId => PackedCounters.Counters) private _redeemedCounts;
    mapping(uint256 redemptionId => Redemption) internal _redemptions;

    /// @dev Names those that redeeming asks.
    constructor(IRewardToken token_, IMembership membership_, IRooms rooms_, IBadges badges_) {
        token = token_;
        membership = membership_;
        rooms = rooms_;
        badges = badges_;
    }

    /* REDEEMING */

    /// @inheritdoc IStoreOrders
    function redeem(
        uint256 rewardId,
        uint256 termsVersion,
        uint8 variant,
        uint256 maxPrice,
        bytes32 deliveryHash
    ) external returns (uint256 redemptionId) {
        return _redeem(_callersWish(rewardId, termsVersion, variant, maxPrice, deliveryHash));
    }

    /// @inheritdoc IStoreOrders
    function redeemFor(
        RedeemRequest calldata request,
        bytes calldata signature
    ) external returns (uint256 redemptionId) {
        _checkSigned(REDEEM_TYPEHASH, request, signature);
        return _redeem(request);
    }

    function _redeem(RedeemRequest memory wish) private returns (uint256 redemptionId) {
        uint256 rewardId = wish.rewardId;
        Offer memory offer = _offerOf(rewardId);
        Conditions memory conditions;
        if (!offer.simple) conditions = _conditionsOf(rewardId);
        uint256 memberId = _checkWish(wish, offer, conditions);
        if (conditions.waiting != 0) _checkNobodyWaits(rewardId, wish.variant);

        _takePiece(rewardId, offer, wish.variant);
        redemptionId = _record(wish, offer, memberId, RedemptionState.Placed);

        _collect(wish.account, offer.price);
        uint256 ticketId;
        if (offer.kind == RewardKind.Ticket) {
            ticketId = _issueTicket(redemptionId, conditions.eventId, memberId);
        }

        // Last, because it names the ticket; both contracts called are the community's own and call nobody back.
        emit RedemptionPlaced(
            redemptionId,
            rewardId,
            memberId,
            wish.variant,
            offer.price,
            wish.deliveryHash,
            ticketId
        );
    }

    /// @dev Refuses what was not signed, and spends its nonce.
    function _checkSigned(
        bytes32 typeHash,
        RedeemRequest calldata request,
        bytes calldata signature
    ) internal {
        // All members are static, so encoding the struct encodes them one after another, as EIP-712 wants.
        bytes32 structHash = keccak256(abi.encode(typeHash, request));
        _checkRequest(request.account, structHash, request.deadline, signature);
        _useCheckedNonce(request.account, request.nonce);
    }

    /// @dev A wish that needs no signature, because its account calls.
    function _callersWish(
        uint256 rewardId,
        uint256 termsVersion,
        uint8 variant,
        uint256 maxPrice,
        bytes32 deliveryHash
    ) internal view returns (RedeemRequest memory) {
        return RedeemRequest(msg.sender, rewardId, termsVersion, variant, maxPrice, deliveryHash, 0, 0);
    }

    /// @dev What has to be true of those who redeem and of those who join a waiting list alike.
    function _checkWish(
        RedeemRequest memory wish,
        Offer memory offer,
        Conditions memory conditions
    ) internal view returns (uint256 memberId) {
        if (wish.termsVersion != offer.termsVersion) {
            revert RewardsStoreTermsChanged(wish.rewardId, wish.termsVersion, offer.termsVersion);
        }
        if (!_isOpen(offer)) revert RewardsStoreNotOpen(wish.rewardId, offer.opens, offer.closes);
        if (offer.price > wish.maxPrice) revert RewardsStorePriceAboveMax(offer.price, wish.maxPrice);
        if (wish.variant != 0 && wish.variant >= offer.variants) {
            revert RewardsStoreInvalidVariant(wish.variant, offer.variants);
        }
        return _checkGates(wish.account, offer, conditions);
    }

    /// @dev Refuses who does not meet the conditions of a reward.
    function _checkGates(
        address account,
        Offer memory offer,
        Conditions memory conditions
    ) internal view returns (uint256 memberId) {
        uint256 tier;
        (memberId, tier) = membership.memberAndTierOf(account);
        if (memberId == 0) revert RewardsStoreNotMember(account);
        if (tier < offer.minTier) revert RewardsStoreTierTooLow(tier, offer.minTier);
        (uint256 roomId, uint256 badgeId) = (conditions.roomId, conditions.badgeId);
        if (roomId != 0 && rooms.joinedAt(roomId, memberId) == 0) {
            revert RewardsStoreNotInRoom(memberId, roomId);
        }
        if (badgeId != 0 && !badges.hasBadge(badgeId, memberId)) {
            revert RewardsStoreBadgeMissing(memberId, badgeId);
        }
    }

    function _checkNobodyWaits(uint256 rewardId, uint8 variant) internal view virtual;

    /* BOOKS */

    /// @dev Writes an order down and counts it.
    function _record(
        RedeemRequest memory wish,
        Offer memory offer,
        uint256 memberId,
        RedemptionState state
    ) internal returns (uint256 redemptionId) {
        bool counted = _count(wish.rewardId, offer.perMember, memberId);
        Totals memory totals = _totals;
        redemptionId = ++totals.redemptionCount;
        totals.escrowed += offer.price;
        _totals = totals;
        _redemptions[redemptionId] = Redemption({
            memberId: uint32(memberId),
            rewardId: uint32(wish.rewardId),
            paid: offer.price,
            placedAt: uint32(block.timestamp),
            serial: 0,
            variant: wish.variant,
            state: state,
            counted: counted
        });
    }

    /// @dev Counts an order towards the limit of its member, if there is one.
    function _count(uint256 rewardId, uint256 perMember, uint256 memberId) internal returns (bool counted) {
        if (perMember == 0) return false;
        if (_redeemedCounts[rewardId].increment(memberId) > perMember) {
            revert RewardsStoreMemberLimitReached(rewardId, perMember);
        }
        return true;
    }

    /// @dev Takes an order that no longer is its member's off their limit.
    function _uncount(Redemption memory order) internal {
        if (order.counted) _redeemedCounts[order.rewardId].decrement(order.memberId);
    }

    /// @dev Ends an order by giving back what was paid for it. The piece is the caller's business.
    function _refund(uint256 redemptionId, Redemption memory order, string memory reason) internal {
        address to = _ownerOf(order);
        _redemptions[redemptionId].state = RedemptionState.Cancelled;
        _totals.escrowed -= order.paid;
        _uncount(order);

        emit RedemptionCancelled(redemptionId, order.rewardId, order.memberId, to, order.paid, reason);

        _pay(to, order.paid);
    }

    function _collect(address from, uint256 amount) internal {
        token.escrow(from, amount);
    }

    function _pay(address to, uint256 amount) internal {
        token.safeTransfer(to, amount);
    }

    /// @dev Takes what ended orders paid off the books; the caller burns it.
    function _release(uint256 amount) internal {
        _totals.escrowed -= uint128(amount);
    }

    function _issueTicket(
        uint256 redemptionId,
        uint256 eventId,
        uint256 memberId
    ) internal returns (uint256 ticketId) {
        ticketId = tickets.issue(eventId, memberId, redemptionId);
        _redemptions[redemptionId].serial = uint32(ticketId);
    }

    function _nextRewardId() internal override returns (uint256 rewardId) {
        return ++_totals.rewardCount;
    }

    /* READING */

    /// @inheritdoc IStoreOrders
    function redemption(uint256 redemptionId) external view returns (Redemption memory) {
        return _existingOrder(redemptionId);
    }

    /// @inheritdoc IStoreOrders
    function redemptionCount() external view returns (uint256) {
        return _totals.redemptionCount;
    }

    /// @inheritdoc IStoreOrders
    function redeemedCount(uint256 rewardId, uint256 memberId) external view returns (uint256) {
        return _redeemedCounts[rewardId].get(memberId);
    }

    /// @inheritdoc IStoreOrders
    function totalEscrowed() public view returns (uint256) {
        return _totals.escrowed;
    }

    /// @inheritdoc IStoreCatalogue
    function rewardCount() external view returns (uint256) {
        return _totals.rewardCount;
    }

    function _existingOrder(uint256 redemptionId) internal view returns (Redemption memory order) {
        order = _redemptions[redemptionId];
        if (order.state == RedemptionState.None) revert RewardsStoreUnknownRedemption(redemptionId);
    }

    /// @dev The wallet of the member whose order it is.
    function _ownerOf(Redemption memory order) internal view returns (address account) {
        (account, ) = _walletOf(order.memberId);
    }

    /// @dev A member's wallet, also after they left, and whether they are a member now.
    function _walletOf(uint256 memberId) internal view returns (address account, bool active) {
        (account, , active) = membership.walletOf(memberId);
    }

    function _isOpen(Offer memory offer) internal view returns (bool) {
        return block.timestamp >= offer.opens && !_isPast(offer.closes);
    }
}
