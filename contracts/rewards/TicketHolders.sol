// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {IMembership} from "../membership/IMembership.sol";
import {PackedCounters} from "../shared/PackedCounters.sol";
import {PackedIds} from "../shared/PackedIds.sol";
import {SignedRequests} from "../shared/SignedRequests.sol";
import {SoulboundERC721} from "../shared/SoulboundERC721.sol";
import {EventCalendar} from "./EventCalendar.sol";
import {IEventTickets} from "./IEventTickets.sol";
import {IRewardsStore} from "./IRewardsStore.sol";
import {ITicketDoor} from "./ITicketDoor.sol";

/**
 * @title TicketHolders
 * @notice Who holds which ticket.
 * @dev A ticket belongs to a member's number, whatever wallet that member has. Members and orders of eight tickets in a
 * row share a slot each, so that selling one more seldom writes a fresh one; who has come in is a bit.
 */
abstract contract TicketHolders is IEventTickets, EventCalendar, SoulboundERC721, SignedRequests {
    using BitMaps for BitMaps.BitMap;
    using PackedCounters for PackedCounters.Counters;
    using PackedIds for PackedIds.Ids;

    /// @notice The membership whose members hold tickets.
    IMembership public immutable membership;
    /// @notice The only contract that can issue tickets.
    IRewardsStore public store;

    // By the ticket's number.
    PackedIds.Ids internal _memberIds;
    PackedIds.Ids private _redemptionIds;
    BitMaps.BitMap internal _checkedIn;
    // By the member's number.
    PackedCounters.Counters private _balances;

    /// @notice Begins without tickets.
    /// @param membership_ The membership whose members hold tickets.
    constructor(IMembership membership_) {
        membership = membership_;
    }

    /// @inheritdoc IEventTickets
    function wire(address store_) external restricted {
        if (address(store) != address(0)) revert EventTicketsAlreadyWired();
        if (store_ == address(0)) revert EventTicketsZeroAddress();

        store = IRewardsStore(store_);

        emit Wired(store_);
    }

    /// @inheritdoc IEventTickets
    function issue(
        uint256 eventId,
        uint256 memberId,
        uint256 redemptionId
    ) external returns (uint256 ticketId) {
        if (msg.sender != address(store)) revert EventTicketsUnauthorized(msg.sender);
        Event storage stored = _existing(eventId);
        if (stored.cancelled) revert EventTicketsEventCancelled(eventId);
        if (block.timestamp >= stored.ends) revert EventTicketsEventOver(eventId);
        if (stored.outstanding >= stored.capacity) revert EventTicketsSoldOut(eventId);

        ++stored.outstanding;
        ticketId = (eventId << SERIAL_BITS) | ++stored.lastSerial;
        _redemptionIds.set(ticketId, redemptionId);
        _move(ticketId, 0, memberId);

        emit Locked(ticketId);
        emit TicketIssued(ticketId, redemptionId, memberId);
    }

    /* READING */

    /// @inheritdoc IEventTickets
    function redemptionOf(uint256 ticketId) public view returns (uint256) {
        return _redemptionIds.get(ticketId);
    }

    /// @inheritdoc IEventTickets
    function ticketMember(uint256 ticketId) public view returns (uint256) {
        return _memberIds.get(ticketId);
    }

    /// @inheritdoc ITicketDoor
    function isCheckedIn(uint256 ticketId) public view returns (bool) {
        return _checkedIn.get(ticketId);
    }

    /// @inheritdoc ERC721
    function balanceOf(address owner) public view override returns (uint256) {
        if (owner == address(0)) revert ERC721InvalidOwner(address(0));
        uint256 memberId = membership.accountOf(owner).memberId;
        // A wallet that a member no longer has holds nothing.
        return memberId != 0 && _walletOf(memberId) == owner ? _balances.get(memberId) : 0;
    }

    /// @notice Where the description of a ticket's event is.
    /// @param tokenId The ticket.
    /// @return The address.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        _requireOwned(tokenId);
        return eventURI(tokenId >> SERIAL_BITS);
    }

    /// @dev The wallet of the ticket's member, also of one who has left: so that refunds find their way.
    function _ownerOf(uint256 tokenId) internal view override returns (address) {
        return _walletOf(_memberIds.get(tokenId));
    }

    /// @dev Zero for member zero.
    function _walletOf(uint256 memberId) internal view returns (address account) {
        if (memberId != 0) (account, , ) = membership.walletOf(memberId);
    }

    /// @dev The only place where tickets change members; zero stands for none.
    function _move(uint256 ticketId, uint256 fromMemberId, uint256 toMemberId) internal {
        _memberIds.set(ticketId, toMemberId);
        if (fromMemberId != 0) _balances.decrement(fromMemberId);
        if (toMemberId != 0) _balances.increment(toMemberId);
        emit Transfer(_walletOf(fromMemberId), _walletOf(toMemberId), ticketId);
    }

    /* SIGNED BY THE HOLDER */

    /// @dev Refuses everybody but the wallet of the member who holds the ticket.
    function _checkHolder(uint256 ticketId, address account) internal view {
        if (_requireOwned(ticketId) != account) revert EventTicketsNotHolder(ticketId, account);
    }

    /// @dev Spends the holder's nonce for a ticket. Each ticket has nonces of its own, in a row, so that withdrawing what
    /// was said of one leaves the others alone; the ticket is signed beside it.
    function _useTicketNonce(uint256 ticketId) internal returns (address holder, uint64 nonce) {
        holder = _requireOwned(ticketId);
        nonce = uint64(_useNonce(holder, uint192(ticketId)));
    }
}
