// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IMembership} from "../membership/IMembership.sol";
import {IRooms} from "../membership/IRooms.sol";
import {Rights} from "../shared/Rights.sol";
import {SignedRequests} from "../shared/SignedRequests.sol";
import {IPolls} from "./IPolls.sol";
import {PollMethods} from "./PollMethods.sol";

/**
 * @title PollBook
 * @notice Makes polls and calls them off.
 * @dev What a ballot needs of a poll is one storage slot, read once per ballot or batch. Question and options are in the
 * event alone.
 */
abstract contract PollBook is IPolls, SignedRequests, AccessManaged {
    using SafeCast for uint256;

    bytes32 private constant NEW_POLL_TYPEHASH = keccak256(
        "NewPoll(address author,uint8 method,uint8 weightMode,uint8 minTier,uint16 limit,uint32 roomId,uint32 opens,uint32 closes,uint32 revealUntil,string uri,string[] optionUris,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant CANCEL_POLL_TYPEHASH = keccak256(
        "CancelPoll(address author,uint256 pollId,string reason,uint256 deadline)"
    );
    uint256 private constant MIN_OPEN = 2 seconds;
    uint256 private constant MAX_OPEN = 366 days;
    uint256 private constant MAX_REASON = 1_024;
    uint256 private constant MAX_URI = 8_192;

    /// @notice The membership whose members vote.
    IMembership public immutable membership;
    /// @notice The rooms that polls can belong to.
    IRooms public immutable rooms;

    /// @inheritdoc IPolls
    uint256 public pollCount;
    mapping(uint256 pollId => Poll) internal _polls;
    mapping(uint256 pollId => Origin) internal _origins;
    mapping(uint256 memberId => mapping(uint256 roomId => uint256 pollId)) private _lastPolls;

    /// @notice Ties polls to those who vote.
    /// @param membership_ The membership.
    /// @param rooms_ The rooms.
    constructor(IMembership membership_, IRooms rooms_) {
        membership = membership_;
        rooms = rooms_;
    }

    /* MAKING */

    /// @inheritdoc IPolls
    function createPoll(Terms calldata terms) external returns (uint256 pollId) {
        return _createByMember(msg.sender, terms);
    }

    /// @inheritdoc IPolls
    function createPollFor(
        PollRequest calldata request,
        bytes calldata signature
    ) external returns (uint256 pollId) {
        _checkRequest(request.author, _newPollHash(request), request.deadline, signature);
        _useCheckedNonce(request.author, request.nonce);

        return _createByMember(request.author, request.terms);
    }

    /// @inheritdoc IPolls
    function createPollByOperator(Terms calldata terms) external restricted returns (uint256 pollId) {
        return _create(terms, 0);
    }

    /// @dev A poll's author needs no right to have it in a room of which they are a steward.
    function _createByMember(address author, Terms calldata terms) private returns (uint256 pollId) {
        uint256 memberId = membership.memberOf(author);
        bool allowed = memberId != 0;
        if (allowed && !membership.hasRight(author, Rights.PROPOSE)) {
            allowed = terms.roomId != 0 && rooms.isSteward(terms.roomId, memberId);
        } else if (allowed && terms.roomId != 0) {
            allowed = rooms.joinedAt(terms.roomId, memberId) != 0 || rooms.isSteward(terms.roomId, memberId);
        }
        if (!allowed) revert PollsAuthorNotAllowed(author, terms.roomId);
        uint256 last = _lastPolls[memberId][terms.roomId];
        if (last != 0 && !_polls[last].cancelled && block.timestamp < _overAt(last))
            revert PollsAuthorBusy(last);

        pollId = _create(terms, memberId);
        _lastPolls[memberId][terms.roomId] = pollId;
    }

    function _create(Terms calldata terms, uint256 authorId) private returns (uint256 pollId) {
        uint256 options = terms.optionUris.length;
        if (options < PollMethods.MIN_OPTIONS || options > PollMethods.MAX_OPTIONS)
            revert PollsInvalidOptionCount(options);
        if (!PollMethods.isLimit(terms.method, options, terms.limit)) revert PollsInvalidLimit(terms.limit);
        if (terms.roomId != 0 && rooms.roomOf(terms.roomId).status != IRooms.RoomStatus.Open) {
            revert PollsRoomClosed(terms.roomId);
        }
        _checkLength(terms.uri, MAX_URI);
        for (uint256 i = 0; i < options; ++i) _checkLength(terms.optionUris[i], MAX_URI);
        uint256 opens = _checkTimes(terms);

        pollId = ++pollCount;
        _polls[pollId] = Poll({
            method: terms.method,
            weightMode: terms.weightMode,
            optionCount: uint8(options),
            minTier: terms.minTier,
            limit: terms.limit,
            roomId: terms.roomId,
            opens: uint32(opens),
            closes: terms.closes,
            hidden: terms.revealUntil != 0,
            cancelled: false,
            ballots: 0,
            turnout: 0
        });
        _origins[pollId] = Origin({authorId: authorId.toUint32(), revealUntil: terms.revealUntil});

        Terms memory known = terms;
        known.opens = uint32(opens);
        emit PollCreated(pollId, authorId, terms.roomId, known);
    }

    /// @dev Zero means now: an author can't know the second in which the poll will be made.
    function _checkTimes(Terms calldata terms) private view returns (uint256 opens) {
        opens = terms.opens == 0 ? block.timestamp.toUint32() : terms.opens;
        bool valid =
            opens >= block.timestamp &&
                terms.closes >= opens + MIN_OPEN &&
                terms.closes <= opens + MAX_OPEN &&
                (terms.revealUntil == 0 ||
                    (terms.revealUntil > terms.closes && terms.revealUntil <= terms.closes + MAX_OPEN));
        if (!valid) revert PollsInvalidTimes(opens, terms.closes, terms.revealUntil);
    }

    function _checkLength(string calldata text, uint256 limit) private pure {
        if (bytes(text).length > limit) revert PollsTextTooLong(bytes(text).length, limit);
    }

    function _newPollHash(PollRequest calldata request) private pure returns (bytes32) {
        Terms calldata terms = request.terms;
        bytes32[] memory options = new bytes32[](terms.optionUris.length);
        for (uint256 i = 0; i < options.length; ++i) options[i] = keccak256(bytes(terms.optionUris[i]));
        bytes memory first = abi.encode(
            NEW_POLL_TYPEHASH,
            request.author,
            terms.method,
            terms.weightMode,
            terms.minTier,
            terms.limit,
            terms.roomId
        );
        bytes memory rest = abi.encode(
            terms.opens,
            terms.closes,
            terms.revealUntil,
            keccak256(bytes(terms.uri)),
            keccak256(abi.encodePacked(options)),
            request.nonce,
            request.deadline
        );
        return keccak256(bytes.concat(first, rest));
    }

    /* CALLING OFF */

    /// @inheritdoc IPolls
    function cancelPoll(uint256 pollId, string calldata reason) external {
        _cancelByAuthor(msg.sender, pollId, reason);
    }

    /// @inheritdoc IPolls
    function cancelPollFor(
        address author,
        uint256 pollId,
        string calldata reason,
        uint256 deadline,
        bytes calldata signature
    ) external {
        bytes32 structHash = keccak256(
            abi.encode(CANCEL_POLL_TYPEHASH, author, pollId, keccak256(bytes(reason)), deadline)
        );
        _checkRequest(author, structHash, deadline, signature);

        _cancelByAuthor(author, pollId, reason);
    }

    /// @inheritdoc IPolls
    function cancelPollByOperator(uint256 pollId, string calldata reason) external restricted {
        Poll storage poll = _running(pollId);
        if (block.timestamp >= poll.closes) revert PollsNotOpen(pollId, poll.opens, poll.closes);
        _cancel(pollId, reason);
    }

    function _cancelByAuthor(address author, uint256 pollId, string calldata reason) private {
        Poll storage poll = _running(pollId);
        uint256 authorId = _origins[pollId].authorId;
        bool allowed = authorId != 0 && membership.memberOf(author) == authorId;
        if (!allowed || block.timestamp >= poll.opens) revert PollsNotCancellable(pollId);
        _cancel(pollId, reason);
    }

    function _cancel(uint256 pollId, string calldata reason) private {
        _checkLength(reason, MAX_REASON);

        _polls[pollId].cancelled = true;

        emit PollCancelled(pollId, reason);
    }

    /* READING */

    /// @inheritdoc IPolls
    function originOf(uint256 pollId) external view returns (Origin memory) {
        _known(pollId);
        return _origins[pollId];
    }

    function _known(uint256 pollId) internal view returns (Poll storage poll) {
        poll = _polls[pollId];
        if (poll.optionCount == 0) revert PollsUnknownPoll(pollId);
    }

    /// @dev A poll that was not called off.
    function _running(uint256 pollId) internal view returns (Poll storage poll) {
        poll = _known(pollId);
        if (poll.cancelled) revert PollsCancelled(pollId);
    }

    /// @dev First second in which nothing about a poll can change any more.
    function _overAt(uint256 pollId) internal view returns (uint256) {
        uint256 revealUntil = _origins[pollId].revealUntil;
        return revealUntil == 0 ? _polls[pollId].closes : revealUntil;
    }
}
