// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {CampaignEpochs} from "./CampaignEpochs.sol";
import {ICampaignRevocations} from "./ICampaignRevocations.sol";
import {PaymentRecords} from "./PaymentRecords.sol";

/**
 * @title CampaignRevocations
 * @notice Takes back what was paid for fraud, or for what was returned, while a payment can be disputed.
 */
abstract contract CampaignRevocations is CampaignEpochs, ICampaignRevocations {
    using BitMaps for BitMaps.BitMap;
    using PaymentRecords for PaymentRecords.Records;

    uint256 private constant REASON_LIMIT = 1_024;

    mapping(uint256 campaignId => mapping(bytes32 subject => BitMaps.BitMap)) private _revoked;
    mapping(uint256 epochId => BitMaps.BitMap) private _epochRevoked;

    /// @inheritdoc ICampaignRevocations
    function revoke(
        uint256 campaignId,
        bytes32 subject,
        uint256 memberId,
        uint256 amount,
        string calldata reason
    ) external restricted {
        Campaign storage terms = _existing(campaignId);
        _checkDispute(uint256(terms.end) + terms.disputeWindow, reason);
        if (!_paid[campaignId][subject].get(memberId)) revert CampaignsNotPaid();
        if (_revoked[campaignId][subject].get(memberId)) revert CampaignsAlreadyRevoked();
        bool recorded = terms.perMemberCap != 0 || terms.minReward != terms.maxReward;
        uint256 most = terms.maxReward;
        if (recorded) {
            (, uint256 left) = _records[campaignId].get(memberId);
            if (left < most) most = left;
        }
        if (amount == 0 || amount > most) revert CampaignsRevocationOutOfRange(amount, most);

        _revoked[campaignId][subject].set(memberId);
        if (recorded) _records[campaignId].subtract(memberId, amount);

        emit PaymentRevoked(campaignId, memberId, subject, amount, reason);

        _takeBack(memberId, amount);
    }

    /// @inheritdoc ICampaignRevocations
    function revokeEpochClaim(
        uint256 epochId,
        EpochClaim calldata paid,
        uint256 amount,
        string calldata reason
    ) external restricted {
        Epoch storage epoch = _existingEpoch(epochId);
        uint256 window = _campaigns[epoch.campaignId].disputeWindow;
        _checkDispute(epoch.activeAt + epochClaimWindow + window, reason);
        if (!isEpochClaimed(epochId, paid.index)) revert CampaignsNotPaid();
        if (_epochRevoked[epochId].get(paid.index)) revert CampaignsAlreadyRevoked();
        _checkProof(epochId, epoch, paid);
        if (amount == 0 || amount > paid.amount) revert CampaignsRevocationOutOfRange(amount, paid.amount);

        _epochRevoked[epochId].set(paid.index);

        emit EpochPaymentRevoked(epochId, paid.memberId, paid.index, amount, reason);

        _takeBack(paid.memberId, amount);
    }

    /// @inheritdoc ICampaignRevocations
    function isRevoked(uint256 campaignId, bytes32 subject, uint256 memberId) external view returns (bool) {
        return _revoked[campaignId][subject].get(memberId);
    }

    /// @inheritdoc ICampaignRevocations
    function isEpochClaimRevoked(uint256 epochId, uint256 index) external view returns (bool) {
        return _epochRevoked[epochId].get(index);
    }

    /// @dev From the wallet the member has now. Who has left still owes, and has no tier to refresh.
    function _takeBack(uint256 memberId, uint256 amount) private {
        (address account, , bool active) = membership.walletOf(memberId);
        token.revoke(account, amount);
        if (active) membership.refresh(memberId);
    }

    function _checkDispute(uint256 until, string calldata reason) private view {
        if (block.timestamp >= until) revert CampaignsDisputeOver(until);
        if (bytes(reason).length > REASON_LIMIT) {
            revert CampaignsReasonTooLong(bytes(reason).length, REASON_LIMIT);
        }
    }
}
