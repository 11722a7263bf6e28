// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Handler, InvariantTargets} from "../support/InvariantTargets.sol";
import {IBadgesSurface, IRoomsSurface} from "../support/Surfaces.sol";
import {RoomsHandler} from "./RoomsHandler.sol";

contract RoomsInvariants is InvariantTargets {
    RoomsHandler private handler;
    IRoomsSurface private rooms;
    IBadgesSurface private badges;

    function setUp() public {
        handler = new RoomsHandler();
        rooms = handler.rooms();
        badges = handler.badges();
    }

    function _handler() internal view override returns (Handler) {
        return handler;
    }

    /// @dev A room has as many members as are in it; a balance is one or none, and shows for active members only.
    function invariant_rooms() external view {
        for (uint256 roomId = 1; roomId <= handler.ROOMS(); ++roomId) {
            uint256 count;
            for (uint256 i = 0; i < handler.ACTORS(); ++i) {
                uint256 second = handler.joinedGhost(roomId, i);
                if (second != 0) ++count;
                assertEq(rooms.joinedAt(roomId, i + 1), second, "second of joining");
                assertEq(rooms.isSteward(roomId, i + 1), handler.stewardGhost(roomId, i), "steward");
                assertEq(rooms.barredUntil(roomId, i + 1), handler.barredGhost(roomId, i), "bar");
                uint256 shown = second != 0 && handler.activeGhost(i) ? 1 : 0;
                assertEq(rooms.balanceOf(handler.actors(i), roomId), shown, "balance of a room");
            }
            assertEq(rooms.memberCountOf(roomId), count, "members of a room");
        }
        assertLe(
            rooms.memberCountOf(handler.SMALL_ROOM()),
            handler.SMALL_CAPACITY(),
            "members of a small room"
        );
    }

    /// @dev A badge's supply is what was issued less what was taken, and what its holders add up to.
    function invariant_badges() external view {
        for (uint256 badgeId = 1; badgeId <= handler.BADGES(); ++badgeId) {
            uint256 count;
            for (uint256 i = 0; i < handler.ACTORS(); ++i) {
                bool held = handler.badgeGhost(badgeId, i);
                if (held) ++count;
                assertEq(badges.hasBadge(badgeId, i + 1), held, "badge of a member");
                uint256 shown = held && handler.activeGhost(i) ? 1 : 0;
                assertEq(badges.balanceOf(handler.actors(i), badgeId), shown, "balance of a badge");
            }
            uint256 supply = badges.supplyOf(badgeId);
            assertEq(supply, count, "supply beside holders");
            assertEq(supply, handler.issuedGhost(badgeId) - handler.takenGhost(badgeId), "supply");
        }
    }
}
