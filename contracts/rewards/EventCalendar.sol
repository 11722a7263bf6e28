// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IBadges} from "../membership/IBadges.sol";
import {IEventCalendar} from "./IEventCalendar.sol";

/**
 * @title EventCalendar
 * @notice The community's events: announced, changed with care for those who hold tickets, called off.
 */
abstract contract EventCalendar is IEventCalendar, AccessManaged {
    /// @inheritdoc IEventCalendar
    uint256 public constant MOVE_NOTICE = 1 days;

    uint256 internal constant SERIAL_BITS = 32;

    /// @notice The badges that those who come in can be given.
    IBadges public immutable badges;

    /// @inheritdoc IEventCalendar
    uint256 public eventCount;
    mapping(uint256 eventId => Event) internal _events;
    mapping(uint256 eventId => string) private _uris;

    /// @notice Begins without events.
    /// @param badges_ The badges that those who come in can be given.
    constructor(IBadges badges_) {
        badges = badges_;
    }

    /// @inheritdoc IEventCalendar
    function createEvent(
        EventTerms calldata terms,
        string calldata uri
    ) external restricted returns (uint256 eventId) {
        _checkTerms(terms);

        eventId = ++eventCount;
        _writeEvent(eventId, terms, uri);

        emit EventCreated(eventId, terms, uri);
    }

    /// @inheritdoc IEventCalendar
    function setEvent(uint256 eventId, EventTerms calldata terms, string calldata uri) external restricted {
        Event memory current = _existing(eventId);
        if (current.cancelled) revert EventTicketsEventCancelled(eventId);
        // Who was let in by a door without network is not yet known here, so nothing may move after this.
        if (block.timestamp >= current.doorsOpen) revert EventTicketsDoorsOpen(eventId);
        _checkTerms(terms);
        if (current.outstanding != 0) _checkHolders(current, terms);

        _writeEvent(eventId, terms, uri);

        emit EventUpdated(eventId, terms, uri);
        if (current.lastSerial != 0) {
            uint256 first = (eventId << SERIAL_BITS) | 1;
            emit IERC4906.BatchMetadataUpdate(first, first + current.lastSerial - 1);
        }
    }

    /// @inheritdoc IEventCalendar
    function cancelEvent(uint256 eventId, string calldata reason) external restricted {
        Event storage stored = _existing(eventId);
        if (stored.cancelled) revert EventTicketsEventCancelled(eventId);
        if (block.timestamp >= stored.ends) revert EventTicketsEventOver(eventId);

        stored.cancelled = true;

        emit EventCancelled(eventId, reason);
    }

    /// @inheritdoc IEventCalendar
    function eventOf(uint256 eventId) external view returns (Event memory) {
        return _existing(eventId);
    }

    /// @inheritdoc IEventCalendar
    function eventURI(uint256 eventId) public view returns (string memory) {
        _existing(eventId);
        return _uris[eventId];
    }

    function _existing(uint256 eventId) internal view returns (Event storage stored) {
        if (eventId == 0 || eventId > eventCount) revert EventTicketsUnknownEvent(eventId);
        return _events[eventId];
    }

    function _writeEvent(uint256 eventId, EventTerms calldata terms, string calldata uri) private {
        Event storage stored = _events[eventId];
        stored.capacity = terms.capacity;
        stored.doorsOpen = terms.doorsOpen;
        stored.ends = terms.ends;
        stored.returnUntil = terms.returnUntil;
        stored.transferUntil = terms.transferUntil;
        stored.badgeId = terms.badgeId;
        _uris[eventId] = uri;
    }

    /// @dev Tickets stand still from the moment the doors open: a door without network can let somebody in whose proof
    /// arrives here later, and by then the ticket must not have been refunded or sold.
    function _checkTerms(EventTerms calldata terms) private view {
        bool valid =
            terms.capacity > 0 &&
                terms.doorsOpen < terms.ends &&
                block.timestamp < terms.ends &&
                terms.returnUntil <= terms.doorsOpen &&
                terms.transferUntil <= terms.doorsOpen;
        if (!valid) revert EventTicketsInvalidTerms();
        if (terms.badgeId != 0 && badges.badgeOf(terms.badgeId).issuer != address(this)) {
            revert EventTicketsNotBadgeIssuer(terms.badgeId);
        }
    }

    /// @dev Nobody who holds a ticket may be worse off, or must be able to give it back.
    function _checkHolders(Event memory current, EventTerms calldata terms) private view {
        if (terms.capacity < current.outstanding) {
            revert EventTicketsTooFewSeats(terms.capacity, current.outstanding);
        }
        uint256 leastReturn = current.returnUntil;
        if (terms.doorsOpen != current.doorsOpen || terms.ends != current.ends) {
            uint256 earliest = block.timestamp + MOVE_NOTICE;
            if (terms.doorsOpen < earliest) revert EventTicketsMovedTooSoon(terms.doorsOpen, earliest);
            leastReturn = terms.doorsOpen;
        }
        uint256 leastTransfer = Math.min(current.transferUntil, terms.doorsOpen);
        if (terms.returnUntil < leastReturn) {
            revert EventTicketsWindowShortened(terms.returnUntil, leastReturn);
        }
        if (terms.transferUntil < leastTransfer) {
            revert EventTicketsWindowShortened(terms.transferUntil, leastTransfer);
        }
    }
}
