// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {PackedTimes} from "../shared/PackedTimes.sol";
import {SoulboundERC1155} from "../shared/SoulboundERC1155.sol";
import {IBadges} from "./IBadges.sol";
import {IMembership} from "./IMembership.sol";
import {IRooms} from "./IRooms.sol";
import {RoomMembers} from "./RoomMembers.sol";

/**
 * @title Rooms
 * @notice Rooms: small communities inside the community, with an entry rule and stewards of their own.
 * @dev What operators and stewards do is here; joining and leaving are in {RoomMembers}.
 */
contract Rooms is RoomMembers {
    using PackedTimes for PackedTimes.Times;

    /// @inheritdoc IRooms
    uint256 public constant FOR_GOOD = type(uint32).max;

    uint256 private constant REASON_LIMIT = 1_024;

    /// @inheritdoc IRooms
    uint256 public roomCount;

    /**
     * @notice Begins without rooms.
     * @param authority_ The community's AccessManager.
     * @param membership_ The community's membership.
     * @param badges_ The community's badges.
     * @param contractURI_ Where the metadata of the contract is (ERC-7572).
     */
    constructor(
        address authority_,
        IMembership membership_,
        IBadges badges_,
        string memory contractURI_
    ) SoulboundERC1155(authority_, membership_, contractURI_) RoomMembers(badges_) {}

    /* OPERATORS */

    /// @inheritdoc IRooms
    function createRoom(
        RoomTerms calldata terms,
        string calldata roomURI
    ) external restricted returns (uint256 roomId) {
        _checkTerms(terms);

        roomId = ++roomCount;
        _rooms[roomId].status = RoomStatus.Open;
        _writeTerms(roomId, terms);

        emit RoomCreated(roomId, terms, roomURI);
        emit Locked(roomId);
        _setURI(roomId, roomURI);
    }

    /// @inheritdoc IRooms
    function setRoomTerms(uint256 roomId, RoomTerms calldata terms) external restricted {
        _openRoom(roomId);
        _checkTerms(terms);

        _writeTerms(roomId, terms);

        emit RoomTermsUpdated(roomId, terms);
    }

    /// @inheritdoc IRooms
    function closeRoom(uint256 roomId) external restricted {
        _openRoom(roomId);

        _rooms[roomId].status = RoomStatus.Closed;

        emit RoomClosed(roomId);
    }

    /// @inheritdoc IRooms
    function setSteward(uint256 roomId, uint256 memberId, bool appointed) external restricted {
        _requireExists(roomId);
        if (appointed) _activeWallet(memberId);

        _setSteward(roomId, memberId, appointed);
    }

    /* STEWARDS */

    /// @inheritdoc IRooms
    function setRoomURI(uint256 roomId, string calldata roomURI) external {
        _checkSteward(roomId);
        _requireExists(roomId);
        _setURI(roomId, roomURI);
    }

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

    /// @inheritdoc IRooms
    function removeFromRoom(
        uint256 roomId,
        uint256 memberId,
        uint256 until,
        string calldata reason
    ) external {
        uint256 stewardId = _checkSteward(roomId);
        _requireExists(roomId);
        if (bytes(reason).length > REASON_LIMIT) {
            revert RoomsReasonTooLong(bytes(reason).length, REASON_LIMIT);
        }
        if (until != 0 && (until <= block.timestamp || until > FOR_GOOD)) revert RoomsInvalidBar(until);
        _checkRemovable(roomId, memberId, until, stewardId);

        if (until != 0) _barred[roomId].set(memberId, until);
        if (_has(roomId, memberId)) {
            (address account, , ) = membership.walletOf(memberId);
            _exit(roomId, memberId, account);
        }

        emit RoomMemberRemoved(roomId, memberId, stewardId, until, reason);
    }

    /// @inheritdoc IRooms
    function liftBar(uint256 roomId, uint256 memberId) external {
        _checkSteward(roomId);
        _requireExists(roomId);
        if (_barred[roomId].get(memberId) <= block.timestamp) revert RoomsNotBarred(roomId, memberId);

        _barred[roomId].set(memberId, 0);

        emit RoomBarLifted(roomId, memberId);
    }

    /// @dev Number of the steward who calls; zero for an operator. Everybody else is refused.
    function _checkSteward(uint256 roomId) private returns (uint256 stewardId) {
        stewardId = _stewardIdOf(roomId, msg.sender);
        if (stewardId == 0) _checkCanCall(msg.sender, msg.data);
    }

    function _checkRemovable(
        uint256 roomId,
        uint256 memberId,
        uint256 until,
        uint256 stewardId
    ) private view {
        if (stewardId != 0 && isSteward(roomId, memberId)) revert RoomsStewardProtected(roomId, memberId);
        if (_has(roomId, memberId)) return;
        if (until == 0) revert RoomsNotInRoom(roomId, memberId);
        (address account, , ) = membership.walletOf(memberId);
        if (account == address(0)) revert RoomsUnknownMember(memberId);
    }

    function _activeWallet(uint256 memberId) private view returns (address account) {
        bool active;
        (account, , active) = membership.walletOf(memberId);
        if (!active) revert RoomsUnknownMember(memberId);
    }

    /// @dev What the rule does not ask for has to be left out: it would look like a rule and be none.
    function _checkTerms(RoomTerms calldata terms) private view {
        bool valid =
            terms.entry == Entry.Tier ? terms.minTier < membership.tiers().length : terms.minTier == 0;
        valid =
            valid &&
            (
                terms.entry == Entry.Badge
                    ? terms.badgeId != 0 && terms.badgeId <= badges.badgeCount()
                    : terms.badgeId == 0
            );
        if (!valid) revert RoomsInvalidTerms();
    }

    function _writeTerms(uint256 roomId, RoomTerms calldata terms) private {
        Room storage room = _rooms[roomId];
        room.entry = terms.entry;
        room.minTier = terms.minTier;
        room.badgeId = terms.badgeId;
        room.capacity = terms.capacity;
    }
}
