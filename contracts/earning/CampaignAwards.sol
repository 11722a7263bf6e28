// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {CampaignPayments} from "./CampaignPayments.sol";
import {ICampaigns} from "./ICampaigns.sol";

/**
 * @title CampaignAwards
 * @notice Pays without an attestation: batches at the word of one attester, and what the chain itself shows.
 */
abstract contract CampaignAwards is CampaignPayments {
    /// @inheritdoc ICampaigns
    function award(uint256 campaignId, bytes32 subject, uint256[] calldata awards) external restricted {
        Campaign memory terms = _open(campaignId);
        _checkAttester(terms);
        if (awards.length == 0) revert CampaignsNoAwards();
        (uint256[] memory memberIds, uint256 total) = _markAwarded(campaignId, terms, subject, awards);

        _spend(campaignId, terms, total);

        emit ContributionsAwarded(campaignId, subject, msg.sender, awards);

        uint256[] memory payees = membership.payeesOf(memberIds);
        _payBatch(terms.badgeId, memberIds, payees, _mintsOf(memberIds, payees, awards));
    }

    /// @inheritdoc ICampaigns
    function claimReferral(uint256 campaignId, uint256 inviteeId) external {
        Campaign memory terms = _openUnsigned(campaignId, Kind.Referral);
        (address invitee, ) = _payeeOf(inviteeId);
        (uint256 standing, uint256 needed) = (token.earned(invitee), _campaigns[campaignId].referralStanding);
        if (standing < needed) revert CampaignsReferralNotReached(inviteeId, standing, needed);
        uint256 inviterId = membership.accountOf(invitee).inviterId;
        if (inviterId == 0) revert CampaignsNoInviter(inviteeId);

        _payUnsigned(campaignId, terms, inviterId, inviteeId);
    }

    /// @inheritdoc ICampaigns
    function claimAttendance(uint256 campaignId, uint256 ticketId) external {
        Campaign memory terms = _openUnsigned(campaignId, Kind.Attendance);
        (uint256 eventId, uint256 named) = (ticketId >> 32, _campaigns[campaignId].eventId);
        if (named != 0 && named != eventId) revert CampaignsOtherEvent(ticketId, named);
        if (!tickets.isCheckedIn(ticketId)) revert CampaignsNotCheckedIn(ticketId);

        _payUnsigned(campaignId, terms, tickets.ticketMember(ticketId), eventId);
    }

    /* AWARDING */

    /// @dev Refuses who can't pay by their word alone.
    function _checkAttester(Campaign memory terms) internal view {
        if (terms.signaturesNeeded != 1) revert CampaignsWrongSignatureCount(1, terms.signaturesNeeded);
        // Called through AccessManager.execute, it would not show who awards, who could then award themselves.
        if (msg.sender == authority()) revert CampaignsSignerNotAllowed(msg.sender);
    }

    /// @dev Checks and remembers every line of a batch.
    function _markAwarded(
        uint256 campaignId,
        Campaign memory terms,
        bytes32 subject,
        uint256[] calldata awards
    ) private returns (uint256[] memory memberIds, uint256 total) {
        memberIds = new uint256[](awards.length);
        BitMaps.BitMap storage paid = _paid[campaignId][subject];
        // Neighbours share a word: it is kept here until the next is needed, and written once.
        (uint256 bucket, uint256 word) = (type(uint256).max, 0);
        for (uint256 i = 0; i < awards.length; ++i) {
            uint256 memberId = awards[i] >> 96;
            if (memberId >> 8 != bucket) {
                if (word != 0) paid._data[bucket] = word;
                bucket = memberId >> 8;
                word = paid._data[bucket];
            }
            uint256 bit = 1 << (memberId & 0xff);
            if (word & bit != 0) revert CampaignsAlreadyPaid(campaignId, memberId, subject);
            word |= bit;
            memberIds[i] = memberId;
            total += _checkAward(campaignId, terms, memberId, uint96(awards[i]));
        }
        paid._data[bucket] = word;
    }

    /// @dev What the terms ask for beside a payment being the first; records it.
    function _checkAward(
        uint256 campaignId,
        Campaign memory terms,
        uint256 memberId,
        uint256 amount
    ) private returns (uint256) {
        bytes memory fault = _faultOfTerms(campaignId, terms, memberId, amount);
        if (fault.length != 0) _revertWith(fault);
        _record(campaignId, terms, memberId, amount);
        return amount;
    }

    /// @dev What the token is to mint; refuses members who are not active, and the attester.
    function _mintsOf(
        uint256[] memory memberIds,
        uint256[] memory payees,
        uint256[] calldata awards
    ) private view returns (uint256[] memory mints) {
        mints = new uint256[](payees.length);
        for (uint256 i = 0; i < payees.length; ++i) {
            address account = address(uint160(payees[i]));
            if (payees[i] >> 248 == 0) revert CampaignsMemberNotActive(memberIds[i]);
            if (account == msg.sender) revert CampaignsSignerIsMember(msg.sender);
            mints[i] = uint160(account) | (awards[i] << 160);
        }
    }

    /* WHAT THE CHAIN SHOWS */

    function _openUnsigned(uint256 campaignId, Kind kind) private view returns (Campaign memory terms) {
        terms = _open(campaignId);
        if (terms.kind != kind || terms.signaturesNeeded != 0) {
            revert CampaignsWrongKind(campaignId, terms.kind);
        }
    }

    function _payUnsigned(
        uint256 campaignId,
        Campaign memory terms,
        uint256 memberId,
        uint256 subject
    ) private {
        (address account, uint256 nextTierAt) = _payeeOf(memberId);
        Attestation memory payment;
        (payment.memberId, payment.subject, payment.amount) = (memberId, bytes32(subject), terms.minReward);
        _pay(campaignId, terms, payment, account, nextTierAt);
    }
}
