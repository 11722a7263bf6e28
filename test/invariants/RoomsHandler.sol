// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IBadges} from "../../contracts/membership/IBadges.sol";
import {IRooms} from "../../contracts/membership/IRooms.sol";
import {Handler} from "../support/InvariantTargets.sol";
import {RoomsBooks} from "./RoomsBooks.sol";

/**
 * @title RoomsHandler
 * @notice Members come and go in rooms, are given badges and lose them, leave the community and come back.
 * @dev What is tried first follows the seeds and has to end as the books say. After a refusal, an action does what the
 * books allow.
 */
contract RoomsHandler is RoomsBooks, Handler {
    bytes4 private constant INVALID_NONCE = bytes4(keccak256("InvalidAccountNonce(address,uint256)"));

    constructor() {
        _openBooks();
    }

    function actions() external pure override returns (bytes4[] memory list) {
        list = new bytes4[](8);
        list[0] = this.joinRoom.selector;
        list[1] = this.joinInvited.selector;
        list[2] = this.leaveRoom.selector;
        list[3] = this.moderate.selector;
        list[4] = this.setSteward.selector;
        list[5] = this.issue.selector;
        list[6] = this.takeBadge.selector;
        list[7] = this.comeOrGo.selector;
    }

    /* COMING IN */

    /// @dev By oneself or with a signature, which is good once.
    function joinRoom(uint256 who, uint256 where, bool signed, uint256 wait) external {
        _pass(wait, 2 days);
        (uint256 index, uint256 roomId) = (_pick(who), 1 + (where % ROOMS));
        if (_tryJoin(index, roomId, signed)) return;
        (index, roomId) = _welcome(who, where, false);
        if (index < ACTORS) _tryJoin(index, roomId, signed);
    }

    /// @dev Added by the operator, or with the invitation of a steward, which is good once.
    function joinInvited(uint256 who, uint256 from, bool added, uint256 wait) external {
        _pass(wait, 2 days);
        (uint256 index, ) = _welcome(who, 0, true);
        if (index == ACTORS) return;
        if (added) {
            uint256 other = _pick(from);
            bytes4 unknown = IRooms.RoomsUnknownMember.selector;
            if (!activeGhost[other] && joinedGhost[INVITE_ROOM][other] == 0)
                assertRefused(OPERATOR, address(rooms), _add(other), unknown);
            _enter(index, INVITE_ROOM, OPERATOR, _add(index));
            return;
        }
        uint256 steward = _active(from);
        bytes memory call = _signInvite(steward);
        if (!stewardGhost[INVITE_ROOM][steward]) {
            assertRefused(actors[index], address(rooms), call, IRooms.RoomsNotSteward.selector);
            vm.prank(OPERATOR);
            rooms.setSteward(INVITE_ROOM, steward + 1, true);
            stewardGhost[INVITE_ROOM][steward] = true;
        }
        _enter(index, INVITE_ROOM, actors[index], call);
        assertRefused(actors[index], address(rooms), call, IRooms.RoomsInviteSpent.selector);
    }

    function _tryJoin(uint256 index, uint256 roomId, bool signed) private returns (bool) {
        address caller = signed ? address(this) : actors[index];
        bytes memory call = signed ? _signJoin(index, roomId) : abi.encodeCall(rooms.joinRoom, (roomId));
        bytes4 refusal = _refusal(index, roomId, false);
        if (refusal != bytes4(0)) {
            assertRefused(caller, address(rooms), call, refusal);
            return false;
        }
        _enter(index, roomId, caller, call);
        if (signed) {
            ++_roomNonces[index];
            assertRefused(caller, address(rooms), call, INVALID_NONCE);
        }
        return true;
    }

    function _enter(uint256 index, uint256 roomId, address caller, bytes memory call) private {
        vm.prank(caller);
        (bool entered, ) = address(rooms).call(call);
        assertTrue(entered, "a member who may come in was refused");
        joinedGhost[roomId][index] = time;
        ++successes[msg.sig];
    }

    /* GOING OUT */

    function leaveRoom(uint256 who, uint256 where, uint256 wait) external {
        _pass(wait, 2 days);
        (uint256 index, uint256 roomId) = (_pick(who), 1 + (where % ROOMS));
        if (!activeGhost[index] || joinedGhost[roomId][index] == 0) {
            bytes4 refusal =
                activeGhost[index] ? IRooms.RoomsNotInRoom.selector : IRooms.RoomsNotMember.selector;
            assertRefused(actors[index], address(rooms), abi.encodeCall(rooms.leaveRoom, (roomId)), refusal);
            (index, roomId) = _insider(who);
            if (index == ACTORS) return;
        }

        vm.prank(actors[index]);
        rooms.leaveRoom(roomId);

        _noteExit(roomId, index);
        ++successes[msg.sig];
    }

    /// @dev Lifts the bar of who is barred; bars or removes others. By a steward or the operator.
    function moderate(uint256 who, uint256 where, uint256 bar, uint256 wait) external {
        _pass(wait, 2 days);
        (uint256 index, uint256 roomId) = (_pick(who), 1 + (where % ROOMS));
        address caller = _stewardOf(roomId, bar >> 8);
        bytes memory lift = abi.encodeCall(rooms.liftBar, (roomId, index + 1));
        if (barredGhost[roomId][index] > time) {
            vm.prank(caller);
            rooms.liftBar(roomId, index + 1);
            barredGhost[roomId][index] = 0;
            ++successes[msg.sig];
            return;
        }
        assertRefused(caller, address(rooms), lift, IRooms.RoomsNotBarred.selector);

        uint256 until = bar % 3 == 0 ? 0 : bound(bar, time + 1, time + 5 days);
        bytes memory call = abi.encodeCall(rooms.removeFromRoom, (roomId, index + 1, until, "why"));
        if (caller != OPERATOR && stewardGhost[roomId][index]) {
            assertRefused(caller, address(rooms), call, IRooms.RoomsStewardProtected.selector);
            return;
        }
        if (joinedGhost[roomId][index] == 0 && until == 0) {
            assertRefused(caller, address(rooms), call, IRooms.RoomsNotInRoom.selector);
            return;
        }
        vm.prank(caller);
        rooms.removeFromRoom(roomId, index + 1, until, "why");
        if (until != 0) barredGhost[roomId][index] = until;
        if (joinedGhost[roomId][index] != 0) _noteExit(roomId, index);
        ++successes[msg.sig];
    }

    function setSteward(uint256 who, uint256 where, bool appointed) external counted {
        (uint256 index, uint256 roomId) = (_pick(who), 1 + (where % ROOMS));
        if (appointed && !activeGhost[index]) {
            bytes memory call = abi.encodeCall(rooms.setSteward, (roomId, index + 1, true));
            assertRefused(OPERATOR, address(rooms), call, IRooms.RoomsUnknownMember.selector);
            index = _active(who);
        }

        vm.prank(OPERATOR);
        rooms.setSteward(roomId, index + 1, appointed);

        stewardGhost[roomId][index] = appointed;
    }

    /* BADGES */

    /// @dev To any three, also twice to one, also to those who have left.
    function issue(uint256 which, uint256 whom) external counted {
        uint256 badgeId = 1 + (which % BADGES);
        uint256[] memory memberIds = new uint256[](3);
        for (uint256 i = 0; i < 3; ++i) memberIds[i] = 1 + _pick(whom >> (i * 8));
        _issue(badgeId, memberIds);
    }

    /// @dev Revoked, where the badge allows it, or renounced with a signature, which is good once.
    function takeBadge(uint256 which, uint256 whom, bool renounced) external counted {
        (uint256 badgeId, uint256 index) = (1 + (which % BADGES), _pick(whom));
        if (renounced) {
            _renounce(badgeId, index);
            return;
        }
        bytes memory call = abi.encodeCall(badges.revoke, (2, index + 1, "why"));
        assertRefused(OPERATOR, address(badges), call, IBadges.BadgesNotRevocable.selector);
        if (!badgeGhost[1][index]) {
            call = abi.encodeCall(badges.revoke, (1, index + 1, "why"));
            assertRefused(OPERATOR, address(badges), call, IBadges.BadgesNotHeld.selector);
            index = _holder(1, whom);
        }

        vm.prank(OPERATOR);
        badges.revoke(1, index + 1, "why");

        _noteTaken(1, index);
    }

    function _renounce(uint256 badgeId, uint256 index) private {
        if (!activeGhost[index] || !badgeGhost[badgeId][index]) {
            bytes4 refusal =
                activeGhost[index] ? IBadges.BadgesNotHeld.selector : IBadges.BadgesNotMember.selector;
            assertRefused(address(this), address(badges), _signRenounce(badgeId, index), refusal);
            index = _holder(badgeId, index);
        }
        bytes memory call = _signRenounce(badgeId, index);
        (bool accepted, ) = address(badges).call(call);
        assertTrue(accepted, "signed wish to renounce refused");
        ++_badgeNonces[index];
        _noteTaken(badgeId, index);
        assertRefused(address(this), address(badges), call, INVALID_NONCE);
    }

    /// @dev An active member with a badge that follows `seed`; if there is none, one is given it.
    function _holder(uint256 badgeId, uint256 seed) private returns (uint256 index) {
        for (uint256 i = 0; i < ACTORS; ++i) {
            index = _pick((seed % ACTORS) + i);
            if (activeGhost[index] && badgeGhost[badgeId][index]) return index;
        }
        index = _active(seed);
        uint256[] memory memberIds = new uint256[](1);
        memberIds[0] = index + 1;
        _issue(badgeId, memberIds);
    }

    function _issue(uint256 badgeId, uint256[] memory memberIds) private {
        vm.prank(OPERATOR);
        badges.issue(badgeId, memberIds);
        for (uint256 i = 0; i < memberIds.length; ++i) _noteIssued(badgeId, memberIds[i] - 1);
    }

    /* COMMUNITY */

    /// @dev Leaves the community, or comes back. Half of all are always there.
    function comeOrGo(uint256 who) external counted {
        uint256 index = _pick(who);
        uint256 away;
        for (uint256 i = 0; i < ACTORS; ++i) if (!activeGhost[i]) ++away;
        while (away >= ACTORS / 2 && activeGhost[index]) index = _pick(index + 1);

        vm.prank(actors[index]);
        if (activeGhost[index]) members.leave();
        else members.join();

        activeGhost[index] = !activeGhost[index];
    }
}
