// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {SignedRequests} from "../shared/SignedRequests.sol";
import {IMembership} from "./IMembership.sol";

/**
 * @title MembershipVotes
 * @notice Votes of members (ERC-5805), live from the moment of joining.
 * @dev Everybody votes for themselves until they delegate, so joining writes no checkpoint of its own: an account that
 * no delegation has touched has exactly its own units as votes, and those stand in its account slot together with the
 * second since when. Earlier units go to a history when they change. From the first delegation that touches an account
 * its votes are kept in checkpoints of their own; before that moment the units still tell. See
 * docs/adr/0001-vote-by-membership.md.
 */
abstract contract MembershipVotes is IMembership, IERC5805, SignedRequests {
    using Checkpoints for Checkpoints.Trace208;
    using SafeCast for uint256;

    bytes32 private constant DELEGATION_TYPEHASH = keccak256(
        "Delegation(address delegatee,uint256 nonce,uint256 expiry)"
    );

    mapping(address account => Account) internal _accounts;
    mapping(uint256 memberId => Checkpoints.Trace208) private _unitsHistory;
    mapping(address account => Checkpoints.Trace208) private _votes;
    mapping(address account => address delegatee) private _delegatees;
    Checkpoints.Trace208 private _totalUnits;

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
        address delegatee = _delegatees[account];
        return delegatee == address(0) ? account : delegatee;
    }

    /// @inheritdoc IVotes
    function getVotes(address account) public view returns (uint256) {
        Account storage record = _accounts[account];
        return record.delegationTouched ? _votes[account].latest() : record.units;
    }

    /// @inheritdoc IVotes
    function getPastVotes(address account, uint256 timepoint) external view returns (uint256) {
        uint48 past = _checkPast(timepoint);
        Account storage record = _accounts[account];
        if (record.delegationTouched && _votes[account].at(0)._key <= past) {
            return _votes[account].upperLookupRecent(past);
        }
        return past < record.boundAt ? 0 : _ownUnitsAt(record, past);
    }

    /// @inheritdoc IVotes
    function getPastTotalSupply(uint256 timepoint) external view returns (uint256) {
        return _totalUnits.upperLookupRecent(_checkPast(timepoint));
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

    /// @dev Changes a member's units, wherever the vote lies. The one place where the total changes.
    function _setUnits(address account, uint256 newUnits) internal {
        Account storage record = _accounts[account];
        uint256 oldUnits = record.units;
        if (oldUnits == newUnits) return;
        address delegatee = delegates(account);
        uint256 oldVotes = getVotes(delegatee);

        // What a second ended with is what counts for it, so a second change in it leaves no history.
        if (record.unitsSince != 0 && record.unitsSince < block.timestamp) {
            _unitsHistory[record.memberId].push(record.unitsSince, uint208(oldUnits));
        }
        record.units = newUnits.toUint32();
        record.unitsSince = uint40(block.timestamp);
        _totalUnits.push(clock(), (_totalUnits.latest() + newUnits - oldUnits).toUint208());
        uint256 newVotes = oldVotes + newUnits - oldUnits;
        if (_accounts[delegatee].delegationTouched) _votes[delegatee].push(clock(), newVotes.toUint208());

        emit DelegateVotesChanged(delegatee, oldVotes, newVotes);
    }

    /// @dev Takes the vote back from a delegatee, for good.
    function _undelegate(address account) internal {
        if (delegates(account) != account) _delegate(account, account);
    }

    function _delegate(address account, address delegatee) private {
        if (delegatee == address(0)) delegatee = account;
        if (_accounts[account].status != Status.Active) revert MembershipNotMember(account);
        if (_accounts[delegatee].status != Status.Active) revert MembershipDelegateNotMember(delegatee);
        address oldDelegatee = delegates(account);
        uint256 units = _accounts[account].units;

        _delegatees[account] = delegatee;

        emit DelegateChanged(account, oldDelegatee, delegatee);
        if (oldDelegatee != delegatee) {
            _writeVotes(oldDelegatee, getVotes(oldDelegatee) - units);
            _writeVotes(delegatee, getVotes(delegatee) + units);
        }
    }

    /// @dev Gives an account checkpoints of its own and writes the newest.
    function _writeVotes(address account, uint256 newVotes) private {
        uint256 oldVotes = getVotes(account);

        _accounts[account].delegationTouched = true;
        _votes[account].push(clock(), newVotes.toUint208());

        emit DelegateVotesChanged(account, oldVotes, newVotes);
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
