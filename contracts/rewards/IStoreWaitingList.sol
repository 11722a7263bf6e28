// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IStoreOrders} from "./IStoreOrders.sol";

/**
 * @title IStoreWaitingList
 * @notice A line for every variant of every reward: who wants what is sold out pays, waits, and is served in turn.
 * @dev Conditions, price and limit are those of joining the line. When it is their turn, members have to be members
 * still; who is not gets the money back, and the next one is served.
 */
interface IStoreWaitingList is IStoreOrders {
    /// @notice A member joined the line for a reward.
    /// @param redemptionId Number of the order.
    /// @param rewardId The reward.
    /// @param memberId The member.
    /// @param variant The choice among the variants.
    /// @param paid What lies in escrow.
    /// @param deliveryHash Salted commitment to the delivery details; zero where none are needed.
    event WaitingListJoined(
        uint256 indexed redemptionId,
        uint256 indexed rewardId,
        uint256 indexed memberId,
        uint256 variant,
        uint256 paid,
        bytes32 deliveryHash
    );

    /// @notice It was a waiting order's turn: it is placed now.
    /// @param redemptionId Number of the order.
    /// @param rewardId The reward.
    /// @param memberId The member.
    /// @param ticketId The ticket minted; zero for merch.
    event RedemptionPromoted(
        uint256 indexed redemptionId,
        uint256 indexed rewardId,
        uint256 indexed memberId,
        uint256 ticketId
    );

    /// @notice The reward can be redeemed without waiting.
    /// @param rewardId The reward.
    /// @param variant The variant.
    error RewardsStoreInStock(uint256 rewardId, uint256 variant);

    /// @notice Others wait for it already and come first.
    /// @param rewardId The reward.
    /// @param variant The variant.
    /// @param waiting How many wait.
    error RewardsStoreOthersWait(uint256 rewardId, uint256 variant, uint256 waiting);

    /// @notice The member waits for this reward already.
    /// @param rewardId The reward.
    /// @param memberId The member.
    error RewardsStoreAlreadyWaiting(uint256 rewardId, uint256 memberId);

    /// @notice The event was cancelled or is over.
    /// @param eventId The event.
    error RewardsStoreEventEnded(uint256 eventId);

    /// @notice The order does not wait: it was placed, or has taken its final step.
    /// @param redemptionId The order.
    /// @param state Where it stands.
    error RewardsStoreNotWaiting(uint256 redemptionId, RedemptionState state);

    /// @notice The order is not the caller's.
    /// @param redemptionId The order.
    /// @param caller Who called.
    error RewardsStoreNotOwner(uint256 redemptionId, address caller);

    /// @notice Joins the line for what is sold out, for the caller. The price lies in escrow until it is their turn.
    /// @param rewardId The reward.
    /// @param termsVersion The version of its terms that the caller saw.
    /// @param variant The choice among its variants; zero where there is none.
    /// @param maxPrice The most the caller agrees to pay.
    /// @param deliveryHash Salted commitment to the delivery details; zero where none are needed.
    /// @return redemptionId Number of the order.
    function joinWaitingList(
        uint256 rewardId,
        uint256 termsVersion,
        uint8 variant,
        uint256 maxPrice,
        bytes32 deliveryHash
    ) external returns (uint256 redemptionId);

    /// @notice Joins the line for an account that has signed that it wants to. Anybody may submit it.
    /// @param request The wish.
    /// @param signature The account's EIP-712 signature of it, as `JoinWaitingList`.
    /// @return redemptionId Number of the order.
    function joinWaitingListFor(
        RedeemRequest calldata request,
        bytes calldata signature
    ) external returns (uint256 redemptionId);

    /// @notice Leaves the line and gets everything back.
    /// @param redemptionId The caller's order.
    function leaveWaitingList(uint256 redemptionId) external;

    /// @notice Leaves the line for the member, who has signed it. Anybody may submit it.
    /// @param request The order, and how long the signature is good.
    /// @param signature The EIP-712 signature of the wallet whose order it is, as `LeaveWaitingList`.
    function leaveWaitingListFor(OrderRequest calldata request, bytes calldata signature) external;

    /// @notice Serves those who wait, in turn: places their orders as far as there are pieces; or refunds them, if the
    /// reward is closed or its event cancelled or over. Anybody may call it.
    /// @dev Pieces that come back serve up to {PROMOTIONS_AT_ONCE} by themselves; this is for the rest.
    /// @param rewardId The reward.
    /// @param variant The variant.
    /// @param most The most to serve.
    /// @return served How many were placed or refunded.
    function promote(uint256 rewardId, uint8 variant, uint256 most) external returns (uint256 served);

    /// @notice The most who are served when a piece comes back or stock is added.
    /// @return The number.
    function PROMOTIONS_AT_ONCE() external view returns (uint256);

    /// @notice The line for a variant of a reward.
    /// @param rewardId The reward.
    /// @param variant The variant; zero where there is none.
    /// @return first The order whose turn is next; zero if nobody waits.
    /// @return waiting How many wait.
    function waitingLine(
        uint256 rewardId,
        uint8 variant
    ) external view returns (uint256 first, uint256 waiting);
}
