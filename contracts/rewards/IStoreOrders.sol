// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IStoreCatalogue} from "./IStoreCatalogue.sol";

/**
 * @title IStoreOrders
 * @notice Redeeming: what is paid lies in escrow until the order takes its one final step.
 */
interface IStoreOrders is IStoreCatalogue {
    /// @notice Where a redemption stands.
    enum RedemptionState {
        None,
        Placed,
        Fulfilled,
        Cancelled,
        Waiting
    }

    /// @notice One order. One storage slot.
    struct Redemption {
        uint32 memberId;
        uint32 rewardId;
        uint96 paid;
        /// When it was placed; while it waits, when the member joined the waiting list.
        uint32 placedAt;
        /// For tickets: the ticket's number within its event; zero for merch and while it waits.
        uint32 serial;
        uint8 variant;
        RedemptionState state;
        /// Whether it counts towards the member's limit.
        bool counted;
    }

    /// @notice A signed wish to redeem or to wait, which anybody may submit.
    struct RedeemRequest {
        address account;
        uint256 rewardId;
        /// The version of the terms that the member saw.
        uint256 termsVersion;
        uint8 variant;
        uint256 maxPrice;
        bytes32 deliveryHash;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice A signed wish to end one's order, which anybody may submit.
    /// @dev Needs no nonce: an order ends once.
    struct OrderRequest {
        uint256 redemptionId;
        uint256 deadline;
    }

    /// @notice A member redeemed a reward.
    /// @param redemptionId Number of the order.
    /// @param rewardId The reward.
    /// @param memberId The member.
    /// @param variant The choice among the variants.
    /// @param paid What lies in escrow.
    /// @param deliveryHash Salted commitment to the delivery details; zero where none are needed.
    /// @param ticketId The ticket minted; zero for merch.
    event RedemptionPlaced(
        uint256 indexed redemptionId,
        uint256 indexed rewardId,
        uint256 indexed memberId,
        uint256 variant,
        uint256 paid,
        bytes32 deliveryHash,
        uint256 ticketId
    );

    /// @notice An order was cancelled and refunded in full.
    /// @param redemptionId Number of the order.
    /// @param rewardId The reward.
    /// @param memberId The member whose order it was.
    /// @param refundedTo The wallet that got the refund.
    /// @param refunded What was refunded.
    /// @param reason Why, in words.
    event RedemptionCancelled(
        uint256 indexed redemptionId,
        uint256 indexed rewardId,
        uint256 indexed memberId,
        address refundedTo,
        uint256 refunded,
        string reason
    );

    /// @notice A batch left an order out, because it had gone another way in the meantime.
    /// @param redemptionId Number of the order.
    /// @param state Where it stands.
    event RedemptionSkipped(uint256 indexed redemptionId, RedemptionState state);

    /// @notice No redemption has this number.
    /// @param redemptionId The number.
    error RewardsStoreUnknownRedemption(uint256 redemptionId);

    /// @notice The terms are not those that the member saw.
    /// @param rewardId The reward.
    /// @param seen The version that the member saw.
    /// @param current The version that holds now.
    error RewardsStoreTermsChanged(uint256 rewardId, uint256 seen, uint256 current);

    /// @notice The reward can't be redeemed now.
    /// @param rewardId The reward.
    /// @param opens First second in which it can be.
    /// @param closes First second in which it no longer can; zero for no end.
    error RewardsStoreNotOpen(uint256 rewardId, uint256 opens, uint256 closes);

    /// @notice It costs more than the member agreed to.
    /// @param price What it costs.
    /// @param maxPrice What was agreed to.
    error RewardsStorePriceAboveMax(uint256 price, uint256 maxPrice);

    /// @notice The caller is not a member.
    /// @param account The caller.
    error RewardsStoreNotMember(address account);

    /// @notice The member's tier is too low.
    /// @param tier Index of the member's tier.
    /// @param minTier Index of the lowest tier that may.
    error RewardsStoreTierTooLow(uint256 tier, uint256 minTier);

    /// @notice The member is not in the room that the reward is for.
    /// @param memberId The member.
    /// @param roomId The room.
    error RewardsStoreNotInRoom(uint256 memberId, uint256 roomId);

    /// @notice The member does not hold the badge that the reward is for.
    /// @param memberId The member.
    /// @param badgeId The badge.
    error RewardsStoreBadgeMissing(uint256 memberId, uint256 badgeId);

    /// @notice The member has had as many as one may.
    /// @param rewardId The reward.
    /// @param perMember How many.
    error RewardsStoreMemberLimitReached(uint256 rewardId, uint256 perMember);

    /// @notice The redemption is not open: it waits, or has taken its final step already.
    /// @param redemptionId The redemption.
    /// @param state Where it stands.
    error RewardsStoreNotPlaced(uint256 redemptionId, RedemptionState state);

    /// @notice A ticket is given back, not cancelled; and merch is fulfilled, not settled.
    /// @param redemptionId The redemption.
    error RewardsStoreWrongKind(uint256 redemptionId);

    /// @notice Redeems a reward for the caller. No approval is needed.
    /// @param rewardId The reward.
    /// @param termsVersion The version of its terms that the caller saw.
    /// @param variant The choice among its variants; zero where there is none.
    /// @param maxPrice The most the caller agrees to pay.
    /// @param deliveryHash Salted commitment to the delivery details; zero where none are needed.
    /// @return redemptionId Number of the order.
    function redeem(
        uint256 rewardId,
        uint256 termsVersion,
        uint8 variant,
        uint256 maxPrice,
        bytes32 deliveryHash
    ) external returns (uint256 redemptionId);

    /// @notice Redeems a reward for an account that has signed that it wants it. Anybody may submit it.
    /// @param request The wish.
    /// @param signature The account's EIP-712 signature of it, as `Redeem`.
    /// @return redemptionId Number of the order.
    function redeemFor(
        RedeemRequest calldata request,
        bytes calldata signature
    ) external returns (uint256 redemptionId);

    /// @notice An order as it stands.
    /// @param redemptionId Its number.
    /// @return The order.
    function redemption(uint256 redemptionId) external view returns (Redemption memory);

    /// @notice How many orders were ever made, waiting ones included; their numbers start at 1.
    /// @return The number.
    function redemptionCount() external view returns (uint256);

    /// @notice How many waiting, open or fulfilled orders of a reward a member has.
    /// @dev Counted only where the reward limited it when they were made.
    /// @param rewardId The reward.
    /// @param memberId The member.
    /// @return The number.
    function redeemedCount(uint256 rewardId, uint256 memberId) external view returns (uint256);

    /// @notice What lies in escrow for all open and waiting orders.
    /// @return The amount.
    function totalEscrowed() external view returns (uint256);
}
