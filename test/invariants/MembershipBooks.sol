// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IMembership} from "../../contracts/membership/IMembership.sol";
import {Community} from "../support/Community.sol";

/**
 * @title MembershipBooks
 * @notice What members, tiers and votes should be, kept beside the contract and in the plainest way: votes are summed
 * up anew after every change, and each second's outcome is written down.
 */
abstract contract MembershipBooks is Community {
    struct Person {
        uint256 memberId;
        uint256 joins;
        bool active;
        bool suspended;
        uint256 until;
        uint256 tier;
        uint256 units;
        uint256 nextTierAt;
        uint256 delegatee;
        uint256 earned;
    }

    struct Snapshot {
        uint256 time;
        uint256 total;
        uint256[8] votes;
        uint256[8] units;
        uint256 resting;
    }

    /// @dev An account that a person had, up to the second in which the membership moved on.
    struct FormerAccount {
        address account;
        uint256 person;
        uint256 from;
        uint256 until;
    }

    uint256 internal constant TIERS = 4;

    Person[8] internal _people;
    Snapshot[] internal _snapshots;
    FormerAccount[] internal _formerAccounts;
    /// @dev Since when the present account of a person has its membership; zero for the first one.
    uint256[8] public boundAtGhost;
    IMembership.Tier[] internal _tierBook;
    uint256 public lastMemberIdGhost;
    uint256 public entropy;

    function _openBooks() internal {
        IMembership.Tier[] memory list = _tiers();
        for (uint256 i = 0; i < TIERS; ++i) _tierBook.push(list[i]);
        for (uint256 i = 0; i < ACTORS; ++i) _people[i].delegatee = i;
        _record();
    }

    /* READING */

    function person(uint256 index) external view returns (Person memory) {
        return _people[index];
    }

    function tierGhost(uint256 index) external view returns (IMembership.Tier memory) {
        return _tierBook[index];
    }

    function activeGhost() external view returns (uint256 count) {
        for (uint256 i = 0; i < ACTORS; ++i) if (_people[i].active || _people[i].suspended) ++count;
    }

    function formerAccountCount() external view returns (uint256) {
        return _formerAccounts.length;
    }

    function formerAccount(uint256 index) external view returns (FormerAccount memory) {
        return _formerAccounts[index];
    }

    function snapshotCount() external view returns (uint256) {
        return _snapshots.length;
    }

    function snapshot(uint256 index) external view returns (Snapshot memory) {
        return _snapshots[index];
    }

    /// @notice How things stood at the end of a second.
    function snapshotAt(uint256 second) external view returns (Snapshot memory) {
        for (uint256 i = _snapshots.length; i > 0; --i) {
            if (_snapshots[i - 1].time <= second) return _snapshots[i - 1];
        }
        Snapshot memory nothing;
        return nothing;
    }

    /* WRITING */

    function _noteJoin(uint256 index) internal {
        Person storage who = _people[index];
        bool returning = who.joins > 0;
        if (!returning) who.memberId = ++lastMemberIdGhost;
        ++who.joins;
        who.active = true;
        who.tier = 0;
        who.units = _tierBook[0].units;
        who.nextTierAt = _nextTierAt(0);
        if (returning) _noteRefresh(index);
    }

    function _noteLeave(uint256 index) internal {
        _people[index].active = false;
        _people[index].units = 0;
        _people[index].delegatee = index;
    }

    function _noteSuspension(uint256 index, uint256 until) internal {
        Person storage who = _people[index];
        (who.active, who.suspended, who.until, who.units) = (false, true, until, 0);
    }

    function _noteReinstatement(uint256 index) internal {
        Person storage who = _people[index];
        (who.active, who.suspended, who.until) = (true, false, 0);
        _noteRefresh(index);
    }

    /// @dev The person goes on with another account; its delegation ends.
    function _noteRebinding(uint256 index, address newAccount, uint256 newKey) internal {
        _formerAccounts.push(FormerAccount(actors[index], index, boundAtGhost[index], time));
        boundAtGhost[index] = time;
        (actors[index], _keys[index]) = (newAccount, newKey);
        _people[index].delegatee = index;
    }

    function _noteRefresh(uint256 index) internal {
        Person storage who = _people[index];
        uint256 tier = 0;
        for (uint256 i = 1; i < TIERS; ++i) if (who.earned >= _tierBook[i].threshold) tier = i;
        who.tier = tier;
        who.units = _tierBook[tier].units;
        who.nextTierAt = _nextTierAt(tier);
    }

    /// @dev Writes down how the present second stands, over what it had before.
    function _record() internal {
        uint256 count = _snapshots.length;
        if (count == 0 || _snapshots[count - 1].time != time) {
            _snapshots.push();
            ++count;
        }
        Snapshot memory now_;
        now_.time = time;
        for (uint256 i = 0; i < ACTORS; ++i) {
            now_.units[i] = _people[i].units;
            uint256 delegatee = _people[i].delegatee;
            if (_people[delegatee].suspended) now_.resting += _people[i].units;
            else now_.votes[delegatee] += _people[i].units;
            now_.total += _people[i].units;
        }
        _snapshots[count - 1] = now_;
    }

    function _nextTierAt(uint256 tier) private view returns (uint256) {
        return tier + 1 < TIERS ? _tierBook[tier + 1].threshold : type(uint88).max;
    }
}
