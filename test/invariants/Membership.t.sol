// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Handler, InvariantTargets} from "../support/InvariantTargets.sol";
import {IMembershipSurface} from "../support/Surfaces.sol";
import {MembershipBooks} from "./MembershipBooks.sol";
import {MembershipHandler} from "./MembershipHandler.sol";

contract MembershipInvariants is InvariantTargets {
    bytes4 private constant FUTURE_LOOKUP = bytes4(keccak256("ERC5805FutureLookup(uint256,uint48)"));

    MembershipHandler private handler;
    IMembershipSurface private members;

    function setUp() public {
        handler = new MembershipHandler();
        members = handler.members();
    }

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
            assertEq(votes, past.votes[i], "past votes");
            sum += votes;
            _checkUnits(i, second, past.units[i]);
        }
        assertEq(members.getPastTotalSupply(second), past.total, "past total");
        assertEq(sum, past.total, "past votes beside the past total");
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
            assertEq(members.balanceOf(account), who.active ? 1 : 0, "cards of an account");
            assertEq(members.memberOf(account), who.active ? who.memberId : 0, "number");
            assertEq(members.joinsOf(account), who.joins, "times joined");
            cards += members.balanceOf(account);
            if (who.joins > 0) _checkCard(account, who);
            _checkTier(account, who);
        }

        assertEq(cards, handler.activeGhost(), "cards beside members");
        assertEq(members.totalMembers(), handler.activeGhost(), "total of members");
        assertEq(members.lastMemberId(), handler.lastMemberIdGhost(), "highest number");
    }

    function _checkCard(address account, MembershipBooks.Person memory who) private view {
        (address wallet, uint256 nextTierAt, bool active) = members.walletOf(who.memberId);
        assertEq(wallet, account, "wallet behind a number");
        assertEq(active, who.active, "whether active");
        assertEq(nextTierAt, who.nextTierAt, "standing of the next tier");
        (bool exists, bytes memory answer) = address(members).staticcall(
            abi.encodeCall(members.ownerOf, (who.memberId))
        );
        assertEq(exists, who.active, "whether there is a card");
        if (!exists) return;
        assertEq(abi.decode(answer, (address)), account, "owner of a card");
        assertTrue(members.locked(who.memberId), "a card is bound");
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
