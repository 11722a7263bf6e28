// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ICampaigns} from "../../contracts/earning/ICampaigns.sol";
import {Roles} from "../../contracts/shared/Roles.sol";
import {EarningBooks} from "./EarningBooks.sol";

/**
 * @title EarningSigners
 * @notice Signs attestations, rightly and wrongly.
 */
abstract contract EarningSigners is EarningBooks {
    bytes32 private constant ATTESTATION_TYPEHASH = keccak256(
        "Attestation(uint256 campaignId,uint256 memberId,bytes32 subject,bytes32 contentHash,uint256 amount,uint256 deadline)"
    );
    bytes4 private constant INVALID_SIGNATURE = bytes4(keccak256("SignedRequestInvalidSignature(address)"));

    uint256[] internal _attesterKeys;
    uint256[] private _signers;
    mapping(uint256 actor => uint256) internal _memberIds;

    function _nameSigners() internal {
        for (uint256 i = 0; i < ACTORS; ++i) {
            activeGhost[i] = true;
            _memberIds[i] = i + 1;
        }
        for (uint256 i = 0; i < ATTESTERS; ++i) {
            _attesterKeys.push(uint256(keccak256(abi.encode("hearth attester", i))));
            manager.grantRole(Roles.ATTESTER, vm.addr(_attesterKeys[i]), 0);
        }
    }

    /* RIGHTLY */

    function _statement(
        uint256 campaignId,
        uint256 subject,
        uint256 actor,
        uint256 amount
    ) internal view returns (ICampaigns.Attestation memory) {
        ICampaigns.Terms memory terms = campaignGhost(campaignId);
        uint256 left = terms.budget - paidTotalGhost[campaignId];
        uint256 most = left < terms.maxReward ? left : terms.maxReward;
        return
            ICampaigns.Attestation({
                campaignId: campaignId,
                memberId: _memberIds[actor],
                subject: subjectOf(subject),
                contentHash: keccak256(abi.encode(amount)),
                amount: bound(amount, terms.minReward, most),
                deadline: time + 60 days
            });
    }

    /// @dev So many of the attesters and of the members who may curate, ordered by address.
    function _chooseSigners(uint256 payee, uint256 seed, uint256 count) internal {
        delete _signers;
        uint256 all = ATTESTERS + ACTORS;
        for (uint256 i = 0; i < all && _signers.length < count; ++i) {
            uint256 candidate = ((seed % all) + i) % all;
            if (candidate < ATTESTERS) _addSigner(_attesterKeys[candidate]);
            else {
                uint256 actor = candidate - ATTESTERS;
                bool mayCurate = actor != payee && activeGhost[actor] && tierGhost(actor) >= 2;
                if (mayCurate) _addSigner(_keys[actor]);
            }
        }
    }

    function _signAsAttester(uint256 seed) internal returns (address) {
        delete _signers;
        uint256 key = _attesterKeys[seed % ATTESTERS];
        _addSigner(key);
        return vm.addr(key);
    }

    function _addSigner(uint256 key) private {
        _signers.push(key);
        for (uint256 i = _signers.length - 1; i > 0; --i) {
            if (vm.addr(_signers[i]) > vm.addr(_signers[i - 1])) return;
            (_signers[i], _signers[i - 1]) = (_signers[i - 1], _signers[i]);
        }
    }

    function _approve(
        ICampaigns.Attestation memory statement
    ) internal view returns (ICampaigns.Approval[] memory approvals) {
        bytes32 structHash = keccak256(abi.encode(ATTESTATION_TYPEHASH, statement));
        bytes32 digest = typedDigest(campaigns.DOMAIN_SEPARATOR(), structHash);
        approvals = new ICampaigns.Approval[](_signers.length);
        for (uint256 i = 0; i < approvals.length; ++i) {
            approvals[i] = ICampaigns.Approval(vm.addr(_signers[i]), sign(_signers[i], digest));
        }
    }

    /* WRONGLY */

    function _tryForgeries(
        ICampaigns.Attestation memory statement,
        ICampaigns.Approval[] memory approvals,
        uint256 actor
    ) internal {
        // Other words than those signed.
        statement.amount += 1;
        _refused(abi.encodeCall(campaigns.claim, (statement, approvals)), INVALID_SIGNATURE);
        statement.amount -= 1;
        // One signer replaced by the member, then by somebody without the right.
        ICampaigns.Approval memory honest = approvals[0];
        approvals[0] = ICampaigns.Approval(
            actors[actor],
            sign(_keys[actor], campaigns.attestationDigest(statement))
        );
        _refused(
            abi.encodeCall(campaigns.claim, (statement, approvals)),
            ICampaigns.CampaignsSignerIsMember.selector
        );
        approvals[0] = ICampaigns.Approval(address(1), honest.signature);
        _refused(
            abi.encodeCall(campaigns.claim, (statement, approvals)),
            ICampaigns.CampaignsSignerNotAllowed.selector
        );
        approvals[0] = honest;
        // The same signer twice.
        if (approvals.length > 1) {
            ICampaigns.Approval memory second = approvals[1];
            approvals[1] = honest;
            _refused(
                abi.encodeCall(campaigns.claim, (statement, approvals)),
                ICampaigns.CampaignsSignersNotAscending.selector
            );
            approvals[1] = second;
        }
    }

    function _refused(bytes memory request, bytes4 expected) internal {
        assertRefused(actors[0], address(campaigns), request, expected);
    }
}
