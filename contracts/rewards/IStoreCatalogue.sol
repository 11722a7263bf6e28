// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title IStoreCatalogue
 * @notice What the store offers, to whom, when and for how much.
 * @dev Every change of a reward's terms raises its version, and who redeems names the version they saw.
 */
interface IStoreCatalogue {
    /// @notice What a reward is.
    enum RewardKind {
        Merch,
        Ticket
    }

    /// @notice The terms of a reward.
    struct RewardTerms {
        RewardKind kind;
        uint96 price;
        /// Pieces, where there is nothing to choose; zero where there is.
        uint32 stock;
        /// Pieces of each choice (sizes, grinds), at most sixteen; empty where there is nothing to choose.
        uint16[] variantStock;
        /// Most waiting, open or fulfilled redemptions of one member; zero for no limit.
        uint16 perMember;
        /// Index of the lowest tier that may redeem it.
        uint8 minTier;
        /// The room one has to be in; zero for none.
        uint32 roomId;
        /// The badge one has to hold; zero for none.
        uint32 badgeId;
        /// First second in which it can be redeemed.
        uint32 opens;
        /// First second in which it no longer can; zero for no end.
        uint32 closes;
        /// Seconds in which the member may cancel.
        uint32 cancelWindow;
        /// Seconds after which anybody may cancel what was not fulfilled; a year at most.
        uint32 fulfilWithin;
        /// For tickets: the event.
        uint32 eventId;
    }

    /// @notice Who may redeem a reward, and how often.
    struct RewardGates {
        uint16 perMember;
        uint8 minTier;
        uint32 roomId;
        uint32 badgeId;
    }

    /// @notice A reward as it stands.
    struct Reward {
        uint96 price;
        /// Pieces left, of all variants together.
        uint32 stock;
        uint32 opens;
        uint32 closes;
        uint16 perMember;
        uint8 minTier;
        /// Number of choices; zero where there is nothing to choose.
        uint8 variants;
        RewardKind kind;
        uint32 cancelWindow;
        uint32 fulfilWithin;
        uint32 eventId;
        uint32 roomId;
        uint32 badgeId;
        /// Rises with every change of the terms; begins at 1.
        uint16 termsVersion;
        /// Members on the waiting lists of all variants together.
        uint32 waiting;
        /// Whether it was closed for good.
        bool closed;
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

    /// @notice The stock of a reward, or of one of its variants, was changed by the operator.
    /// @param rewardId Its number.
    /// @param variant The variant; zero where there is none.
    /// @param oldStock The stock until now.
    /// @param newStock The stock from now on, before any of it goes to those who wait.
    event RewardStockUpdated(
        uint256 indexed rewardId,
        uint256 indexed variant,
        uint256 oldStock,
        uint256 newStock
    );

    /// @notice The time in which a reward can be redeemed was changed.
    /// @param rewardId Its number.
    /// @param opens First second in which it can be.
    /// @param closes First second in which it no longer can; zero for no end.
    event RewardWindowUpdated(uint256 indexed rewardId, uint256 opens, uint256 closes);

    /// @notice Who may redeem a reward was changed.
    /// @param rewardId Its number.
    /// @param gates Who may from now on.
    event RewardGatesUpdated(uint256 indexed rewardId, RewardGates gates);

    /// @notice The description of a reward was changed.
    /// @param rewardId Its number.
    /// @param uri Where it is from now on.
    event RewardURIUpdated(uint256 indexed rewardId, string uri);

    /// @notice A reward was closed for good.
    /// @param rewardId Its number.
    event RewardClosed(uint256 indexed rewardId);

    /// @notice No reward has this number.
    /// @param rewardId The number.
    error RewardsStoreUnknownReward(uint256 rewardId);

    /// @notice The terms make no sense: a ticket without an event, merch with one, closing before it opens, no time to
    /// fulfil, or a stock beside the stocks of the variants.
    error RewardsStoreInvalidTerms();

    /// @notice There are too many choices.
    /// @param variants How many.
    /// @param max The most there may be.
    error RewardsStoreTooManyVariants(uint256 variants, uint256 max);

    /// @notice An order might stay open for too long.
    /// @param fulfilWithin The seconds asked for.
    /// @param max The most there may be.
    error RewardsStoreFulfilmentTooLate(uint256 fulfilWithin, uint256 max);

    /// @notice The reward was closed for good.
    /// @param rewardId The reward.
    error RewardsStoreRewardClosed(uint256 rewardId);

    /// @notice The reward has variants: each has a stock of its own.
    /// @param rewardId The reward.
    error RewardsStoreStockPerVariant(uint256 rewardId);

    /// @notice The stock would be larger than can be counted.
    /// @param stock What it would be.
    /// @param max The most it may be.
    error RewardsStoreStockTooLarge(uint256 stock, uint256 max);

    /// @notice There is no such choice.
    /// @param variant What was chosen.
    /// @param variants How many choices there are.
    error RewardsStoreInvalidVariant(uint256 variant, uint256 variants);

    /// @notice Nothing of it is left.
    /// @param rewardId The reward.
    error RewardsStoreOutOfStock(uint256 rewardId);

    /// @notice Adds a reward to the catalogue.
    /// @param terms Its terms.
    /// @param uri Where its description is.
    /// @return rewardId Its number.
    function listReward(RewardTerms calldata terms, string calldata uri) external returns (uint256 rewardId);

    /// @notice Changes a price. Orders already placed or waiting keep theirs.
    /// @param rewardId The reward.
    /// @param newPrice The new price.
    function setRewardPrice(uint256 rewardId, uint96 newPrice) external;

    /// @notice Adds to or takes from the stock of a reward without variants. Those who wait are served first.
    /// @dev A difference, not a new figure: an order that comes between reading and writing is not lost.
    /// @param rewardId The reward.
    /// @param added How much is added; negative takes away, down to zero at most.
    function adjustRewardStock(uint256 rewardId, int64 added) external;

    /// @notice Adds to or takes from the stock of one variant. Those who wait for it are served first.
    /// @param rewardId The reward.
    /// @param variant The variant.
    /// @param added How much is added; negative takes away, down to zero at most.
    function adjustVariantStock(uint256 rewardId, uint8 variant, int64 added) external;

    /// @notice Changes when a reward can be redeemed; an end in the past closes it until a later change.
    /// @param rewardId The reward.
    /// @param opens First second in which it can be.
    /// @param closes First second in which it no longer can; zero for no end.
    function setRewardWindow(uint256 rewardId, uint32 opens, uint32 closes) external;

    /// @notice Changes who may redeem a reward and how often. Orders already placed or waiting are not touched.
    /// @dev A new limit counts only the orders made while there was one.
    /// @param rewardId The reward.
    /// @param gates Who may.
    function setRewardGates(uint256 rewardId, RewardGates calldata gates) external;

    /// @notice Changes where a reward's description is.
    /// @param rewardId The reward.
    /// @param uri Where it is.
    function setRewardURI(uint256 rewardId, string calldata uri) external;

    /// @notice Closes a reward for good. Who waits for it can be refunded by anybody; placed orders go on.
    /// @dev Warning: can't be undone.
    /// @param rewardId The reward.
    function closeReward(uint256 rewardId) external;

    /// @notice The longest time to fulfil that a reward may have, in seconds.
    /// @return The seconds.
    function MAX_FULFIL_WITHIN() external view returns (uint256);

    /// @notice A reward as it stands.
    /// @param rewardId Its number.
    /// @return The reward.
    function reward(uint256 rewardId) external view returns (Reward memory);

    /// @notice Pieces left of each variant of a reward.
    /// @param rewardId The reward.
    /// @return stocks The pieces, in the order of the variants; empty where there are none.
    function variantStock(uint256 rewardId) external view returns (uint256[] memory stocks);

    /// @notice How many rewards were ever listed; their numbers start at 1.
    /// @return The number.
    function rewardCount() external view returns (uint256);

    /// @notice Where a reward's description is.
    /// @param rewardId Its number.
    /// @return The address.
    function rewardURI(uint256 rewardId) external view returns (string memory);
}
