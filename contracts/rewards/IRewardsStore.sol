// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title IRewardsStore
 * @notice The catalogue: members redeem reward tokens for merch and event tickets.
 * @dev What is paid lies in escrow until the redemption takes its one final step: fulfilled (burned) or cancelled
 * (refunded in full). Every redemption ends: what is not fulfilled in time can be cancelled by anybody.
 */
interface IRewardsStore {
    /// @notice What a reward is.
    enum RewardKind {
        Merch,
        Ticket
    }

    /// @notice Where a redemption stands.
    enum RedemptionState {
        None,
        Placed,
        Fulfilled,
        Cancelled
    }

    /// @notice The terms of a reward.
    struct RewardTerms {
        RewardKind kind;
        uint96 price;
        uint32 stock;
        /// Most open or fulfilled redemptions of one member; zero for no limit.
        uint16 perMember;
        /// Index of the lowest tier that may redeem it.
        uint8 minTier;
        /// Number of choices (sizes, grinds); zero where there is nothing to choose.
        uint8 variants;
        /// First second in which it can be redeemed.
        uint32 opens;
        /// First second in which it no longer can; zero for no end.
        uint32 closes;
        /// Seconds in which the member may cancel.
        uint32 cancelWindow;
        /// Seconds after which anybody may cancel what was not fulfilled.
        uint32 fulfilWithin;
        /// For tickets: the event.
        uint32 eventId;
    }

    /// @notice A reward: its terms and what happened to its stock. Two storage slots.
    struct Reward {
        uint96 price;
        uint32 stock;
        uint32 opens;
        uint32 closes;
        uint16 perMember;
        uint8 minTier;
        uint8 variants;
        RewardKind kind;
        uint32 cancelWindow;
        uint32 fulfilWithin;
        uint32 eventId;
    }

    /// @notice One order. One storage slot.
    struct Redemption {
        uint32 memberId;
        uint32 rewardId;
        uint96 paid;
        uint32 placedAt;
        /// For tickets: the ticket's number within its event; zero for merch.
        uint32 serial;
        uint8 variant;
        RedemptionState state;
    }

    /// @notice A signed wish to redeem, which anybody may submit.
    struct RedeemRequest {
        address account;
        uint256 rewardId;
        uint8 variant;
        uint256 maxPrice;
        bytes32 deliveryHash;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice A reward joined the catalogue.
    /// @param rewardId Its number.
    /// @param kind What it is.
    /// @param terms Its terms.
    /// @param uri Where its description is.
    event RewardListed(uint256 indexed rewardId, RewardKind indexed kind, RewardTerms terms, string uri);

    /// @notice The price of a reward was changed.
    /// @param rewardId Its number.
    /// @param oldPrice The price until now.
    /// @param newPrice The price from now on.
    event RewardPriceUpdated(uint256 indexed rewardId, uint256 oldPrice, uint256 newPrice);

    /// @notice The stock of a reward was changed by the operator.
    /// @param rewardId Its number.
    /// @param oldStock The stock until now.
    /// @param newStock The stock from now on.
    event RewardStockUpdated(uint256 indexed rewardId, uint256 oldStock, uint256 newStock);

    /// @notice The time in which a reward can be redeemed was changed.
    /// @param rewardId Its number.
    /// @param opens First second in which it can be.
    /// @param closes First second in which it no longer can; zero for no end.
    event RewardWindowUpdated(uint256 indexed rewardId, uint256 opens, uint256 closes);

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

    /// @notice An order was fulfilled and its escrow burned.
    /// @param redemptionId Number of the order.
    /// @param rewardId The reward.
    /// @param memberId The member.
    /// @param burned What was burned.
    event RedemptionFulfilled(
        uint256 indexed redemptionId,
        uint256 indexed rewardId,
        uint256 indexed memberId,
        uint256 burned
    );

    /// @notice An order was cancelled and refunded in full.
    /// @param redemptionId Number of the order.
    /// @param rewardId The reward.
    /// @param memberId The member who ordered.
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

    /// @notice The order of a ticket passed to another member at face value.
    /// @param redemptionId Number of the order.
    /// @param rewardId The reward.
    /// @param fromMemberId The member who had it.
    /// @param toMemberId The member who has it now.
    /// @param paid What the second paid the first; the same lies in escrow still.
    event RedemptionTransferred(
        uint256 indexed redemptionId,
        uint256 rewardId,
        uint256 indexed fromMemberId,
        uint256 indexed toMemberId,
        uint256 paid
    );

    /// @notice No reward has this number.
    /// @param rewardId The number.
    error RewardsStoreUnknownReward(uint256 rewardId);

    /// @notice No redemption has this number.
    /// @param redemptionId The number.
    error RewardsStoreUnknownRedemption(uint256 redemptionId);

    /// @notice The terms make no sense: a ticket without an event, merch with one, closing before it opens, no time to fulfil.
    error RewardsStoreInvalidTerms();

    /// @notice The reward can't be redeemed now.
    /// @param rewardId The reward.
    /// @param opens First second in which it can be.
    /// @param closes First second in which it no longer can; zero for no end.
    error RewardsStoreNotOpen(uint256 rewardId, uint256 opens, uint256 closes);

    /// @notice Nothing of it is left.
    /// @param rewardId The reward.
    error RewardsStoreOutOfStock(uint256 rewardId);

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

    /// @notice The member has had as many as one may.
    /// @param rewardId The reward.
    /// @param perMember How many.
    error RewardsStoreMemberLimitReached(uint256 rewardId, uint256 perMember);

    /// @notice There is no such choice.
    /// @param variant What was chosen.
    /// @param variants How many choices there are.
    error RewardsStoreInvalidVariant(uint256 variant, uint256 variants);

    /// @notice The redemption has taken its final step already.
    /// @param redemptionId The redemption.
    /// @param state Where it stands.
    error RewardsStoreNotPlaced(uint256 redemptionId, RedemptionState state);

    /// @notice The caller may not cancel this redemption now.
    /// @param redemptionId The redemption.
    /// @param caller Who called.
    error RewardsStoreCancelNotAllowed(uint256 redemptionId, address caller);

    /// @notice A ticket is given back, not cancelled; and merch is fulfilled, not settled.
    /// @param redemptionId The redemption.
    error RewardsStoreWrongKind(uint256 redemptionId);

    /// @notice Only the tickets contract may do this.
    /// @param caller Who called.
    error RewardsStoreUnauthorized(address caller);

    /// @notice The event is not over, or was cancelled before the holder came.
    /// @param redemptionId The redemption.
    error RewardsStoreEventNotOver(uint256 redemptionId);

    /// @notice Adds a reward to the catalogue.
    /// @param terms Its terms.
    /// @param uri Where its description is.
    /// @return rewardId Its number.
    function listReward(RewardTerms calldata terms, string calldata uri) external returns (uint256 rewardId);

    /// @notice Changes a price. Orders already placed keep theirs.
    /// @param rewardId The reward.
    /// @param newPrice The new price.
    function setRewardPrice(uint256 rewardId, uint96 newPrice) external;

    /// @notice Adds to or takes from the stock.
    /// @dev A difference, not a new figure: an order that comes between reading and writing is not lost.
    /// @param rewardId The reward.
    /// @param added How much is added; negative takes away, down to zero at most.
    function adjustRewardStock(uint256 rewardId, int64 added) external;

    /// @notice Changes when a reward can be redeemed; an end in the past closes it.
    /// @param rewardId The reward.
    /// @param opens First second in which it can be.
    /// @param closes First second in which it no longer can; zero for no end.
    function setRewardWindow(uint256 rewardId, uint32 opens, uint32 closes) external;

    /// @notice Redeems a reward for the caller. No approval is needed.
    /// @param rewardId The reward.
    /// @param variant The choice among its variants; zero where there is none.
    /// @param maxPrice The most the caller agrees to pay.
    /// @param deliveryHash Salted commitment to the delivery details; zero where none are needed.
    /// @return redemptionId Number of the order.
    function redeem(
        uint256 rewardId,
        uint8 variant,
        uint256 maxPrice,
        bytes32 deliveryHash
    ) external returns (uint256 redemptionId);

    /// @notice Redeems a reward for an account that has signed that it wants it. Anybody may submit it.
    /// @param request The wish.
    /// @param signature The account's EIP-712 signature of it.
    /// @return redemptionId Number of the order.
    function redeemFor(
        RedeemRequest calldata request,
        bytes calldata signature
    ) external returns (uint256 redemptionId);

    /// @notice Cancels an order of merch and refunds it in full.
    /// @dev By the member inside the window; by anybody once the time to fulfil has passed.
    /// @param redemptionId The order.
    function cancel(uint256 redemptionId) external;

    /// @notice Cancels an order of merch for the brand, with a reason, and refunds it in full.
    /// @param redemptionId The order.
    /// @param reason Why, in words the member will read.
    function cancelByOperator(uint256 redemptionId, string calldata reason) external;

    /// @notice Marks orders of merch fulfilled and burns their escrow.
    /// @dev All or nothing.
    /// @param redemptionIds The orders.
    function fulfil(uint256[] calldata redemptionIds) external;

    /// @notice Burns the escrow of tickets whose event is over. Anybody may call it.
    /// @dev All or nothing. Tickets of a cancelled event are refunded instead, save those already checked in.
    /// @param redemptionIds The orders.
    function settleTickets(uint256[] calldata redemptionIds) external;

    /// @notice Refunds the order behind a ticket to the wallet of the member whose order it is.
    /// @dev Only the tickets contract, once it has taken the ticket back.
    /// @param redemptionId The order.
    /// @param restock Whether the seat goes back on sale.
    function refundTicket(uint256 redemptionId, bool restock) external;

    /// @notice Moves the order behind a ticket to another member, who pays the first exactly what the first has paid.
    /// @dev Only the tickets contract, before or after it moves the ticket. The new member has to meet the reward's
    /// conditions. Warning: takes the tokens without an approval, so the tickets contract must have the new member's word.
    /// @param redemptionId The order.
    /// @param toMemberId The member who takes it over.
    /// @param maxPrice The most that member agrees to pay.
    function transferOrder(uint256 redemptionId, uint256 toMemberId, uint256 maxPrice) external;

    /// @notice A reward as it stands.
    /// @param rewardId Its number.
    /// @return The reward.
    function reward(uint256 rewardId) external view returns (Reward memory);

    /// @notice How many rewards were ever listed; their numbers start at 1.
    /// @return The number.
    function rewardCount() external view returns (uint256);

    /// @notice Where a reward's description is.
    /// @param rewardId Its number.
    /// @return The address.
    function rewardURI(uint256 rewardId) external view returns (string memory);

    /// @notice An order as it stands.
    /// @param redemptionId Its number.
    /// @return The order.
    function redemption(uint256 redemptionId) external view returns (Redemption memory);

    /// @notice How many orders were ever placed; their numbers start at 1.
    /// @return The number.
    function redemptionCount() external view returns (uint256);

    /// @notice How many open or fulfilled orders of a reward a member has.
    /// @dev Counted only where the reward limits it.
    /// @param rewardId The reward.
    /// @param memberId The member.
    /// @return The number.
    function redeemedCount(uint256 rewardId, uint256 memberId) external view returns (uint256);

    /// @notice What lies in escrow for all open orders.
    /// @return The amount.
    function totalEscrowed() external view returns (uint256);
}
