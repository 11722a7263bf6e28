// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {PackedTimes} from "../shared/PackedTimes.sol";
import {SignedRequests} from "../shared/SignedRequests.sol";
import {SoulboundERC1155} from "../shared/SoulboundERC1155.sol";
import {IBadges} from "./IBadges.sol";
import {IRooms} from "./IRooms.sol";

/**
 * @title RoomMembers
 * @notice Who is in a room: joining by its rule or an invitation, and leaving.
 * @dev The second of joining is kept for eight members to a slot and says at once whether one is in.
 */
abstract contract RoomMembers is IRooms, SoulboundERC1155, SignedRequests {
    using BitMaps for BitMaps.BitMap;
    using PackedTimes for PackedTimes.Times;

    bytes32 private constant INVITE_TYPEHASH = keccak256(
        "RoomInvite(address steward,uint256 roomId,uint256 memberId,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant JOIN_TYPEHASH = keccak256(
        "RoomJoin(address account,uint256 roomId,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant LEAVE_TYPEHASH = keccak256(
        "RoomLeave(address account,uint256 roomId,uint256 nonce,uint256 deadline)"
    );

    /// @notice The community's badges.
    IBadges public immutable badges;

    mapping(uint256 roomId => Room) internal _rooms;
    mapping(uint256 roomId => BitMaps.BitMap) internal _stewards;
    mapping(uint256 roomId => PackedTimes.Times) internal _joined;
    mapping(uint256 roomId => PackedTimes.Times) internal _barred;
    mapping(address steward => BitMaps.BitMap) private _spentInvites;

    /// @notice Ties rooms to the badges that open them.
    /// @param badges_ The community's badges.
    constructor(IBadges badges_) {
        badges = badges_;
    }

    /* JOINING */

    /// @inheritdoc IRooms
    function joinRoom(uint256 roomId) external {
        _joinByRule(msg.sender, roomId);
    }

    /// @inheritdoc IRooms
    function joinRoomFor(RoomJoin calldata request, bytes calldata signature) external {
        _useJoin(request, signature);
        _joinByRule(request.account, request.roomId);
    }

    /// @inheritdoc IRooms
    function joinRoomWithInvite(RoomInvite calldata invite, bytes calldata inviteSignature) external {
        _joinInvited(invite, inviteSignature, msg.sender);
    }

    /// @inheritdoc IRooms
    function joinRoomWithInviteFor(
        RoomInvite calldata invite,
        bytes calldata inviteSignature,
        RoomJoin calldata request,
        bytes calldata signature
    ) external {
        if (invite.roomId != request.roomId) revert RoomsInviteToOtherRoom(invite.roomId, request.roomId);
        _useJoin(request, signature);
        _joinInvited(invite, inviteSignature, request.account);
    }

    /// @inheritdoc IRooms
    function revokeRoomInvite(uint256 nonce) external {
        _spentInvites[msg.sender].set(nonce);

        emit RoomInviteRevoked(msg.sender, nonce);
    }

    /// @dev The nonce is what keeps an old request from bringing somebody back who has left since.
    function _useJoin(RoomJoin calldata request, bytes calldata signature) private {
        // All members are static, so encoding the struct encodes them one after another, as EIP-712 wants.
        bytes32 structHash = keccak256(abi.encode(JOIN_TYPEHASH, request));
        _checkRequest(request.account, structHash, request.deadline, signature);
        _useCheckedNonce(request.account, request.nonce);
    }

    function _joinByRule(address account, uint256 roomId) private {
        Room memory room = _openRoom(roomId);
        (uint256 memberId, uint256 tier) = membership.memberAndTierOf(account);
        if (memberId == 0) revert RoomsNotMember(account);
        if (!_meetsRule(room, memberId, tier) && !_stewards[roomId].get(memberId)) {
            if (room.entry == Entry.Tier) revert RoomsTierTooLow(roomId, tier, room.minTier);
            if (room.entry == Entry.Badge) revert RoomsBadgeRequired(roomId, room.badgeId);
            revert RoomsInviteRequired(roomId);
        }

        _enter(room, roomId, memberId, account, 0);
    }

    function _meetsRule(Room memory room, uint256 memberId, uint256 tier) private view returns (bool) {
        if (room.entry == Entry.Tier) return tier >= room.minTier;
        if (room.entry == Entry.Badge) return badges.hasBadge(room.badgeId, memberId);
        return room.entry == Entry.Open;
    }

    function _joinInvited(
        RoomInvite calldata invite,
        bytes calldata inviteSignature,
        address account
    ) private {
        (address steward, uint256 roomId) = (invite.steward, invite.roomId);
        Room memory room = _openRoom(roomId);
        if (room.entry != Entry.Invite) revert RoomsNotByInvite(roomId);
        uint256 memberId = membership.memberOf(account);
        if (memberId == 0) revert RoomsNotMember(account);
        if (invite.memberId != 0 && invite.memberId != memberId) {
            revert RoomsInviteNotForMember(invite.memberId, memberId);
        }
        uint256 stewardId = _stewardIdOf(roomId, steward);
        if (stewardId == 0) revert RoomsNotSteward(roomId, steward);
        if (_spentInvites[steward].get(invite.nonce)) revert RoomsInviteSpent(steward, invite.nonce);
        bytes32 structHash = keccak256(abi.encode(INVITE_TYPEHASH, invite));
        _checkRequest(steward, structHash, invite.deadline, inviteSignature);

        _spentInvites[steward].set(invite.nonce);
        _enter(room, roomId, memberId, account, stewardId);
    }

    /// @dev The room has been found open; whether the member may come in by its rule is the caller's to know.
    function _enter(
        Room memory room,
        uint256 roomId,
        uint256 memberId,
        address account,
        uint256 stewardId
    ) internal {
        if (_joined[roomId].get(memberId) != 0) revert RoomsAlreadyInRoom(roomId, memberId);
        uint256 until = _barred[roomId].get(memberId);
        if (block.timestamp < until) revert RoomsBarred(roomId, memberId, until);
        if (room.capacity != 0 && room.members >= room.capacity) revert RoomsFull(roomId, room.capacity);

        ++room.members;
        _rooms[roomId] = room;
        _joined[roomId].set(memberId, block.timestamp);

        emit TransferSingle(msg.sender, address(0), account, roomId, 1);
        emit RoomJoined(roomId, memberId, stewardId);
    }

    /* LEAVING */

    /// @inheritdoc IRooms
    function leaveRoom(uint256 roomId) external {
        _leave(msg.sender, roomId);
    }

    /// @inheritdoc IRooms
    function leaveRoomFor(RoomLeave calldata request, bytes calldata signature) external {
        bytes32 structHash = keccak256(abi.encode(LEAVE_TYPEHASH, request));
        _checkRequest(request.account, structHash, request.deadline, signature);
        _useCheckedNonce(request.account, request.nonce);

        _leave(request.account, request.roomId);
    }

    function _leave(address account, uint256 roomId) private {
        uint256 memberId = membership.memberOf(account);
        if (memberId == 0) revert RoomsNotMember(account);
        if (_joined[roomId].get(memberId) == 0) revert RoomsNotInRoom(roomId, memberId);

        _exit(roomId, memberId, account);

        emit RoomLeft(roomId, memberId);
    }

    /// @dev The member has been found in the room.
    function _exit(uint256 roomId, uint256 memberId, address account) internal {
        --_rooms[roomId].members;
        _joined[roomId].set(memberId, 0);

        emit TransferSingle(msg.sender, account, address(0), roomId, 1);
        if (_stewards[roomId].get(memberId)) _setSteward(roomId, memberId, false);
    }

    /* READING */

    /// @inheritdoc IRooms
    function joinedAt(uint256 roomId, uint256 memberId) external view returns (uint256) {
        return _joined[roomId].get(memberId);
    }

    /// @inheritdoc IRooms
    function isSteward(uint256 roomId, uint256 memberId) public view returns (bool) {
        return _stewards[roomId].get(memberId);
    }

    /// @inheritdoc IRooms
    function barredUntil(uint256 roomId, uint256 memberId) external view returns (uint256) {
        return _barred[roomId].get(memberId);
    }

    /// @inheritdoc IRooms
    function roomOf(uint256 roomId) external view returns (Room memory) {
        return _existingRoom(roomId);
    }

    /// @inheritdoc IRooms
    function memberCountOf(uint256 roomId) external view returns (uint256) {
        return _existingRoom(roomId).members;
    }

    function _setSteward(uint256 roomId, uint256 memberId, bool appointed) internal {
        _stewards[roomId].setTo(memberId, appointed);

        emit StewardUpdated(roomId, memberId, appointed);
    }

    /// @dev Number of the active member behind an account if it is a steward of the room; else zero.
    function _stewardIdOf(uint256 roomId, address account) internal view returns (uint256 memberId) {
        memberId = membership.memberOf(account);
        return memberId != 0 && _stewards[roomId].get(memberId) ? memberId : 0;
    }

    function _openRoom(uint256 roomId) internal view returns (Room memory room) {
        room = _existingRoom(roomId);
        if (room.status == RoomStatus.Closed) revert RoomsClosed(roomId);
    }

    function _existingRoom(uint256 roomId) internal view returns (Room memory room) {
        room = _rooms[roomId];
        if (room.status == RoomStatus.None) revert RoomsUnknownRoom(roomId);
    }

    function _has(uint256 roomId, uint256 memberId) internal view override returns (bool) {
        return _joined[roomId].get(memberId) != 0;
    }

    function _requireExists(uint256 roomId) internal view override {
        if (_rooms[roomId].status == RoomStatus.None) revert RoomsUnknownRoom(roomId);
    }
}
