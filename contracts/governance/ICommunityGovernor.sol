// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title ICommunityGovernor
 * @notice What the community's governor does beyond every Governor: a guardian whose time runs out, proposals that
 * others may submit, limits on what they carry.
 */
interface ICommunityGovernor {
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
        /// Who can cancel, and nothing else; the zero address for nobody.
        address guardian;
        /// Seconds from deployment after which there is no guardian any more.
        uint48 guardianTerm;
    }

    /// @notice The second from which there is no guardian was changed.
    /// @param oldExpiry The second until now.
    /// @param newExpiry The second from now on.
    event GuardianExpiryUpdated(uint256 oldExpiry, uint256 newExpiry);

    /// @notice The member's tier does not give the right to propose.
    /// @param account Who wanted to.
    error CommunityGovernorProposerNotAllowed(address account);

    /// @notice The member's last proposal is still under way.
    /// @param memberId The member.
    /// @param proposalId That proposal.
    error CommunityGovernorProposalUnderWay(uint256 memberId, uint256 proposalId);

    /// @notice The proposal's description is too long.
    /// @param length Its length in bytes.
    /// @param limit The most there may be.
    error CommunityGovernorDescriptionTooLong(uint256 length, uint256 limit);

    /// @notice A ballot's reason is too long.
    /// @param length Its length in bytes.
    /// @param limit The most there may be.
    error CommunityGovernorReasonTooLong(uint256 length, uint256 limit);

    /// @notice A ballot's parameters are too long.
    /// @param length Their length in bytes.
    /// @param limit The most there may be.
    error CommunityGovernorParamsTooLong(uint256 length, uint256 limit);

    /// @notice The signed request came too late.
    /// @param deadline The last second in which it would have been accepted.
    error CommunityGovernorRequestExpired(uint256 deadline);

    /// @notice Makes a proposal that its author has signed. Anybody may submit it.
    /// @dev No nonce: the same proposal can't be made twice. An author whom nobody shall forestall ends the description
    /// with `#proposer=` and the own address.
    /// @param author Who proposes.
    /// @param targets Contracts to call.
    /// @param values Wei to send with each call.
    /// @param calldatas The calls.
    /// @param description The proposal's words, in Markdown.
    /// @param deadline Last second in which the request holds.
    /// @param signature The author's EIP-712 signature of `Proposal`.
    /// @return proposalId The proposal.
    function proposeFor(
        address author,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        uint256 deadline,
        bytes memory signature
    ) external returns (uint256 proposalId);

    /// @notice Changes the second from which there is no guardian. Only by a proposal.
    /// @param newExpiry The second.
    function setGuardianExpiry(uint48 newExpiry) external;

    /// @notice The second from which there is no guardian.
    /// @return The second.
    function guardianExpiry() external view returns (uint48);

    /// @notice The newest proposal of a member.
    /// @param memberId The member.
    /// @return proposalId The proposal; zero for none.
    function latestProposalOf(uint256 memberId) external view returns (uint256 proposalId);
}
