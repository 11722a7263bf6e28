// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IRecovery} from "../../contracts/membership/IRecovery.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {RecoveryModel} from "../support/RecoveryModel.sol";

contract RecoveryTest is RecoveryModel {
    uint256 private constant STEPS = 24;
    bytes4 private constant OK = 0;

    /// @dev Votes of everybody at the end of each second that was left behind.
    mapping(uint256 second => uint256[ACTORS]) private _votesAt;
    uint256[] private _seconds;

    /// @dev Three members with 3 units each, who have named each other and an outsider; the other accounts are free.
    function setUp() public {
        _deployCommunity(IRewardToken.TransferPolicy.Open, address(this));
        for (uint256 i = 0; i < PEOPLE; ++i) {
            (_holders[i], _hasCard[i], _used[actors[i]]) = (actors[i], true, true);
            vm.prank(actors[i]);
            members.join();
            token.mint(actors[i], 100 ether);
            members.refresh(i + 1);
        }
        for (uint256 i = 0; i < PEOPLE; ++i) _name(i, 2);
        _leaveSecond(time + 1);
    }

    /// @dev Whatever is asked, approved, vetoed, withdrawn and executed, and whenever: a membership moves only with the new
    /// account's request, enough approvals or an operator's, the wait, and no veto; and past votes never change.
    function testFuzz_requests(uint256[STEPS] calldata steps) public {
        for (uint256 i = 0; i < STEPS; ++i) {
            _wait(steps[i] >> 128);
            _act(steps[i] % 8, steps[i] >> 8);
            _compare();
        }
        _recoverOnce(steps[0]);
        _leaveSecond(time + 1);
        _comparePast();
    }

    /* TIME */

    /// @dev Often none; else some, or up to the edge of what some request waits for.
    function _wait(uint256 seed) private {
        uint256 mode = seed % 6;
        if (mode == 2) _leaveSecond(time + 1 + ((seed >> 8) % RECOVERY_DELAY));
        if (mode < 3 || _asks.length == 0) return;
        uint256 edge = _asks[(seed >> 16) % _asks.length].dueAt;
        if (mode == 5 && (seed >> 24) % 3 == 0) edge += WINDOW;
        edge -= edge == 0 ? 0 : (seed >> 32) % 2;
        if (edge > time) _leaveSecond(edge);
    }

    /// @dev Writes down how the present second ends, and goes on.
    function _leaveSecond(uint256 next) private {
        for (uint256 i = 0; i < ACTORS; ++i) _votesAt[time][i] = members.getVotes(actors[i]);
        _seconds.push(time);
        _goTo(next);
    }

    /* ACTING */

    function _act(uint256 action, uint256 seed) private {
        uint256 person = seed % PEOPLE;
        if (action == 0 || _asks.length == 0) return _request(person, actors[(seed >> 8) % ACTORS]);
        if (action == 1) return _name(person, 1 + ((seed >> 8) % 3));
        if (action == 2) return _comeOrGo(person);
        uint256 index = (seed >> 8) % _asks.length;
        if (action == 3) return _veto(index, _someone(index, seed >> 16));
        if (action == 4) return _withdraw(index, _someone(index, seed >> 16));
        if (action == 5) return _execute(index);
        if (action == 6 && seed % 3 == 0) return _approveByOperator(index);
        _approve(index, _someone(index, seed >> 16));
    }

    /// @dev Both sides of a request, those who may approve it, or anybody.
    function _someone(uint256 index, uint256 seed) private view returns (address) {
        uint256 who = seed % 6;
        if (who == 0) return _asks[index].oldAccount;
        if (who == 1) return _asks[index].newAccount;
        if (who < 5) return _friendAccount(_asks[index].set, who - 2);
        return actors[(seed >> 8) % ACTORS];
    }

    function _request(uint256 person, address account) private {
        bytes4 refusal = OK;
        if (!_hasCard[person]) refusal = IRecovery.RecoveryUnknownMember.selector;
        else if (_used[account]) refusal = IRecovery.RecoveryAccountUsed.selector;
        _do(account, abi.encodeCall(recovery.request, (person + 1)), refusal);
        if (refusal == OK) _noteAsk(person, account);
    }

    function _name(uint256 person, uint256 threshold) private {
        bytes4 refusal = _hasCard[person] ? OK : IRecovery.RecoveryNotMember.selector;
        bytes memory call_ = abi.encodeCall(recovery.setGuardians, (_friendsOf(person), threshold));
        _do(_holders[person], call_, refusal);
        if (refusal == OK) _noteFriends(person, threshold);
    }

    function _comeOrGo(uint256 person) private {
        vm.prank(_holders[person]);
        if (_hasCard[person]) members.leave();
        else members.join();
        _hasCard[person] = !_hasCard[person];
    }

    function _approve(uint256 index, address account) private {
        uint256 friend = _friendOf(index, account);
        bytes4 refusal = OK;
        if (_expectedState(index) != IRecovery.State.Asked) refusal = IRecovery.RecoveryWrongState.selector;
        else if (friend == 3) refusal = IRecovery.RecoveryNotGuardian.selector;
        else if (_approvedBy[index][friend]) refusal = IRecovery.RecoveryAlreadyApproved.selector;
        _do(account, abi.encodeCall(recovery.approve, (index + 1)), refusal);
        if (refusal == OK) _noteApproval(index, friend);
    }

    function _approveByOperator(uint256 index) private {
        bool asked = _expectedState(index) == IRecovery.State.Asked;
        bytes4 refusal = asked ? OK : IRecovery.RecoveryWrongState.selector;
        _do(OPERATOR, abi.encodeCall(recovery.approveByOperator, (index + 1)), refusal);
        if (refusal == OK) _asks[index].dueAt = time + RECOVERY_DELAY;
    }

    function _veto(uint256 index, address account) private {
        bytes4 refusal = _refusalOf(index, account == _asks[index].oldAccount);
        _do(account, abi.encodeCall(recovery.veto, (index + 1)), refusal);
        if (refusal == OK) _asks[index].outcome = IRecovery.State.Vetoed;
    }

    function _withdraw(uint256 index, address account) private {
        bytes4 refusal = _refusalOf(index, account == _asks[index].newAccount);
        _do(account, abi.encodeCall(recovery.withdraw, (index + 1)), refusal);
        if (refusal == OK) _asks[index].outcome = IRecovery.State.Withdrawn;
    }

    function _refusalOf(uint256 index, bool party) private view returns (bytes4) {
        if (!_isOpen(index)) return IRecovery.RecoveryWrongState.selector;
        return party ? OK : IRecovery.RecoveryUnauthorized.selector;
    }

    function _execute(uint256 index) private {
        bool due = _expectedState(index) == IRecovery.State.Due;
        bytes4 refusal = due ? OK : IRecovery.RecoveryWrongState.selector;
        _do(OUTSIDER, abi.encodeCall(recovery.execute, (index + 1)), refusal);
        if (refusal == OK) _noteMove(index);
    }

    /// @dev Calls as somebody, and insists on the outcome that the model knows.
    function _do(address from, bytes memory call_, bytes4 refusal) private {
        if (refusal != OK) return assertRefused(from, address(recovery), call_, refusal);
        vm.prank(from);
        (bool done, ) = address(recovery).call(call_);
        assertTrue(done, "refused");
    }

    /// @dev However it came to that, the way is still open: an account nobody has used, two friends, the wait.
    function _recoverOnce(uint256 seed) private {
        uint256 person = seed % PEOPLE;
        if (!_hasCard[person]) _comeOrGo(person);
        _name(person, 2);
        _request(person, address(uint160(uint256(keccak256(abi.encode("fresh", seed))))));
        uint256 index = _asks.length - 1;
        _approve(index, OUTSIDER);
        _execute(index);
        _approve(index, _friendAccount(_asks[index].set, 0));
        _leaveSecond(_asks[index].dueAt - 1);
        _execute(index);
        _leaveSecond(time + 1);
        _execute(index);
        assertTrue(recovery.stateOf(index + 1) == IRecovery.State.Executed, "not executed");
        _compare();
    }

    /* COMPARING */

    function _compare() private view {
        assertEq(recovery.requestCount(), _asks.length, "requests");
        for (uint256 i = 0; i < _asks.length; ++i) {
            assertEq(uint8(recovery.stateOf(i + 1)), uint8(_expectedState(i)), "state of a request");
        }
        uint256 cards;
        for (uint256 i = 0; i < PEOPLE; ++i) {
            (address account, , bool active) = members.walletOf(i + 1);
            assertEq(account, _holders[i], "account of a member");
            assertEq(active, _hasCard[i], "whether there is a card");
            assertEq(token.balanceOf(account), 100 ether, "balance");
            assertEq(token.earned(account), 100 ether, "standing");
            if (_hasCard[i]) ++cards;
        }
        assertEq(members.totalMembers(), cards, "members");
    }

    /// @dev What the votes of a second were when it ended, they are for good, and they add up.
    function _comparePast() private view {
        for (uint256 i = 0; i < _seconds.length; ++i) {
            uint256 second = _seconds[i];
            uint256 sum;
            for (uint256 j = 0; j < ACTORS; ++j) {
                uint256 votes = members.getPastVotes(actors[j], second);
                assertEq(votes, _votesAt[second][j], "past votes");
                sum += votes;
            }
            // The last one went to an account that is not among the actors, and did so in the very last second.
            if (second + 1 < time) assertEq(members.getPastTotalSupply(second), sum, "past total");
        }
    }
}
