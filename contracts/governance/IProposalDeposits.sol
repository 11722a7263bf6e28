// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title IProposalDeposits
 * @notice Takes a small deposit with each proposal and gives it back unless the proposal was spam.
 * @dev A proposal that merely loses costs nothing. Deposits belong to member numbers, so they find a wallet that was
 * bound anew. Not part of the governor, which can be made to call anything by a proposal and so must never be trusted
 * with members' tokens.
 */
interface IProposalDeposits {
    /// @notice What an author has deposited with a proposal.
    struct Deposit {
        /// The author's number.
        uint64 memberId;
        /// The tokens.
        uint96 amount;
        /// Whether the guardian called the proposal spam.
        bool markedSpam;
        /// Whether the tokens were returned or burned.
        bool settled;
    }

    /// @notice The governor whose proposals these are was named.
    /// @param governor The governor.
    event GovernorWired(address indexed governor);

    /// @notice What authors deposit was changed.
    /// @param oldDeposit The amount until now.
    /// @param newDeposit The amount from now on.
    event ProposalDepositUpdated(uint256 oldDeposit, uint256 newDeposit);

    /// @notice An author has deposited tokens with a proposal.
    /// @param proposalId The proposal.
    /// @param memberId The author's number.
    /// @param amount The tokens.
    event DepositTaken(uint256 indexed proposalId, uint256 indexed memberId, uint256 amount);

    /// @notice A deposit went back to its author.
    /// @param proposalId The proposal.
    /// @param memberId The author's number.
    /// @param account The author's wallet, which received it.
    /// @param amount The tokens.
    event DepositReturned(
        uint256 indexed proposalId,
        uint256 indexed memberId,
        address indexed account,
        uint256 amount
    );

    /// @notice The deposit of a proposal that was spam is gone.
    /// @param proposalId The proposal.
    /// @param memberId The author's number.
    /// @param amount The tokens.
    event DepositBurned(uint256 indexed proposalId, uint256 indexed memberId, uint256 amount);

    /// @notice The guardian called a proposal spam.
    /// @param proposalId The proposal.
    /// @param guardian The guardian.
    event ProposalMarkedSpam(uint256 indexed proposalId, address indexed guardian);

    /// @notice {wire} was called a second time.
    error ProposalDepositsAlreadyWired();

    /// @notice A needed address was zero.
    error ProposalDepositsZeroAddress();

    /// @notice The caller is not the one who may do this.
    /// @param caller Who called.
    error ProposalDepositsUnauthorized(address caller);

    /// @notice There is no deposit with this proposal, or not any more.
    /// @param proposalId The proposal.
    error ProposalDepositsNoDeposit(uint256 proposalId);

    /// @notice The vote on this proposal is not over.
    /// @param proposalId The proposal.
    error ProposalDepositsVoteNotOver(uint256 proposalId);

    /// @notice The vote on this proposal is over: what it is, the voters have said.
    /// @param proposalId The proposal.
    error ProposalDepositsVoteOver(uint256 proposalId);

    /// @notice This proposal was spam: its deposit does not go back.
    /// @param proposalId The proposal.
    error ProposalDepositsSpam(uint256 proposalId);

    /// @notice This proposal was no spam: its deposit can't be burned.
    /// @param proposalId The proposal.
    error ProposalDepositsNotSpam(uint256 proposalId);

    /// @notice Names the governor.
    /// @dev Once, at deployment.
    /// @param governor_ The governor.
    function wire(address governor_) external;

    /// @notice Takes the deposit for a proposal that is being made.
    /// @dev Only the governor.
    /// @param proposalId The proposal.
    /// @param memberId The author's number.
    /// @param author The author's wallet.
    function take(uint256 proposalId, uint256 memberId, address author) external;

    /// @notice Sends the deposit of a proposal back to its author, once the vote is over. Anybody may call it.
    /// @param proposalId The proposal.
    function reclaim(uint256 proposalId) external;

    /// @notice Burns the deposit of a proposal that was spam. Anybody may call it, once the vote is over.
    /// @param proposalId The proposal.
    function burn(uint256 proposalId) external;

    /// @notice Calls a proposal spam: its deposit will not go back.
    /// @dev Only the governor's guardian, who cancels the proposal beside that; and only until the vote is over.
    /// @param proposalId The proposal.
    function markSpam(uint256 proposalId) external;

    /// @notice Changes what authors deposit.
    /// @param newDeposit The tokens; zero for none.
    function setProposalDeposit(uint96 newDeposit) external;

    /// @notice Whether a proposal was spam: cancelled after the guardian had said so, or thrown out by the voters.
    /// @dev Voters throw it out where the votes against reach the quorum by themselves and are three quarters of all.
    /// @param proposalId The proposal.
    /// @return Whether it was.
    function isSpam(uint256 proposalId) external view returns (bool);

    /// @notice What was deposited with a proposal.
    /// @param proposalId The proposal.
    /// @return The deposit; zeroes for none.
    function depositOf(uint256 proposalId) external view returns (Deposit memory);

    /// @notice Tokens an author deposits with a proposal.
    /// @return The amount.
    function proposalDeposit() external view returns (uint96);

    /// @notice The governor whose proposals these are.
    /// @return The address.
    function governor() external view returns (address);
}
