// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title ICampaignEpochs
 * @notice Payouts to very many members at once: an attester publishes the root of a Merkle tree, and each leaf pays one
 * member.
 * @dev Leaves are those of OpenZeppelin's StandardMerkleTree over (uint256 index, uint256 memberId, uint256 amount). A
 * root is never replaced. Limits per member and rooms are for the publisher to keep to; the campaign's badge comes with
 * the payment.
 */
interface ICampaignEpochs {
    /// @notice An epoch. Three storage slots, of which claims touch the first two.
    struct Epoch {
        uint32 campaignId;
        /// The member who published it; zero if the publisher was none.
        uint32 publisherId;
        /// First second in which it pays.
        uint32 activeAt;
        /// What is still set aside for it.
        uint96 left;
        /// Whether the campaign gives a badge with its payments.
        bool withBadge;
        bytes32 root;
        /// What was set aside for it.
        uint96 total;
    }

    /// @notice One leaf of an epoch's tree, and its proof.
    struct EpochClaim {
        uint256 index;
        uint256 memberId;
        uint256 amount;
        bytes32[] proof;
    }

    /// @notice An epoch was published; its total was taken from the campaign's budget.
    /// @param epochId Its number.
    /// @param campaignId The campaign that pays.
    /// @param publisher Who published it.
    /// @param root Root of its tree.
    /// @param total Sum of its leaves.
    /// @param activeAt First second in which it pays.
    /// @param uri Where the list is.
    event EpochPublished(
        uint256 indexed epochId,
        uint256 indexed campaignId,
        address indexed publisher,
        bytes32 root,
        uint256 total,
        uint256 activeAt,
        string uri
    );

    /// @notice An epoch was cancelled before it paid; its total went back to the campaign's budget.
    /// @param epochId Its number.
    event EpochCancelled(uint256 indexed epochId);

    /// @notice An epoch is over; what nobody claimed went back to the campaign's budget.
    /// @param epochId Its number.
    /// @param returned What went back.
    event EpochClosed(uint256 indexed epochId, uint256 returned);

    /// @notice A leaf of an epoch was paid.
    /// @param epochId The epoch.
    /// @param memberId The member who earned.
    /// @param index Number of the leaf.
    /// @param amount What was paid.
    event EpochClaimed(uint256 indexed epochId, uint256 indexed memberId, uint256 index, uint256 amount);

    /// @notice A leaf in a batch was not paid: it was paid before, or the member is not active.
    /// @param epochId The epoch.
    /// @param memberId The member.
    /// @param index Number of the leaf.
    event EpochClaimSkipped(uint256 indexed epochId, uint256 indexed memberId, uint256 index);

    /// @notice No epoch has this number.
    /// @param epochId The number.
    error CampaignsUnknownEpoch(uint256 epochId);

    /// @notice An epoch needs a root and a total.
    error CampaignsInvalidEpoch();

    /// @notice The epoch does not pay yet, or no longer.
    /// @param epochId Its number.
    /// @param activeAt Its first second.
    /// @param closesAt The first second after it.
    error CampaignsEpochNotOpen(uint256 epochId, uint256 activeAt, uint256 closesAt);

    /// @notice The epoch pays already, so it can't be cancelled.
    /// @param epochId Its number.
    /// @param activeAt Its first second.
    error CampaignsEpochActive(uint256 epochId, uint256 activeAt);

    /// @notice Nothing is set aside for the epoch any more: it was cancelled, closed or claimed to the end.
    /// @param epochId Its number.
    error CampaignsEpochSettled(uint256 epochId);

    /// @notice The leaf was paid already.
    /// @param epochId The epoch.
    /// @param index Number of the leaf.
    error CampaignsEpochClaimed(uint256 epochId, uint256 index);

    /// @notice The leaf is not one of the epoch's tree.
    /// @param epochId The epoch.
    /// @param index Number of the leaf.
    error CampaignsInvalidProof(uint256 epochId, uint256 index);

    /// @notice The leaves of the epoch add up to more than its total, and this one is beyond it.
    /// @param epochId The epoch.
    /// @param amount What the leaf says.
    /// @param left What is left of the total.
    error CampaignsEpochExceeded(uint256 epochId, uint256 amount, uint256 left);

    /// @notice Nobody pays themselves.
    /// @param memberId The member who published the epoch.
    error CampaignsPublisherIsMember(uint256 memberId);

    /// @notice Publishes an epoch. It pays after {epochDelay}, so that a wrong list can be cancelled before.
    /// @dev Takes the total from the campaign's budget. Only where the campaign needs exactly one signature.
    /// @param campaignId The campaign that pays.
    /// @param root Root of the tree.
    /// @param total Sum of its leaves. Warning: if they add up to more, who comes last gets nothing.
    /// @param uri Where the list is, so that everybody can check it and prove their leaf.
    /// @return epochId Its number.
    function publishEpoch(
        uint256 campaignId,
        bytes32 root,
        uint96 total,
        string calldata uri
    ) external returns (uint256 epochId);

    /// @notice Cancels an epoch that does not pay yet, and gives its total back to the budget.
    /// @dev Once it pays it can't be cancelled. Payments can then be revoked one by one, and the emission cap lowered.
    /// @param epochId Its number.
    function cancelEpoch(uint256 epochId) external;

    /// @notice Gives what nobody claimed back to the campaign's budget, once the epoch is over. Anybody may call it.
    /// @param epochId Its number.
    function closeEpoch(uint256 epochId) external;

    /// @notice Pays the member that a leaf names. Anybody may submit it.
    /// @param epochId The epoch.
    /// @param leaf The leaf and its proof.
    function claimEpoch(uint256 epochId, EpochClaim calldata leaf) external;

    /// @notice Pays many leaves of an epoch. Anybody may submit them.
    /// @dev Leaves that were paid already, and members who are not active, are skipped; any other fault fails all.
    /// @param epochId The epoch.
    /// @param claims The leaves.
    /// @return count How many were paid.
    function claimEpochMany(uint256 epochId, EpochClaim[] calldata claims) external returns (uint256 count);

    /// @notice An epoch as it stands.
    /// @param epochId Its number.
    /// @return The epoch.
    function epochOf(uint256 epochId) external view returns (Epoch memory);

    /// @notice How many epochs there have been; their numbers start at 1.
    /// @return The number.
    function epochCount() external view returns (uint256);

    /// @notice Whether a leaf was paid.
    /// @param epochId The epoch.
    /// @param index Number of the leaf.
    /// @return Whether it was.
    function isEpochClaimed(uint256 epochId, uint256 index) external view returns (bool);

    /// @notice How long after its publication an epoch begins to pay.
    /// @return Seconds.
    function epochDelay() external view returns (uint256);

    /// @notice How long an epoch pays.
    /// @return Seconds.
    function epochClaimWindow() external view returns (uint256);
}
