// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {CampaignClaims} from "./CampaignClaims.sol";
import {CampaignEpochs} from "./CampaignEpochs.sol";
import {CampaignPayments} from "./CampaignPayments.sol";
import {CampaignRevocations} from "./CampaignRevocations.sol";
import {Neighbours} from "./CampaignTerms.sol";

/**
 * @title Campaigns
 * @notice Campaigns pay reward tokens for contributions: reviews above all, also help, moderation, teaching, grading,
 * referrals and attendance.
 * @dev Terms are in {CampaignTerms}, the books in {CampaignPayments}, and each way to be paid has a part of its own:
 * {CampaignClaims} for what is attested, {CampaignAwards} for batches of an attester and what the chain itself shows,
 * {CampaignEpochs} for Merkle trees. {CampaignRevocations} takes back.
 */
contract Campaigns is CampaignRevocations, CampaignClaims {
    /**
     * @notice Begins without campaigns.
     * @param authority_ The community's AccessManager.
     * @param neighbours The contracts that campaigns work with.
     * @param epochDelay_ Seconds from an epoch's publication until it pays.
     * @param epochClaimWindow_ Seconds for which it pays.
     */
    constructor(
        address authority_,
        Neighbours memory neighbours,
        uint256 epochDelay_,
        uint256 epochClaimWindow_
    ) CampaignPayments(neighbours) CampaignEpochs(epochDelay_, epochClaimWindow_) AccessManaged(authority_) {}
}
