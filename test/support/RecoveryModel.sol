// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IRecovery} from "../../contracts/membership/IRecovery.sol";
import {Community} from "./Community.sol";

/**
 * @title RecoveryModel
 * @notice What requests, guardians and memberships should be, kept beside the contracts in the plainest way.
 */
abstract contract RecoveryModel is Community {
    /// @dev Somebody who may approve: a member, whatever its account, or an account.
    struct Friend {
        bool isMember;
        uint256 person;
        address account;
    }

    /// @dev A request as the model has it.
    struct Ask {
        uint256 person;
        address oldAccount;
        address newAccount;
        uint256 set;
        uint256 approvals;
        uint256 dueAt;
        IRecovery.State outcome;
    }

    uint256 internal constant PEOPLE = 3;
    uint256 internal constant WINDOW = 30 days;
    address internal constant OUTSIDER = address(0xf00d);

    address[PEOPLE] internal _holders;
    bool[PEOPLE] internal _hasCard;
    mapping(address account => bool) internal _used;
    Ask[] internal _asks;
    mapping(uint256 request => mapping(uint256 friend => bool)) internal _approvedBy;
    /// @dev Sets of friends of all people, one after another, and which of them is in force.
    Friend[3][] internal _sets;
    uint256[] internal _thresholds;
    uint256[PEOPLE] internal _setOf;

    /* READING */

    function _expectedState(uint256 index) internal view returns (IRecovery.State) {
        Ask storage ask = _asks[index];
        if (ask.outcome != IRecovery.State.None) return ask.outcome;
        bool same = _hasCard[ask.person] && _holders[ask.person] == ask.oldAccount;
        if (!same || _used[ask.newAccount]) return IRecovery.State.Lapsed;
        if (ask.dueAt == 0) return IRecovery.State.Asked;
        if (time < ask.dueAt) return IRecovery.State.Waiting;
        return time < ask.dueAt + WINDOW ? IRecovery.State.Due : IRecovery.State.Lapsed;
    }

    function _isOpen(uint256 index) internal view returns (bool) {
        IRecovery.State state = _expectedState(index);
        return
            state == IRecovery.State.Asked ||
            state == IRecovery.State.Waiting ||
            state == IRecovery.State.Due;
    }

    function _friendAccount(uint256 set, uint256 friend) internal view returns (address) {
        Friend storage stored = _sets[set][friend];
        return stored.isMember ? _holders[stored.person] : stored.account;
    }

    /// @dev Place of an account among the friends that count for a request; three for none.
    function _friendOf(uint256 index, address account) internal view returns (uint256 friend) {
        while (friend < 3 && _friendAccount(_asks[index].set, friend) != account) ++friend;
    }

    /* WRITING */

    /// @dev The two others and an outsider.
    function _noteFriends(uint256 person, uint256 threshold) internal {
        uint256 set = _sets.length;
        _sets.push();
        _thresholds.push(threshold);
        _setOf[person] = set;
        for (uint256 i = 1; i < PEOPLE; ++i) {
            uint256 other = (person + i) % PEOPLE;
            // Who has left is remembered by account alone.
            _sets[set][i - 1] = Friend(_hasCard[other], other, _holders[other]);
        }
        _sets[set][2] = Friend(false, 0, OUTSIDER);
    }

    function _friendsOf(uint256 person) internal view returns (address[] memory friends) {
        friends = new address[](3);
        for (uint256 i = 1; i < PEOPLE; ++i) friends[i - 1] = _holders[(person + i) % PEOPLE];
        friends[2] = OUTSIDER;
    }

    function _noteAsk(uint256 person, address newAccount) internal {
        Ask storage ask = _asks.push();
        (ask.person, ask.oldAccount, ask.newAccount) = (person, _holders[person], newAccount);
        ask.set = _setOf[person];
    }

    function _noteApproval(uint256 index, uint256 friend) internal {
        Ask storage ask = _asks[index];
        _approvedBy[index][friend] = true;
        if (++ask.approvals >= _thresholds[ask.set]) ask.dueAt = time + RECOVERY_DELAY;
    }

    function _noteMove(uint256 index) internal {
        Ask storage ask = _asks[index];
        ask.outcome = IRecovery.State.Executed;
        _holders[ask.person] = ask.newAccount;
        _used[ask.newAccount] = true;
    }
}
