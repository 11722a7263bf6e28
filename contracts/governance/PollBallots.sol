// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {IPolls} from "./IPolls.sol";
import {PollBook} from "./PollBook.sol";
import {PollMethods} from "./PollMethods.sol";
import {PollTally} from "./PollTally.sol";

/**
 * @title PollBallots
 * @notice Takes ballots, open ones, alone or many at once.
 * @dev Ballots of members with neighbouring numbers share a slot, each with the sequence of whoever cast it in its lowest
 * three bits. A member's weight is not kept: it is that of a past second, which never changes, so an old ballot can be
 * taken back with the weight of the new one. Refusals are passed on as the bytes of the error, so that a batch reports
 * what a ballot alone would have met.
 */
abstract contract PollBallots is PollBook {
    bytes32 private constant SINGLE_CHOICE_TYPEHASH = keccak256(
        "SingleChoiceBallot(address voter,uint256 pollId,uint256 option,uint256 sequence)"
    );
    bytes32 private constant APPROVAL_TYPEHASH = keccak256(
        "ApprovalBallot(address voter,uint256 pollId,uint256[] options,uint256 sequence)"
    );
    bytes32 private constant SPLIT_TYPEHASH = keccak256(
        "SplitBallot(address voter,uint256 pollId,uint256[] points,uint256 sequence)"
    );
    bytes32 private constant QUADRATIC_TYPEHASH = keccak256(
        "QuadraticBallot(address voter,uint256 pollId,uint256[] votes,uint256 sequence)"
    );
    bytes32 private constant RANKING_TYPEHASH = keccak256(
        "RankingBallot(address voter,uint256 pollId,uint256[] bestFirst,uint256 sequence)"
    );
    /// @dev The sequence of ballots that members cast themselves: above that of all signed ones.
    uint256 internal constant IN_PERSON = 7;

    /// @dev What one call knows of its poll, and what its ballots add: read once, written once.
    struct Count {
        uint256 pollId;
        Method method;
        bytes32 typeHash;
        bool oneMember;
        uint256 options;
        uint256 limit;
        uint256 minTier;
        uint256 roomId;
        uint256 opens;
        uint256 widthLog2;
        uint256 ballots;
        uint256 turnout;
        uint256[] added;
    }

    mapping(uint256 pollId => mapping(uint256 bucket => uint256)) private _ballots;
    mapping(uint256 pollId => mapping(uint256 word => uint256)) private _tallies;

    /* CASTING */

    /// @inheritdoc IPolls
    function cast(uint256 pollId, uint256 ballot) external {
        Count memory count;
        _takeBallots(count, pollId);
        if (!_isBallot(count, ballot)) revert PollsInvalidBallot(ballot);
        (uint256 entry, bytes memory refusal) = _voter(count, msg.sender);
        _requireNone(refusal);

        _replace(count, entry | (IN_PERSON << 128) | ballot);
        _write(count);

        emit BallotCast(pollId, entry >> 224, ballot, uint32(entry >> 192), IN_PERSON);
    }

    /// @inheritdoc IPolls
    function castFor(
        address voter,
        uint256 pollId,
        uint256 ballot,
        uint256 sequence,
        bytes calldata signature
    ) external {
        Count memory count;
        _takeBallots(count, pollId);
        _requireNone(_checkSigned(count, ballot, sequence));
        _checkSigner(voter, _ballotHash(count, voter, ballot, sequence), signature);
        (uint256 entry, bytes memory refusal) = _voter(count, voter);
        _requireNone(refusal);

        _requireNone(_replace(count, entry | (sequence << 128) | ballot));
        _write(count);

        emit BallotCast(pollId, entry >> 224, ballot, uint32(entry >> 192), sequence);
    }

    /// @inheritdoc IPolls
    function castMany(uint256 pollId, SignedBallot[] calldata signedBallots) external {
        Count memory count;
        _takeBallots(count, pollId);
        bytes32 domain = _domainSeparatorV4();
        uint256[] memory entries = new uint256[](signedBallots.length);
        uint256 taken = 0;

        for (uint256 i = 0; i < signedBallots.length; ++i) {
            uint256 memoryEnd = _memoryEnd();
            (uint256 entry, bytes memory refusal) = _takeSigned(count, domain, signedBallots[i]);
            if (refusal.length == 0) entries[taken++] = entry;
            else emit BallotSkipped(pollId, i, refusal);
            _forgetFrom(memoryEnd);
        }
        if (taken == 0) return;
        _write(count);

        assembly ("memory-safe") {
            mstore(entries, taken)
        }
        emit BallotsCast(pollId, entries);
    }

    /* EXAMINING */

    function _takeBallots(Count memory count, uint256 pollId) private view {
        if (_begin(count, pollId)) revert PollsHidden(pollId);
    }

    /// @dev Takes the ballot of somebody with a key, or says why not.
    function _takeSigned(
        Count memory count,
        bytes32 domain,
        SignedBallot calldata signed
    ) private returns (uint256 entry, bytes memory refusal) {
        (address voter, uint256 ballot, uint256 sequence) = (signed.voter, signed.ballot, signed.sequence);
        refusal = _checkSigned(count, ballot, sequence);
        if (refusal.length != 0) return (0, refusal);
        bytes32 digest = MessageHashUtils.toTypedDataHash(
            domain,
            _ballotHash(count, voter, ballot, sequence)
        );
        (address signer, , ) = ECDSA.tryRecover(digest, signed.r, signed.vs);
        if (signer != voter || voter == address(0)) {
            return (0, abi.encodeWithSelector(SignedRequestInvalidSignature.selector, voter));
        }
        (entry, refusal) = _voter(count, voter);
        if (refusal.length != 0) return (0, refusal);

        entry |= (sequence << 128) | ballot;
        refusal = _replace(count, entry);
    }

    function _checkSigned(
        Count memory count,
        uint256 ballot,
        uint256 sequence
    ) private pure returns (bytes memory refusal) {
        if (!_isBallot(count, ballot)) return abi.encodeWithSelector(PollsInvalidBallot.selector, ballot);
        if (!_isSignedSequence(sequence)) {
            return abi.encodeWithSelector(PollsInvalidSequence.selector, sequence);
        }
    }

    /// @dev Who votes and with what weight, or why not: one question to the membership, and one more for each further
    /// condition of the poll. The entry has member and weight in the places of {BallotsCast}.
    function _voter(
        Count memory count,
        address account
    ) internal view returns (uint256 entry, bytes memory refusal) {
        (uint256 memberId, uint256 weight) = membership.unitsAt(account, count.opens);
        if (weight == 0) return (0, abi.encodeWithSelector(PollsNoWeight.selector, account));
        if (count.minTier != 0) {
            (, uint256 tier) = membership.memberAndTierOf(account);
            if (tier < count.minTier) {
                return (0, abi.encodeWithSelector(PollsTierTooLow.selector, account, tier, count.minTier));
            }
        }
        if (count.roomId != 0) {
            uint256 joinedAt = rooms.joinedAt(count.roomId, memberId);
            if (joinedAt == 0 || joinedAt >= count.opens) {
                return (0, abi.encodeWithSelector(PollsNotInRoom.selector, account, count.roomId));
            }
        }
        entry = (memberId << 224) | ((count.oneMember ? 1 : weight) << 192);
    }

    function _isBallot(Count memory count, uint256 ballot) internal pure returns (bool) {
        return PollMethods.isBallot(count.method, count.options, count.limit, ballot);
    }

    function _isSignedSequence(uint256 sequence) internal pure returns (bool) {
        return sequence != 0 && sequence < IN_PERSON;
    }

    /// @dev The voter is signed too: two wallets that are contracts may have the same owner.
    function _ballotHash(
        Count memory count,
        address voter,
        uint256 ballot,
        uint256 sequence
    ) private pure returns (bytes32) {
        (uint256 pollId, Method method) = (count.pollId, count.method);
        if (method == Method.SingleChoice) {
            return keccak256(abi.encode(count.typeHash, voter, pollId, ballot, sequence));
        }
        uint256[] memory list = PollMethods.spelledOut(method, count.options, ballot);
        return
            keccak256(abi.encode(count.typeHash, voter, pollId, keccak256(abi.encodePacked(list)), sequence));
    }

    /* BOOKS */

    /// @dev Begins a count in a poll that takes ballots now; says whether they are hidden ones. The opening second itself
    /// takes none: what counts in it is settled only when it is past.
    function _begin(Count memory count, uint256 pollId) internal view returns (bool hidden) {
        Poll storage poll = _polls[pollId];
        (uint256 opens, uint256 closes, bool cancelled) = (poll.opens, poll.closes, poll.cancelled);
        hidden = poll.hidden;
        _copyRules(count, pollId, poll);
        if (count.options == 0) revert PollsUnknownPoll(pollId);
        if (cancelled) revert PollsCancelled(pollId);
        if (block.timestamp <= opens || block.timestamp >= closes) revert PollsNotOpen(pollId, opens, closes);
    }

    function _typeHashOf(Method method) private pure returns (bytes32) {
        if (method == Method.SingleChoice) return SINGLE_CHOICE_TYPEHASH;
        if (method == Method.Approval) return APPROVAL_TYPEHASH;
        if (method == Method.Split) return SPLIT_TYPEHASH;
        return method == Method.Quadratic ? QUADRATIC_TYPEHASH : RANKING_TYPEHASH;
    }

    function _copyRules(Count memory count, uint256 pollId, Poll storage poll) internal view {
        (Method method, uint256 options) = (poll.method, poll.optionCount);
        count.pollId = pollId;
        count.method = method;
        count.typeHash = _typeHashOf(method);
        count.oneMember = poll.weightMode == WeightMode.OneMember;
        count.options = options;
        count.limit = poll.limit;
        count.minTier = poll.minTier;
        count.roomId = poll.roomId;
        count.opens = poll.opens;
        count.widthLog2 = PollMethods.widthLog2(method, options);
        count.added = PollTally.none(method, options);
    }

    /// @dev Puts a ballot in the place of the member's last one, and counts the difference. The entry has member, weight,
    /// sequence and ballot as {BallotsCast} has them.
    function _replace(Count memory count, uint256 entry) internal returns (bytes memory refusal) {
        (uint256 bucket, uint256 shift, uint256 mask) = _place(count.widthLog2, entry >> 224);
        mapping(uint256 => uint256) storage ballots = _ballots[count.pollId];
        uint256 word = ballots[bucket];
        uint256 old = (word >> shift) & mask;
        uint256 sequence = uint32(entry >> 128);
        // In person one may change one's mind for ever, for nothing signed counts after that.
        if (sequence <= (old & IN_PERSON) && sequence != IN_PERSON) {
            return abi.encodeWithSelector(PollsStaleBallot.selector, sequence, old & IN_PERSON);
        }
        uint256 ballot = uint128(entry);
        uint256 weight = uint32(entry >> 192);
        // The lane of a single choice counts its ballots too, so that the poll's own slot need not be written.
        if (count.method == Method.SingleChoice) weight |= PollTally.ONE_BALLOT;

        ballots[bucket] = word ^ ((old ^ ((ballot << PollMethods.SEQUENCE_BITS) | sequence)) << shift);

        unchecked {
            if (old == 0) {
                ++count.ballots;
                count.turnout += weight;
            } else {
                uint256 last = old >> PollMethods.SEQUENCE_BITS;
                PollTally.add(count.added, count.method, count.options, last, 0 - weight);
            }
        }
        PollTally.add(count.added, count.method, count.options, ballot, weight);
    }

    /// @dev Writes what ballots have added: each word of the tally at most once.
    function _write(Count memory count) internal {
        mapping(uint256 word => uint256) storage words = _tallies[count.pollId];
        uint256[] memory added = count.added;
        for (uint256 i = 0; i < added.length; ++i) {
            unchecked {
                if (added[i] != 0) words[i] += added[i];
            }
        }
        if (count.ballots == 0 || count.method == Method.SingleChoice) return;
        Poll storage poll = _polls[count.pollId];
        // Members are fewer than 2^32, and weigh less than 2^32 each.
        unchecked {
            (poll.ballots, poll.turnout) = (
                uint32(poll.ballots + count.ballots),
                uint64(poll.turnout + count.turnout)
            );
        }
    }

    function _place(
        uint256 widthLog2,
        uint256 memberId
    ) private pure returns (uint256 bucket, uint256 shift, uint256 mask) {
        unchecked {
            uint256 width = 1 << widthLog2;
            // A word has 2^8 bits, so 2^(8 - widthLog2) places.
            uint256 placesLog2 = 8 - widthLog2;
            bucket = memberId >> placesLog2;
            shift = (memberId & ((1 << placesLog2) - 1)) << widthLog2;
            mask = type(uint256).max >> (256 - width);
        }
    }

    /// @dev The words of a tally as they stand.
    function _wordsOf(uint256 pollId, Poll storage poll) internal view returns (uint256[] memory words) {
        words = PollTally.none(poll.method, poll.optionCount);
        for (uint256 i = 0; i < words.length; ++i) words[i] = _tallies[pollId][i];
    }

    /* READING */

    /// @inheritdoc IPolls
    function ballotOf(
        uint256 pollId,
        uint256 memberId
    ) external view returns (uint256 ballot, uint256 sequence) {
        Poll storage poll = _known(pollId);
        uint256 widthLog2 = PollMethods.widthLog2(poll.method, poll.optionCount);
        (uint256 bucket, uint256 shift, uint256 mask) = _place(widthLog2, memberId);
        uint256 field = (_ballots[pollId][bucket] >> shift) & mask;
        return (field >> PollMethods.SEQUENCE_BITS, field & IN_PERSON);
    }

    /// @inheritdoc IPolls
    function weightOf(
        uint256 pollId,
        address account
    ) external view returns (uint256 memberId, uint256 weight, bytes memory reason) {
        Count memory count;
        _copyRules(count, pollId, _running(pollId));
        uint256 entry;
        (entry, reason) = _voter(count, account);
        return (entry >> 224, uint32(entry >> 192), reason);
    }

    /* TOOLS */

    /// @dev Fails with an error that was met on the way.
    function _requireNone(bytes memory refusal) internal pure {
        if (refusal.length == 0) return;
        assembly ("memory-safe") {
            revert(add(refusal, 32), mload(refusal))
        }
    }

    /// @dev Memory is never given back by itself, and grows dearer the more a batch takes.
    function _memoryEnd() internal pure returns (uint256 end) {
        assembly ("memory-safe") {
            end := mload(0x40)
        }
    }

    /// @dev Gives back what was taken since {_memoryEnd}; nothing of it may be used afterwards.
    function _forgetFrom(uint256 end) internal pure {
        assembly ("memory-safe") {
            mstore(0x40, end)
        }
    }
}
