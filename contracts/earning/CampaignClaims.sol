// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {Rights} from "../shared/Rights.sol";
import {Roles} from "../shared/Roles.sol";
import {Words} from "../shared/Words.sol";
import {SignedStatements} from "../shared/SignedStatements.sol";
import {IRewardToken} from "../token/IRewardToken.sol";
import {CampaignPayments} from "./CampaignPayments.sol";
import {ICampaigns} from "./ICampaigns.sol";

/**
 * @title CampaignClaims
 * @notice Pays contributions that attesters or curators have signed, alone and in batches.
 * @dev A fault of a contribution is found as the encoded error: claimed alone it is thrown, in a batch it is reported.
 */
abstract contract CampaignClaims is CampaignPayments, SignedStatements {
    using Words for uint256[];

    /// @dev A batch as it grows. The lists are as long as the contributions; the first `count` places are filled.
    struct Batch {
        uint256 count;
        uint256 total;
        uint256 budgetLeft;
        uint256 emissionLeft;
        address trusted;
        uint256[] memberIds;
        uint256[] payees;
        uint256[] mints;
    }

    bytes32 private constant ATTESTATION_TYPEHASH = keccak256(
        "Attestation(uint256 campaignId,uint256 memberId,bytes32 subject,bytes32 contentHash,uint256 amount,uint256 deadline)"
    );
    /// @dev What a signer that is a contract may use in a batch: plenty for a passkey or a multisig.
    uint256 private constant VOUCHING_GAS = 200_000;

    /// @inheritdoc ICampaigns
    function claim(Attestation calldata attestation, Approval[] calldata approvals) external {
        uint256 campaignId = attestation.campaignId;
        Campaign memory terms = _open(campaignId);
        if (block.timestamp > attestation.deadline) revert CampaignsAttestationExpired(attestation.deadline);
        (address account, uint256 nextTierAt) = _payeeOf(attestation.memberId);
        bytes memory fault = _faultOfApprovals(
            terms,
            account,
            _hashAttestation(attestation),
            approvals,
            type(uint256).max,
            address(0)
        );
        if (fault.length != 0) _revertWith(fault);

        _pay(campaignId, terms, attestation, account, nextTierAt);
    }

    /// @inheritdoc ICampaigns
    function claimMany(
        uint256 campaignId,
        Contribution[] calldata contributions
    ) external returns (uint256 count) {
        Campaign memory terms = _open(campaignId);
        Batch memory batch = _newBatch(terms, contributions);
        for (uint256 i = 0; i < contributions.length; ++i) {
            _addToBatch(batch, campaignId, terms, contributions[i], batch.payees[i]);
        }
        count = batch.count;
        if (count == 0) return 0;

        _spend(campaignId, terms, batch.total);
        batch.memberIds.shorten(count);
        batch.mints.shorten(count);
        _payBatch(terms.badgeId, batch.memberIds, batch.payees, batch.mints);
    }

    /// @inheritdoc ICampaigns
    function attestationDigest(Attestation calldata attestation) external view returns (bytes32) {
        return _hashTypedDataV4(_hashAttestation(attestation));
    }

    /* BATCHES */

    function _newBatch(
        Campaign memory terms,
        Contribution[] calldata contributions
    ) private returns (Batch memory batch) {
        uint256 length = contributions.length;
        batch.memberIds = new uint256[](length);
        batch.mints = new uint256[](length);
        for (uint256 i = 0; i < length; ++i) batch.memberIds[i] = contributions[i].memberId;
        batch.payees = _payeesOf(batch.memberIds);
        batch.budgetLeft = terms.budget - terms.paid;
        batch.emissionLeft = token.mintable();
    }

    /// @dev Marks a contribution paid and notes it for minting, or reports why not.
    function _addToBatch(
        Batch memory batch,
        uint256 campaignId,
        Campaign memory terms,
        Contribution calldata contribution,
        uint256 payee
    ) private {
        (uint256 memberId, uint256 amount) = (contribution.memberId, contribution.amount);
        bytes memory fault = _faultInBatch(batch, campaignId, terms, contribution, payee);
        if (fault.length != 0) {
            emit ContributionSkipped(campaignId, memberId, contribution.subject, fault);
            return;
        }

        _markPaid(campaignId, terms, contribution.subject, memberId, amount);
        // Never beyond where it was read from: places are filled no faster than contributions are gone through.
        uint256 place = batch.count++;
        batch.memberIds[place] = memberId;
        batch.payees[place] = payee;
        batch.mints[place] = uint160(payee) | (amount << 160);
        batch.total += amount;

        emit ContributionPaid(campaignId, memberId, contribution.subject, contribution.contentHash, amount);
    }

    function _faultInBatch(
        Batch memory batch,
        uint256 campaignId,
        Campaign memory terms,
        Contribution calldata contribution,
        uint256 payee
    ) private view returns (bytes memory fault) {
        (uint256 memberId, uint256 amount) = (contribution.memberId, contribution.amount);
        if (block.timestamp > contribution.deadline) {
            return _fault(CampaignsAttestationExpired.selector, contribution.deadline);
        }
        if (payee >> 248 != ACTIVE) return _fault(CampaignsMemberNotActive.selector, memberId);
        fault = _faultOf(campaignId, terms, contribution.subject, memberId, amount);
        if (fault.length != 0) return fault;
        uint256 available = batch.budgetLeft - batch.total;
        if (amount > available) {
            return _fault(CampaignsBudgetExceeded.selector, campaignId, amount, available);
        }
        if (batch.total + amount > batch.emissionLeft) {
            uint256 left = batch.emissionLeft - batch.total;
            return _fault(IRewardToken.RewardTokenEmissionExceeded.selector, amount, left);
        }
        fault = _faultOfApprovals(
            terms,
            address(uint160(payee)),
            _hashContribution(campaignId, contribution),
            contribution.approvals,
            VOUCHING_GAS,
            batch.trusted
        );
        if (fault.length == 0) batch.trusted = contribution.approvals[0].signer;
    }

    /* SIGNATURES */

    /// @dev `trusted` is known to be allowed to sign, so that a batch asks for an attester's role once.
    function _faultOfApprovals(
        Campaign memory terms,
        address account,
        bytes32 structHash,
        Approval[] calldata approvals,
        uint256 gasLimit,
        address trusted
    ) private view returns (bytes memory) {
        uint256 needed = terms.signaturesNeeded;
        // Where nobody signs, no signature is not enough either: see {claimReferral} and {claimAttendance}.
        if (needed == 0 || approvals.length != needed) {
            return _fault(CampaignsWrongSignatureCount.selector, approvals.length, needed);
        }
        address previous = address(0);
        for (uint256 i = 0; i < needed; ++i) {
            address signer = approvals[i].signer;
            if (signer <= previous) {
                return _fault(CampaignsSignersNotAscending.selector, uint160(signer));
            }
            if (signer == account) return _fault(CampaignsSignerIsMember.selector, uint160(signer));
            if (signer != trusted && !_mayAttest(signer)) {
                return _fault(CampaignsSignerNotAllowed.selector, uint160(signer));
            }
            if (!_isSignedByWithin(gasLimit, signer, structHash, approvals[i].signature)) {
                return _fault(SignedRequestInvalidSignature.selector, uint160(signer));
            }
            previous = signer;
        }
        return "";
    }

    /// @dev Who has the role with a delay has to schedule what they do, which a signature would pass by.
    function _mayAttest(address signer) private view returns (bool) {
        (bool isAttester, uint32 delay) = IAccessManager(authority()).hasRole(Roles.ATTESTER, signer);
        return (isAttester && delay == 0) || membership.hasRight(signer, Rights.CURATE);
    }

    function _hashAttestation(Attestation calldata attestation) private pure returns (bytes32) {
        // All members are static, so encoding the struct encodes them one after another, as EIP-712 wants.
        return keccak256(abi.encode(ATTESTATION_TYPEHASH, attestation));
    }

    function _hashContribution(
        uint256 campaignId,
        Contribution calldata contribution
    ) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    ATTESTATION_TYPEHASH,
                    campaignId,
                    contribution.memberId,
                    contribution.subject,
                    contribution.contentHash,
                    contribution.amount,
                    contribution.deadline
                )
            );
    }
}
