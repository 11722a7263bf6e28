// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IMembership} from "../membership/IMembership.sol";
import {IRewardToken} from "../token/IRewardToken.sol";
import {CommunityGovernor} from "./CommunityGovernor.sol";
import {IProposalDeposits} from "./IProposalDeposits.sol";

/**
 * @title ProposalDeposits
 * @notice Takes a small deposit with each proposal and gives it back unless the proposal was spam.
 * @dev The tokens it holds are those of the deposits that are not settled.
 */
contract ProposalDeposits is AccessManaged, IProposalDeposits {
    using SafeERC20 for IRewardToken;

    /// @notice What deposits are paid in.
    IRewardToken public immutable token;
    /// @notice The membership, which knows the authors' wallets.
    IMembership public immutable membership;
    /// @inheritdoc IProposalDeposits
    uint96 public proposalDeposit;

    CommunityGovernor private _governor;
    mapping(uint256 proposalId => Deposit) private _deposits;

    /**
     * @notice Ties the deposits to token and membership.
     * @param authority The AccessManager.
     * @param token_ What deposits are paid in.
     * @param membership_ The membership.
     * @param proposalDeposit_ What authors deposit in the beginning.
     */
    constructor(
        address authority,
        IRewardToken token_,
        IMembership membership_,
        uint96 proposalDeposit_
    ) AccessManaged(authority) {
        token = token_;
        membership = membership_;
        _setProposalDeposit(proposalDeposit_);
    }

    /// @inheritdoc IProposalDeposits
    function wire(address governor_) external restricted {
        if (address(_governor) != address(0)) revert ProposalDepositsAlreadyWired();
        if (governor_ == address(0)) revert ProposalDepositsZeroAddress();

        _governor = CommunityGovernor(payable(governor_));

        emit GovernorWired(governor_);
    }

    /* DEPOSITS */

    /// @inheritdoc IProposalDeposits
    function take(uint256 proposalId, uint256 memberId, address author) external {
        if (msg.sender != address(_governor)) revert ProposalDepositsUnauthorized(msg.sender);
        uint96 amount = proposalDeposit;
        if (amount == 0) return;

        Deposit storage deposit = _deposits[proposalId];
        (deposit.memberId, deposit.amount) = (uint64(memberId), amount);

        emit DepositTaken(proposalId, memberId, amount);

        token.escrow(author, amount);
    }

    /// @inheritdoc IProposalDeposits
    function reclaim(uint256 proposalId) external {
        Deposit storage deposit = _openDeposit(proposalId);
        if (isSpam(proposalId)) revert ProposalDepositsSpam(proposalId);
        (uint256 memberId, uint256 amount) = (deposit.memberId, deposit.amount);
        (address account, , ) = membership.walletOf(memberId);

        deposit.settled = true;

        emit DepositReturned(proposalId, memberId, account, amount);

        token.safeTransfer(account, amount);
    }

    /// @inheritdoc IProposalDeposits
    function burn(uint256 proposalId) external {
        Deposit storage deposit = _openDeposit(proposalId);
        if (!isSpam(proposalId)) revert ProposalDepositsNotSpam(proposalId);
        uint256 amount = deposit.amount;

        deposit.settled = true;

        emit DepositBurned(proposalId, deposit.memberId, amount);

        ERC20Burnable(address(token)).burn(amount);
    }

    /// @dev The deposit of a proposal whose vote is over, if it is still held.
    function _openDeposit(uint256 proposalId) private view returns (Deposit storage deposit) {
        deposit = _deposits[proposalId];
        if (deposit.amount == 0 || deposit.settled) revert ProposalDepositsNoDeposit(proposalId);
        if (_isUndecided(proposalId)) revert ProposalDepositsVoteNotOver(proposalId);
    }

    /* SPAM */

    /// @inheritdoc IProposalDeposits
    function markSpam(uint256 proposalId) external {
        if (msg.sender != _governor.proposalGuardian()) revert ProposalDepositsUnauthorized(msg.sender);
        Deposit storage deposit = _deposits[proposalId];
        if (deposit.amount == 0) revert ProposalDepositsNoDeposit(proposalId);
        if (!_isUndecided(proposalId)) revert ProposalDepositsVoteOver(proposalId);

        deposit.markedSpam = true;

        emit ProposalMarkedSpam(proposalId, msg.sender);
    }

    /// @inheritdoc IProposalDeposits
    function isSpam(uint256 proposalId) public view returns (bool) {
        IGovernor.ProposalState state = _governor.state(proposalId);
        // What the members accept is no spam, whatever the guardian thought of it.
        if (state == IGovernor.ProposalState.Canceled) return _deposits[proposalId].markedSpam;
        if (state != IGovernor.ProposalState.Defeated) return false;
        (uint256 against, uint256 inFavour, uint256 abstain) = _governor.proposalVotes(proposalId);
        if (against == 0 || against < _governor.quorum(_governor.proposalSnapshot(proposalId))) return false;
        return against >= 3 * (inFavour + abstain);
    }

    function _isUndecided(uint256 proposalId) private view returns (bool) {
        IGovernor.ProposalState state = _governor.state(proposalId);
        return state == IGovernor.ProposalState.Pending || state == IGovernor.ProposalState.Active;
    }

    /* SETTINGS AND READING */

    /// @inheritdoc IProposalDeposits
    function setProposalDeposit(uint96 newDeposit) external restricted {
        _setProposalDeposit(newDeposit);
    }

    function _setProposalDeposit(uint96 newDeposit) private {
        uint96 oldDeposit = proposalDeposit;

        proposalDeposit = newDeposit;

        emit ProposalDepositUpdated(oldDeposit, newDeposit);
    }

    /// @inheritdoc IProposalDeposits
    function depositOf(uint256 proposalId) external view returns (Deposit memory) {
        return _deposits[proposalId];
    }

    /// @inheritdoc IProposalDeposits
    function governor() external view returns (address) {
        return address(_governor);
    }
}
