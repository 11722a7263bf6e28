// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ICampaignEpochs} from "../../contracts/earning/ICampaignEpochs.sol";
import {ICampaignRevocations} from "../../contracts/earning/ICampaignRevocations.sol";
import {Community} from "../support/Community.sol";

/**
 * @title EpochBooks
 * @notice What epochs of four leaves should have paid, kept beside the contracts, with the trees they were published by.
 */
abstract contract EpochBooks is Community {
    /// @dev An epoch as the books have it.
    struct Ghost {
        uint256[4] members;
        uint256[4] amounts;
        bool[4] claimed;
        bool[4] revoked;
        uint256 total;
        uint256 claimedTotal;
        uint256 returned;
        uint256 activeAt;
    }

    uint256 public constant LEAVES = 4;

    Ghost[] internal _epochs;
    mapping(uint256 actor => uint256) public earnedGhost;
    mapping(uint256 actor => uint256) public revokedGhost;
    mapping(uint256 actor => uint256) public balanceGhost;
    mapping(uint256 actor => uint256) public debtGhost;

    /* READING */

    function epochsGhost() external view returns (uint256) {
        return _epochs.length;
    }

    function epochGhost(uint256 epochId) external view returns (Ghost memory) {
        return _epochs[epochId - 1];
    }

    function _leaves(Ghost storage ghost) internal view returns (ICampaignEpochs.EpochClaim[] memory leaves) {
        leaves = new ICampaignEpochs.EpochClaim[](LEAVES);
        for (uint256 i = 0; i < LEAVES; ++i) leaves[i] = _leaf(ghost, i);
    }

    function _leftOf(Ghost storage ghost) internal view returns (uint256) {
        return ghost.total - ghost.claimedTotal - ghost.returned;
    }

    function _closesAt(Ghost storage ghost) internal view returns (uint256) {
        return ghost.activeAt + EPOCH_CLAIM_WINDOW;
    }

    /// @dev Why an epoch pays nobody now; zero if it pays.
    function _refusalOfEpoch(Ghost storage ghost) internal view returns (bytes4) {
        if (_leftOf(ghost) == 0) return ICampaignEpochs.CampaignsEpochSettled.selector;
        bool open = time >= ghost.activeAt && time < _closesAt(ghost);
        return open ? bytes4(0) : ICampaignEpochs.CampaignsEpochNotOpen.selector;
    }

    /// @dev Why a leaf can't be paid now; zero if it can.
    function _refusalOfClaim(Ghost storage ghost, uint256 index) internal view returns (bytes4 refusal) {
        refusal = _refusalOfEpoch(ghost);
        if (refusal != 0) return refusal;
        if (ghost.claimed[index]) return ICampaignEpochs.CampaignsEpochClaimed.selector;
        if (ghost.amounts[index] > _leftOf(ghost)) return ICampaignEpochs.CampaignsEpochExceeded.selector;
    }

    /// @dev Why this can't be taken back now of what a leaf has paid; zero if it can.
    function _refusalOfRevocation(
        Ghost storage ghost,
        uint256 index,
        uint256 amount
    ) internal view returns (bytes4) {
        bool late = time >= _closesAt(ghost) + DISPUTE_WINDOW;
        if (late) return ICampaignRevocations.CampaignsDisputeOver.selector;
        if (!ghost.claimed[index]) return ICampaignRevocations.CampaignsNotPaid.selector;
        if (ghost.revoked[index]) return ICampaignRevocations.CampaignsAlreadyRevoked.selector;
        bool inRange = amount > 0 && amount <= ghost.amounts[index];
        return inRange ? bytes4(0) : ICampaignRevocations.CampaignsRevocationOutOfRange.selector;
    }

    /// @dev What the leaves that were not paid come to, and how many they are.
    function _unpaid(Ghost storage ghost) internal view returns (uint256 due, uint256 count) {
        for (uint256 i = 0; i < LEAVES; ++i) {
            if (ghost.claimed[i]) continue;
            due += ghost.amounts[i];
            ++count;
        }
    }

    /* WRITING */

    function _noteClaimed(Ghost storage ghost, uint256 index) internal {
        (uint256 actor, uint256 amount) = (ghost.members[index] - 1, ghost.amounts[index]);
        ghost.claimed[index] = true;
        ghost.claimedTotal += amount;
        earnedGhost[actor] += amount;
        uint256 repaid = amount < debtGhost[actor] ? amount : debtGhost[actor];
        debtGhost[actor] -= repaid;
        balanceGhost[actor] += amount - repaid;
    }

    function _noteRevoked(Ghost storage ghost, uint256 index, uint256 amount) internal {
        uint256 actor = ghost.members[index] - 1;
        ghost.revoked[index] = true;
        revokedGhost[actor] += amount;
        uint256 burned = amount < balanceGhost[actor] ? amount : balanceGhost[actor];
        balanceGhost[actor] -= burned;
        debtGhost[actor] += amount - burned;
    }

    /* TREES */

    function _leaf(
        Ghost storage ghost,
        uint256 index
    ) internal view returns (ICampaignEpochs.EpochClaim memory leaf) {
        bytes32[] memory proof = new bytes32[](2);
        uint256 other = index ^ 1;
        uint256 pair = index < 2 ? 2 : 0;
        (proof[0], proof[1]) = (_hashOf(ghost, other), _parent(ghost, pair));
        return ICampaignEpochs.EpochClaim(index, ghost.members[index], ghost.amounts[index], proof);
    }

    function _root(Ghost storage ghost) internal view returns (bytes32) {
        return _hashPair(_parent(ghost, 0), _parent(ghost, 2));
    }

    function _parent(Ghost storage ghost, uint256 first) private view returns (bytes32) {
        return _hashPair(_hashOf(ghost, first), _hashOf(ghost, first + 1));
    }

    function _hashOf(Ghost storage ghost, uint256 index) private view returns (bytes32) {
        bytes32 once = keccak256(abi.encode(index, ghost.members[index], ghost.amounts[index]));
        return keccak256(bytes.concat(once));
    }

    function _hashPair(bytes32 a, bytes32 b) private pure returns (bytes32) {
        return a < b ? keccak256(bytes.concat(a, b)) : keccak256(bytes.concat(b, a));
    }
}
