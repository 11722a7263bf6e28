// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {PackedTimes} from "../shared/PackedTimes.sol";
import {IRooms} from "./IRooms.sol";
import {RoomMembers} from "./RoomMembers.sol";

/**
 * @title RoomStewards
 * @notice What the stewards of a room do: letting in, removing, barring, describing. Operators may do it too.
 */
abstract contract RoomStewards is RoomMembers {
    using PackedTimes for PackedTimes.Times;

    /// @inheritdoc IRooms
    uint256 public constant FOR_GOOD = type(uint32).max;

    uint256 private constant REASON_LIMIT = 1_024;
    bytes32 private constant REMOVAL_TYPEHASH = keccak256(
        "RoomRemoval(address steward,uint256 roomId,uint256 memberId,uint256 barredUntil,string reason,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant BAR_LIFT_TYPEHASH = keccak256(
        "RoomBarLift(address steward,uint256 roomId,uint256 memberId,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant DESCRIPTION_TYPEHASH = keccak256(
        "RoomDescription(address steward,uint256 roomId,string roomURI,uint256 nonce,uint256 deadline)"
    );

    /* DESCRIBING */

    /// @inheritdoc IRooms
    function setRoomURI(uint256 roomId, string calldata roomURI) external {
        _checkSteward(roomId);
        _requireExists(roomId);
        _setURI(roomId, roomURI);
    }

    /// @inheritdoc IRooms
    function setRoomURIFor(RoomDescription calldata request, bytes calldata signature) external {
        bytes32 structHash = keccak256(
            abi.encode(
                DESCRIPTION_TYPEHASH,
                request.steward,
                request.roomId,
                keccak256(bytes(request.roomURI)),
                request.nonce,
                request.deadline
            )
        );
        _checkRequest(request.steward, structHash, request.deadline, signature);
        _useSteward(request.roomId, request.steward, request.nonce);

        _setURI(request.roomId, request.roomURI);
    }

    /* LETTING IN */

    /// @inheritdoc IRooms
    function addToRoom(uint256 roomId, uint256[] calldata memberIds) external {
        uint256 stewardId = _checkSteward(roomId);
        Room memory room = _openRoom(roomId);
        if (room.entry != Entry.Invite) revert RoomsNotByInvite(roomId);

        for (uint256 i = 0; i < memberIds.length; ++i) {
            uint256 memberId = memberIds[i];
            if (_has(roomId, memberId)) continue;
            _enter(room, roomId, memberId, _activeWallet(memberId), stewardId);
        }
    }

    /* REMOVING AND BARRING */

    /// @inheritdoc IRooms
    function removeFromRoom(
        uint256 roomId,
        uint256 memberId,
        uint256 until,
        string calldata reason
    ) external {
        uint256 stewardId = _checkSteward(roomId);
        _requireExists(roomId);

        _remove(roomId, memberId, until, reason, stewardId);
    }

    /// @inheritdoc IRooms
    function removeFromRoomFor(RoomRemoval calldata request, bytes calldata signature) external {
        bytes32 structHash = keccak256(
            abi.encode(
                REMOVAL_TYPEHASH,
                request.steward,
                request.roomId,
                request.memberId,
                request.barredUntil,
                keccak256(bytes(request.reason)),
                request.nonce,
                request.deadline
            )
        );
        _checkRequest(request.steward, structHash, request.deadline, signature);
        uint256 stewardId = _useSteward(request.roomId, request.steward, request.nonce);

        _remove(request.roomId, request.memberId, request.barredUntil, request.reason, stewardId);
    }

    /// @inheritdoc IRooms
    function liftBar(uint256 roomId, uint256 memberId) external {
        _checkSteward(roomId);
        _requireExists(roomId);

        _liftBar(roomId, memberId);
    }

    /// @inheritdoc IRooms
    function liftBarFor(RoomBarLift calldata request, bytes calldata signature) external {
        // All members are static, so encoding the struct encodes them one after another, as EIP-712 wants.
        bytes32 structHash = keccak256(abi.encode(BAR_LIFT_TYPEHASH, request));
        _checkRequest(request.steward, structHash, request.deadline, signature);
        _useSteward(request.roomId, request.steward, request.nonce);

        _liftBar(request.roomId, request.memberId);
    }

    function _remove(
        uint256 roomId,
        uint256 memberId,
        uint256 until,
        string calldata reason,
        uint256 stewardId
    ) private {
        if (bytes(reason).length > REASON_LIMIT) {
            revert RoomsReasonTooLong(bytes(reason).length, REASON_LIMIT);
        }
        if (until != 0 && (until <= block.timestamp || until > FOR_GOOD)) revert RoomsInvalidBar(until);
        if (stewardId != 0 && isSteward(roomId, memberId)) revert RoomsStewardProtected(roomId, memberId);
        bool inside = _has(roomId, memberId);
        if (!inside && until == 0) revert RoomsNotInRoom(roomId, memberId);
        (address account, , ) = membership.walletOf(memberId);
        if (account == address(0)) revert RoomsUnknownMember(memberId);

        if (until != 0) _barred[roomId].set(memberId, until);
        if (inside) _exit(roomId, memberId, account);

        emit RoomMemberRemoved(roomId, memberId, stewardId, until, reason);
    }

    function _liftBar(uint256 roomId, uint256 memberId) private {
        if (_barred[roomId].get(memberId) <= block.timestamp) revert RoomsNotBarred(roomId, memberId);

        _barred[roomId].set(memberId, 0);

        emit RoomBarLifted(roomId, memberId);
    }

    /// @dev Number of the steward who calls; zero for an operator. Everybody else is refused.
    function _checkSteward(uint256 roomId) private returns (uint256 stewardId) {
        stewardId = _stewardIdOf(roomId, msg.sender);
        if (stewardId == 0) _checkCanCall(msg.sender, msg.data);
    }

    /// @dev Number of the steward who has signed. Operators call by themselves: a signature would pass by a delay of
    /// theirs.
    function _useSteward(uint256 roomId, address steward, uint256 nonce) private returns (uint256 stewardId) {
        stewardId = _stewardIdOf(roomId, steward);
        if (stewardId == 0) revert RoomsNotSteward(roomId, steward);
        _useCheckedNonce(steward, nonce);
    }

    function _activeWallet(uint256 memberId) internal view returns (address account) {
        bool active;
        (account, , active) = membership.walletOf(memberId);
        if (!active) revert RoomsUnknownMember(memberId);
    }
}
