// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title IEventCalendar
 * @notice The community's events: announced, changed with care for those who hold tickets, called off.
 */
interface IEventCalendar {
    /// @notice The terms of an event.
    struct EventTerms {
        /// Most tickets at once.
        uint32 capacity;
        /// First second in which the door lets people in.
        uint32 doorsOpen;
        /// First second in which the event is over.
        uint32 ends;
        /// First second in which tickets can no longer be given back; not after the doors open.
        uint32 returnUntil;
        /// First second in which tickets can no longer pass to another member at face value; not after the doors open.
        /// Zero for tickets that stay with whom they were issued to.
        uint32 transferUntil;
        /// Badge that whoever comes in is given; zero for none.
        uint32 badgeId;
    }

    /// @notice An event. Two storage slots; the second is not needed to sell a ticket.
    struct Event {
        uint32 capacity;
        uint32 doorsOpen;
        uint32 ends;
        uint32 returnUntil;
        uint32 outstanding;
        uint32 lastSerial;
        uint32 checkedIn;
        bool cancelled;
        uint32 transferUntil;
        uint32 badgeId;
    }

    /// @notice An event was announced.
    /// @param eventId Its number.
    /// @param terms Its terms.
    /// @param uri Where its description is.
    event EventCreated(uint256 indexed eventId, EventTerms terms, string uri);

    /// @notice An event was changed.
    /// @param eventId Its number.
    /// @param terms Its terms from now on.
    /// @param uri Where its description is from now on.
    event EventUpdated(uint256 indexed eventId, EventTerms terms, string uri);

    /// @notice An event was called off; every ticket can be refunded.
    /// @param eventId Its number.
    /// @param reason Why, in words.
    event EventCancelled(uint256 indexed eventId, string reason);

    /// @notice No event has this number.
    /// @param eventId The number.
    error EventTicketsUnknownEvent(uint256 eventId);

    /// @notice The terms make no sense: no seats, an end before the doors open or in the past, or tickets that can be
    /// given back or passed on after the doors open.
    error EventTicketsInvalidTerms();

    /// @notice The event was cancelled.
    /// @param eventId The event.
    error EventTicketsEventCancelled(uint256 eventId);

    /// @notice The event is over.
    /// @param eventId The event.
    error EventTicketsEventOver(uint256 eventId);

    /// @notice These tickets are not what issues the badge.
    /// @param badgeId The badge.
    error EventTicketsNotBadgeIssuer(uint256 badgeId);

    /// @notice The doors are open, so the event can no longer be changed.
    /// @param eventId The event.
    error EventTicketsDoorsOpen(uint256 eventId);

    /// @notice More tickets are out than there would be seats.
    /// @param capacity The seats asked for.
    /// @param outstanding The tickets out.
    error EventTicketsTooFewSeats(uint256 capacity, uint256 outstanding);

    /// @notice Holders would lose time that they were promised to give back or pass on their tickets.
    /// @param until What was asked for.
    /// @param least The earliest that is allowed.
    error EventTicketsWindowShortened(uint256 until, uint256 least);

    /// @notice Holders would hear too late that the event was moved.
    /// @param doorsOpen When the doors were to open.
    /// @param earliest The earliest that they may.
    error EventTicketsMovedTooSoon(uint256 doorsOpen, uint256 earliest);

    /// @notice Announces an event. Its tickets are sold by listing rewards for it in the store.
    /// @dev A badge for those who come in must have this contract for its issuer.
    /// @param terms Its terms.
    /// @param uri Where its description is.
    /// @return eventId Its number.
    function createEvent(EventTerms calldata terms, string calldata uri) external returns (uint256 eventId);

    /// @notice Changes an event before its doors open.
    /// @dev Once tickets are out, seats can't fall below them and the times to give back or pass on can't be shortened.
    /// An event that is moved (doors or end) must leave its holders {MOVE_NOTICE} at least, and can be given back until
    /// the doors open: nobody is held to a date they did not buy.
    /// @param eventId The event.
    /// @param terms All its terms.
    /// @param uri Where its description is.
    function setEvent(uint256 eventId, EventTerms calldata terms, string calldata uri) external;

    /// @notice Calls an event off. Every ticket not checked in can then be refunded.
    /// @dev Warning: can't be undone. Who came in by a door without network that has not yet handed in its proofs is
    /// refunded like the others.
    /// @param eventId The event.
    /// @param reason Why, in words the holders will read.
    function cancelEvent(uint256 eventId, string calldata reason) external;

    /// @notice An event as it stands.
    /// @param eventId Its number.
    /// @return The event.
    function eventOf(uint256 eventId) external view returns (Event memory);

    /// @notice How many events were ever announced; their numbers start at 1.
    /// @return The number.
    function eventCount() external view returns (uint256);

    /// @notice Where an event's description is.
    /// @param eventId Its number.
    /// @return The address.
    function eventURI(uint256 eventId) external view returns (string memory);

    /// @notice How long before the doors open holders hear of a new date at the latest.
    /// @return Seconds.
    function MOVE_NOTICE() external view returns (uint256);
}
