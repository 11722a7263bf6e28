// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IMembership} from "./IMembership.sol";
import {IMembershipCustody} from "./IMembershipCustody.sol";
import {MembershipEntry} from "./MembershipEntry.sol";

/**
 * @title MembershipCustody
 * @notice What others can do to a membership: suspend it for a time, and move it from a lost wallet to a new one.
 * @dev Who may ask for a move, and after which wait, is the matter of {recovery}.
 */
abstract contract MembershipCustody is MembershipEntry {
    uint256 private constant MAX_REASON_LENGTH = 1024;

    /// @inheritdoc IMembershipCustody
    address public recovery;

    /* SUSPENDING */

    /// @inheritdoc IMembershipCustody
    function suspend(uint256 memberId, uint40 until, string calldata reason) external restricted {
        _checkReason(reason);
        if (until <= block.timestamp) revert MembershipInvalidSuspension(until);
        Member storage member = _members[memberId];
        Status status = member.status;
        if (status == Status.None) revert MembershipUnknownMember(memberId);

        suspendedUntil[memberId] = until;

        emit MemberSuspended(memberId, until, reason);
        if (status != Status.Active) return;
        emit MetadataUpdate(memberId);
        _rest(memberId, member);
    }

    /// @inheritdoc IMembershipCustody
    function reinstate(uint256 memberId, string calldata reason) external restricted {
        _checkReason(reason);
        if (suspendedUntil[memberId] == 0) revert MembershipNotSuspended(memberId);

        _endSuspension(memberId, reason);
    }

    /// @inheritdoc IMembership
    function refresh(uint256 memberId) external {
        Status status = _members[memberId].status;
        if (status == Status.Suspended) {
            if (suspendedUntil[memberId] > block.timestamp) revert MembershipSuspended(memberId);
            _endSuspension(memberId, "");
            return;
        }
        if (status != Status.Active) revert MembershipUnknownMember(memberId);

        _followStanding(memberId);
    }

    function _rest(uint256 memberId, Member storage member) private {
        address account = member.account;
        _write(account, _recordOf(account), _totalsNow(), 0);
        // As long as the account is not yet suspended, its votes can still be written.
        _restVotes(memberId);
        _accounts[account].status = Status.Suspended;
        member.status = Status.Suspended;
    }

    function _endSuspension(uint256 memberId, string memory reason) private {
        Member storage member = _members[memberId];

        delete suspendedUntil[memberId];

        emit MemberReinstated(memberId, reason);
        if (member.status != Status.Suspended) return;
        emit MetadataUpdate(memberId);
        member.status = Status.Active;
        _accounts[member.account].status = Status.Active;
        _wakeVotes(memberId);
        _followStanding(memberId);
    }

    function _checkReason(string calldata reason) private pure {
        uint256 length = bytes(reason).length;
        if (length > MAX_REASON_LENGTH) revert MembershipReasonTooLong(length);
    }

    /* RE-BINDING */

    /// @inheritdoc IMembershipCustody
    function wire(address newRecovery) external restricted {
        if (recovery != address(0)) revert MembershipAlreadyWired();
        if (newRecovery == address(0)) revert MembershipZeroAddress();

        recovery = newRecovery;

        emit Wired(newRecovery);
    }

    /// @inheritdoc IMembershipCustody
    function rebind(uint256 memberId, address newAccount) external {
        if (msg.sender != recovery) revert MembershipUnauthorized(msg.sender);
        Member storage member = _members[memberId];
        Status status = member.status;
        if (status != Status.Active && status != Status.Suspended) revert MembershipUnknownMember(memberId);
        if (newAccount == address(0) || _accounts[newAccount].status != Status.None) {
            revert MembershipAccountUsed(newAccount);
        }
        address oldAccount = member.account;

        emit IERC721.Transfer(oldAccount, newAccount, memberId);
        emit MemberRebound(memberId, oldAccount, newAccount);
        _moveAccount(memberId, oldAccount, newAccount);
        token.rebind(oldAccount, newAccount);
    }
}
