// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Words} from "../shared/Words.sol";
import {CampaignPayments} from "./CampaignPayments.sol";
import {ICampaigns} from "./ICampaigns.sol";

/**
 * @title CampaignAwards
 * @notice Pays without an attestation: batches at the word of one attester, and what the chain itself shows.
 */
abstract contract CampaignAwards is CampaignPayments {
    using Words for uint256[];

    /// @inheritdoc ICampaigns
    function award(uint256 campaignId, bytes32 subject, uint256[] calldata awards) external restricted {
        Campaign memory terms = _open(campaignId);
        _checkAttester(terms);
        if (awards.length == 0) revert CampaignsNoAwards();
        (uint256[] memory memberIds, uint256 total) = _markAwarded(campaignId, terms, subject, awards);

        _spend(campaignId, terms, total);

        emit ContributionsAwarded(campaignId, subject, msg.sender, awards);

        uint256[] memory payees = _payeesOf(memberIds);
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
        (uint256 least, uint256 most) = (terms.minReward, terms.maxReward);
        memberIds = new uint256[](awards.length);
        for (uint256 i = 0; i < awards.length; ++i) {
            uint256 line = awards.sent(i);
            uint256 amount = uint96(line);
            if (amount < least || amount > most) revert CampaignsRewardOutOfRange(amount, least, most);
            memberIds.put(i, line >> 96);
            unchecked {
                total += amount;
            }
        }
        _setPaid(campaignId, subject, memberIds);
        if (terms.perMemberCap == 0 && terms.roomId == 0 && least == most) return (memberIds, total);
        for (uint256 i = 0; i < awards.length; ++i) {
            uint256 amount = uint96(awards[i]);
            bytes memory fault = _faultOfTerms(campaignId, terms, memberIds[i], amount);
            if (fault.length != 0) _revertWith(fault);
            _record(campaignId, terms, memberIds[i], amount);
        }
    }

    /// @dev Neighbours share a word: it is kept until one of another word comes, and then written once.
    function _setPaid(uint256 campaignId, bytes32 subject, uint256[] memory memberIds) private {
        mapping(uint256 bucket => uint256) storage paid = _paid[campaignId][subject]._data;
        uint256 bucket = memberIds[0] >> 8;
        uint256 word = paid[bucket];
        for (uint256 i = 0; i < memberIds.length; ++i) {
            uint256 memberId = memberIds.at(i);
            if (memberId >> 8 != bucket) {
                paid[bucket] = word;
                bucket = memberId >> 8;
                word = paid[bucket];
            }
            uint256 bit = 1 << (memberId & 0xff);
            if (word & bit != 0) revert CampaignsAlreadyPaid(campaignId, memberId, subject);
            word |= bit;
        }
        paid[bucket] = word;
    }

    /// @dev What the token is to mint; refuses members who are not active, and the attester.
    function _mintsOf(
        uint256[] memory memberIds,
        uint256[] memory payees,
        uint256[] calldata awards
    ) private view returns (uint256[] memory mints) {
        mints = new uint256[](payees.length);
        for (uint256 i = 0; i < payees.length; ++i) {
            uint256 payee = payees.at(i);
            if (payee >> 248 != ACTIVE) revert CampaignsMemberNotActive(memberIds[i]);
            if (address(uint160(payee)) == msg.sender) revert CampaignsSignerIsMember(msg.sender);
            mints.put(i, uint160(payee) | (awards.sent(i) << 160));
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
