// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorNoncesKeyed} from "@openzeppelin/contracts/governance/extensions/GovernorNoncesKeyed.sol";
import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {GovernorProposalGuardian} from "@openzeppelin/contracts/governance/extensions/GovernorProposalGuardian.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorStorage} from "@openzeppelin/contracts/governance/extensions/GovernorStorage.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {GovernorVotesQuorumFraction} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {IMembership} from "../membership/IMembership.sol";
import {Rights} from "../shared/Rights.sol";

/**
 * @title CommunityGovernor
 * @notice Binding proposals: members vote, the timelock executes what they agreed on.
 * @dev OpenZeppelin's modules and the overrides Solidity demands, with one rule more: whoever proposes is a member
 * whose tier may, and has no other proposal under way. Events and views are those of every Governor. The name in the
 * EIP-712 domain is fixed, since OpenZeppelin keeps it in bytecode only up to 31 bytes.
 */
contract CommunityGovernor is
    Governor,
    GovernorSettings,
    GovernorStorage,
    GovernorCountingSimple,
    GovernorVotes,
    GovernorVotesQuorumFraction,
    GovernorPreventLateQuorum,
    GovernorProposalGuardian,
    GovernorTimelockControl,
    GovernorNoncesKeyed
{
    /// @notice How a governor begins.
    struct Settings {
        /// Seconds between a proposal and the beginning of its vote.
        uint48 votingDelay;
        /// Seconds a vote lasts.
        uint32 votingPeriod;
        /// Voting units one needs to propose.
        uint256 proposalThreshold;
        /// Percent of all units that must vote for or abstain.
        uint256 quorumPercent;
        /// Seconds a vote goes on at least after reaching its quorum.
        uint48 lateQuorumExtension;
        /// Who can cancel, and nothing else.
        address guardian;
    }

    /// @dev What is queued is decided. It does not count, or a proposal that can't be executed would bar its author.
    bytes32 private constant UNDER_WAY = bytes32(
        (1 << uint8(ProposalState.Pending)) |
            (1 << uint8(ProposalState.Active)) |
            (1 << uint8(ProposalState.Succeeded))
    );

    /// @notice The membership that votes.
    IMembership public immutable membership;
    /// @notice The newest proposal of each member, by member number; zero for none.
    mapping(uint256 memberId => uint256 proposalId) public latestProposalOf;

    /// @notice The member's tier does not give the right to propose.
    /// @param account Who wanted to.
    error CommunityGovernorProposerNotAllowed(address account);

    /// @notice The member's last proposal is still under way.
    /// @param memberId The member.
    /// @param proposalId That proposal.
    error CommunityGovernorProposalUnderWay(uint256 memberId, uint256 proposalId);

    /**
     * @notice Ties the governor to membership and timelock.
     * @param membership_ The membership, which counts the votes.
     * @param timelock_ What executes.
     * @param settings How it begins; changed later only by proposals.
     */
    constructor(
        IMembership membership_,
        TimelockController timelock_,
        Settings memory settings
    )
        Governor("Hearth Governor")
        GovernorSettings(settings.votingDelay, settings.votingPeriod, settings.proposalThreshold)
        GovernorVotes(IERC5805(address(membership_)))
        GovernorVotesQuorumFraction(settings.quorumPercent)
        GovernorPreventLateQuorum(settings.lateQuorumExtension)
        GovernorTimelockControl(timelock_)
    {
        membership = membership_;
        _setProposalGuardian(settings.guardian);
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
    ) internal override(Governor, GovernorStorage) returns (uint256 proposalId) {
        if (!membership.hasRight(proposer, Rights.PROPOSE))
            revert CommunityGovernorProposerNotAllowed(proposer);
        uint256 memberId = membership.memberOf(proposer);
        uint256 latest = latestProposalOf[memberId];
        if (latest != 0 && _encodeStateBitmap(state(latest)) & UNDER_WAY != 0) {
            revert CommunityGovernorProposalUnderWay(memberId, latest);
        }

        proposalId = super._propose(targets, values, calldatas, description, proposer);
        latestProposalOf[memberId] = proposalId;
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

    /// @dev Without a guardian GovernorProposalGuardian would let authors cancel at any time, even what the members have
    /// accepted. Here they can until the vote begins, with a guardian or without.
    function _validateCancel(
        uint256 proposalId,
        address caller
    ) internal view override(Governor, GovernorProposalGuardian) returns (bool) {
        return caller == proposalGuardian() || Governor._validateCancel(proposalId, caller);
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
