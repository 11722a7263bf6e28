// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorNoncesKeyed} from "@openzeppelin/contracts/governance/extensions/GovernorNoncesKeyed.sol";
import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {GovernorVotesQuorumFraction} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IMembership} from "../membership/IMembership.sol";
import {Rights} from "../shared/Rights.sol";
import {ICommunityGovernor} from "./ICommunityGovernor.sol";
import {IProposalDeposits} from "./IProposalDeposits.sol";
import {TemporaryGuardian} from "./TemporaryGuardian.sol";

/**
 * @title CommunityGovernor
 * @notice Binding proposals: members vote, the timelock executes what they agreed on.
 * @dev OpenZeppelin's modules and the overrides Solidity demands, with a few rules more: whoever proposes is a member
 * whose tier may, has no other proposal under way and leaves a deposit; and the guardian's time runs out. Events and
 * views are those of every Governor. The name in the EIP-712 domain is fixed, since OpenZeppelin keeps it in bytecode
 * only up to 31 bytes.
 */
contract CommunityGovernor is
    Governor,
    GovernorSettings,
    GovernorCountingSimple,
    GovernorVotes,
    GovernorVotesQuorumFraction,
    GovernorPreventLateQuorum,
    TemporaryGuardian,
    GovernorTimelockControl,
    GovernorNoncesKeyed
{
    /// @dev What is queued is decided. It does not count, or a proposal that can't be executed would bar its author.
    bytes32 private constant UNDER_WAY = bytes32(
        (1 << uint8(ProposalState.Pending)) |
            (1 << uint8(ProposalState.Active)) |
            (1 << uint8(ProposalState.Succeeded))
    );

    bytes32 private constant PROPOSAL_TYPEHASH = keccak256(
        "Proposal(address author,string description,uint256 proposalId,uint256 deadline)"
    );
    /// @dev What relays and indexers have to carry.
    uint256 private constant MAX_DESCRIPTION = 32_768;
    uint256 private constant MAX_REASON = 1_024;

    /// @notice The membership that votes.
    IMembership public immutable membership;
    /// @notice What takes authors' deposits.
    IProposalDeposits public immutable deposits;
    /// @inheritdoc ICommunityGovernor
    mapping(uint256 memberId => uint256 proposalId) public latestProposalOf;

    /**
     * @notice Ties the governor to membership, deposits and timelock.
     * @param membership_ The membership, which counts the votes.
     * @param deposits_ What takes authors' deposits.
     * @param timelock_ What executes.
     * @param settings How it begins; changed later only by proposals.
     */
    constructor(
        IMembership membership_,
        IProposalDeposits deposits_,
        TimelockController timelock_,
        Settings memory settings
    )
        Governor("Hearth Governor")
        GovernorSettings(settings.votingDelay, settings.votingPeriod, settings.proposalThreshold)
        GovernorVotes(IERC5805(address(membership_)))
        GovernorVotesQuorumFraction(settings.quorumPercent)
        GovernorPreventLateQuorum(settings.lateQuorumExtension)
        TemporaryGuardian(settings.guardian, settings.guardianTerm)
        GovernorTimelockControl(timelock_)
    {
        membership = membership_;
        deposits = deposits_;
    }

    /// @inheritdoc ICommunityGovernor
    function proposeFor(
        address author,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        uint256 deadline,
        bytes memory signature
    ) public returns (uint256 proposalId) {
        if (block.timestamp > deadline) revert CommunityGovernorRequestExpired(deadline);
        bytes32 words = keccak256(bytes(description));
        proposalId = getProposalId(targets, values, calldatas, words);
        bytes32 structHash = keccak256(abi.encode(PROPOSAL_TYPEHASH, author, words, proposalId, deadline));
        if (!SignatureChecker.isValidSignatureNow(author, _hashTypedDataV4(structHash), signature))
            revert GovernorInvalidSignature(author);
        _proposeAs(author, targets, values, calldatas, description);
    }

    /// @inheritdoc Governor
    function propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description
    ) public override returns (uint256) {
        return _proposeAs(_msgSender(), targets, values, calldatas, description);
    }

    /// @dev What {Governor-propose} asks of its caller, asked of whoever proposes.
    function _proposeAs(
        address author,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description
    ) private returns (uint256) {
        if (!_isValidDescriptionForProposer(author, description)) revert GovernorRestrictedProposer(author);
        uint256 threshold = proposalThreshold();
        uint256 votes = getVotes(author, clock() - 1);
        if (votes < threshold) revert GovernorInsufficientProposerVotes(author, votes, threshold);

        return _propose(targets, values, calldatas, description, author);
    }

    /// @inheritdoc Governor
    function state(
        uint256 proposalId
    ) public view override(Governor, GovernorTimelockControl) returns (ProposalState) {
        return super.state(proposalId);
    }

    /// @inheritdoc Governor
    function proposalNeedsQueuing(
        uint256 proposalId
    ) public view override(Governor, GovernorTimelockControl) returns (bool) {
        return super.proposalNeedsQueuing(proposalId);
    }

    /// @inheritdoc Governor
    function proposalDeadline(
        uint256 proposalId
    ) public view override(Governor, GovernorPreventLateQuorum) returns (uint256) {
        return super.proposalDeadline(proposalId);
    }

    /// @inheritdoc Governor
    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }

    /// @dev Every way to propose ends here.
    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override(Governor, TemporaryGuardian) returns (uint256 proposalId) {
        uint256 length = bytes(description).length;
        if (length > MAX_DESCRIPTION) revert CommunityGovernorDescriptionTooLong(length, MAX_DESCRIPTION);
        if (!membership.hasRight(proposer, Rights.PROPOSE))
            revert CommunityGovernorProposerNotAllowed(proposer);
        uint256 memberId = membership.memberOf(proposer);
        uint256 latest = latestProposalOf[memberId];
        if (latest != 0 && _encodeStateBitmap(state(latest)) & UNDER_WAY != 0) {
            revert CommunityGovernorProposalUnderWay(memberId, latest);
        }

        proposalId = super._propose(targets, values, calldatas, description, proposer);
        latestProposalOf[memberId] = proposalId;
        deposits.take(proposalId, memberId, proposer);
    }

    /// @dev Every way to vote ends here.
    function _castVote(
        uint256 proposalId,
        address account,
        uint8 support,
        string memory reason,
        bytes memory params
    ) internal override returns (uint256) {
        uint256 length = bytes(reason).length;
        if (length > MAX_REASON) revert CommunityGovernorReasonTooLong(length, MAX_REASON);
        if (params.length > MAX_REASON) revert CommunityGovernorParamsTooLong(params.length, MAX_REASON);

        return super._castVote(proposalId, account, support, reason, params);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _tallyUpdated(uint256 proposalId) internal override(Governor, GovernorPreventLateQuorum) {
        super._tallyUpdated(proposalId);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }

    function _validateCancel(
        uint256 proposalId,
        address caller
    ) internal view override(Governor, TemporaryGuardian) returns (bool) {
        return super._validateCancel(proposalId, caller);
    }

    function _validateVoteSig(
        uint256 proposalId,
        uint8 support,
        address voter,
        bytes memory signature
    ) internal override(Governor, GovernorNoncesKeyed) returns (bool) {
        return super._validateVoteSig(proposalId, support, voter, signature);
    }

    function _validateExtendedVoteSig(
        uint256 proposalId,
        uint8 support,
        address voter,
        string memory reason,
        bytes memory params,
        bytes memory signature
    ) internal override(Governor, GovernorNoncesKeyed) returns (bool) {
        return super._validateExtendedVoteSig(proposalId, support, voter, reason, params, signature);
    }

    function _useCheckedNonce(address owner, uint256 nonce) internal override(Nonces, GovernorNoncesKeyed) {
        super._useCheckedNonce(owner, nonce);
    }
}
