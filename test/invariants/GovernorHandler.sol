// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IProposalDeposits} from "../../contracts/governance/IProposalDeposits.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Handler} from "../support/InvariantTargets.sol";
import {ProposalLives} from "./ProposalLives.sol";

/**
 * @title GovernorHandler
 * @notice Proposes, votes and executes at random, while members rise and delegate behind the snapshots.
 */
contract GovernorHandler is ProposalLives, Handler {
    struct Motion {
        uint256 proposalId;
        uint256 author;
        uint256 value;
        uint256 snapshot;
        uint256[3] tally;
        bool cancelled;
        bool executed;
        bool markedSpam;
        bool settled;
    }

    bytes32 private constant BALLOT_TYPEHASH = keccak256(
        "Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)"
    );
    bytes4 private constant UNDER_WAY = bytes4(
        keccak256("CommunityGovernorProposalUnderWay(uint256,uint256)")
    );
    Motion[] internal _motions;
    mapping(uint256 index => mapping(uint256 actor => bool)) public votedGhost;
    mapping(uint256 actor => uint256) private _ballotsSigned;
    /// @notice What the proposals set: the newest one executed has the say.
    uint256 public word;
    uint256 public wordGhost;
    uint256 public touched;
    uint256 public settledGhost;
    uint256 public burnedGhost;

    constructor() {
        _deployCommunity(IRewardToken.TransferPolicy.Open, address(this));
        _openBooks();
        _joinAll();
        for (uint256 i = 0; i < ACTORS; ++i) {
            _noteJoin(i);
            // Every other one may propose.
            if (i % 2 == 0) _rise(i, 600 ether);
        }
        _record();
        _goTo(time + 1);
        _propose(0, 1);
    }

    function actions() external pure override returns (bytes4[] memory list) {
        list = new bytes4[](8);
        list[0] = this.propose.selector;
        list[1] = this.vote.selector;
        list[2] = this.voteBySig.selector;
        list[3] = this.carryOut.selector;
        list[4] = this.delegate.selector;
        list[5] = this.rise.selector;
        list[6] = this.markSpam.selector;
        list[7] = this.settle.selector;
    }

    function motion(uint256 index) external view returns (Motion memory) {
        return _motions[index];
    }

    function motionsGhost() external view returns (uint256) {
        return _motions.length;
    }

    /// @notice What proposals call, in the timelock's name.
    function setWord(uint256 newWord) external {
        assertEq(msg.sender, _timelock, "who executes");
        word = newWord;
    }

    /// @dev After an action, looks at what became of the newest proposals and of some others.
    modifier watched() {
        _;
        uint256 count = _motions.length;
        for (uint256 i = 0; i < 4; ++i) {
            if (i < count) _watch(_motions[count - 1 - i].proposalId);
            _watch(_motions[(time + i) % count].proposalId);
        }
        _watch(_motions[touched].proposalId);
    }

    /* ACTIONS */

    /// @dev One proposal under way per author.
    function propose(uint256 who, uint256 value, uint256 wait) external counted watched {
        _pass(wait, 2 days);
        _propose((_pick(who) / 2) * 2, value);
    }

    function vote(uint256 who, uint256 which, uint8 support) external counted watched {
        (uint256 index, uint256 actor) = _ballot(who, which);
        bytes memory request = _vote(index, actor, support % 3);
        assertRefused(actors[actor], address(governor), request, IGovernor.GovernorAlreadyCastVote.selector);
    }

    /// @dev A signed ballot is good once.
    function voteBySig(uint256 who, uint256 which, uint8 support) external counted watched {
        (uint256 index, uint256 actor) = _ballot(who, which);
        uint256 proposalId = _motions[index].proposalId;
        support %= 3;
        bytes32 structHash = keccak256(
            abi.encode(BALLOT_TYPEHASH, proposalId, support, actors[actor], _ballotsSigned[actor]++)
        );
        bytes memory signature = sign(_keys[actor], typedDigest(_governorDomain(), structHash));
        bytes memory request = abi.encodeCall(
            governor.castVoteBySig,
            (proposalId, support, actors[actor], signature)
        );

        (bool accepted, ) = address(governor).call(request);

        assertTrue(accepted, "signed ballot refused");
        _noteVote(index, actor, support);
        bytes4 refusal = IGovernor.GovernorInvalidSignature.selector;
        assertRefused(address(this), address(governor), request, refusal);
    }

    /// @dev The guardian throws out what is undecided.
    function markSpam(uint256 which) external counted watched {
        (uint256 index, ) = _ballot(which, which);
        Motion storage motion_ = _motions[index];
        vm.prank(GUARDIAN);
        deposits.markSpam(motion_.proposalId);
        motion_.markedSpam = true;
        _cancel(index);
    }

    /// @dev A deposit goes one way, once: back to its author, or into the fire where the proposal was spam.
    function settle(uint256 which) external counted watched {
        uint256 index = _decided(which);
        Motion storage motion_ = _motions[index];
        uint256 proposalId = motion_.proposalId;
        bool spam = _isSpam(index);
        address author = actors[motion_.author];
        uint256 balance = token.balanceOf(author);
        bytes memory reclaim = abi.encodeCall(deposits.reclaim, (proposalId));
        bytes memory burn = abi.encodeCall(deposits.burn, (proposalId));
        bytes4 refusal =
            spam
                ? IProposalDeposits.ProposalDepositsSpam.selector
                : IProposalDeposits.ProposalDepositsNotSpam.selector;
        assertRefused(author, address(deposits), spam ? reclaim : burn, refusal);

        (bool accepted, ) = address(deposits).call(spam ? burn : reclaim);

        assertTrue(accepted, "deposit not settled");
        motion_.settled = true;
        ++settledGhost;
        if (spam) burnedGhost += DEPOSIT;
        assertEq(token.balanceOf(author), balance + (spam ? 0 : DEPOSIT), "what the author has");
        bytes4 again = IProposalDeposits.ProposalDepositsNoDeposit.selector;
        assertRefused(author, address(deposits), reclaim, again);
        assertRefused(author, address(deposits), burn, again);
    }

    /// @dev The last ballots are cast; what won is queued, waits, and is done: no step early, none twice.
    function carryOut(uint256 who, uint256 which) external watched {
        (uint256 index, ) = _ballot(who, which);
        for (uint256 i = 0; i < ACTORS; ++i) if (!votedGhost[index][i]) _vote(index, i, 1);
        _goTo(governor.proposalDeadline(_motions[index].proposalId));
        (bytes memory queue, bytes memory execute) = _steps(index);
        assertEq(_try(queue), false, "queued before the end");
        _goTo(time + 1);
        bool won = _won(index);
        assertEq(_try(queue), won, "whether it is queued");
        if (!won) return;

        _goTo(time + TIMELOCK_DELAY - 1);
        assertEq(_try(execute), false, "executed too early");
        _goTo(time + 1);
        assertEq(_try(execute), true, "executed in time");
        _motions[index].executed = true;
        uint256 value = _motions[index].value;
        if (_isQuorum(value)) _noteQuorum(_percentOf(value));
        else wordGhost = value;
        assertEq(_try(execute), false, "executed twice");
        ++successes[msg.sig];
    }

    function delegate(uint256 who, uint256 to, uint256 wait) external counted watched {
        _pass(wait, 1 days);
        (uint256 actor, uint256 delegatee) = (_pick(who), _pick(to));
        _people[actor].delegatee = delegatee;
        vm.prank(actors[actor]);
        members.delegate(actors[delegatee]);
        _record();
    }

    function rise(uint256 who, uint256 amount, uint256 wait) external counted watched {
        _pass(wait, 1 days);
        _rise(_pick(who), bound(amount, 0, 300 ether));
        _record();
    }

    /* DOING */

    function _cancel(uint256 index) private {
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _content(
            _motions[index].value
        );
        vm.prank(GUARDIAN);
        governor.cancel(targets, values, calls, keccak256(bytes(_description(index))));
        _motions[index].cancelled = true;
        touched = index;
    }

    function _propose(uint256 author, uint256 value) private {
        uint256 index = _motions.length;
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _content(value);
        bytes memory request = abi.encodeCall(
            governor.propose,
            (targets, values, calls, _description(index))
        );
        _makeRoom(author, request);
        vm.prank(actors[author]);
        (bool accepted, bytes memory answer) = address(governor).call(request);

        assertTrue(accepted, "proposal refused");
        _motions.push();
        _motions[index].proposalId = abi.decode(answer, (uint256));
        _motions[index].author = author;
        _motions[index].value = value;
        _motions[index].snapshot = time + 1 hours;
        touched = index;
    }

    /// @dev Where the author's last proposal is under way, sees the next one refused, and the guardian ends the last.
    function _makeRoom(uint256 author, bytes memory request) private {
        for (uint256 i = 0; i < _motions.length; ++i) {
            Motion storage other = _motions[i];
            if (other.author != author || other.executed || other.cancelled) continue;
            if (time > governor.proposalDeadline(other.proposalId) && !_won(i)) continue;
            assertRefused(actors[author], address(governor), request, UNDER_WAY);
            _cancel(i);
        }
    }

    function _vote(uint256 index, uint256 actor, uint8 support) private returns (bytes memory request) {
        request = abi.encodeCall(governor.castVote, (_motions[index].proposalId, support));
        vm.prank(actors[actor]);
        (bool accepted, ) = address(governor).call(request);
        assertTrue(accepted, "ballot refused");
        _noteVote(index, actor, support);
    }

    function _noteVote(uint256 index, uint256 actor, uint8 support) private {
        votedGhost[index][actor] = true;
        _motions[index].tally[support] += this.snapshotAt(_motions[index].snapshot).votes[actor];
        touched = index;
    }

    function _rise(uint256 actor, uint256 amount) private {
        token.mint(actors[actor], amount);
        members.refresh(_people[actor].memberId);
        _people[actor].earned += amount;
        _noteRefresh(actor);
    }

    function _try(bytes memory request) private returns (bool success) {
        (success, ) = address(governor).call(request);
    }

    /* CHOOSING */

    /// @dev A motion that is voted on, and somebody who has not; if there is none, one is proposed.
    function _ballot(uint256 who, uint256 which) private returns (uint256 index, uint256 actor) {
        actor = _pick(who);
        uint256 count = _motions.length;
        for (uint256 i = 0; i < count; ++i) {
            index = ((which % count) + i) % count;
            Motion storage candidate = _motions[index];
            if (candidate.cancelled || votedGhost[index][actor] || time <= candidate.snapshot) continue;
            if (time <= governor.proposalDeadline(candidate.proposalId)) return (index, actor);
        }
        _propose((_pick(which) / 2) * 2, which);
        index = _motions.length - 1;
        _goTo(_motions[index].snapshot + 1);
    }

    /// @dev A motion that is decided and whose deposit is held; if there is none, one is voted down.
    function _decided(uint256 which) private returns (uint256 index) {
        uint256 count = _motions.length;
        for (uint256 i = 0; i < count; ++i) {
            index = ((which % count) + i) % count;
            Motion storage candidate = _motions[index];
            if (candidate.settled) continue;
            if (candidate.cancelled || time > governor.proposalDeadline(candidate.proposalId)) return index;
        }
        (index, ) = _ballot(which, which);
        for (uint256 i = 0; i < ACTORS; ++i) if (!votedGhost[index][i]) _vote(index, i, 0);
        _goTo(governor.proposalDeadline(_motions[index].proposalId) + 1);
    }

    function _isSpam(uint256 index) private view returns (bool) {
        Motion storage decided = _motions[index];
        if (decided.cancelled) return decided.markedSpam;
        if (_won(index)) return false;
        uint256[3] memory tally = decided.tally;
        uint256 quorum = _quorumAt(decided.snapshot);
        return tally[0] > 0 && tally[0] >= quorum && tally[0] >= 3 * (tally[1] + tally[2]);
    }

    function _won(uint256 index) private view returns (bool) {
        Motion storage decided = _motions[index];
        uint256 quorum = _quorumAt(decided.snapshot);
        uint256[3] memory tally = decided.tally;
        return tally[1] > tally[0] && tally[1] + tally[2] >= quorum;
    }

    function _content(
        uint256 value
    ) private view returns (address[] memory targets, uint256[] memory values, bytes[] memory calls) {
        targets = new address[](1);
        values = new uint256[](1);
        calls = new bytes[](1);
        if (_isQuorum(value)) {
            targets[0] = address(governor);
            calls[0] = abi.encodeCall(governor.updateQuorumNumerator, (_percentOf(value)));
        } else {
            targets[0] = address(this);
            calls[0] = abi.encodeCall(this.setWord, (value));
        }
    }

    /// @dev One proposal in three changes the quorum, for those that come after.
    function _isQuorum(uint256 value) private pure returns (bool) {
        return value % 3 == 0;
    }

    function _percentOf(uint256 value) private pure returns (uint256) {
        return 5 + ((value >> 8) % 36);
    }

    function _description(uint256 index) private pure returns (string memory) {
        return string.concat("# Motion ", string(abi.encodePacked(uint8(65 + (index % 26)), index)));
    }

    function _steps(uint256 index) private view returns (bytes memory queue, bytes memory execute) {
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _content(
            _motions[index].value
        );
        bytes32 description = keccak256(bytes(_description(index)));
        queue = abi.encodeCall(governor.queue, (targets, values, calls, description));
        execute = abi.encodeCall(governor.execute, (targets, values, calls, description));
    }
}
