// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {PackedIds} from "../shared/PackedIds.sol";
import {IMembership} from "../membership/IMembership.sol";
import {ITicketDoor} from "./ITicketDoor.sol";
import {TicketTransfers} from "./TicketTransfers.sol";

/**
 * @title TicketDoor
 * @notice Letting holders in, once each, against their own signed proof of being there.
 * @dev Built for batches: an event is read once for all its tickets in a row, and so is each word of bits; both are
 * written once, and one event tells of all who came in.
 */
abstract contract TicketDoor is TicketTransfers {
    using PackedIds for PackedIds.Ids;

    /// @dev Tickets of one event in a row, while they are being let in. Lives in memory.
    struct Run {
        uint256 eventId;
        uint256 doorsOpen;
        uint256 ends;
        uint256 syncUntil;
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
        uint256 memberId = ticketMember(ticketId);
        (address wallet, , bool active) = membership.walletOf(memberId);
        Run memory run = _newRun(1);
        _enter(run, ticketId);
        CheckInFault fault = _faultOf(run, ticketId, at, memberId, active ? wallet : address(0));
        if (fault == CheckInFault.None) {
            // Alone, a wallet that is a contract may take as long as it needs.
            bool signed = _isSignedBy(wallet, _hashPresence(ticketId, at), proof.signature);
            if (!signed) fault = CheckInFault.InvalidSignature;
        }
        if (fault != CheckInFault.None) _refuse(fault, ticketId, at);

        _admit(run, ticketId, memberId);
        _close(run);
    }

    /// @inheritdoc ITicketDoor
    function checkInBatch(bytes calldata proofs) external restricted {
        uint256[] memory memberIds = _membersIn(proofs);
        uint256[] memory payees = membership.payeesOf(memberIds);
        Run memory run = _newRun(memberIds.length);
        uint256 offset = 0;
        for (uint256 i = 0; i < memberIds.length; ++i) {
            (uint256 ticketId, uint256 at, bytes calldata signature) = _proofAt(proofs, offset);
            if (ticketId >> 8 != run.bucket) _enter(run, ticketId);
            uint256 memberId = memberIds[i];
            address wallet = _activeWallet(payees[i]);
            CheckInFault fault = _faultOf(run, ticketId, at, memberId, wallet);
            if (fault == CheckInFault.None) {
                bool signed = _isSignedByWithin(WALLET_GAS, wallet, _hashPresence(ticketId, at), signature);
                if (!signed) fault = CheckInFault.InvalidSignature;
            }
            if (fault == CheckInFault.None) _admit(run, ticketId, memberId);
            else emit CheckInSkipped(ticketId, msg.sender, fault);
            unchecked {
                // Within what {_membersIn} has walked through.
                offset += HEADER + signature.length;
            }
        }
        _close(run);
    }

    /// @inheritdoc ITicketDoor
    function presenceDigest(uint256 ticketId, uint64 at) external view returns (bytes32) {
        return _hashTypedDataV4(_hashPresence(ticketId, at));
    }

    /* ONE TICKET */

    /// @dev All that can be wrong, but for the signature. `wallet` is zero where the member is not active.
    function _faultOf(
        Run memory run,
        uint256 ticketId,
        uint256 at,
        uint256 memberId,
        address wallet
    ) private view returns (CheckInFault) {
        if (memberId == 0) return CheckInFault.NoTicket;
        if (run.cancelled) return CheckInFault.EventCancelled;
        if (at > block.timestamp) return CheckInFault.FromFuture;
        if (at < run.doorsOpen || at >= run.ends || block.timestamp >= run.syncUntil) {
            return CheckInFault.DoorClosed;
        }
        if (run.bits & (1 << (ticketId & 0xff)) != 0) return CheckInFault.AlreadyCheckedIn;
        return wallet == address(0) ? CheckInFault.HolderNotActive : CheckInFault.None;
    }

    /// @dev Of a word of {IMembership-payeesOf}: the wallet in the lower bits, zero unless the status at the top is active.
    function _activeWallet(uint256 payee) private pure returns (address) {
        return payee >> 248 == uint256(IMembership.Status.Active) ? address(uint160(payee)) : address(0);
    }

    function _admit(Run memory run, uint256 ticketId, uint256 memberId) private pure {
        uint256 admitted = run.admitted;
        run.bits |= 1 << (ticketId & 0xff);
        run.ticketIds[admitted] = ticketId;
        run.memberIds[admitted] = memberId;
        unchecked {
            run.admitted = admitted + 1;
        }
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

    /// @dev As `abi.encode` would, without taking up memory for each of many proofs.
    function _hashPresence(uint256 ticketId, uint256 at) private pure returns (bytes32 structHash) {
        bytes32 typeHash = PRESENCE_TYPEHASH;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typeHash)
            mstore(add(free, 0x20), ticketId)
            mstore(add(free, 0x40), at)
            structHash := keccak256(free, 0x60)
        }
    }

    /* PACKED PROOFS */

    /// @dev Who holds the tickets, in the order of the proofs. Refuses what is cut off, so that {_proofAt} need not look.
    function _membersIn(bytes calldata proofs) private view returns (uint256[] memory memberIds) {
        memberIds = new uint256[](_count(proofs));
        uint256 offset = 0;
        uint256 bucket = type(uint256).max;
        uint256 word = 0;
        for (uint256 i = 0; i < memberIds.length; ++i) {
            uint256 header = _headerAt(proofs, offset);
            uint256 ticketId = header >> 56;
            // Neighbours share a slot.
            if (ticketId >> 3 != bucket) {
                bucket = ticketId >> 3;
                word = _memberIds.word(ticketId);
            }
            memberIds[i] = PackedIds.at(word, ticketId);
            unchecked {
                offset += HEADER + uint16(header);
            }
        }
    }

    function _count(bytes calldata proofs) private pure returns (uint256 count) {
        uint256 length = proofs.length;
        uint256 offset = 0;
        unchecked {
            // Each step adds at most 65,550 to an offset that is within calldata.
            while (offset < length) {
                uint256 next = offset + HEADER + uint16(_headerAt(proofs, offset));
                if (next > length) revert EventTicketsMalformedProofs(offset);
                offset = next;
                ++count;
            }
        }
    }

    function _proofAt(
        bytes calldata proofs,
        uint256 offset
    ) private pure returns (uint256 ticketId, uint256 at, bytes calldata signature) {
        uint256 header = _headerAt(proofs, offset);
        ticketId = header >> 56;
        at = (header >> 16) & type(uint40).max;
        assembly ("memory-safe") {
            signature.offset := add(add(proofs.offset, offset), HEADER)
            signature.length := and(header, 0xffff)
        }
    }

    /// @dev Ticket, second and length of the signature of the proof at `offset`; beyond the end, calldata reads as zeros.
    function _headerAt(bytes calldata proofs, uint256 offset) private pure returns (uint256 header) {
        assembly ("memory-safe") {
            header := shr(sub(256, mul(8, HEADER)), calldataload(add(proofs.offset, offset)))
        }
    }

    /* RUNS OF TICKETS */

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
            run.syncUntil = run.ends + SYNC_WINDOW;
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
