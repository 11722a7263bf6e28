// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ICampaignEpochs} from "./ICampaignEpochs.sol";

/**
 * @title ICampaignRevocations
 * @notice Taking back what was paid for fraud, or for what was returned, while a payment can be disputed.
 * @dev Each payment can be revoked once, in whole or in part, and never for more than was paid. A payment that was
 * revoked is not made again, and the campaign's budget does not come back.
 */
interface ICampaignRevocations {
    /// @notice A payment was revoked.
    /// @param campaignId The campaign that had paid.
    /// @param memberId The member who had earned.
    /// @param subject What had been contributed to.
    /// @param amount What was taken back.
    /// @param reason Why, in words.
    event PaymentRevoked(
        uint256 indexed campaignId,
        uint256 indexed memberId,
        bytes32 indexed subject,
        uint256 amount,
        string reason
    );

    /// @notice A payment of an epoch was revoked.
    /// @param epochId The epoch.
    /// @param memberId The member who had earned.
    /// @param index Number of the leaf.
    /// @param amount What was taken back.
    /// @param reason Why, in words.
    event EpochPaymentRevoked(
        uint256 indexed epochId,
        uint256 indexed memberId,
        uint256 index,
        uint256 amount,
        string reason
    );

    /// @notice There was no such payment.
    error CampaignsNotPaid();

    /// @notice The payment was revoked already.
    error CampaignsAlreadyRevoked();

    /// @notice Nothing, or more than was paid, was to be revoked.
    /// @param amount What was to be revoked.
    /// @param most The most that can be.
    error CampaignsRevocationOutOfRange(uint256 amount, uint256 most);

    /// @notice The time in which the payment could be disputed is over.
    /// @param until The first second after it.
    error CampaignsDisputeOver(uint256 until);

    /// @notice The reason is too long.
    /// @param length Its bytes.
    /// @param limit The most allowed.
    error CampaignsReasonTooLong(uint256 length, uint256 limit);

    /// @notice Takes back what was paid for a contribution, or a part of it.
    /// @dev Burns what the member still has of it; the rest becomes debt, which later earnings repay. Standing falls by
    /// the whole, and the tier follows. Until the campaign's end and its `disputeWindow` have passed. Where the reward
    /// was not fixed, the most is the campaign's highest reward, and all revocations together never exceed what the
    /// campaign has paid the member.
    /// @param campaignId The campaign that has paid.
    /// @param subject What was contributed to.
    /// @param memberId The member who was paid.
    /// @param amount How much to take back.
    /// @param reason Why, in at most 1,024 bytes.
    function revoke(
        uint256 campaignId,
        bytes32 subject,
        uint256 memberId,
        uint256 amount,
        string calldata reason
    ) external;

    /// @notice Takes back what an epoch has paid for a leaf, or a part of it.
    /// @dev As {revoke}; until the end of the epoch and its campaign's `disputeWindow` have passed.
    /// @param epochId The epoch.
    /// @param paid The leaf and its proof, which shows what was paid.
    /// @param amount How much to take back.
    /// @param reason Why, in at most 1,024 bytes.
    function revokeEpochClaim(
        uint256 epochId,
        ICampaignEpochs.EpochClaim calldata paid,
        uint256 amount,
        string calldata reason
    ) external;

    /// @notice Whether a payment was revoked.
    /// @param campaignId The campaign.
    /// @param subject What was contributed to.
    /// @param memberId The member.
    /// @return Whether it was.
    function isRevoked(uint256 campaignId, bytes32 subject, uint256 memberId) external view returns (bool);

    /// @notice Whether the payment of an epoch's leaf was revoked.
    /// @param epochId The epoch.
    /// @param index Number of the leaf.
    /// @return Whether it was.
    function isEpochClaimRevoked(uint256 epochId, uint256 index) external view returns (bool);
}
