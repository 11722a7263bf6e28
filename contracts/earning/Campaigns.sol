// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {IMembership} from "../membership/IMembership.sol";
import {PackedCounters} from "../shared/PackedCounters.sol";
import {Rights} from "../shared/Rights.sol";
import {Roles} from "../shared/Roles.sol";
import {SignedRequests} from "../shared/SignedRequests.sol";
import {IRewardToken} from "../token/IRewardToken.sol";
import {ICampaigns} from "./ICampaigns.sol";

/**
 * @title Campaigns
 * @notice Campaigns pay reward tokens for contributions: reviews above all, also help, moderation, teaching, referrals
 * and attendance.
 * @dev What was paid is kept in bitmaps keyed by campaign and subject, one bit per member, so that paying one more
 * member seldom writes a fresh slot.
 */
contract Campaigns is ICampaigns, SignedRequests, AccessManaged {
    using BitMaps for BitMaps.BitMap;
    using PackedCounters for PackedCounters.Counters;

    bytes32 private constant ATTESTATION_TYPEHASH = keccak256(
        "Attestation(uint256 campaignId,uint256 memberId,bytes32 subject,bytes32 contentHash,uint256 amount,uint256 deadline)"
    );

    /// @notice The token that is paid.
    IRewardToken public immutable token;
    /// @notice The membership that is paid to.
    IMembership public immutable membership;

    /// @inheritdoc ICampaigns
    uint256 public campaignCount;
    mapping(uint256 campaignId => Campaign) private _campaigns;
    mapping(uint256 campaignId => string) private _uris;
    mapping(uint256 campaignId => mapping(bytes32 subject => BitMaps.BitMap)) private _paid;
    mapping(uint256 campaignId => PackedCounters.Counters) private _paidCounts;

    /**
     * @notice Begins without campaigns.
     * @param authority_ The community's AccessManager.
     * @param token_ The reward token.
     * @param membership_ The membership.
     */
    constructor(address authority_, IRewardToken token_, IMembership membership_) AccessManaged(authority_) {
        token = token_;
        membership = membership_;
    }

    /* SETTING UP */

    /// @inheritdoc ICampaigns
    function createCampaign(
        Terms calldata terms,
        string calldata uri
    ) external restricted returns (uint256 campaignId) {
        bool valid =
            terms.minReward > 0 &&
                terms.minReward <= terms.maxReward &&
                terms.maxReward <= terms.budget &&
                terms.signaturesNeeded > 0 &&
                terms.start < terms.end;
        if (!valid) revert CampaignsInvalidTerms();

        campaignId = ++campaignCount;
        _campaigns[campaignId] = Campaign({
            minReward: terms.minReward,
            maxReward: terms.maxReward,
            perMemberCap: terms.perMemberCap,
            kind: terms.kind,
            signaturesNeeded: terms.signaturesNeeded,
            budget: terms.budget,
            paid: 0,
            start: terms.start,
            end: terms.end
        });
        _uris[campaignId] = uri;

        emit CampaignCreated(campaignId, terms.kind, terms, uri);
    }

    /// @inheritdoc ICampaigns
    function setCampaignBudget(uint256 campaignId, uint96 newBudget) external restricted {
        Campaign storage stored = _existing(campaignId);
        uint256 oldBudget = stored.budget;
        if (newBudget < stored.paid) revert CampaignsBudgetBelowPaid(newBudget, stored.paid);

        stored.budget = newBudget;

        emit CampaignBudgetUpdated(campaignId, oldBudget, newBudget);
    }

    /// @inheritdoc ICampaigns
    function setCampaignEnd(uint256 campaignId, uint32 newEnd) external restricted {
        Campaign storage stored = _existing(campaignId);
        uint256 oldEnd = stored.end;

        stored.end = newEnd;

        emit CampaignEndUpdated(campaignId, oldEnd, newEnd);
    }

    /* EARNING */

    /// @inheritdoc ICampaigns
    function claim(Attestation calldata attestation, Approval[] calldata approvals) external {
        (uint256 campaignId, uint256 memberId) = (attestation.campaignId, attestation.memberId);
        uint256 amount = attestation.amount;
        Campaign memory terms = _open(campaignId);
        if (block.timestamp > attestation.deadline) revert CampaignsAttestationExpired(attestation.deadline);
        (address account, uint256 nextTierAt, bool active) = membership.walletOf(memberId);
        if (!active) revert CampaignsMemberNotActive(memberId);
        _checkApprovals(terms, account, attestation, approvals);

        _spend(campaignId, terms, amount);
        _markPaid(campaignId, terms, attestation.subject, memberId, amount);

        emit ContributionPaid(campaignId, memberId, attestation.subject, attestation.contentHash, amount);

        uint256 standing = token.mint(account, amount);
        if (standing >= nextTierAt) membership.refresh(memberId);
    }

    /// @inheritdoc ICampaigns
    function award(uint256 campaignId, bytes32 subject, Award[] calldata awards) external restricted {
        Campaign memory terms = _open(campaignId);
        if (terms.signaturesNeeded != 1) revert CampaignsWrongSignatureCount(1, terms.signaturesNeeded);
        if (awards.length == 0) revert CampaignsNoAwards();
        // Called through AccessManager.execute, it would not show who awards, who could then award themselves.
        if (msg.sender == authority()) revert CampaignsSignerNotAllowed(msg.sender);
        uint256[] memory memberIds = new uint256[](awards.length);
        uint256[] memory amounts = new uint256[](awards.length);
        uint256 total;
        for (uint256 i = 0; i < awards.length; ++i) {
            (memberIds[i], amounts[i]) = (awards[i].memberId, awards[i].amount);
            total += amounts[i];
        }
        (address[] memory accounts, uint256[] memory nextTierAts) = membership.walletsOf(memberIds);

        _spend(campaignId, terms, total);
        for (uint256 i = 0; i < awards.length; ++i) {
            if (accounts[i] == msg.sender) revert CampaignsSignerIsMember(msg.sender);
            _markPaid(campaignId, terms, subject, memberIds[i], amounts[i]);
        }

        emit ContributionsAwarded(campaignId, subject, msg.sender, awards);

        uint256[] memory standings = token.mintBatch(accounts, amounts);
        for (uint256 i = 0; i < standings.length; ++i) {
            if (standings[i] >= nextTierAts[i]) membership.refresh(memberIds[i]);
        }
    }

    /// @dev Takes an amount from the campaign's budget.
    function _spend(uint256 campaignId, Campaign memory terms, uint256 amount) private {
        uint256 available = terms.budget - terms.paid;
        if (amount > available) revert CampaignsBudgetExceeded(campaignId, amount, available);

        _campaigns[campaignId].paid = uint96(terms.paid + amount);
    }

    /// @dev Refuses a payment the terms do not allow, and remembers one they do.
    function _markPaid(
        uint256 campaignId,
        Campaign memory terms,
        bytes32 subject,
        uint256 memberId,
        uint256 amount
    ) private {
        if (amount < terms.minReward || amount > terms.maxReward) {
            revert CampaignsRewardOutOfRange(amount, terms.minReward, terms.maxReward);
        }
        BitMaps.BitMap storage paid = _paid[campaignId][subject];
        if (paid.get(memberId)) revert CampaignsAlreadyPaid(campaignId, memberId, subject);

        paid.set(memberId);
        if (terms.perMemberCap == 0) return;
        uint256 count = _paidCounts[campaignId].increment(memberId);
        if (count > terms.perMemberCap)
            revert CampaignsMemberCapReached(campaignId, memberId, terms.perMemberCap);
    }

    function _checkApprovals(
        Campaign memory terms,
        address account,
        Attestation calldata attestation,
        Approval[] calldata approvals
    ) private view {
        if (approvals.length != terms.signaturesNeeded) {
            revert CampaignsWrongSignatureCount(approvals.length, terms.signaturesNeeded);
        }
        bytes32 structHash = _hashAttestation(attestation);
        address previous = address(0);
        for (uint256 i = 0; i < approvals.length; ++i) {
            address signer = approvals[i].signer;
            if (signer <= previous) revert CampaignsSignersNotAscending(signer);
            if (signer == account) revert CampaignsSignerIsMember(signer);
            if (!_mayAttest(signer)) revert CampaignsSignerNotAllowed(signer);
            _checkSigner(signer, structHash, approvals[i].signature);
            previous = signer;
        }
    }

    /// @dev Who has the role with a delay has to schedule what they do, which a signature would pass by.
    function _mayAttest(address signer) private view returns (bool) {
        (bool isAttester, uint32 delay) = IAccessManager(authority()).hasRole(Roles.ATTESTER, signer);
        return (isAttester && delay == 0) || membership.hasRight(signer, Rights.CURATE);
    }

    /* READING */

    /// @inheritdoc ICampaigns
    function campaign(uint256 campaignId) external view returns (Campaign memory) {
        return _existing(campaignId);
    }

    /// @inheritdoc ICampaigns
    function campaignURI(uint256 campaignId) external view returns (string memory) {
        _existing(campaignId);
        return _uris[campaignId];
    }

    /// @inheritdoc ICampaigns
    function isPaid(uint256 campaignId, bytes32 subject, uint256 memberId) external view returns (bool) {
        return _paid[campaignId][subject].get(memberId);
    }

    /// @inheritdoc ICampaigns
    function paidCount(uint256 campaignId, uint256 memberId) external view returns (uint256) {
        return _paidCounts[campaignId].get(memberId);
    }

    /// @inheritdoc ICampaigns
    function attestationDigest(Attestation calldata attestation) external view returns (bytes32) {
        return _hashTypedDataV4(_hashAttestation(attestation));
    }

    function _hashAttestation(Attestation calldata attestation) private pure returns (bytes32) {
        // All members are static, so encoding the struct encodes them one after another, as EIP-712 wants.
        return keccak256(abi.encode(ATTESTATION_TYPEHASH, attestation));
    }

    function _existing(uint256 campaignId) private view returns (Campaign storage stored) {
        stored = _campaigns[campaignId];
        if (stored.signaturesNeeded == 0) revert CampaignsUnknownCampaign(campaignId);
    }

    function _open(uint256 campaignId) private view returns (Campaign memory terms) {
        terms = _existing(campaignId);
        if (block.timestamp < terms.start || block.timestamp >= terms.end) {
            revert CampaignsNotOpen(campaignId, terms.start, terms.end);
        }
    }
}
