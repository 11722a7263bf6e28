// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IBadges} from "../../contracts/membership/IBadges.sol";
import {IRooms} from "../../contracts/membership/IRooms.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Community} from "../support/Community.sol";

/**
 * @title RoomsBooks
 * @notice Who is in which room and has which badge, kept beside the contracts in the plainest way: one flag or second
 * per room or badge and member.
 * @dev Rooms: 1 open, 2 open with two places, 3 by badge 1, 4 by invitation. Badges: 1 revocable, 2 for good.
 */
abstract contract RoomsBooks is Community {
    uint256 public constant ROOMS = 4;
    uint256 public constant BADGES = 2;
    uint256 public constant SMALL_ROOM = 2;
    uint256 public constant SMALL_CAPACITY = 2;
    uint256 internal constant BADGE_ROOM = 3;
    uint256 internal constant INVITE_ROOM = 4;
    bytes32 private constant JOIN_TYPEHASH = keccak256(
        "RoomJoin(address account,uint256 roomId,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant INVITE_TYPEHASH = keccak256(
        "RoomInvite(address steward,uint256 roomId,uint256 memberId,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant RENOUNCE_TYPEHASH = keccak256(
        "BadgeRenounce(address account,uint256 badgeId,uint256 nonce,uint256 deadline)"
    );

    mapping(uint256 roomId => mapping(uint256 index => uint256 second)) public joinedGhost;
    mapping(uint256 roomId => mapping(uint256 index => uint256 second)) public barredGhost;
    mapping(uint256 roomId => mapping(uint256 index => bool)) public stewardGhost;
    mapping(uint256 badgeId => mapping(uint256 index => bool)) public badgeGhost;
    mapping(uint256 badgeId => uint256) public issuedGhost;
    mapping(uint256 badgeId => uint256) public takenGhost;
    mapping(uint256 index => bool) public activeGhost;
    mapping(uint256 index => uint256) internal _roomNonces;
    mapping(uint256 index => uint256) internal _badgeNonces;
    uint256 private _invites;

    function _openBooks() internal {
        _deployCommunity(IRewardToken.TransferPolicy.ClosedLoop, address(this));
        _joinAll();
        for (uint256 i = 0; i < ACTORS; ++i) activeGhost[i] = true;
        for (uint256 i = 0; i < BADGES; ++i) {
            vm.prank(OPERATOR);
            badges.createBadge(IBadges.BadgeTerms(IBadges.BadgeKind.Custom, i == 0, address(0)), "");
        }
        _open(IRooms.RoomTerms(IRooms.Entry.Open, 0, 0, 0));
        _open(IRooms.RoomTerms(IRooms.Entry.Open, 0, 0, uint32(SMALL_CAPACITY)));
        _open(IRooms.RoomTerms(IRooms.Entry.Badge, 0, 1, 0));
        _open(IRooms.RoomTerms(IRooms.Entry.Invite, 0, 0, 0));
    }

    function _open(IRooms.RoomTerms memory terms) private {
        vm.prank(OPERATOR);
        rooms.createRoom(terms, "");
    }

    /* READING */

    /// @notice How many are in a room by the books.
    function countGhost(uint256 roomId) public view returns (uint256 count) {
        for (uint256 i = 0; i < ACTORS; ++i) if (joinedGhost[roomId][i] != 0) ++count;
    }

    /// @dev What a member who would come in is told; zero for welcome.
    function _refusal(uint256 index, uint256 roomId, bool invited) internal view returns (bytes4) {
        if (!activeGhost[index]) return IRooms.RoomsNotMember.selector;
        bool privileged = invited || stewardGhost[roomId][index];
        if (!privileged && roomId == BADGE_ROOM && !badgeGhost[1][index])
            return IRooms.RoomsBadgeRequired.selector;
        if (!privileged && roomId == INVITE_ROOM) return IRooms.RoomsInviteRequired.selector;
        if (joinedGhost[roomId][index] != 0) return IRooms.RoomsAlreadyInRoom.selector;
        if (barredGhost[roomId][index] > time) return IRooms.RoomsBarred.selector;
        if (roomId == SMALL_ROOM && countGhost(roomId) >= SMALL_CAPACITY) return IRooms.RoomsFull.selector;
        return bytes4(0);
    }

    /// @dev A member and a room it may come into, that follow the seeds; {ACTORS} if there is none. With an invitation
    /// the room is the one of invitations.
    function _welcome(
        uint256 who,
        uint256 where,
        bool invited
    ) internal view returns (uint256 index, uint256 roomId) {
        for (uint256 i = 0; i < ACTORS * ROOMS; ++i) {
            index = _pick((who % ACTORS) + i);
            roomId = invited ? INVITE_ROOM : 1 + (((where % ROOMS) + i / ACTORS) % ROOMS);
            if (_refusal(index, roomId, invited) == bytes4(0)) return (index, roomId);
        }
        return (ACTORS, 0);
    }

    /// @dev Somebody active in some room that follows `seed`; {ACTORS} if there is nobody.
    function _insider(uint256 seed) internal view returns (uint256 index, uint256 roomId) {
        for (uint256 i = 0; i < ACTORS * ROOMS; ++i) {
            (index, roomId) = (_pick((seed % ACTORS) + i), 1 + (i / ACTORS));
            if (activeGhost[index] && joinedGhost[roomId][index] != 0) return (index, roomId);
        }
        return (ACTORS, 0);
    }

    /// @dev An active member that follows `seed`. There always is one: see {RoomsHandler-comeOrGo}.
    function _active(uint256 seed) internal view returns (uint256 index) {
        index = _pick(seed);
        while (!activeGhost[index]) index = _pick(index + 1);
    }

    /// @dev A steward of a room that follows `seed` and may act, or the operator.
    function _stewardOf(uint256 roomId, uint256 seed) internal view returns (address) {
        uint256 index = _pick(seed);
        return stewardGhost[roomId][index] && activeGhost[index] ? actors[index] : OPERATOR;
    }

    /* WRITING */

    function _noteExit(uint256 roomId, uint256 index) internal {
        joinedGhost[roomId][index] = 0;
        stewardGhost[roomId][index] = false;
    }

    function _noteIssued(uint256 badgeId, uint256 index) internal {
        if (badgeGhost[badgeId][index]) return;
        badgeGhost[badgeId][index] = true;
        ++issuedGhost[badgeId];
    }

    function _noteTaken(uint256 badgeId, uint256 index) internal {
        badgeGhost[badgeId][index] = false;
        ++takenGhost[badgeId];
    }

    /* CALLS */

    function _add(uint256 index) internal view returns (bytes memory) {
        uint256[] memory memberIds = new uint256[](2);
        (memberIds[0], memberIds[1]) = (index + 1, index + 1);
        return abi.encodeCall(rooms.addToRoom, (INVITE_ROOM, memberIds));
    }

    function _signJoin(uint256 index, uint256 roomId) internal view returns (bytes memory) {
        IRooms.RoomJoin memory request = IRooms.RoomJoin(actors[index], roomId, _roomNonces[index], time);
        bytes32 structHash = keccak256(abi.encode(JOIN_TYPEHASH, request));
        bytes memory signature = sign(_keys[index], typedDigest(rooms.DOMAIN_SEPARATOR(), structHash));
        return abi.encodeCall(rooms.joinRoomFor, (request, signature));
    }

    function _signInvite(uint256 steward) internal returns (bytes memory) {
        IRooms.RoomInvite memory invite = IRooms.RoomInvite(
            actors[steward],
            INVITE_ROOM,
            0,
            ++_invites,
            time
        );
        bytes32 structHash = keccak256(abi.encode(INVITE_TYPEHASH, invite));
        bytes memory signature = sign(_keys[steward], typedDigest(rooms.DOMAIN_SEPARATOR(), structHash));
        return abi.encodeCall(rooms.joinRoomWithInvite, (invite, signature));
    }

    function _signRenounce(uint256 badgeId, uint256 index) internal view returns (bytes memory) {
        IBadges.BadgeRenounce memory request = IBadges.BadgeRenounce(
            actors[index],
            badgeId,
            _badgeNonces[index],
            time
        );
        bytes32 structHash = keccak256(abi.encode(RENOUNCE_TYPEHASH, request));
        bytes memory signature = sign(_keys[index], typedDigest(badges.DOMAIN_SEPARATOR(), structHash));
        return abi.encodeCall(badges.renounceFor, (request, signature));
    }
}
