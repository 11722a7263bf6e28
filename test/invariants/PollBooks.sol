// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IPolls} from "../../contracts/governance/IPolls.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Community} from "../support/Community.sol";
import {PollModel} from "../support/PollModel.sol";

/**
 * @title PollBooks
 * @notice Who is a member with how many units, and every poll with its last ballots, kept beside the contracts.
 */
abstract contract PollBooks is Community, PollModel {
    struct Book {
        IPolls.Poll poll;
        uint256 revealUntil;
        uint256[] ballots;
        uint256[] weights;
        uint256[] sequences;
        /// What each has committed to, in a poll with hidden ballots; zero for nothing.
        uint256[] hidden;
        bytes32 resultSeen;
    }

    mapping(uint256 actor => bool) public activeGhost;
    mapping(uint256 actor => uint256) public earnedGhost;
    Book[] private _books;

    function _openBooks() internal {
        _deployCommunity(IRewardToken.TransferPolicy.Open, address(this));
        _joinAll();
        for (uint256 i = 0; i < ACTORS; ++i) activeGhost[i] = true;
        _goTo(time + 1);
    }

    function pollsGhost() public view returns (uint256) {
        return _books.length;
    }

    function book(uint256 pollId) external view returns (Book memory) {
        return _books[pollId - 1];
    }

    function _book(uint256 pollId) internal view returns (Book storage) {
        return _books[pollId - 1];
    }

    function _unitsOf(uint256 actor) internal view returns (uint256) {
        if (!activeGhost[actor]) return 0;
        uint256 earned = earnedGhost[actor];
        return
            earned >= 2_000 ether
                ? 10
                : earned >= 500 ether
                    ? 6
                    : earned >= 100 ether
                        ? 3
                        : 1;
    }

    /// @dev Writes a poll down at the end of its opening second.
    function _notePoll(IPolls.Terms memory terms) internal {
        Book storage made = _books.push();
        made.poll.method = terms.method;
        made.poll.weightMode = terms.weightMode;
        made.poll.optionCount = uint8(terms.optionUris.length);
        made.poll.limit = terms.limit;
        made.poll.opens = uint32(time);
        made.poll.closes = terms.closes;
        made.poll.hidden = terms.revealUntil != 0;
        made.revealUntil = terms.revealUntil;
        for (uint256 i = 0; i < ACTORS; ++i) {
            uint256 units = _unitsOf(i);
            bool alike = terms.weightMode == IPolls.WeightMode.OneMember && units > 0;
            made.weights.push(alike ? 1 : units);
            made.ballots.push(0);
            made.sequences.push(0);
            made.hidden.push(0);
        }
    }

    function _noteBallot(uint256 pollId, uint256 actor, uint256 ballot, uint256 sequence) internal {
        Book storage written = _books[pollId - 1];
        if (written.ballots[actor] == 0) {
            ++written.poll.ballots;
            written.poll.turnout += uint64(written.weights[actor]);
        }
        (written.ballots[actor], written.sequences[actor]) = (ballot, sequence);
    }
}
