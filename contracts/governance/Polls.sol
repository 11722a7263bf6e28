// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IMembership} from "../membership/IMembership.sol";
import {IRooms} from "../membership/IRooms.sol";
import {IPolls} from "./IPolls.sol";
import {PollBallots} from "./PollBallots.sol";
import {PollBook} from "./PollBook.sol";
import {PollTally} from "./PollTally.sol";

/**
 * @title Polls
 * @notice Polls: members say together what they want made. Nothing is carried out by itself.
 * @dev Making polls lives in {PollBook}, open ballots in {PollBallots}, what a ballot may say in {PollMethods}, counting
 * in {PollTally}; here are hidden ballots and results.
 */
contract Polls is PollBallots {
    bytes32 private constant HIDDEN_BALLOT_TYPEHASH = keccak256(
        "HiddenBallot(address voter,uint256 pollId,bytes32 commitment,uint256 sequence)"
    );

    mapping(uint256 pollId => mapping(uint256 memberId => Commitment)) private _commitments;

    /**
     * @notice Begins without polls.
     * @param authority_ The community's AccessManager.
     * @param membership_ The membership.
     * @param rooms_ The rooms.
     */
    constructor(
        address authority_,
        IMembership membership_,
        IRooms rooms_
    ) PollBook(membership_, rooms_) AccessManaged(authority_) {}

    /* HIDDEN BALLOTS */

    /// @inheritdoc IPolls
    function commit(uint256 pollId, bytes32 commitment) external {
        _commit(msg.sender, pollId, commitment, IN_PERSON);
    }

    /// @inheritdoc IPolls
    function commitFor(
        address voter,
        uint256 pollId,
        bytes32 commitment,
        uint256 sequence,
        bytes calldata signature
    ) external {
        if (!_isSignedSequence(sequence)) revert PollsInvalidSequence(sequence);
        bytes32 structHash = keccak256(
            abi.encode(HIDDEN_BALLOT_TYPEHASH, voter, pollId, commitment, sequence)
        );
        _checkSigner(voter, structHash, signature);

        _commit(voter, pollId, commitment, sequence);
    }

    /// @inheritdoc IPolls
    function reveal(uint256 pollId, Reveal calldata opening) external {
        Count memory count;
        _beginRevealing(count, pollId);

        _requireNone(_open(count, opening));
        _write(count);
    }

    /// @inheritdoc IPolls
    function revealMany(uint256 pollId, Reveal[] calldata openings) external {
        Count memory count;
        _beginRevealing(count, pollId);

        for (uint256 i = 0; i < openings.length; ++i) {
            uint256 memoryEnd = _memoryEnd();
            bytes memory refusal = _open(count, openings[i]);
            if (refusal.length != 0) emit BallotSkipped(pollId, i, refusal);
            _forgetFrom(memoryEnd);
        }
        _write(count);
    }

    function _commit(address voter, uint256 pollId, bytes32 commitment, uint256 sequence) private {
        Count memory count;
        if (!_begin(count, pollId)) revert PollsNotHidden(pollId);
        bytes27 digest = bytes27(commitment);
        if (digest == 0) revert PollsEmptyCommitment();
        (uint256 entry, bytes memory refusal) = _voter(count, voter);
        _requireNone(refusal);
        (uint256 memberId, uint256 weight) = (entry >> 224, uint32(entry >> 192));
        uint256 latest = _commitments[pollId][memberId].sequence;
        if (sequence <= latest && sequence != IN_PERSON) revert PollsStaleBallot(sequence, latest);

        _commitments[pollId][memberId] = Commitment(digest, uint32(weight), uint8(sequence));

        emit BallotCommitted(pollId, memberId, commitment, weight, sequence);
    }

    function _beginRevealing(Count memory count, uint256 pollId) private view {
        Poll storage poll = _running(pollId);
        if (!poll.hidden) revert PollsNotHidden(pollId);
        uint256 until = _overAt(pollId);
        if (block.timestamp < poll.closes || block.timestamp >= until) {
            revert PollsNotRevealing(pollId, poll.closes, until);
        }
        _copyRules(count, pollId, poll);
    }

    /// @dev Counts a hidden ballot, or says why not.
    function _open(Count memory count, Reveal calldata opening) private returns (bytes memory refusal) {
        (uint256 pollId, uint256 memberId, uint256 ballot) = (count.pollId, opening.memberId, opening.ballot);
        Commitment memory commitment = _commitments[pollId][memberId];
        bytes27 digest = bytes27(commitmentFor(pollId, memberId, ballot, opening.salt));
        if (commitment.digest != digest)
            return abi.encodeWithSelector(PollsRevealMismatch.selector, memberId);
        if (!_isBallot(count, ballot)) {
            return abi.encodeWithSelector(PollsInvalidBallot.selector, ballot);
        }

        delete _commitments[pollId][memberId];
        refusal = _replace(
            count,
            (memberId << 224) |
                (uint256(commitment.weight) << 192) |
                (uint256(commitment.sequence) << 128) |
                ballot
        );

        emit BallotRevealed(pollId, memberId, ballot, commitment.weight);
    }

    /* RESULTS */

    /// @inheritdoc IPolls
    function pollOf(uint256 pollId) external view returns (Poll memory poll) {
        poll = _known(pollId);
        Result memory counted = _resultOf(pollId, _known(pollId));
        (poll.ballots, poll.turnout) = (uint32(counted.ballots), uint64(counted.turnout));
    }

    /// @inheritdoc IPolls
    function commitmentOf(uint256 pollId, uint256 memberId) external view returns (Commitment memory) {
        return _commitments[pollId][memberId];
    }

    /// @inheritdoc IPolls
    function commitmentFor(
        uint256 pollId,
        uint256 memberId,
        uint256 ballot,
        bytes32 salt
    ) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), pollId, memberId, ballot, salt));
    }

    /// @inheritdoc IPolls
    function tally(uint256 pollId) external view returns (Result memory) {
        return _resultOf(pollId, _known(pollId));
    }

    /// @inheritdoc IPolls
    function result(uint256 pollId) external view returns (Result memory) {
        Poll storage poll = _running(pollId);
        uint256 from = _overAt(pollId);
        if (block.timestamp < from) revert PollsNotOver(pollId, from);
        return _resultOf(pollId, poll);
    }

    /// @inheritdoc IPolls
    function pairs(uint256 pollId) external view returns (uint256[][] memory preferred) {
        Poll storage poll = _known(pollId);
        if (poll.method != Method.Copeland) revert PollsNoPairs(pollId);
        return PollTally.pairsOf(poll.optionCount, _wordsOf(pollId, poll));
    }

    function _resultOf(uint256 pollId, Poll storage poll) private view returns (Result memory) {
        return PollTally.resultOf(poll, _wordsOf(pollId, poll));
    }
}
