// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IPolls} from "../../contracts/governance/IPolls.sol";
import {Handler, InvariantTargets} from "../support/InvariantTargets.sol";
import {PollModel} from "../support/PollModel.sol";
import {IPollsSurface} from "../support/Surfaces.sol";
import {PollBooks} from "./PollBooks.sol";
import {PollsHandler} from "./PollsHandler.sol";

contract PollsInvariants is InvariantTargets, PollModel {
    PollsHandler private handler;
    IPollsSurface private polls;

    function setUp() public {
        handler = new PollsHandler();
        polls = handler.polls();
    }

    function _handler() internal view override returns (Handler) {
        return handler;
    }

    /// @dev What each poll has come to is what its members' last ballots say, each counted once with the weight of the
    /// opening second. Polls are many; a few in turn are looked at after every call.
    function invariant_tallies() external view {
        uint256 count = handler.pollsGhost();
        assertEq(polls.pollCount(), count, "polls");
        for (uint256 i = 0; i < 3; ++i) _checkPoll(1 + ((handler.time() + i) % count));
        _checkPoll(count);
    }

    function _checkPoll(uint256 pollId) private view {
        PollBooks.Book memory book = handler.book(pollId);
        IPolls.Result memory tally = polls.tally(pollId);
        assertEq(tally.ballots, book.poll.ballots, "ballots counted");
        assertEq(tally.turnout, book.poll.turnout, "turnout");
        _sameResult(tally, book.poll, book.ballots, book.weights);
        if (book.poll.hidden && handler.time() < book.poll.closes)
            assertEq(tally.ballots, 0, "hidden ballots");
        if (book.resultSeen != 0) {
            bool same = keccak256(abi.encode(polls.result(pollId))) == book.resultSeen;
            assertTrue(same, "a result has changed after the close");
        }
        uint256 voters = 0;
        for (uint256 i = 0; i < book.ballots.length; ++i) {
            (uint256 ballot, ) = polls.ballotOf(pollId, i + 1);
            assertEq(ballot, book.ballots[i], "ballot of a member");
            if (ballot == 0) continue;
            ++voters;
            assertTrue(book.weights[i] > 0, "a ballot without weight");
            assertTrue(_modelAllows(book.poll, ballot), "a ballot that the poll does not allow");
        }
        assertEq(voters, book.poll.ballots, "one ballot each");
    }
}
