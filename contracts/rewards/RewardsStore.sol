// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IMembership} from "../membership/IMembership.sol";
import {PackedCounters} from "../shared/PackedCounters.sol";
import {SignedRequests} from "../shared/SignedRequests.sol";
import {IRewardToken} from "../token/IRewardToken.sol";
import {IEventCalendar} from "./IEventCalendar.sol";
import {IEventTickets} from "./IEventTickets.sol";
import {IRewardsStore} from "./IRewardsStore.sol";

/**
 * @title RewardsStore
 * @notice The catalogue: members redeem reward tokens for merch and event tickets.
 * @dev Accounts for escrow itself and never reads its own balance, so tokens sent here by mistake change nothing (and
 * stay here).
 */
contract RewardsStore is IRewardsStore, SignedRequests, AccessManaged {
    using PackedCounters for PackedCounters.Counters;
    using SafeCast for uint256;
    using SafeERC20 for IRewardToken;

    /// @dev What every redemption writes. One storage slot.
    struct Totals {
        uint32 rewardCount;
        uint32 redemptionCount;
        uint128 escrowed;
    }

    bytes32 private constant REDEEM_TYPEHASH = keccak256(
        "Redeem(address account,uint256 rewardId,uint8 variant,uint256 maxPrice,bytes32 deliveryHash,uint256 nonce,uint256 deadline)"
    );

    /// @notice The token that is redeemed.
    IRewardToken public immutable token;
    /// @notice The membership that redeems.
    IMembership public immutable membership;
    /// @notice The tickets that are sold.
    IEventTickets public immutable tickets;

    Totals private _totals;
    mapping(uint256 rewardId => Reward) private _rewards;
    mapping(uint256 rewardId => string) private _uris;
    mapping(uint256 rewardId => PackedCounters.Counters) private _redeemedCounts;
    mapping(uint256 redemptionId => Redemption) private _redemptions;

    /**
     * @notice Opens an empty catalogue.
     * @param authority_ The community's AccessManager.
     * @param token_ The reward token.
     * @param membership_ The membership.
     * @param tickets_ The event tickets.
     */
    constructor(
        address authority_,
        IRewardToken token_,
        IMembership membership_,
        IEventTickets tickets_
    ) AccessManaged(authority_) {
        token = token_;
        membership = membership_;
        tickets = tickets_;
    }

    /* CATALOGUE */

    /// @inheritdoc IRewardsStore
    function listReward(
        RewardTerms calldata terms,
        string calldata uri
    ) external restricted returns (uint256 rewardId) {
        bool isTicket = terms.kind == RewardKind.Ticket;
        bool valid = (isTicket == (terms.eventId != 0)) && (isTicket || terms.fulfilWithin > 0);
        if (!valid) revert RewardsStoreInvalidTerms();
        _checkWindow(terms.opens, terms.closes);
        // Reverts for an event that does not exist.
        if (isTicket) tickets.eventOf(terms.eventId);

        rewardId = ++_totals.rewardCount;
        _rewards[rewardId] = Reward({
            price: terms.price,
            stock: terms.stock,
            opens: terms.opens,
            closes: terms.closes,
            perMember: terms.perMember,
            minTier: terms.minTier,
            variants: terms.variants,
            kind: terms.kind,
            cancelWindow: terms.cancelWindow,
            fulfilWithin: terms.fulfilWithin,
            eventId: terms.eventId
        });
        _uris[rewardId] = uri;

        emit RewardListed(rewardId, terms.kind, terms, uri);
    }

    /// @inheritdoc IRewardsStore
    function setRewardPrice(uint256 rewardId, uint96 newPrice) external restricted {
        Reward storage stored = _existingReward(rewardId);
        uint256 oldPrice = stored.price;

        stored.price = newPrice;

        emit RewardPriceUpdated(rewardId, oldPrice, newPrice);
    }

    /// @inheritdoc IRewardsStore
    function adjustRewardStock(uint256 rewardId, int64 added) external restricted {
        Reward storage stored = _existingReward(rewardId);
        uint256 oldStock = stored.stock;
        int256 newStock = int256(oldStock) + added;
        if (newStock < 0) newStock = 0;

        stored.stock = uint256(newStock).toUint32();

        emit RewardStockUpdated(rewardId, oldStock, uint256(newStock));
    }

    /// @inheritdoc IRewardsStore
    function setRewardWindow(uint256 rewardId, uint32 opens, uint32 closes) external restricted {
        Reward storage stored = _existingReward(rewardId);
        _checkWindow(opens, closes);

        (stored.opens, stored.closes) = (opens, closes);

        emit RewardWindowUpdated(rewardId, opens, closes);
    }

    function _checkWindow(uint32 opens, uint32 closes) private pure {
        if (closes != 0 && closes <= opens) revert RewardsStoreInvalidTerms();
    }

    /* REDEEMING */

    /// @inheritdoc IRewardsStore
    function redeem(
        uint256 rewardId,
        uint8 variant,
        uint256 maxPrice,
        bytes32 deliveryHash
    ) external returns (uint256 redemptionId) {
        return _redeem(msg.sender, rewardId, variant, maxPrice, deliveryHash);
    }

    /// @inheritdoc IRewardsStore
    function redeemFor(
        RedeemRequest calldata request,
        bytes calldata signature
    ) external returns (uint256 redemptionId) {
        // All members are static, so encoding the struct encodes them one after another, as EIP-712 wants.
        bytes32 structHash = keccak256(abi.encode(REDEEM_TYPEHASH, request));
        _checkRequest(request.account, structHash, request.deadline, signature);
        _useCheckedNonce(request.account, request.nonce);

        return
            _redeem(
                request.account,
                request.rewardId,
                request.variant,
                request.maxPrice,
                request.deliveryHash
            );
    }

    function _redeem(
        address account,
        uint256 rewardId,
        uint8 variant,
        uint256 maxPrice,
        bytes32 deliveryHash
    ) private returns (uint256 redemptionId) {
        Reward memory terms = _existingReward(rewardId);
        uint256 memberId = _checkRedeem(account, rewardId, terms, variant, maxPrice);

        _rewards[rewardId].stock = terms.stock - 1;
        if (terms.perMember != 0 && _redeemedCounts[rewardId].increment(memberId) > terms.perMember) {
            revert RewardsStoreMemberLimitReached(rewardId, terms.perMember);
        }
        redemptionId = ++_totals.redemptionCount;
        _totals.escrowed += terms.price;
        _redemptions[redemptionId] = Redemption({
            memberId: uint32(memberId),
            rewardId: uint32(rewardId),
            paid: terms.price,
            placedAt: uint32(block.timestamp),
            serial: 0,
            variant: variant,
            state: RedemptionState.Placed
        });

        token.escrow(account, terms.price);
        uint256 ticketId;
        if (terms.kind == RewardKind.Ticket) {
            ticketId = tickets.issue(terms.eventId, memberId, redemptionId);
            _redemptions[redemptionId].serial = uint32(ticketId);
        }

        // Last, because it names the ticket; both contracts called are the community's own and call nobody back.
        emit RedemptionPlaced(redemptionId, rewardId, memberId, variant, terms.price, deliveryHash, ticketId);
    }

    function _checkRedeem(
        address account,
        uint256 rewardId,
        Reward memory terms,
        uint8 variant,
        uint256 maxPrice
    ) private view returns (uint256 memberId) {
        if (block.timestamp < terms.opens || (terms.closes != 0 && block.timestamp >= terms.closes)) {
            revert RewardsStoreNotOpen(rewardId, terms.opens, terms.closes);
        }
        if (terms.stock == 0) revert RewardsStoreOutOfStock(rewardId);
        if (terms.price > maxPrice) revert RewardsStorePriceAboveMax(terms.price, maxPrice);
        if (variant != 0 && variant >= terms.variants) {
            revert RewardsStoreInvalidVariant(variant, terms.variants);
        }
        return _checkMember(account, terms.minTier);
    }

    function _checkMember(address account, uint256 minTier) private view returns (uint256 memberId) {
        uint256 tier;
        (memberId, tier) = membership.memberAndTierOf(account);
        if (memberId == 0) revert RewardsStoreNotMember(account);
        if (tier < minTier) revert RewardsStoreTierTooLow(tier, minTier);
    }

    /* CANCELLING */

    /// @inheritdoc IRewardsStore
    function cancel(uint256 redemptionId) external {
        Redemption memory order = _placed(redemptionId, RewardKind.Merch);
        Reward memory terms = _rewards[order.rewardId];
        (address account, , ) = membership.walletOf(order.memberId);
        bool byMember =
            msg.sender == account && block.timestamp <= uint256(order.placedAt) + terms.cancelWindow;
        bool overdue = block.timestamp > uint256(order.placedAt) + terms.fulfilWithin;
        if (!byMember && !overdue) revert RewardsStoreCancelNotAllowed(redemptionId, msg.sender);

        _refund(
            redemptionId,
            order,
            account,
            true,
            overdue ? "Not fulfilled in time" : "Cancelled by the member"
        );
    }

    /// @inheritdoc IRewardsStore
    function cancelByOperator(uint256 redemptionId, string calldata reason) external restricted {
        Redemption memory order = _placed(redemptionId, RewardKind.Merch);
        (address account, , ) = membership.walletOf(order.memberId);

        _refund(redemptionId, order, account, true, reason);
    }

    /// @inheritdoc IRewardsStore
    function refundTicket(uint256 redemptionId, bool restock) external {
        if (msg.sender != address(tickets)) revert RewardsStoreUnauthorized(msg.sender);
        Redemption memory order = _placed(redemptionId, RewardKind.Ticket);
        (address account, , ) = membership.walletOf(order.memberId);

        _refund(redemptionId, order, account, restock, restock ? "Ticket returned" : "Event cancelled");
    }

    /// @inheritdoc IRewardsStore
    function transferOrder(uint256 redemptionId, uint256 toMemberId, uint256 maxPrice) external {
        if (msg.sender != address(tickets)) revert RewardsStoreUnauthorized(msg.sender);
        Redemption memory order = _placed(redemptionId, RewardKind.Ticket);
        uint256 rewardId = order.rewardId;
        Reward memory terms = _rewards[rewardId];
        if (order.paid > maxPrice) revert RewardsStorePriceAboveMax(order.paid, maxPrice);
        (address from, , ) = membership.walletOf(order.memberId);
        (address to, , ) = membership.walletOf(toMemberId);
        _checkMember(to, terms.minTier);

        _redemptions[redemptionId].memberId = uint32(toMemberId);
        if (terms.perMember != 0) {
            _redeemedCounts[rewardId].decrement(order.memberId);
            if (_redeemedCounts[rewardId].increment(toMemberId) > terms.perMember) {
                revert RewardsStoreMemberLimitReached(rewardId, terms.perMember);
            }
        }

        emit RedemptionTransferred(redemptionId, rewardId, order.memberId, toMemberId, order.paid);

        // What the first member paid stays in escrow for the order; what the second pays goes to the first.
        token.escrow(to, order.paid);
        token.safeTransfer(from, order.paid);
    }

    function _refund(
        uint256 redemptionId,
        Redemption memory order,
        address to,
        bool restock,
        string memory reason
    ) private {
        Reward storage stored = _rewards[order.rewardId];

        _redemptions[redemptionId].state = RedemptionState.Cancelled;
        _totals.escrowed -= order.paid;
        // A stock that is full to the brim must not stand in the way of a refund.
        if (restock && stored.stock != type(uint32).max) ++stored.stock;
        if (stored.perMember != 0) _redeemedCounts[order.rewardId].decrement(order.memberId);

        emit RedemptionCancelled(redemptionId, order.rewardId, order.memberId, to, order.paid, reason);

        token.safeTransfer(to, order.paid);
    }

    /* FULFILLING */

    /// @inheritdoc IRewardsStore
    function fulfil(uint256[] calldata redemptionIds) external restricted {
        _burnEscrow(redemptionIds, RewardKind.Merch);
    }

    /// @inheritdoc IRewardsStore
    function settleTickets(uint256[] calldata redemptionIds) external {
        for (uint256 i = 0; i < redemptionIds.length; ++i) {
            uint256 redemptionId = redemptionIds[i];
            Redemption memory order = _redemptions[redemptionId];
            uint256 eventId = _rewards[order.rewardId].eventId;
            // Merch and unknown orders have no event; they are refused below by what they are.
            if (eventId == 0) continue;
            IEventCalendar.Event memory theEvent = tickets.eventOf(eventId);
            // Who came in before the event was cancelled is never refunded, so what they paid can be burned.
            bool kept = !theEvent.cancelled || tickets.isCheckedIn((eventId << 32) | order.serial);
            if (!kept || block.timestamp < theEvent.ends) revert RewardsStoreEventNotOver(redemptionId);
        }
        _burnEscrow(redemptionIds, RewardKind.Ticket);
    }

    function _burnEscrow(uint256[] calldata redemptionIds, RewardKind kind) private {
        uint256 total;
        for (uint256 i = 0; i < redemptionIds.length; ++i) {
            uint256 redemptionId = redemptionIds[i];
            Redemption memory order = _placed(redemptionId, kind);

            _redemptions[redemptionId].state = RedemptionState.Fulfilled;
            total += order.paid;

            emit RedemptionFulfilled(redemptionId, order.rewardId, order.memberId, order.paid);
        }
        _totals.escrowed -= uint128(total);

        ERC20Burnable(address(token)).burn(total);
    }

    /* READING */

    /// @inheritdoc IRewardsStore
    function reward(uint256 rewardId) external view returns (Reward memory) {
        return _existingReward(rewardId);
    }

    /// @inheritdoc IRewardsStore
    function rewardCount() external view returns (uint256) {
        return _totals.rewardCount;
    }

    /// @inheritdoc IRewardsStore
    function rewardURI(uint256 rewardId) external view returns (string memory) {
        _existingReward(rewardId);
        return _uris[rewardId];
    }

    /// @inheritdoc IRewardsStore
    function redemption(uint256 redemptionId) external view returns (Redemption memory) {
        if (_redemptions[redemptionId].state == RedemptionState.None) {
            revert RewardsStoreUnknownRedemption(redemptionId);
        }
        return _redemptions[redemptionId];
    }

    /// @inheritdoc IRewardsStore
    function redemptionCount() external view returns (uint256) {
        return _totals.redemptionCount;
    }

    /// @inheritdoc IRewardsStore
    function redeemedCount(uint256 rewardId, uint256 memberId) external view returns (uint256) {
        return _redeemedCounts[rewardId].get(memberId);
    }

    /// @inheritdoc IRewardsStore
    function totalEscrowed() external view returns (uint256) {
        return _totals.escrowed;
    }

    function _existingReward(uint256 rewardId) private view returns (Reward storage stored) {
        if (rewardId == 0 || rewardId > _totals.rewardCount) revert RewardsStoreUnknownReward(rewardId);
        return _rewards[rewardId];
    }

    /// @dev The order, if it is open and of this kind.
    function _placed(uint256 redemptionId, RewardKind kind) private view returns (Redemption memory order) {
        order = _redemptions[redemptionId];
        if (order.state == RedemptionState.None) revert RewardsStoreUnknownRedemption(redemptionId);
        if (order.state != RedemptionState.Placed) revert RewardsStoreNotPlaced(redemptionId, order.state);
        if (_rewards[order.rewardId].kind != kind) revert RewardsStoreWrongKind(redemptionId);
    }
}
