// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ITicketDoor} from "./ITicketDoor.sol";
import {TicketTransfers} from "./TicketTransfers.sol";

/**
 * @title TicketDoor
 * @notice Letting holders in, once each, against their own signed proof of being there.
 * @dev Built for batches: an event is read once for all its tickets in a row, and so is each word of bits; both are
 * written once, and one event tells of all who came in.
 */
abstract contract TicketDoor is TicketTransfers {
    /// @dev Tickets of one event in a row, while they are being let in. Lives in memory.
    struct Run {
        uint256 eventId;
        uint256 doorsOpen;
        uint256 ends;
        uint256 badgeId;
        bool cancelled;
        /// The word of check-in bits at hand, and its place in the bitmap.
        uint256 bits;
        uint256 bucket;
        /// Who came in so far; the arrays are longer than that until the run closes.
        uint256 admitted;
        uint256[] ticketIds;
        uint256[] memberIds;
    }

    /// @inheritdoc ITicketDoor
    uint256 public constant SYNC_WINDOW = 1 days;
    /// @inheritdoc ITicketDoor
    uint256 public constant WALLET_GAS = 150_000;

    /// @dev Bytes of a packed proof before its signature: ticket (8), second (5), length of the signature (2).
    uint256 private constant HEADER = 15;
    bytes32 private constant PRESENCE_TYPEHASH = keccak256("Presence(uint256 ticketId,uint64 at)");

    /* LETTING IN */

    /// @inheritdoc ITicketDoor
    function checkIn(CheckIn calldata proof) external restricted {
        (uint256 ticketId, uint256 at) = (proof.ticketId, proof.at);
        Run memory run = _newRun(1);
        _enter(run, ticketId);
        CheckInFault fault = _admit(run, ticketId, at, proof.signature, gasleft());
        if (fault != CheckInFault.None) _refuse(fault, ticketId, at);

        _close(run);
    }

    /// @inheritdoc ITicketDoor
    function checkInBatch(bytes calldata proofs) external restricted {
        Run memory run = _newRun(_count(proofs));
        uint256 offset = 0;
        while (offset < proofs.length) {
            uint256 header = uint256(bytes32(proofs[offset:])) >> (256 - 8 * HEADER);
            uint256 ticketId = header >> 56;
            uint256 at = (header >> 16) & type(uint40).max;
            uint256 end = offset + HEADER + uint16(header);

            if (ticketId >> 8 != run.bucket) _enter(run, ticketId);
            CheckInFault fault = _admit(run, ticketId, at, proofs[offset + HEADER:end], WALLET_GAS);
            if (fault != CheckInFault.None) emit CheckInSkipped(ticketId, msg.sender, fault);
            offset = end;
        }
        _close(run);
    }

    /// @inheritdoc ITicketDoor
    function presenceDigest(uint256 ticketId, uint64 at) external view returns (bytes32) {
        return _hashTypedDataV4(_hashPresence(ticketId, at));
    }

    /* ONE TICKET */

    /// @dev Notes in the run that a holder has come in, or says why not.
    function _admit(
        Run memory run,
        uint256 ticketId,
        uint256 at,
        bytes calldata signature,
        uint256 walletGas
    ) private view returns (CheckInFault) {
        uint256 memberId = ticketMember(ticketId);
        if (memberId == 0) return CheckInFault.NoTicket;
        if (run.cancelled) return CheckInFault.EventCancelled;
        if (at > block.timestamp) return CheckInFault.FromFuture;
        bool inTime = at >= run.doorsOpen && at < run.ends && block.timestamp < run.ends + SYNC_WINDOW;
        if (!inTime) return CheckInFault.DoorClosed;
        uint256 bit = 1 << (ticketId & 0xff);
        if (run.bits & bit != 0) return CheckInFault.AlreadyCheckedIn;
        (address holder, , bool active) = membership.walletOf(memberId);
        if (!active) return CheckInFault.HolderNotActive;
        if (!_isSignedByWithin(walletGas, holder, _hashPresence(ticketId, at), signature)) {
            return CheckInFault.InvalidSignature;
        }

        run.bits |= bit;
        run.ticketIds[run.admitted] = ticketId;
        run.memberIds[run.admitted++] = memberId;
        return CheckInFault.None;
    }

    function _refuse(CheckInFault fault, uint256 ticketId, uint256 at) private view {
        if (fault == CheckInFault.NoTicket) revert ERC721NonexistentToken(ticketId);
        if (fault == CheckInFault.EventCancelled) revert EventTicketsEventCancelled(ticketId >> SERIAL_BITS);
        if (fault == CheckInFault.FromFuture) revert EventTicketsProofFromFuture(ticketId, at);
        if (fault == CheckInFault.DoorClosed) revert EventTicketsDoorClosed(ticketId, at);
        if (fault == CheckInFault.AlreadyCheckedIn) revert EventTicketsAlreadyCheckedIn(ticketId);
        if (fault == CheckInFault.HolderNotActive) {
            revert EventTicketsHolderNotActive(ticketId, ticketMember(ticketId));
        }
        revert SignedRequestInvalidSignature(_ownerOf(ticketId));
    }

    function _hashPresence(uint256 ticketId, uint256 at) private pure returns (bytes32) {
        return keccak256(abi.encode(PRESENCE_TYPEHASH, ticketId, at));
    }

    /* RUNS OF TICKETS */

    /// @dev How many proofs there are. Refuses what is cut off before anything is done.
    function _count(bytes calldata proofs) private pure returns (uint256 count) {
        uint256 offset = 0;
        while (offset < proofs.length) {
            uint256 rest = proofs.length - offset;
            if (rest < HEADER) revert EventTicketsMalformedProofs(offset);
            uint256 size =
                HEADER + ((uint256(bytes32(proofs[offset:])) >> (256 - 8 * HEADER)) & type(uint16).max);
            if (rest < size) revert EventTicketsMalformedProofs(offset);
            offset += size;
            ++count;
        }
    }

    function _newRun(uint256 capacity) private pure returns (Run memory run) {
        run.ticketIds = new uint256[](capacity);
        run.memberIds = new uint256[](capacity);
    }

    /// @dev Takes up the bits around a ticket, and its event if that is another.
    function _enter(Run memory run, uint256 ticketId) private {
        uint256 eventId = ticketId >> SERIAL_BITS;
        if (eventId != run.eventId) {
            _close(run);
            Event storage theEvent = _events[eventId];
            run.eventId = eventId;
            run.doorsOpen = theEvent.doorsOpen;
            run.ends = theEvent.ends;
            run.cancelled = theEvent.cancelled;
            run.badgeId = theEvent.badgeId;
        } else if (run.admitted != 0) {
            _checkedIn._data[run.bucket] = run.bits;
        }
        run.bucket = ticketId >> 8;
        run.bits = _checkedIn._data[run.bucket];
    }

    /// @dev Writes down and tells who came in since the run began.
    function _close(Run memory run) private {
        uint256 admitted = run.admitted;
        if (admitted == 0) return;
        uint256[] memory ticketIds = run.ticketIds;
        uint256 capacity = ticketIds.length;

        _checkedIn._data[run.bucket] = run.bits;
        _events[run.eventId].checkedIn += uint32(admitted);

        _resize(ticketIds, admitted);
        emit TicketsCheckedIn(run.eventId, msg.sender, ticketIds);
        _resize(ticketIds, capacity);
        run.admitted = 0;
        if (run.badgeId != 0) _giveBadge(run, admitted);
    }

    /// @dev Coming in must not hang on the badge: its issuer may have been changed since.
    function _giveBadge(Run memory run, uint256 admitted) private {
        uint256[] memory memberIds = run.memberIds;
        uint256 capacity = memberIds.length;
        _resize(memberIds, admitted);
        // solhint-disable-next-line no-empty-blocks
        try badges.issue(run.badgeId, memberIds) {} catch {
            emit AttendanceBadgeFailed(run.eventId, run.badgeId, memberIds);
        }
        _resize(memberIds, capacity);
    }

    /// @dev Never beyond what was allocated.
    function _resize(uint256[] memory array, uint256 length) private pure {
        assembly ("memory-safe") {
            mstore(array, length)
        }
    }
}
