// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {IMembership} from "../membership/IMembership.sol";
import {Words} from "../shared/Words.sol";
import {CampaignTerms, Neighbours} from "./CampaignTerms.sol";
import {ICampaigns} from "./ICampaigns.sol";
import {PaymentRecords} from "./PaymentRecords.sol";

/**
 * @title CampaignPayments
 * @notice The books of what campaigns have paid.
 * @dev What was paid is kept in bitmaps keyed by campaign and subject, one bit per member, so that paying one more
 * member seldom writes a fresh slot. How often and how much a member was paid is kept only where it can matter: where
 * the campaign limits payments per member, or where the reward is not fixed and revocations must not exceed it.
 */
abstract contract CampaignPayments is CampaignTerms {
    using BitMaps for BitMaps.BitMap;
    using PaymentRecords for PaymentRecords.Records;
    using Words for uint256[];

    /// @dev {IMembership-Status} of who can be paid.
    uint256 internal constant ACTIVE = uint256(IMembership.Status.Active);

    mapping(uint256 campaignId => mapping(bytes32 subject => BitMaps.BitMap)) internal _paid;
    mapping(uint256 campaignId => PaymentRecords.Records) internal _records;

    /// @notice Begins without payments.
    /// @param neighbours The contracts that campaigns work with.
    constructor(Neighbours memory neighbours) CampaignTerms(neighbours) {}

    /* READING */

    /// @inheritdoc ICampaigns
    function isPaid(uint256 campaignId, bytes32 subject, uint256 memberId) external view returns (bool) {
        return _paid[campaignId][subject].get(memberId);
    }

    /// @inheritdoc ICampaigns
    function paidCount(uint256 campaignId, uint256 memberId) external view returns (uint256 count) {
        (count, ) = _records[campaignId].get(memberId);
    }

    /* BOOKS */

    /// @dev Takes an amount from the campaign's budget.
    function _spend(uint256 campaignId, Campaign memory terms, uint256 amount) internal {
        uint256 available = terms.budget - terms.paid;
        if (amount > available) revert CampaignsBudgetExceeded(campaignId, amount, available);

        _campaigns[campaignId].paid = uint96(terms.paid + amount);
    }

    /// @dev Why the terms do not allow a payment, as the encoded error; empty if they do.
    function _faultOf(
        uint256 campaignId,
        Campaign memory terms,
        bytes32 subject,
        uint256 memberId,
        uint256 amount
    ) internal view returns (bytes memory) {
        if (_paid[campaignId][subject].get(memberId)) {
            return _fault(CampaignsAlreadyPaid.selector, campaignId, memberId, uint256(subject));
        }
        return _faultOfTerms(campaignId, terms, memberId, amount);
    }

    /// @dev As {_faultOf}, apart from having been paid before.
    function _faultOfTerms(
        uint256 campaignId,
        Campaign memory terms,
        uint256 memberId,
        uint256 amount
    ) internal view returns (bytes memory) {
        if (amount < terms.minReward || amount > terms.maxReward) {
            return _fault(CampaignsRewardOutOfRange.selector, amount, terms.minReward, terms.maxReward);
        }
        if (terms.perMemberCap != 0) {
            (uint256 count, ) = _records[campaignId].get(memberId);
            if (count >= terms.perMemberCap) {
                return _fault(CampaignsMemberCapReached.selector, campaignId, memberId, terms.perMemberCap);
            }
        }
        if (terms.roomId != 0 && rooms.joinedAt(terms.roomId, memberId) == 0) {
            return _fault(CampaignsNotInRoom.selector, terms.roomId, memberId);
        }
        return "";
    }

    /// @dev Remembers a payment that {_faultOf} has found nothing against.
    function _markPaid(
        uint256 campaignId,
        Campaign memory terms,
        bytes32 subject,
        uint256 memberId,
        uint256 amount
    ) internal {
        _paid[campaignId][subject].set(memberId);
        _record(campaignId, terms, memberId, amount);
    }

    function _record(uint256 campaignId, Campaign memory terms, uint256 memberId, uint256 amount) internal {
        bool limited = terms.perMemberCap != 0;
        if (!limited && terms.minReward == terms.maxReward) return;
        _records[campaignId].add(memberId, limited ? 1 : 0, amount);
    }

    /// @dev Checks, remembers and makes one payment to an active member's wallet.
    function _pay(
        uint256 campaignId,
        Campaign memory terms,
        Attestation memory payment,
        address account,
        uint256 nextTierAt
    ) internal {
        (uint256 memberId, uint256 amount) = (payment.memberId, payment.amount);
        bytes memory fault = _faultOf(campaignId, terms, payment.subject, memberId, amount);
        if (fault.length != 0) _revertWith(fault);
        _spend(campaignId, terms, amount);
        _markPaid(campaignId, terms, payment.subject, memberId, amount);

        emit ContributionPaid(campaignId, memberId, payment.subject, payment.contentHash, amount);

        _payOut(terms.badgeId, memberId, account, nextTierAt, amount);
    }

    /// @dev Mints to one, refreshes the tier if that is due, and gives the badge.
    function _payOut(
        uint256 badgeId,
        uint256 memberId,
        address account,
        uint256 nextTierAt,
        uint256 amount
    ) internal {
        uint256 standing = token.mint(account, amount);
        if (standing >= nextTierAt) membership.refresh(memberId);
        if (badgeId == 0) return;
        uint256[] memory memberIds = new uint256[](1);
        memberIds[0] = memberId;
        badges.issue(badgeId, memberIds);
    }

    /// @dev Mints to many, refreshes whose tier is due, and gives the badge. `mints` are words as
    /// {IRewardToken-mintBatch} takes them, `payees` as {IMembership-payeesOf} gives them.
    function _payBatch(
        uint256 badgeId,
        uint256[] memory memberIds,
        uint256[] memory payees,
        uint256[] memory mints
    ) internal {
        mints.exchange(address(token), token.mintBatch.selector);
        uint256[] memory standings = mints;
        for (uint256 i = 0; i < standings.length; ++i) {
            if (standings.at(i) >= uint88(payees.at(i) >> 160)) membership.refresh(memberIds[i]);
        }
        if (badgeId != 0) badges.issue(badgeId, memberIds);
    }

    /// @dev An error as it is encoded, to be thrown or reported.
    function _fault(bytes4 selector, uint256 first) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, first);
    }

    /// @dev See above.
    function _fault(bytes4 selector, uint256 first, uint256 second) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, first, second);
    }

    /// @dev See above.
    function _fault(
        bytes4 selector,
        uint256 first,
        uint256 second,
        uint256 third
    ) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, first, second, third);
    }

    /// @dev What {IMembership-payeesOf} says of members, in a list of its own.
    function _payeesOf(uint256[] memory memberIds) internal returns (uint256[] memory payees) {
        payees = memberIds.copy();
        payees.exchange(address(membership), membership.payeesOf.selector);
    }

    /// @dev The wallet of a member who can be paid, and the standing at which the next tier is reached.
    function _payeeOf(uint256 memberId) internal view returns (address account, uint256 nextTierAt) {
        bool active;
        (account, nextTierAt, active) = membership.walletOf(memberId);
        if (!active) revert CampaignsMemberNotActive(memberId);
    }

    function _revertWith(bytes memory fault) internal pure {
        assembly ("memory-safe") {
            revert(add(fault, 32), mload(fault))
        }
    }
}
