// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ICampaignEpochs} from "../../contracts/earning/ICampaignEpochs.sol";
import {ICampaignRevocations} from "../../contracts/earning/ICampaignRevocations.sol";
import {ICampaigns} from "../../contracts/earning/ICampaigns.sol";
import {Roles} from "../../contracts/shared/Roles.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Community} from "../support/Community.sol";
import {Handler} from "../support/InvariantTargets.sol";

/**
 * @title EpochHandler
 * @notice Publishes epochs of four leaves, claims, cancels, closes and revokes them at random, and keeps books.
 */
contract EpochHandler is Community, Handler {
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
    address internal constant ATTESTER = address(0x0123402);

    Ghost[] private _epochs;
    uint256 public campaignId;
    mapping(uint256 actor => uint256) public earnedGhost;
    mapping(uint256 actor => uint256) public revokedGhost;

    constructor() {
        _deployCommunity(IRewardToken.TransferPolicy.Open, address(0));
        _joinAll();
        manager.grantRole(Roles.ATTESTER, ATTESTER, 0);
        token.setEmissionCap(type(uint96).max);
        ICampaigns.Terms memory terms = _plainTerms(
            ICampaigns.Kind.Custom,
            1,
            1,
            1 ether,
            type(uint96).max / 2,
            0,
            type(uint32).max
        );
        vm.prank(OPERATOR);
        campaignId = campaigns.createCampaign(terms, "ipfs://campaign");
    }

    function actions() external pure override returns (bytes4[] memory list) {
        list = new bytes4[](5);
        list[0] = this.publish.selector;
        list[1] = this.claim.selector;
        list[2] = this.claimMany.selector;
        list[3] = this.settle.selector;
        list[4] = this.revoke.selector;
    }

    /* ACTIONS */

    /// @dev The total may fall short of the leaves, as an attester's mistake would have it.
    function publish(
        uint256[4] calldata members_,
        uint256[4] calldata amounts,
        uint256 missing
    ) external counted {
        Ghost storage ghost = _epochs.push();
        for (uint256 i = 0; i < LEAVES; ++i) {
            ghost.members[i] = 1 + _pick(members_[i]);
            ghost.amounts[i] = bound(amounts[i], 0, 100 ether);
            ghost.total += ghost.amounts[i];
        }
        if (missing % 3 == 0) ghost.total /= 2;
        if (ghost.total == 0) ghost.total = 1;
        ghost.activeAt = time + EPOCH_DELAY;

        vm.prank(ATTESTER);
        uint256 epochId = campaigns.publishEpoch(
            campaignId,
            _root(ghost),
            uint96(ghost.total),
            "ipfs://list"
        );

        assertEq(epochId, _epochs.length, "number of the epoch");
    }

    function claim(uint256 which, uint256 leaf, uint256 wait) external counted {
        _ensureEpoch();
        _pass(wait, 3 days);
        uint256 epochId = 1 + (which % _epochs.length);
        (Ghost storage ghost, uint256 index) = (_epochs[epochId - 1], leaf % LEAVES);
        bytes memory request = abi.encodeCall(campaigns.claimEpoch, (epochId, _leaf(ghost, index)));
        _tryForgery(epochId, ghost, index);
        bytes4 refusal = _refusalOf(ghost, index);
        if (refusal != 0) {
            assertRefused(actors[0], address(campaigns), request, refusal);
            return;
        }
        _noteClaimed(ghost, index);

        (bool paid, ) = address(campaigns).call(request);

        assertTrue(paid, "claim refused");
        assertRefused(actors[0], address(campaigns), request, _refusalOf(ghost, index));
    }

    /// @dev All leaves at once, paid or not.
    function claimMany(uint256 which, uint256 wait) external counted {
        _ensureEpoch();
        _pass(wait, 3 days);
        uint256 epochId = 1 + (which % _epochs.length);
        Ghost storage ghost = _epochs[epochId - 1];
        bool open = time >= ghost.activeAt && time < ghost.activeAt + EPOCH_CLAIM_WINDOW;
        ICampaignEpochs.EpochClaim[] memory leaves = new ICampaignEpochs.EpochClaim[](LEAVES);
        uint256 due;
        for (uint256 i = 0; i < LEAVES; ++i) {
            leaves[i] = _leaf(ghost, i);
            if (!ghost.claimed[i]) due += ghost.amounts[i];
        }
        uint256 left = _leftOf(ghost);
        if (!open || left == 0 || due > left) {
            vm.prank(actors[0]);
            (bool accepted, ) = address(campaigns).call(
                abi.encodeCall(campaigns.claimEpochMany, (epochId, leaves))
            );
            assertTrue(!accepted, "claimed in spite of time or total");
            return;
        }
        uint256 expected;
        for (uint256 i = 0; i < LEAVES; ++i) {
            if (ghost.claimed[i]) continue;
            ++expected;
            _noteClaimed(ghost, i);
        }

        assertEq(campaigns.claimEpochMany(epochId, leaves), expected, "leaves paid");
    }

    /// @dev Cancels an epoch that does not pay yet, and closes one that no longer does.
    function settle(uint256 which, uint256 wait) external counted {
        _ensureEpoch();
        _pass(wait, 20 days);
        uint256 epochId = 1 + (which % _epochs.length);
        Ghost storage ghost = _epochs[epochId - 1];
        (uint256 left, uint256 closesAt) = (_leftOf(ghost), ghost.activeAt + EPOCH_CLAIM_WINDOW);
        bytes memory cancel = abi.encodeCall(campaigns.cancelEpoch, (epochId));
        bytes memory close = abi.encodeCall(campaigns.closeEpoch, (epochId));
        if (left == 0) {
            bytes4 settled = ICampaignEpochs.CampaignsEpochSettled.selector;
            assertRefused(OPERATOR, address(campaigns), cancel, settled);
            assertRefused(OPERATOR, address(campaigns), close, settled);
            return;
        }
        if (time >= ghost.activeAt) {
            assertRefused(
                OPERATOR,
                address(campaigns),
                cancel,
                ICampaignEpochs.CampaignsEpochActive.selector
            );
        }
        if (time < closesAt) {
            assertRefused(
                OPERATOR,
                address(campaigns),
                close,
                ICampaignEpochs.CampaignsEpochNotOpen.selector
            );
        }
        if (time >= ghost.activeAt && time < closesAt) return;
        ghost.returned = left;

        vm.prank(OPERATOR);
        (bool done, ) = address(campaigns).call(time < ghost.activeAt ? cancel : close);

        assertTrue(done, "not settled");
    }

    function revoke(uint256 which, uint256 leaf, uint256 amount) external counted {
        _ensureEpoch();
        uint256 epochId = 1 + (which % _epochs.length);
        (Ghost storage ghost, uint256 index) = (_epochs[epochId - 1], leaf % LEAVES);
        bool late = time >= ghost.activeAt + EPOCH_CLAIM_WINDOW + DISPUTE_WINDOW;
        amount = bound(amount, 0, ghost.amounts[index]);
        bytes memory request = abi.encodeCall(
            campaigns.revokeEpochClaim,
            (epochId, _leaf(ghost, index), amount, "why")
        );
        bytes4 refusal;
        if (late) refusal = ICampaignRevocations.CampaignsDisputeOver.selector;
        else if (!ghost.claimed[index]) refusal = ICampaignRevocations.CampaignsNotPaid.selector;
        else if (ghost.revoked[index]) refusal = ICampaignRevocations.CampaignsAlreadyRevoked.selector;
        else if (amount == 0) refusal = ICampaignRevocations.CampaignsRevocationOutOfRange.selector;
        if (refusal != 0) {
            assertRefused(OPERATOR, address(campaigns), request, refusal);
            return;
        }
        ghost.revoked[index] = true;
        revokedGhost[ghost.members[index] - 1] += amount;

        vm.prank(OPERATOR);
        (bool done, ) = address(campaigns).call(request);

        assertTrue(done, "revocation refused");
    }

    /* BOOKS */

    function epochsGhost() external view returns (uint256) {
        return _epochs.length;
    }

    function epochGhost(uint256 epochId) external view returns (Ghost memory) {
        return _epochs[epochId - 1];
    }

    function _ensureEpoch() private {
        if (_epochs.length != 0) return;
        uint256[4] memory some = [uint256(1 ether), 2 ether, 3 ether, 4 ether];
        this.publish(some, some, 1);
    }

    function _leftOf(Ghost storage ghost) private view returns (uint256) {
        return ghost.total - ghost.claimedTotal - ghost.returned;
    }

    function _noteClaimed(Ghost storage ghost, uint256 index) private {
        ghost.claimed[index] = true;
        ghost.claimedTotal += ghost.amounts[index];
        earnedGhost[ghost.members[index] - 1] += ghost.amounts[index];
    }

    /// @dev Why a leaf can't be paid now; zero if it can.
    function _refusalOf(Ghost storage ghost, uint256 index) private view returns (bytes4) {
        if (_leftOf(ghost) == 0) return ICampaignEpochs.CampaignsEpochSettled.selector;
        if (time < ghost.activeAt || time >= ghost.activeAt + EPOCH_CLAIM_WINDOW) {
            return ICampaignEpochs.CampaignsEpochNotOpen.selector;
        }
        if (ghost.claimed[index]) return ICampaignEpochs.CampaignsEpochClaimed.selector;
        if (ghost.amounts[index] > _leftOf(ghost)) return ICampaignEpochs.CampaignsEpochExceeded.selector;
        return 0;
    }

    /// @dev More than the leaf says is never paid.
    function _tryForgery(uint256 epochId, Ghost storage ghost, uint256 index) private {
        ICampaignEpochs.EpochClaim memory forged = _leaf(ghost, index);
        if (_refusalOf(ghost, index) != 0 || forged.amount == _leftOf(ghost)) return;
        forged.amount += 1;
        assertRefused(
            actors[0],
            address(campaigns),
            abi.encodeCall(campaigns.claimEpoch, (epochId, forged)),
            ICampaignEpochs.CampaignsInvalidProof.selector
        );
    }

    /* TREES */

    function _leaf(
        Ghost storage ghost,
        uint256 index
    ) private view returns (ICampaignEpochs.EpochClaim memory leaf) {
        bytes32[] memory proof = new bytes32[](2);
        uint256 other = index ^ 1;
        uint256 pair = index < 2 ? 2 : 0;
        (proof[0], proof[1]) = (_hashOf(ghost, other), _parent(ghost, pair));
        return ICampaignEpochs.EpochClaim(index, ghost.members[index], ghost.amounts[index], proof);
    }

    function _root(Ghost storage ghost) private view returns (bytes32) {
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
