// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Handler, InvariantTargets} from "../support/InvariantTargets.sol";
import {IMembershipSurface, IRewardTokenSurface} from "../support/Surfaces.sol";
import {MembershipActions} from "./MembershipActions.sol";
import {MembershipBooks} from "./MembershipBooks.sol";

/**
 * @title MembershipChecks
 * @notice What is true of members and votes whatever happens, for every handler.
 */
abstract contract MembershipChecks is InvariantTargets {
    bytes4 private constant FUTURE_LOOKUP = bytes4(keccak256("ERC5805FutureLookup(uint256,uint48)"));

    MembershipActions private handler;
    IMembershipSurface private members;
    IRewardTokenSurface private token;

    function setUp() public {
        handler = _newHandler();
        members = handler.members();
        token = handler.token();
    }

    function _newHandler() internal virtual returns (MembershipActions);

    function _handler() internal view override returns (Handler) {
        return handler;
    }

    /* VOTES */

    /// @dev At every past second, votes are what they were at its end, and add up to the total of then.
    function invariant_votes() external view {
        uint256 entropy = handler.entropy();
        uint256 last = handler.snapshotCount() - 1;
        uint256 some = handler.snapshot(entropy % (last + 1)).time;

        // Any second since the beginning, and both sides of a second in which something happened.
        uint256 span = handler.time() - handler.snapshot(0).time;
        _checkPast(handler.snapshot(0).time + ((entropy >> 64) % (span + 1)));
        _checkPast(some);
        _checkPast(some - 1);
        _checkPast(handler.time() - 1);

        MembershipBooks.Snapshot memory present = handler.snapshot(last);
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            address account = handler.actors(i);
            assertEq(members.getVotes(account), present.votes[i], "votes now");
            assertEq(members.delegates(account), handler.actors(handler.person(i).delegatee), "delegatee");
        }
    }

    function _checkPast(uint256 second) private view {
        if (second >= handler.time()) {
            _checkFuture(second);
            return;
        }
        MembershipBooks.Snapshot memory past = handler.snapshotAt(second);
        uint256 sum;
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            address account = handler.actors(i);
            uint256 votes = members.getPastVotes(account, second);
            assertEq(votes, second < handler.boundAtGhost(i) ? 0 : past.votes[i], "past votes");
            sum += votes;
            _checkUnits(i, second, past.units[i]);
        }
        sum += _formerVotes(second, past);
        assertEq(members.getPastTotalSupply(second), past.total, "past total");
        assertEq(sum + past.resting, past.total, "past votes beside the past total");
    }

    /// @dev An account whose membership moved on keeps the votes it had, and never has others.
    function _formerVotes(
        uint256 second,
        MembershipBooks.Snapshot memory past
    ) private view returns (uint256 sum) {
        for (uint256 i = 0; i < handler.formerAccountCount(); ++i) {
            MembershipBooks.FormerAccount memory former = handler.formerAccount(i);
            bool bound = former.from <= second && second < former.until;
            uint256 votes = members.getPastVotes(former.account, second);
            assertEq(votes, bound ? past.votes[former.person] : 0, "past votes of a former account");
            sum += votes;
        }
    }

    function _checkUnits(uint256 index, uint256 second, uint256 expected) private view {
        (uint256 memberId, uint256 units) = members.unitsAt(handler.actors(index), second);
        MembershipBooks.Person memory who = handler.person(index);
        assertEq(memberId, who.active ? who.memberId : 0, "number with the units");
        assertEq(units, who.active ? expected : 0, "own units of a past second");
    }

    function _checkFuture(uint256 second) private view {
        (, bytes memory answer) = address(members).staticcall(
            abi.encodeCall(members.getPastVotes, (handler.actors(0), second))
        );
        assertTrue(bytes4(answer) == FUTURE_LOOKUP, "votes of a second that is not past");
    }

    /* MEMBERS */

    /// @dev One card per wallet, each number one person's for good, tier and rights as the books have them.
    function invariant_members() external view {
        uint256 cards;
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            address account = handler.actors(i);
            MembershipBooks.Person memory who = handler.person(i);
            bool hasCard = who.active || who.suspended;
            assertEq(members.balanceOf(account), hasCard ? 1 : 0, "cards of an account");
            assertEq(members.memberOf(account), who.active ? who.memberId : 0, "number");
            assertEq(members.joinsOf(account), who.joins, "times joined");
            cards += members.balanceOf(account);
            assertEq(token.earned(account), who.earned, "standing");
            assertEq(token.balanceOf(account), who.earned, "balance");
            if (who.joins > 0) _checkCard(account, who);
            _checkTier(account, who);
        }

        for (uint256 i = 0; i < handler.formerAccountCount(); ++i) {
            _checkStranger(handler.formerAccount(i).account);
        }
        assertEq(cards, handler.activeGhost(), "cards beside members");
        assertEq(members.totalMembers(), handler.activeGhost(), "total of members");
        assertEq(members.lastMemberId(), handler.lastMemberIdGhost(), "highest number");
    }

    function _checkCard(address account, MembershipBooks.Person memory who) private view {
        (address wallet, uint256 nextTierAt, bool active) = members.walletOf(who.memberId);
        assertEq(wallet, account, "wallet behind a number");
        assertEq(active, who.active, "whether active");
        assertEq(members.suspendedUntil(who.memberId), who.until, "end of a suspension");
        assertEq(nextTierAt, who.nextTierAt, "standing of the next tier");
        (bool exists, bytes memory answer) = address(members).staticcall(
            abi.encodeCall(members.ownerOf, (who.memberId))
        );
        assertEq(exists, who.active || who.suspended, "whether there is a card");
        if (!exists) return;
        assertEq(abi.decode(answer, (address)), account, "owner of a card");
        assertTrue(members.locked(who.memberId), "a card is bound");
    }

    /// @dev Nothing is left to an account whose membership moved on.
    function _checkStranger(address account) private view {
        assertEq(members.balanceOf(account), 0, "card of a former account");
        assertEq(members.memberOf(account), 0, "number of a former account");
        assertEq(members.getVotes(account), 0, "votes of a former account");
        assertEq(token.earned(account), 0, "standing of a former account");
        assertEq(token.balanceOf(account), 0, "balance of a former account");
        (uint256 memberId, uint256 units) = members.unitsAt(account, handler.snapshot(0).time - 1);
        assertEq(memberId + units, 0, "units of a former account");
        for (uint8 right = 1; right <= 4; right *= 2) {
            assertTrue(!members.hasRight(account, right), "right of a former account");
        }
    }

    function _checkTier(address account, MembershipBooks.Person memory who) private view {
        (, uint256 tier) = members.memberAndTierOf(account);
        uint256 rights = who.active ? handler.tierGhost(who.tier).rights : 0;
        if (who.active) assertEq(tier, who.tier, "tier");
        for (uint8 right = 1; right <= 4; right *= 2) {
            assertEq(members.hasRight(account, right), rights & right != 0, "right");
        }
    }
}
