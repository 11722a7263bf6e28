// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {IMembership} from "../membership/IMembership.sol";
import {PackedCounters} from "../shared/PackedCounters.sol";
import {PackedIds} from "../shared/PackedIds.sol";
import {SignedRequests} from "../shared/SignedRequests.sol";
import {SoulboundERC721} from "../shared/SoulboundERC721.sol";
import {IEventTickets} from "./IEventTickets.sol";
import {IRewardsStore} from "./IRewardsStore.sol";

/**
 * @title EventTickets
 * @notice Tickets to the community's events: got by redeeming, shown at the door, given back in time.
 * @dev A ticket belongs to a member, whatever wallet that member has. Members and orders of eight tickets in a row share
 * a slot each; who has come in is a bit.
 */
contract EventTickets is IEventTickets, SoulboundERC721, SignedRequests, AccessManaged {
    using BitMaps for BitMaps.BitMap;
    using PackedCounters for PackedCounters.Counters;
    using PackedIds for PackedIds.Ids;

    /// @inheritdoc IEventTickets
    uint256 public constant SYNC_WINDOW = 1 days;

    uint256 private constant SERIAL_BITS = 32;
    bytes32 private constant PRESENCE_TYPEHASH = keccak256("Presence(uint256 ticketId,uint64 at)");

    /// @notice The membership whose members hold tickets.
    IMembership public immutable membership;
    /// @notice The only contract that can issue tickets.
    IRewardsStore public store;
    /// @inheritdoc IEventTickets
    uint256 public eventCount;
    mapping(uint256 eventId => Event) private _events;
    mapping(uint256 eventId => string) private _uris;
    // By the ticket's number.
    BitMaps.BitMap private _checkedIn;
    PackedIds.Ids private _memberIds;
    PackedIds.Ids private _redemptionIds;
    // By the member's number.
    PackedCounters.Counters private _balances;

    /**
     * @notice Begins without events.
     * @param authority_ The community's AccessManager.
     * @param membership_ The membership whose members hold tickets.
     * @param name_ Name of the tickets.
     * @param symbol_ Symbol of the tickets.
     */
    constructor(
        address authority_,
        IMembership membership_,
        string memory name_,
        string memory symbol_
    ) ERC721(name_, symbol_) AccessManaged(authority_) {
        membership = membership_;
    }

    /* SETTING UP */

    /// @inheritdoc IEventTickets
    function wire(address store_) external restricted {
        if (address(store) != address(0)) revert EventTicketsAlreadyWired();
        if (store_ == address(0)) revert EventTicketsZeroAddress();

        store = IRewardsStore(store_);

        emit Wired(store_);
    }

    /// @inheritdoc IEventTickets
    function createEvent(
        EventTerms calldata terms,
        string calldata uri
    ) external restricted returns (uint256 eventId) {
        bool valid =
            terms.capacity > 0 &&
                terms.doorsOpen < terms.ends &&
                block.timestamp < terms.ends &&
                terms.returnUntil <= terms.ends;
        if (!valid) revert EventTicketsInvalidTerms();

        eventId = ++eventCount;
        Event storage stored = _events[eventId];
        stored.capacity = terms.capacity;
        stored.doorsOpen = terms.doorsOpen;
        stored.ends = terms.ends;
        stored.returnUntil = terms.returnUntil;
        _uris[eventId] = uri;

        emit EventCreated(eventId, terms, uri);
    }

    /// @inheritdoc IEventTickets
    function cancelEvent(uint256 eventId, string calldata reason) external restricted {
        Event storage stored = _existing(eventId);
        if (stored.cancelled) revert EventTicketsEventCancelled(eventId);
        if (block.timestamp >= stored.ends) revert EventTicketsEventOver(eventId);

        stored.cancelled = true;

        emit EventCancelled(eventId, reason);
    }

    /* ISSUING AND RETURNING */

    /// @inheritdoc IEventTickets
    function issue(
        uint256 eventId,
        uint256 memberId,
        uint256 redemptionId
    ) external returns (uint256 ticketId) {
        if (msg.sender != address(store)) revert EventTicketsUnauthorized(msg.sender);
        Event memory theEvent = _existing(eventId);
        if (theEvent.cancelled) revert EventTicketsEventCancelled(eventId);
        if (block.timestamp >= theEvent.ends) revert EventTicketsEventOver(eventId);
        if (theEvent.outstanding >= theEvent.capacity) revert EventTicketsSoldOut(eventId);

        ++theEvent.outstanding;
        ticketId = (eventId << SERIAL_BITS) | ++theEvent.lastSerial;
        _events[eventId] = theEvent;
        _memberIds.set(ticketId, memberId);
        _redemptionIds.set(ticketId, redemptionId);
        _balances.increment(memberId);

        emit Transfer(address(0), _walletOf(memberId), ticketId);
        emit Locked(ticketId);
        emit TicketIssued(ticketId, redemptionId, memberId);
    }

    /// @inheritdoc IEventTickets
    function returnTicket(uint256 ticketId) external {
        address holder = _requireOwned(ticketId);
        if (holder != msg.sender) revert EventTicketsNotHolder(ticketId, msg.sender);
        Event storage stored = _events[ticketId >> SERIAL_BITS];
        if (block.timestamp >= stored.returnUntil)
            revert EventTicketsReturnClosed(ticketId, stored.returnUntil);

        _takeBack(ticketId, holder, true);
    }

    /// @inheritdoc IEventTickets
    function refundCancelled(uint256[] calldata ticketIds) external {
        for (uint256 i = 0; i < ticketIds.length; ++i) {
            uint256 ticketId = ticketIds[i];
            address holder = _requireOwned(ticketId);
            uint256 eventId = ticketId >> SERIAL_BITS;
            if (!_events[eventId].cancelled) revert EventTicketsEventNotCancelled(eventId);

            _takeBack(ticketId, holder, false);
        }
    }

    function _takeBack(uint256 ticketId, address holder, bool restock) private {
        uint256 redemptionId = _redemptionIds.get(ticketId);
        uint256 memberId = _memberIds.get(ticketId);
        if (isCheckedIn(ticketId)) revert EventTicketsAlreadyCheckedIn(ticketId);

        _memberIds.set(ticketId, 0);
        _balances.decrement(memberId);
        --_events[ticketId >> SERIAL_BITS].outstanding;

        emit Transfer(holder, address(0), ticketId);
        emit TicketReturned(ticketId, redemptionId, memberId);

        // A seat of an event that will not be goes back on sale nowhere.
        store.refundTicket(redemptionId, restock && !_events[ticketId >> SERIAL_BITS].cancelled);
    }

    /* AT THE DOOR */

    /// @inheritdoc IEventTickets
    function checkIn(CheckIn[] calldata checkIns) external restricted {
        for (uint256 i = 0; i < checkIns.length; ++i) {
            _checkInOne(checkIns[i]);
        }
    }

    function _checkInOne(CheckIn calldata proof) private {
        (uint256 ticketId, uint256 at) = (proof.ticketId, proof.at);
        address holder = _requireOwned(ticketId);
        uint256 eventId = ticketId >> SERIAL_BITS;
        Event memory theEvent = _events[eventId];
        if (theEvent.cancelled) revert EventTicketsEventCancelled(eventId);
        if (at > block.timestamp) revert EventTicketsProofFromFuture(ticketId, at);
        bool inTime =
            at >= theEvent.doorsOpen && at < theEvent.ends && block.timestamp < theEvent.ends + SYNC_WINDOW;
        if (!inTime) revert EventTicketsDoorClosed(ticketId, at);
        if (_checkedIn.get(ticketId)) revert EventTicketsAlreadyCheckedIn(ticketId);
        _checkSigner(holder, _hashPresence(ticketId, proof.at), proof.signature);

        _checkedIn.set(ticketId);
        ++_events[eventId].checkedIn;

        emit TicketCheckedIn(ticketId, holder, msg.sender);
    }

    /* READING */

    /// @inheritdoc IEventTickets
    function eventOf(uint256 eventId) external view returns (Event memory) {
        return _existing(eventId);
    }

    /// @inheritdoc IEventTickets
    function eventURI(uint256 eventId) public view returns (string memory) {
        _existing(eventId);
        return _uris[eventId];
    }

    /// @inheritdoc IEventTickets
    function redemptionOf(uint256 ticketId) external view returns (uint256) {
        return _redemptionIds.get(ticketId);
    }

    /// @inheritdoc IEventTickets
    function ticketMember(uint256 ticketId) external view returns (uint256) {
        return _memberIds.get(ticketId);
    }

    /// @inheritdoc IEventTickets
    function isCheckedIn(uint256 ticketId) public view returns (bool) {
        return _checkedIn.get(ticketId);
    }

    /// @inheritdoc IEventTickets
    function presenceDigest(uint256 ticketId, uint64 at) external view returns (bytes32) {
        return _hashTypedDataV4(_hashPresence(ticketId, at));
    }

    /// @notice Where the description of a ticket's event is.
    /// @param tokenId The ticket.
    /// @return The address.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        _requireOwned(tokenId);
        return eventURI(tokenId >> SERIAL_BITS);
    }

    /// @inheritdoc ERC721
    function balanceOf(address owner) public view override returns (uint256) {
        if (owner == address(0)) revert ERC721InvalidOwner(address(0));
        uint256 memberId = membership.accountOf(owner).memberId;
        // A wallet that a member no longer has holds nothing.
        return memberId != 0 && _walletOf(memberId) == owner ? _balances.get(memberId) : 0;
    }

    function _hashPresence(uint256 ticketId, uint64 at) private pure returns (bytes32) {
        return keccak256(abi.encode(PRESENCE_TYPEHASH, ticketId, at));
    }

    function _existing(uint256 eventId) private view returns (Event storage stored) {
        if (eventId == 0 || eventId > eventCount) revert EventTicketsUnknownEvent(eventId);
        return _events[eventId];
    }

    /// @dev The wallet of the ticket's member, also of one who has left: so that refunds find their way.
    function _ownerOf(uint256 tokenId) internal view override returns (address) {
        uint256 memberId = _memberIds.get(tokenId);
        return memberId == 0 ? address(0) : _walletOf(memberId);
    }

    function _walletOf(uint256 memberId) private view returns (address account) {
        (account, , ) = membership.walletOf(memberId);
    }
}
