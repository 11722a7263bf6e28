// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {SoulboundERC1155} from "../shared/SoulboundERC1155.sol";
import {IBadges} from "./IBadges.sol";
import {IMembership} from "./IMembership.sol";
import {IRooms} from "./IRooms.sol";
import {RoomMembers} from "./RoomMembers.sol";
import {RoomStewards} from "./RoomStewards.sol";

/**
 * @title Rooms
 * @notice Rooms: small communities inside the community, with an entry rule and stewards of their own.
 * @dev What operators decide is here; what stewards do is in {RoomStewards}, joining and leaving in {RoomMembers}.
 */
contract Rooms is RoomStewards {
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
