// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {IERC5192} from "../shared/IERC5192.sol";
import {Rights} from "../shared/Rights.sol";
import {Roles} from "../shared/Roles.sol";
import {IMembership} from "./IMembership.sol";
import {IMembershipCustody} from "./IMembershipCustody.sol";
import {MembershipTiers} from "./MembershipTiers.sol";

/**
 * @title MembershipEntry
 * @notice Joining and leaving: by oneself, by invitation, or from a list.
 * @dev Joining writes two fresh slots, and the entry of the total's history.
 */
abstract contract MembershipEntry is MembershipTiers {
    using BitMaps for BitMaps.BitMap;

    bytes32 private constant JOIN_TYPEHASH = keccak256(
        "Join(address account,address inviter,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant LEAVE_TYPEHASH = keccak256(
        "Leave(address account,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant INVITE_TYPEHASH = keccak256(
        "Invite(address inviter,address invitee,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant REVOKE_INVITE_TYPEHASH = keccak256(
        "RevokeInvite(address inviter,uint256 nonce,uint256 deadline)"
    );

    /// @inheritdoc IMembership
    bytes32 public allowlistRoot;
    /// @inheritdoc IMembershipCustody
    mapping(uint256 memberId => uint256) public suspendedUntil;
    mapping(address inviter => BitMaps.BitMap) private _spentInvites;

    /* JOINING */

    /// @inheritdoc IMembership
    function join() external returns (uint256 memberId) {
        return _joinOpen(msg.sender);
    }

    /// @inheritdoc IMembership
    function joinFor(
        address account,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256 memberId) {
        _checkJoin(account, address(0), deadline, signature);
        return _joinOpen(account);
    }

    /// @inheritdoc IMembership
    function joinWithInvite(
        Invite calldata invite,
        bytes calldata inviteSignature
    ) external returns (uint256 memberId) {
        return _joinInvited(invite, inviteSignature, msg.sender);
    }

    /// @inheritdoc IMembership
    function joinWithInviteFor(
        Invite calldata invite,
        bytes calldata inviteSignature,
        address account,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256 memberId) {
        _checkJoin(account, invite.inviter, deadline, signature);
        return _joinInvited(invite, inviteSignature, account);
    }

    /// @inheritdoc IMembership
    function joinWithProof(bytes32[] calldata proof) external returns (uint256 memberId) {
        return _joinListed(msg.sender, proof);
    }

    /// @inheritdoc IMembership
    function joinWithProofFor(
        address account,
        bytes32[] calldata proof,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256 memberId) {
        _checkJoin(account, address(0), deadline, signature);
        return _joinListed(account, proof);
    }

    function _joinOpen(address account) private returns (uint256) {
        EntryPolicy policy = _entry.policy;
        if (policy == EntryPolicy.Invite) revert MembershipInviteRequired();
        if (policy == EntryPolicy.Allowlist) revert MembershipNotOnAllowlist(account);
        return _join(account, 0);
    }

    function _joinInvited(
        Invite calldata invite,
        bytes calldata inviteSignature,
        address account
    ) private returns (uint256) {
        (address inviter, uint256 nonce) = (invite.inviter, invite.nonce);
        if (invite.invitee != address(0) && invite.invitee != account) {
            revert MembershipInviteNotForAccount(invite.invitee, account);
        }
        if (!hasRight(inviter, Rights.INVITE) && !_isOperator(inviter))
            revert MembershipInviterNotAllowed(inviter);
        if (_spentInvites[inviter].get(nonce)) revert MembershipInviteSpent(inviter, nonce);
        bytes32 structHash = keccak256(
            abi.encode(INVITE_TYPEHASH, inviter, invite.invitee, nonce, invite.deadline)
        );
        _checkRequest(inviter, structHash, invite.deadline, inviteSignature);

        _spentInvites[inviter].set(nonce);

        return _join(account, memberOf(inviter));
    }

    /// @dev The leaf is hashed twice, so that an inner node of the tree can't pass for one.
    function _joinListed(address account, bytes32[] calldata proof) private returns (uint256) {
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(account))));
        bool listed =
            _entry.policy == EntryPolicy.Allowlist && MerkleProof.verifyCalldata(proof, allowlistRoot, leaf);
        if (!listed) revert MembershipNotOnAllowlist(account);
        return _join(account, 0);
    }

    function _join(address account, uint256 inviterId) private returns (uint256 memberId) {
        Account memory record = _recordOf(account);
        _checkMayJoin(account, record);
        Totals memory totals = _totalsNow();
        (uint88 secondTierAt, uint32 firstTierUnits) = (_entry.secondTierAt, _entry.firstTierUnits);
        bool returning = record.joins != 0;

        if (!returning) {
            record.memberId = ++totals.lastMemberId;
            record.boundAt = uint40(block.timestamp);
            record.joinedAt = uint40(block.timestamp);
            record.inviterId = uint32(inviterId);
        }
        ++totals.totalMembers;
        ++record.joins;
        record.tier = 0;
        record.status = Status.Active;
        memberId = record.memberId;
        _members[memberId] = Member(account, secondTierAt, Status.Active);

        emit IERC721.Transfer(address(0), account, memberId);
        emit IERC5192.Locked(memberId);
        emit MemberJoined(memberId, account, record.inviterId, 0, firstTierUnits);
        emit DelegateChanged(account, address(0), account);
        _write(account, record, totals, firstTierUnits);
        // Only who has been here before can have earned.
        if (!returning) return memberId;
        delete suspendedUntil[memberId];
        _followStanding(memberId);
    }

    function _checkMayJoin(address account, Account memory record) private view {
        if (record.status == Status.None) return;
        if (record.status == Status.Active) revert MembershipAlreadyMember(account);
        if (record.status == Status.Rebound) revert MembershipAccountRebound(account, record.memberId);
        // Who has left can be suspended too; otherwise leaving and coming back would end every suspension.
        if (record.status == Status.Suspended || suspendedUntil[record.memberId] > block.timestamp) {
            revert MembershipSuspended(record.memberId);
        }
    }

    /// @dev The inviter is signed too: whoever saw the request could otherwise put another's invitation in its place.
    function _checkJoin(
        address account,
        address inviter,
        uint256 deadline,
        bytes calldata signature
    ) private view {
        bytes32 structHash = keccak256(
            abi.encode(JOIN_TYPEHASH, account, inviter, joinsOf(account), deadline)
        );
        _checkRequest(account, structHash, deadline, signature);
    }

    /// @dev Who has the role with a delay has to schedule what they do, which a signature would pass by.
    function _isOperator(address account) private view returns (bool) {
        (bool isOperator, uint32 delay) = IAccessManager(authority()).hasRole(Roles.OPERATOR, account);
        return isOperator && delay == 0;
    }

    /* LEAVING */

    /// @inheritdoc IMembership
    function leave() external {
        _leave(msg.sender);
    }

    /// @inheritdoc IMembership
    function leaveFor(address account, uint256 deadline, bytes calldata signature) external {
        bytes32 structHash = keccak256(abi.encode(LEAVE_TYPEHASH, account, joinsOf(account), deadline));
        _checkRequest(account, structHash, deadline, signature);
        _leave(account);
    }

    function _leave(address account) private {
        uint256 memberId = _activeAccount(account).memberId;

        _undelegate(account);
        (Account memory record, Totals memory totals) = (_recordOf(account), _totalsNow());
        record.status = Status.Left;
        --totals.totalMembers;
        // The account stays, so that refunds find their way.
        _members[memberId].status = Status.Left;
        _write(account, record, totals, 0);

        emit IERC721.Transfer(account, address(0), memberId);
        emit MemberLeft(memberId, account);
    }

    /* INVITATIONS AND SETTINGS */

    /// @inheritdoc IMembership
    function revokeInvite(uint256 nonce) external {
        _revokeInvite(msg.sender, nonce);
    }

    /// @inheritdoc IMembership
    function revokeInviteFor(
        address inviter,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external {
        bytes32 structHash = keccak256(abi.encode(REVOKE_INVITE_TYPEHASH, inviter, nonce, deadline));
        _checkRequest(inviter, structHash, deadline, signature);
        _revokeInvite(inviter, nonce);
    }

    function _revokeInvite(address inviter, uint256 nonce) private {
        if (_spentInvites[inviter].get(nonce)) revert MembershipInviteSpent(inviter, nonce);

        _spentInvites[inviter].set(nonce);

        emit InviteRevoked(inviter, nonce);
    }

    /// @inheritdoc IMembership
    function setEntryPolicy(EntryPolicy newPolicy) external restricted {
        EntryPolicy oldPolicy = _entry.policy;

        _entry.policy = newPolicy;

        emit EntryPolicyUpdated(oldPolicy, newPolicy);
    }

    /// @inheritdoc IMembership
    function setAllowlist(bytes32 root, string calldata uri) external restricted {
        if (root == 0) revert MembershipZeroRoot();

        allowlistRoot = root;

        emit AllowlistUpdated(root, uri);
    }

    /// @inheritdoc IMembership
    function joinsOf(address account) public view returns (uint256) {
        return _accounts[account].joins;
    }

    /// @inheritdoc IMembership
    function memberOf(address account) public view returns (uint256) {
        Account storage record = _accounts[account];
        return record.status == Status.Active ? record.memberId : 0;
    }

    /// @inheritdoc IMembership
    function entryPolicy() external view returns (EntryPolicy) {
        return _entry.policy;
    }
}
