// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {Words} from "../shared/Words.sol";
import {CampaignAwards} from "./CampaignAwards.sol";
import {ICampaignEpochs} from "./ICampaignEpochs.sol";

/**
 * @title CampaignEpochs
 * @notice Payouts to very many members through Merkle trees.
 */
abstract contract CampaignEpochs is CampaignAwards, ICampaignEpochs {
    using BitMaps for BitMaps.BitMap;
    using Words for uint256[];

    /// @inheritdoc ICampaignEpochs
    uint256 public immutable epochDelay;
    /// @inheritdoc ICampaignEpochs
    uint256 public immutable epochClaimWindow;

    /// @inheritdoc ICampaignEpochs
    uint256 public epochCount;
    mapping(uint256 epochId => Epoch) private _epochs;
    mapping(uint256 epochId => BitMaps.BitMap) private _epochPaid;

    /// @notice Begins without epochs.
    /// @param epochDelay_ Seconds from an epoch's publication until it pays.
    /// @param epochClaimWindow_ Seconds for which it pays.
    constructor(uint256 epochDelay_, uint256 epochClaimWindow_) {
        if (epochClaimWindow_ == 0) revert CampaignsInvalidEpoch();
        epochDelay = epochDelay_;
        epochClaimWindow = epochClaimWindow_;
    }

    /* PUBLISHING */

    /// @inheritdoc ICampaignEpochs
    function publishEpoch(
        uint256 campaignId,
        bytes32 root,
        uint96 total,
        string calldata uri
    ) external restricted returns (uint256 epochId) {
        Campaign memory terms = _open(campaignId);
        _checkAttester(terms);
        if (root == bytes32(0) || total == 0) revert CampaignsInvalidEpoch();
        uint256 activeAt = block.timestamp + epochDelay;

        _spend(campaignId, terms, total);
        epochId = ++epochCount;
        _epochs[epochId] = Epoch({
            campaignId: uint32(campaignId),
            publisherId: uint32(membership.memberOf(msg.sender)),
            activeAt: uint32(activeAt),
            left: total,
            withBadge: terms.badgeId != 0,
            root: root,
            total: total
        });

        emit EpochPublished(epochId, campaignId, msg.sender, root, total, activeAt, uri);
    }

    /// @inheritdoc ICampaignEpochs
    function cancelEpoch(uint256 epochId) external restricted {
        Epoch storage epoch = _existingEpoch(epochId);
        if (epoch.left == 0) revert CampaignsEpochSettled(epochId);
        if (block.timestamp >= epoch.activeAt) revert CampaignsEpochActive(epochId, epoch.activeAt);

        _giveBack(epoch);

        emit EpochCancelled(epochId);
    }

    /// @inheritdoc ICampaignEpochs
    function closeEpoch(uint256 epochId) external {
        Epoch storage epoch = _existingEpoch(epochId);
        (uint256 activeAt, uint256 closesAt) = (epoch.activeAt, epoch.activeAt + epochClaimWindow);
        if (epoch.left == 0) revert CampaignsEpochSettled(epochId);
        if (block.timestamp < closesAt) revert CampaignsEpochNotOpen(epochId, activeAt, closesAt);

        emit EpochClosed(epochId, _giveBack(epoch));
    }

    /* CLAIMING */

    /// @inheritdoc ICampaignEpochs
    function claimEpoch(uint256 epochId, EpochClaim calldata leaf) external {
        Epoch storage epoch = _existingEpoch(epochId);
        uint256 left = epoch.left;
        (uint256 index, uint256 memberId, uint256 amount) = (leaf.index, leaf.memberId, leaf.amount);
        _checkPaying(epochId, epoch, left);
        if (_epochPaid[epochId].get(index)) revert CampaignsEpochClaimed(epochId, index);
        _checkLeaf(epochId, epoch, leaf, left);
        (address account, uint256 nextTierAt) = _payeeOf(memberId);

        _epochPaid[epochId].set(index);
        epoch.left = uint96(left - amount);

        emit EpochClaimed(epochId, memberId, index, amount);

        _payOut(_badgeOf(epoch), memberId, account, nextTierAt, amount);
    }

    /// @inheritdoc ICampaignEpochs
    function claimEpochMany(uint256 epochId, EpochClaim[] calldata claims) external returns (uint256 count) {
        Epoch storage epoch = _existingEpoch(epochId);
        uint256 left = epoch.left;
        _checkPaying(epochId, epoch, left);
        uint256[] memory memberIds = new uint256[](claims.length);
        for (uint256 i = 0; i < claims.length; ++i) memberIds[i] = claims[i].memberId;
        uint256[] memory payees = _payeesOf(memberIds);
        uint256[] memory mints = new uint256[](claims.length);
        for (uint256 i = 0; i < claims.length; ++i) {
            if (!_takeLeaf(epochId, epoch, claims[i], payees[i], left)) continue;
            left -= claims[i].amount;
            memberIds[count] = claims[i].memberId;
            payees[count] = payees[i];
            mints[count++] = uint160(payees[i]) | (claims[i].amount << 160);
        }
        if (count == 0) return 0;

        epoch.left = uint96(left);
        memberIds.shorten(count);
        mints.shorten(count);
        _payBatch(_badgeOf(epoch), memberIds, payees, mints);
    }

    /* READING */

    /// @inheritdoc ICampaignEpochs
    function epochOf(uint256 epochId) external view returns (Epoch memory) {
        return _existingEpoch(epochId);
    }

    /// @inheritdoc ICampaignEpochs
    function isEpochClaimed(uint256 epochId, uint256 index) public view returns (bool) {
        return _epochPaid[epochId].get(index);
    }

    /* BOOKS */

    /// @dev Takes one leaf of a batch, or reports that it was skipped. The caller writes what is left of the epoch.
    function _takeLeaf(
        uint256 epochId,
        Epoch storage epoch,
        EpochClaim calldata leaf,
        uint256 payee,
        uint256 left
    ) private returns (bool) {
        (uint256 index, uint256 memberId, uint256 amount) = (leaf.index, leaf.memberId, leaf.amount);
        if (payee >> 248 != ACTIVE || _epochPaid[epochId].get(index)) {
            emit EpochClaimSkipped(epochId, memberId, index);
            return false;
        }
        _checkLeaf(epochId, epoch, leaf, left);

        _epochPaid[epochId].set(index);

        emit EpochClaimed(epochId, memberId, index, amount);
        return true;
    }

    function _badgeOf(Epoch storage epoch) private view returns (uint256) {
        return epoch.withBadge ? _campaigns[epoch.campaignId].badgeId : 0;
    }

    /// @dev Gives what is left of an epoch back to its campaign's budget.
    function _giveBack(Epoch storage epoch) private returns (uint256 left) {
        left = epoch.left;
        epoch.left = 0;
        _campaigns[epoch.campaignId].paid -= uint96(left);
    }

    function _existingEpoch(uint256 epochId) internal view returns (Epoch storage epoch) {
        epoch = _epochs[epochId];
        if (epoch.campaignId == 0) revert CampaignsUnknownEpoch(epochId);
    }

    function _checkPaying(uint256 epochId, Epoch storage epoch, uint256 left) private view {
        if (left == 0) revert CampaignsEpochSettled(epochId);
        (uint256 activeAt, uint256 closesAt) = (epoch.activeAt, epoch.activeAt + epochClaimWindow);
        if (block.timestamp < activeAt || block.timestamp >= closesAt) {
            revert CampaignsEpochNotOpen(epochId, activeAt, closesAt);
        }
    }

    /// @dev Refuses a leaf that is not in the tree, that pays its publisher, or that goes beyond the total.
    function _checkLeaf(
        uint256 epochId,
        Epoch storage epoch,
        EpochClaim calldata leaf,
        uint256 left
    ) private view {
        if (leaf.memberId == epoch.publisherId) revert CampaignsPublisherIsMember(leaf.memberId);
        if (leaf.amount > left) revert CampaignsEpochExceeded(epochId, leaf.amount, left);
        _checkProof(epochId, epoch, leaf);
    }

    /// @dev Leaves are hashed twice, so that no inner node of the tree is ever one.
    function _checkProof(uint256 epochId, Epoch storage epoch, EpochClaim calldata leaf) internal view {
        bytes32 once = keccak256(abi.encode(leaf.index, leaf.memberId, leaf.amount));
        bool proven = MerkleProof.verifyCalldata(leaf.proof, epoch.root, keccak256(bytes.concat(once)));
        if (!proven) revert CampaignsInvalidProof(epochId, leaf.index);
    }
}
