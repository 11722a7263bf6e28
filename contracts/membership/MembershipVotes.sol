// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {PackedTrace} from "../shared/PackedTrace.sol";
import {SignedRequests} from "../shared/SignedRequests.sol";
import {IMembership} from "./IMembership.sol";
import {IMembershipCustody} from "./IMembershipCustody.sol";

/**
 * @title MembershipVotes
 * @notice Votes of members (ERC-5805), live from the moment of joining.
 * @dev Everybody votes for themselves until they delegate, so joining writes no checkpoint of its own: a member whom no
 * delegation has touched has exactly its own units as votes, and those stand in its account's slot together with the
 * second since when. Earlier units go to a history when they change. From the first delegation that touches a member its
 * votes are kept in checkpoints of their own; before that moment the units still tell. Histories and delegations are
 * keyed by number, so that they follow a member to another account; an account has votes between the second it was bound
 * and the second its membership moved on. See docs/adr/0001-vote-by-membership.md.
 */
abstract contract MembershipVotes is IMembership, IERC5805, SignedRequests {
    using Checkpoints for Checkpoints.Trace208;
    using PackedTrace for PackedTrace.Trace;
    using SafeCast for uint256;

    /// @dev What is kept by number. One storage slot.
    struct Member {
        address account;
        uint88 nextTierAt;
        Status status;
    }

    /// @dev What every joining writes. One storage slot.
    struct Totals {
        uint32 lastMemberId;
        uint32 totalMembers;
        uint48 units;
        uint40 unitsSince;
        uint32 earlier;
    }

    bytes32 private constant DELEGATION_TYPEHASH = keccak256(
        "Delegation(address delegatee,uint256 nonce,uint256 expiry)"
    );
    bytes32 private constant DELEGATE_TYPEHASH = keccak256(
        "Delegate(address account,address delegatee,uint256 nonce,uint256 deadline)"
    );

    Totals internal _totals;
    mapping(address account => Account) internal _accounts;
    mapping(uint256 memberId => Member) internal _members;
    /// @inheritdoc IMembershipCustody
    mapping(uint256 memberId => uint256) public restingVotes;
    mapping(uint256 memberId => Checkpoints.Trace208) private _unitsHistory;
    mapping(uint256 memberId => Checkpoints.Trace208) private _votes;
    mapping(uint256 memberId => uint256 delegateeId) private _delegatees;
    PackedTrace.Trace private _totalHistory;

    /// @notice Votes can't be read at a second that is not past.
    /// @param timepoint The second asked about.
    /// @param clock The present second.
    error ERC5805FutureLookup(uint256 timepoint, uint48 clock);

    /* DELEGATING */

    /// @notice Lets another member vote with the caller's units. Oneself, or the zero address, takes them back.
    /// @param delegatee Who votes.
    function delegate(address delegatee) external {
        _delegate(msg.sender, delegatee);
    }

    /// @notice Delegates for a member who has signed that it wants to (ERC-5805). Anybody may submit it.
    /// @param delegatee Who votes.
    /// @param nonce The member's next nonce, keyed or not.
    /// @param expiry Last second in which the request holds.
    /// @param v Part of the signature.
    /// @param r Part of the signature.
    /// @param s Part of the signature.
    function delegateBySig(
        address delegatee,
        uint256 nonce,
        uint256 expiry,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        if (block.timestamp > expiry) revert VotesExpiredSignature(expiry);
        bytes32 structHash = keccak256(abi.encode(DELEGATION_TYPEHASH, delegatee, nonce, expiry));
        address signer = ECDSA.recover(_hashTypedDataV4(structHash), v, r, s);
        _useCheckedNonce(signer, nonce);

        _delegate(signer, delegatee);
    }

    /// @inheritdoc IMembership
    function delegateFor(
        address account,
        address delegatee,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external {
        bytes32 structHash = keccak256(abi.encode(DELEGATE_TYPEHASH, account, delegatee, nonce, deadline));
        _checkRequest(account, structHash, deadline, signature);
        _useCheckedNonce(account, nonce);

        _delegate(account, delegatee);
    }

    /* READING */

    /// @inheritdoc IERC6372
    function clock() public view returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @inheritdoc IERC6372
    function CLOCK_MODE() external pure returns (string memory) {
        return "mode=timestamp";
    }

    /// @inheritdoc IVotes
    function delegates(address account) public view returns (address) {
        Account storage record = _accounts[account];
        if (!record.delegationTouched || record.status == Status.Rebound) return account;
        return _members[_delegateeIdOf(record.memberId)].account;
    }

    /// @inheritdoc IVotes
    function getVotes(address account) public view returns (uint256) {
        Account storage record = _accounts[account];
        if (record.status == Status.Rebound) return 0;
        return record.delegationTouched ? _votes[record.memberId].latest() : record.units;
    }

    /// @inheritdoc IVotes
    function getPastVotes(address account, uint256 timepoint) external view returns (uint256) {
        uint48 past = _checkPast(timepoint);
        Account storage record = _accounts[account];
        if (past < record.boundAt) return 0;
        if (record.status == Status.Rebound && past >= record.unitsSince) return 0;
        Checkpoints.Trace208 storage votes = _votes[record.memberId];
        if (record.delegationTouched && votes.at(0)._key <= past) return votes.upperLookupRecent(past);
        return _ownUnitsAt(record, past);
    }

    /// @inheritdoc IVotes
    function getPastTotalSupply(uint256 timepoint) external view returns (uint256) {
        uint48 past = _checkPast(timepoint);
        Totals memory totals = _totalsNow();
        return past >= totals.unitsSince ? totals.units : _totalHistory.lookup(totals.earlier, past);
    }

    /// @inheritdoc IMembership
    function unitsAt(
        address account,
        uint256 timepoint
    ) external view returns (uint256 memberId, uint256 units) {
        uint48 past = _checkPast(timepoint);
        Account storage record = _accounts[account];
        if (record.status != Status.Active) return (0, 0);
        return (record.memberId, _ownUnitsAt(record, past));
    }

    /* BOOKS */

    /// @dev Writes a member's record and the totals, and with them a change of its units, to votes and histories too.
    /// The one place where the total changes.
    function _write(address account, Account memory record, Totals memory totals, uint256 newUnits) internal {
        uint256 oldUnits = record.units;
        if (oldUnits != newUnits) {
            _rememberUnits(record);
            record.units = newUnits.toUint32();
            record.unitsSince = uint40(block.timestamp);
            // As with units: what a second ended with is what counts for it.
            if (totals.unitsSince != 0 && totals.unitsSince < block.timestamp) {
                _totalHistory.push(totals.earlier++, totals.unitsSince, totals.units);
            }
            totals.units = (totals.units + newUnits - oldUnits).toUint48();
            totals.unitsSince = uint40(block.timestamp);
        }
        _accounts[account] = record;
        _totals = totals;

        if (oldUnits == newUnits) return;
        if (record.delegationTouched) _changeVotes(_delegateeIdOf(record.memberId), oldUnits, newUnits);
        else emit DelegateVotesChanged(account, oldUnits, newUnits);
    }

    /// @dev Adds a member's units to its history. What a second ended with is what counts for it, so a second change in
    /// it leaves none.
    function _rememberUnits(Account memory record) private {
        if (record.unitsSince == 0 || record.unitsSince >= block.timestamp) return;
        _unitsHistory[record.memberId].push(record.unitsSince, record.units);
    }

    /// @dev Takes the vote back from a delegatee, for good.
    function _undelegate(address account) internal {
        if (delegates(account) != account) _delegate(account, account);
    }

    function _delegate(address account, address delegatee) private {
        if (delegatee == address(0)) delegatee = account;
        Account memory record = _activeAccount(account);
        Account storage target = _accounts[delegatee];
        if (target.status != Status.Active) revert MembershipDelegateNotMember(delegatee);
        (uint256 oldId, uint256 newId) = (_delegateeIdOf(record.memberId), target.memberId);

        _delegatees[record.memberId] = newId;

        emit DelegateChanged(account, _members[oldId].account, delegatee);
        if (oldId != newId) {
            _changeVotes(oldId, record.units, 0);
            _changeVotes(newId, 0, record.units);
        }
    }

    /// @dev Gives a member checkpoints of its own and writes the newest; while it is suspended, what it has rests.
    function _changeVotes(uint256 memberId, uint256 minus, uint256 plus) private {
        address account = _members[memberId].account;
        Account storage record = _accounts[account];
        if (record.status == Status.Suspended) {
            restingVotes[memberId] = restingVotes[memberId] + plus - minus;
            return;
        }
        uint256 oldVotes = getVotes(account);
        uint256 newVotes = oldVotes + plus - minus;

        record.delegationTouched = true;
        _votes[memberId].push(clock(), newVotes.toUint208());

        emit DelegateVotesChanged(account, oldVotes, newVotes);
    }

    /// @dev Sets aside what others delegated to a member who has no units itself.
    function _restVotes(uint256 memberId) internal {
        uint256 votes = getVotes(_members[memberId].account);
        if (votes == 0) return;
        restingVotes[memberId] = votes;
        _changeVotes(memberId, votes, 0);
    }

    /// @dev Gives back what {_restVotes} set aside, less what was taken back since.
    function _wakeVotes(uint256 memberId) internal {
        uint256 votes = restingVotes[memberId];
        if (votes == 0) return;
        restingVotes[memberId] = 0;
        _changeVotes(memberId, 0, votes);
    }

    /// @dev Gives a member and its votes to another account from now on. The past of both accounts stays as it was.
    function _moveAccount(uint256 memberId, address oldAccount, address newAccount) internal {
        Account memory record = _recordOf(oldAccount);
        address oldDelegatee = delegates(oldAccount);
        if (oldDelegatee != oldAccount) {
            _changeVotes(_delegateeIdOf(memberId), record.units, 0);
            _delegatees[memberId] = memberId;
            _changeVotes(memberId, 0, record.units);
        }
        uint256 votes = getVotes(oldAccount);
        uint40 oldBoundAt = record.boundAt;

        _members[memberId].account = newAccount;
        _rememberUnits(record);
        (record.boundAt, record.unitsSince) = (uint40(block.timestamp), uint40(block.timestamp));
        _write(newAccount, record, _totalsNow(), record.units);
        // The same units, so the total stays; the old account keeps what its past is read from.
        (record.boundAt, record.units, record.tier) = (oldBoundAt, 0, 0);
        record.status = Status.Rebound;
        _write(oldAccount, record, _totalsNow(), 0);

        emit DelegateChanged(oldAccount, oldDelegatee, address(0));
        emit DelegateChanged(newAccount, address(0), newAccount);
        emit DelegateVotesChanged(oldAccount, votes, 0);
        emit DelegateVotesChanged(newAccount, 0, votes);
    }

    /// @dev Everything that is kept of an account, in memory.
    function _recordOf(address account) internal view returns (Account memory) {
        return _accounts[account];
    }

    /// @dev The totals, in memory.
    function _totalsNow() internal view returns (Totals memory) {
        return _totals;
    }

    /// @dev The record of an account that is a member and not suspended.
    function _activeAccount(address account) internal view returns (Account memory record) {
        record = _recordOf(account);
        if (record.status == Status.Suspended) revert MembershipSuspended(record.memberId);
        if (record.status != Status.Active) revert MembershipNotMember(account);
    }

    function _delegateeIdOf(uint256 memberId) private view returns (uint256) {
        uint256 delegateeId = _delegatees[memberId];
        return delegateeId == 0 ? memberId : delegateeId;
    }

    function _ownUnitsAt(Account storage record, uint48 past) private view returns (uint256) {
        if (past >= record.unitsSince) return record.units;
        return _unitsHistory[record.memberId].upperLookupRecent(past);
    }

    function _checkPast(uint256 timepoint) private view returns (uint48) {
        if (timepoint >= block.timestamp) revert ERC5805FutureLookup(timepoint, clock());
        return uint48(timepoint);
    }
}
