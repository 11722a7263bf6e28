// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IPolls} from "../../contracts/governance/IPolls.sol";
import {PollMethods} from "../../contracts/governance/PollMethods.sol";
import {Handler} from "../support/InvariantTargets.sol";
import {PollBooks} from "./PollBooks.sol";

/**
 * @title PollsHandler
 * @notice Asks, votes, changes its mind, signs, hides and reveals at random, while members come, go and rise.
 */
contract PollsHandler is PollBooks, Handler {
    uint256 private constant IN_PERSON = 7;
    uint256 private constant BATCH = 6;

    /// @dev Signed ballots of the past, to be tried again.
    mapping(uint256 pollId => IPolls.SignedBallot[]) private _signed;
    uint256 private _newAccounts;

    constructor() {
        _openBooks();
        _create(0, false);
        _create(1, true);
    }

    function actions() external pure override returns (bytes4[] memory list) {
        list = new bytes4[](9);
        list[0] = this.create.selector;
        list[1] = this.cast.selector;
        list[2] = this.castMany.selector;
        list[3] = this.commit.selector;
        list[4] = this.reveal.selector;
        list[5] = this.close.selector;
        list[6] = this.comeOrGo.selector;
        list[7] = this.earn.selector;
        list[8] = this.rebind.selector;
    }

    /* ACTIONS */

    function create(uint256 seed, uint256 wait) external counted {
        _pass(wait, 1 days);
        _create(seed, seed % 4 == 0);
    }

    /// @dev In person, as often as one likes; who had no weight at the opening, or has left since, has no ballot.
    function cast(uint256 who, uint256 which, uint256 draw, uint256 wait) external counted {
        _pass(wait, 6 hours);
        uint256 pollId = _taking(which, false);
        uint256 actor = _pick(who);
        Book storage book_ = _book(pollId);
        uint256 ballot = _anyBallot(book_.poll, draw);
        bytes memory call = abi.encodeCall(polls.cast, (pollId, ballot));
        if (!_votes(book_, actor)) {
            assertRefused(actors[actor], address(polls), call, IPolls.PollsNoWeight.selector);
            actor = _someVoter(book_, actor);
        }

        vm.prank(actors[actor]);
        polls.cast(pollId, ballot);

        _noteBallot(pollId, actor, ballot, IN_PERSON);
    }

    /// @dev A batch of new ballots, old ones again, and forged ones. Those that should count do, the others are passed over.
    function castMany(uint256 which, uint256 draw, uint256 wait) external counted {
        _pass(wait, 6 hours);
        uint256 pollId = _taking(which, false);
        IPolls.SignedBallot[] memory batch = new IPolls.SignedBallot[](BATCH);
        for (uint256 i = 0; i < BATCH; ++i) {
            uint256 each = uint256(keccak256(abi.encode(draw, i)));
            uint256 kept = _signed[pollId].length;
            if (each % 4 == 0 && kept > 0) {
                batch[i] = _signed[pollId][(each >> 8) % kept];
                uint256 voter = _actorOf(batch[i].voter);
                if (voter < ACTORS) _judge(pollId, voter, batch[i]);
            } else {
                uint256 actor = _pick(each >> 16);
                uint256 signer = each % 5 == 0 ? _pick(actor + 1) : actor;
                batch[i] = _sign(pollId, actor, signer, each);
                if (signer != actor) continue;
                _signed[pollId].push(batch[i]);
                _judge(pollId, actor, batch[i]);
            }
        }

        polls.castMany(pollId, batch);
    }

    function commit(uint256 who, uint256 which, uint256 draw, uint256 wait) external counted {
        _pass(wait, 6 hours);
        uint256 pollId = _taking(which, true);
        Book storage book_ = _book(pollId);
        uint256 actor = _someVoter(book_, _pick(who));
        uint256 ballot = _anyBallot(book_.poll, draw);
        bytes32 commitment = polls.commitmentFor(pollId, actor + 1, ballot, _salt(pollId, actor));

        vm.prank(actors[actor]);
        polls.commit(pollId, commitment);

        book_.hidden[actor] = ballot;
    }

    /// @dev By anybody, whether or not the member is still there, after the close, once.
    function reveal(uint256 which, uint256 who) external counted {
        (uint256 pollId, uint256 actor) = _hidden(which);
        Book storage book_ = _book(pollId);
        uint256 ballot = book_.hidden[actor];
        IPolls.Reveal memory opening = IPolls.Reveal(actor + 1, ballot, _salt(pollId, actor));
        bytes memory call = abi.encodeCall(polls.reveal, (pollId, opening));
        if (time < book_.poll.closes) {
            assertRefused(actors[_pick(who)], address(polls), call, IPolls.PollsNotRevealing.selector);
            _goTo(book_.poll.closes);
        }

        vm.prank(actors[_pick(who)]);
        polls.reveal(pollId, opening);

        book_.hidden[actor] = 0;
        _noteBallot(pollId, actor, ballot, IN_PERSON);
        assertRefused(actors[_pick(who)], address(polls), call, IPolls.PollsRevealMismatch.selector);
    }

    /// @dev Nothing is taken from the closing second on; there is a result at the end, and no sooner.
    function close(uint256 which, uint256 draw) external counted {
        uint256 pollId = _taking(which, false);
        Book storage book_ = _book(pollId);
        bytes memory result = abi.encodeCall(polls.result, (pollId));
        _goTo(book_.poll.closes - 1);
        assertRefused(actors[0], address(polls), result, IPolls.PollsNotOver.selector);
        _goTo(book_.poll.closes);
        for (uint256 i = 0; i < ACTORS; ++i) {
            bytes memory call = abi.encodeCall(polls.cast, (pollId, _anyBallot(book_.poll, draw)));
            assertRefused(actors[i], address(polls), call, IPolls.PollsNotOpen.selector);
        }
        book_.resultSeen = keccak256(abi.encode(polls.result(pollId)));
    }

    function comeOrGo(uint256 who, uint256 wait) external counted {
        _pass(wait, 6 hours);
        uint256 actor = _pick(who);

        vm.prank(actors[actor]);
        if (activeGhost[actor]) members.leave();
        else members.join();

        activeGhost[actor] = !activeGhost[actor];
    }

    function earn(uint256 who, uint256 amount, uint256 wait) external counted {
        _pass(wait, 6 hours);
        _earn(_pick(who), bound(amount, 1, 700 ether));
    }

    /// @dev A member goes on with another account: the old one has no ballot any more, the new one changes that which the
    /// member may have cast, and what the old one signed counts no longer.
    function rebind(uint256 who, uint256 which, uint256 draw, uint256 wait) external counted {
        _pass(wait, 6 hours);
        uint256 pollId = _taking(which, false);
        Book storage book_ = _book(pollId);
        uint256 actor = _someVoter(book_, _pick(who));
        uint256 ballot = _anyBallot(book_.poll, draw);
        bytes memory call = abi.encodeCall(polls.cast, (pollId, ballot));
        address oldAccount = _moveToNewAccount(actor);
        assertRefused(oldAccount, address(polls), call, IPolls.PollsNoWeight.selector);

        vm.prank(actors[actor]);
        polls.cast(pollId, ballot);

        _noteBallot(pollId, actor, ballot, IN_PERSON);
    }

    /* DOING */

    /// @dev As recovery does once its wait is over, which would be longer than most polls.
    function _moveToNewAccount(uint256 actor) private returns (address oldAccount) {
        oldAccount = actors[actor];
        _keys[actor] = uint256(keccak256(abi.encode("new account", ++_newAccounts)));
        actors[actor] = vm.addr(_keys[actor]);

        vm.prank(address(recovery));
        members.rebind(actor + 1, actors[actor]);
    }

    function _earn(uint256 actor, uint256 amount) private {
        token.mint(actors[actor], amount);
        if (activeGhost[actor]) members.refresh(actor + 1);
        earnedGhost[actor] += amount;
    }

    /// @dev Opens at once. What happens later in the opening second still counts.
    function _create(uint256 seed, bool hidden) private {
        IPolls.Poll memory shape = _poll(uint8(seed >> 8), uint8(seed >> 16), uint16(seed >> 24));
        IPolls.Terms memory terms;
        terms.method = shape.method;
        terms.weightMode = IPolls.WeightMode((seed >> 40) % 2);
        terms.limit = shape.limit;
        terms.closes = uint32(time + 2 + ((seed >> 48) % 3 days));
        if (hidden) terms.revealUntil = terms.closes + 1 + uint32((seed >> 80) % 3 days);
        terms.optionUris = new string[](shape.optionCount);

        vm.prank(OPERATOR);
        uint256 pollId = polls.createPollByOperator(terms);

        if (seed % 3 == 0) _earn(_pick(seed >> 96), 120 ether);
        _notePoll(terms);
        assertEq(pollId, pollsGhost(), "number of the poll");
        _goTo(time + 1);
    }

    /// @dev Writes down a ballot that should count.
    function _judge(uint256 pollId, uint256 actor, IPolls.SignedBallot memory signed) private {
        Book storage book_ = _book(pollId);
        if (!_votes(book_, actor) || signed.sequence <= book_.sequences[actor]) return;
        _noteBallot(pollId, actor, signed.ballot, signed.sequence);
    }

    function _sign(
        uint256 pollId,
        uint256 actor,
        uint256 signer,
        uint256 draw
    ) private view returns (IPolls.SignedBallot memory signed) {
        IPolls.Poll memory poll = _book(pollId).poll;
        signed.voter = actors[actor];
        signed.ballot = _anyBallot(poll, draw >> 8);
        signed.sequence = 1 + ((draw >> 200) % 6);
        bytes32 answer = bytes32(signed.ballot);
        if (poll.method != IPolls.Method.SingleChoice) {
            answer = keccak256(
                abi.encodePacked(PollMethods.spelledOut(poll.method, poll.optionCount, signed.ballot))
            );
        }
        bytes32 structHash = keccak256(
            abi.encode(_typeHash(poll.method), signed.voter, pollId, answer, signed.sequence)
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(
            _keys[signer],
            typedDigest(polls.DOMAIN_SEPARATOR(), structHash)
        );
        (signed.r, signed.vs) = (r, bytes32(uint256(s) | (uint256(v - 27) << 255)));
    }

    function _typeHash(IPolls.Method method) private pure returns (bytes32) {
        string[6] memory answers = [
            "SingleChoiceBallot(address voter,uint256 pollId,uint256 option",
            "ApprovalBallot(address voter,uint256 pollId,uint256[] options",
            "SplitBallot(address voter,uint256 pollId,uint256[] points",
            "QuadraticBallot(address voter,uint256 pollId,uint256[] votes",
            "RankingBallot(address voter,uint256 pollId,uint256[] bestFirst",
            "RankingBallot(address voter,uint256 pollId,uint256[] bestFirst"
        ];
        return keccak256(bytes(string.concat(answers[uint256(method)], ",uint256 sequence)")));
    }

    /* CHOOSING */

    function _votes(Book storage book_, uint256 actor) private view returns (bool) {
        return activeGhost[actor] && book_.weights[actor] > 0;
    }

    /// @dev Somebody who can vote, `first` if possible; if all have left, one who had weight comes back.
    function _someVoter(Book storage book_, uint256 first) private returns (uint256 actor) {
        for (uint256 i = 0; i < ACTORS; ++i) {
            actor = _pick(first + i);
            if (_votes(book_, actor)) return actor;
        }
        while (book_.weights[actor] == 0) actor = _pick(actor + 1);
        vm.prank(actors[actor]);
        members.join();
        activeGhost[actor] = true;
    }

    /// @dev A poll that takes ballots now, with somebody who has weight in it; if there is none, one is made.
    function _taking(uint256 which, bool hidden) private returns (uint256 pollId) {
        uint256 count = pollsGhost();
        for (uint256 i = 0; i < count; ++i) {
            pollId = 1 + (((which % count) + i) % count);
            Book storage book_ = _book(pollId);
            if (book_.poll.hidden == hidden && time < book_.poll.closes && _anyWeight(book_)) return pollId;
        }
        if (!activeGhost[0]) {
            vm.prank(actors[0]);
            members.join();
            activeGhost[0] = true;
        }
        _create(which | (1 << 60), hidden);
        return pollsGhost();
    }

    function _anyWeight(Book storage book_) private view returns (bool) {
        for (uint256 i = 0; i < ACTORS; ++i) if (book_.weights[i] > 0) return true;
        return false;
    }

    /// @dev A hidden ballot that can be revealed, now or when its poll has closed; if there is none, one is cast.
    function _hidden(uint256 which) private returns (uint256 pollId, uint256 actor) {
        uint256 count = pollsGhost();
        for (uint256 i = 0; i < count; ++i) {
            pollId = 1 + (((which % count) + i) % count);
            Book storage book_ = _book(pollId);
            if (time >= book_.revealUntil) continue;
            for (actor = 0; actor < ACTORS; ++actor) if (book_.hidden[actor] != 0) return (pollId, actor);
        }
        pollId = _taking(which, true);
        actor = _someVoter(_book(pollId), _pick(which));
        uint256 ballot = _anyBallot(_book(pollId).poll, which);
        bytes32 commitment = polls.commitmentFor(pollId, actor + 1, ballot, _salt(pollId, actor));
        vm.prank(actors[actor]);
        polls.commit(pollId, commitment);
        _book(pollId).hidden[actor] = ballot;
    }

    /// @dev {ACTORS} for an account whose membership has moved on.
    function _actorOf(address account) private view returns (uint256 actor) {
        while (actor < ACTORS && actors[actor] != account) ++actor;
    }

    function _salt(uint256 pollId, uint256 actor) private pure returns (bytes32) {
        return keccak256(abi.encode("salt", pollId, actor));
    }
}
