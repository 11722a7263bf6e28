// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ICampaignEpochs} from "../../contracts/earning/ICampaignEpochs.sol";
import {ICampaigns} from "../../contracts/earning/ICampaigns.sol";
import {Roles} from "../../contracts/shared/Roles.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {EpochBooks} from "./EpochBooks.sol";

/**
 * @title EpochSteps
 * @notice Finds epochs with which something can be done, and publishes one where there is none.
 */
abstract contract EpochSteps is EpochBooks {
    address internal constant ATTESTER = address(0x0123402);
    bytes4 internal constant UNAUTHORIZED = bytes4(keccak256("AccessManagedUnauthorized(address)"));
    /// @dev How many epochs are looked at before another is published.
    uint256 private constant LOOKS = 8;

    uint256 public campaignId;

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
        _publishWhole();
    }

    /* CHOOSING */

    function _claimable(uint256 which, uint256 leaf) internal returns (uint256 epochId, uint256 index) {
        for (uint256 i = 0; i < LOOKS * LEAVES; ++i) {
            (epochId, index) = (_at(which, i / LEAVES), ((leaf % LEAVES) + i) % LEAVES);
            if (_refusalOfClaim(_epochs[epochId - 1], index) == 0) return (epochId, index);
        }
        return (_activeEpoch(), leaf % LEAVES);
    }

    function _wholeClaimable(uint256 which) internal returns (uint256 epochId) {
        for (uint256 i = 0; i < LOOKS; ++i) {
            epochId = _at(which, i);
            Ghost storage ghost = _epochs[epochId - 1];
            (uint256 due, uint256 count) = _unpaid(ghost);
            bool whole = count > 0 && due <= _leftOf(ghost);
            if (whole && _refusalOfEpoch(ghost) == 0) return epochId;
        }
        return _activeEpoch();
    }

    function _cancellable(uint256 which) internal returns (uint256 epochId) {
        for (uint256 i = 0; i < LOOKS; ++i) {
            epochId = _at(which, i);
            if (_refusalOfCancelling(epochId) == 0) return epochId;
        }
        return _publishWhole();
    }

    function _unsettled(uint256 which) internal returns (uint256 epochId) {
        for (uint256 i = 0; i < LOOKS; ++i) {
            epochId = _at(which, i);
            if (_leftOf(_epochs[epochId - 1]) > 0) return epochId;
        }
        return _publishWhole();
    }

    function _revocable(uint256 which, uint256 leaf) internal returns (uint256 epochId, uint256 index) {
        for (uint256 i = 0; i < LOOKS * LEAVES; ++i) {
            (epochId, index) = (_at(which, i / LEAVES), ((leaf % LEAVES) + i) % LEAVES);
            if (_refusalOfRevocation(_epochs[epochId - 1], index, 1) == 0) return (epochId, index);
        }
        (epochId, index) = (_activeEpoch(), leaf % LEAVES);
        _claim(epochId, index);
    }

    function _at(uint256 which, uint256 step) private view returns (uint256 epochId) {
        return 1 + (((which % _epochs.length) + step) % _epochs.length);
    }

    /* DOING */

    /// @dev An epoch that has just begun to pay.
    function _activeEpoch() private returns (uint256 epochId) {
        epochId = _publishWhole();
        _goTo(_epochs[epochId - 1].activeAt);
    }

    /// @dev An epoch whose total is what its leaves say.
    function _publishWhole() internal returns (uint256 epochId) {
        Ghost storage ghost = _epochs.push();
        for (uint256 i = 0; i < LEAVES; ++i) {
            ghost.members[i] = 1 + _pick(_epochs.length + i);
            ghost.amounts[i] = (i + 1) * 1 ether;
            ghost.total += ghost.amounts[i];
        }
        _publish(ghost);
        return _epochs.length;
    }

    function _publish(Ghost storage ghost) internal {
        ghost.activeAt = time + EPOCH_DELAY;
        bytes memory request = abi.encodeCall(
            campaigns.publishEpoch,
            (campaignId, _root(ghost), uint96(ghost.total), "ipfs://list")
        );
        assertRefused(OPERATOR, address(campaigns), request, UNAUTHORIZED);

        vm.prank(ATTESTER);
        (bool published, bytes memory answer) = address(campaigns).call(request);

        assertTrue(published, "not published");
        assertEq(abi.decode(answer, (uint256)), _epochs.length, "number of the epoch");
    }

    function _claim(uint256 epochId, uint256 index) internal {
        Ghost storage ghost = _epochs[epochId - 1];
        _noteClaimed(ghost, index);

        campaigns.claimEpoch(epochId, _leaf(ghost, index));
    }

    /// @dev Sees a request refused, if the books know a reason to.
    function _refused(address from, bytes memory request, bytes4 refusal) internal {
        if (refusal != 0) assertRefused(from, address(campaigns), request, refusal);
    }

    function _refusalOfCancelling(uint256 epochId) internal view returns (bytes4) {
        Ghost storage ghost = _epochs[epochId - 1];
        if (_leftOf(ghost) == 0) return ICampaignEpochs.CampaignsEpochSettled.selector;
        return time < ghost.activeAt ? bytes4(0) : ICampaignEpochs.CampaignsEpochActive.selector;
    }
}
