// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ICampaignEpochs} from "../../contracts/earning/ICampaignEpochs.sol";
import {Handler} from "../support/InvariantTargets.sol";
import {EpochSteps} from "./EpochSteps.sol";

/**
 * @title EpochHandler
 * @notice Publishes epochs of four leaves, claims, cancels, closes and revokes them at random.
 * @dev Each action first tries something at random, which has to be refused for the reason that the books know, and then
 * does what it is named for with an epoch where that is possible.
 */
contract EpochHandler is EpochSteps, Handler {
    function actions() external pure override returns (bytes4[] memory list) {
        list = new bytes4[](7);
        list[0] = this.publish.selector;
        list[1] = this.claim.selector;
        list[2] = this.claimMany.selector;
        list[3] = this.cancel.selector;
        list[4] = this.close.selector;
        list[5] = this.revoke.selector;
        list[6] = this.revokeSpent.selector;
    }

    /* PUBLISHING */

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
        _publish(ghost);
    }

    /* CLAIMING */

    function claim(uint256 which, uint256 leaf, uint256 wait) external counted {
        _pass(wait, 3 days);
        _tryClaim(1 + (which % _epochs.length), leaf % LEAVES);
        (uint256 epochId, uint256 index) = _claimable(which, leaf);
        Ghost storage ghost = _epochs[epochId - 1];
        _tryForgeries(epochId, ghost, index);
        _claim(epochId, index);
        _tryClaim(epochId, index);
    }

    /// @dev All leaves at once, some of them paid already.
    function claimMany(uint256 which, uint256 wait) external counted {
        _pass(wait, 3 days);
        _tryClaimMany(1 + (which % _epochs.length));
        uint256 epochId = _wholeClaimable(which);
        Ghost storage ghost = _epochs[epochId - 1];
        (, uint256 expected) = _unpaid(ghost);
        for (uint256 i = 0; i < LEAVES; ++i) if (!ghost.claimed[i]) _noteClaimed(ghost, i);

        assertEq(campaigns.claimEpochMany(epochId, _leaves(ghost)), expected, "leaves paid");
        _tryClaimMany(epochId);
    }

    function _tryClaim(uint256 epochId, uint256 index) private {
        Ghost storage ghost = _epochs[epochId - 1];
        _refused(
            actors[0],
            abi.encodeCall(campaigns.claimEpoch, (epochId, _leaf(ghost, index))),
            _refusalOfClaim(ghost, index)
        );
    }

    function _tryClaimMany(uint256 epochId) private {
        Ghost storage ghost = _epochs[epochId - 1];
        (uint256 due, ) = _unpaid(ghost);
        bytes4 refusal = _refusalOfEpoch(ghost);
        if (refusal == 0 && due > _leftOf(ghost)) refusal = ICampaignEpochs.CampaignsEpochExceeded.selector;
        _refused(actors[0], abi.encodeCall(campaigns.claimEpochMany, (epochId, _leaves(ghost))), refusal);
    }

    /// @dev More than the leaf says, or somebody else than it names, is never paid.
    function _tryForgeries(uint256 epochId, Ghost storage ghost, uint256 index) private {
        ICampaignEpochs.EpochClaim memory forged = _leaf(ghost, index);
        bytes4 refusal = ICampaignEpochs.CampaignsInvalidProof.selector;
        if (forged.amount < _leftOf(ghost)) {
            ++forged.amount;
            _refused(actors[0], abi.encodeCall(campaigns.claimEpoch, (epochId, forged)), refusal);
            --forged.amount;
        }
        forged.memberId = 1 + (forged.memberId % ACTORS);
        _refused(actors[0], abi.encodeCall(campaigns.claimEpoch, (epochId, forged)), refusal);
    }

    /* SETTLING */

    /// @dev Only as long as it does not pay yet.
    function cancel(uint256 which, uint256 wait) external counted {
        _pass(wait, 1 days);
        uint256 random = 1 + (which % _epochs.length);
        _refused(OPERATOR, abi.encodeCall(campaigns.cancelEpoch, (random)), _refusalOfCancelling(random));
        uint256 epochId = _cancellable(which);
        bytes memory request = abi.encodeCall(campaigns.cancelEpoch, (epochId));
        assertRefused(ATTESTER, address(campaigns), request, UNAUTHORIZED);
        // Until the last second before.
        if (wait % 2 == 0) _goTo(_epochs[epochId - 1].activeAt - 1);
        _settle(epochId);

        vm.prank(OPERATOR);
        campaigns.cancelEpoch(epochId);

        _refused(OPERATOR, request, _refusalOfCancelling(epochId));
    }

    /// @dev Only once it no longer pays; then anybody can.
    function close(uint256 which, uint256 wait) external counted {
        _pass(wait, 3 days);
        uint256 epochId = _unsettled(which);
        Ghost storage ghost = _epochs[epochId - 1];
        bytes memory request = abi.encodeCall(campaigns.closeEpoch, (epochId));
        if (time < _closesAt(ghost)) {
            _goTo(_closesAt(ghost) - 1);
            _refused(actors[0], request, ICampaignEpochs.CampaignsEpochNotOpen.selector);
            _goTo(_closesAt(ghost));
        }
        _settle(epochId);

        vm.prank(actors[_pick(wait)]);
        campaigns.closeEpoch(epochId);

        _refused(actors[0], request, ICampaignEpochs.CampaignsEpochSettled.selector);
    }

    function _settle(uint256 epochId) private {
        Ghost storage ghost = _epochs[epochId - 1];
        ghost.returned += _leftOf(ghost);
    }

    /* REVOKING */

    function revoke(uint256 which, uint256 leaf, uint256 amount) external counted {
        _tryRevoke(1 + (which % _epochs.length), leaf % LEAVES, amount);
        (uint256 epochId, uint256 index) = _revocable(which, leaf);
        _revoke(epochId, index, bound(amount, 1, _epochs[epochId - 1].amounts[index]));
    }

    /// @dev Of a member who has nothing left, so that all of it becomes debt.
    function revokeSpent(uint256 which, uint256 leaf, uint256 amount) external counted {
        (uint256 epochId, uint256 index) = _revocable(which, leaf);
        Ghost storage ghost = _epochs[epochId - 1];
        uint256 actor = ghost.members[index] - 1;
        amount = bound(amount, 1, ghost.amounts[index]);
        vm.prank(actors[actor]);
        token.burn(balanceGhost[actor]);
        balanceGhost[actor] = 0;
        uint256 debt = debtGhost[actor];

        _revoke(epochId, index, amount);

        assertEq(token.debtOf(actors[actor]), debt + amount, "debt");
    }

    function _revoke(uint256 epochId, uint256 index, uint256 amount) private {
        Ghost storage ghost = _epochs[epochId - 1];
        _tryRevoke(epochId, index, 0);
        _tryRevoke(epochId, index, ghost.amounts[index] + 1);
        bytes memory request = _revocation(epochId, index, amount);
        assertRefused(ATTESTER, address(campaigns), request, UNAUTHORIZED);
        _noteRevoked(ghost, index, amount);

        vm.prank(OPERATOR);
        (bool revoked, ) = address(campaigns).call(request);

        assertTrue(revoked, "revocation refused");
        _tryRevoke(epochId, index, amount);
    }

    function _tryRevoke(uint256 epochId, uint256 index, uint256 amount) private {
        bytes4 refusal = _refusalOfRevocation(_epochs[epochId - 1], index, amount);
        _refused(OPERATOR, _revocation(epochId, index, amount), refusal);
    }

    function _revocation(uint256 epochId, uint256 index, uint256 amount) private view returns (bytes memory) {
        ICampaignEpochs.EpochClaim memory leaf = _leaf(_epochs[epochId - 1], index);
        return abi.encodeCall(campaigns.revokeEpochClaim, (epochId, leaf, amount, "why"));
    }
}
