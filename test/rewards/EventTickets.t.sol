// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IEventCalendar} from "../../contracts/rewards/IEventCalendar.sol";
import {ITicketReturns} from "../../contracts/rewards/ITicketReturns.sol";
import {ITicketDoor} from "../../contracts/rewards/ITicketDoor.sol";
import {IEventTickets} from "../../contracts/rewards/IEventTickets.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Community} from "../support/Community.sol";
import {IEventTicketsSurface} from "../support/Surfaces.sol";

contract EventTicketsTest is Community {
    bytes32 private constant PRESENCE_TYPEHASH = keccak256("Presence(uint256 ticketId,uint64 at)");
    bytes4 private constant INVALID_SIGNATURE = bytes4(keccak256("SignedRequestInvalidSignature(address)"));
    bytes4 private constant SOULBOUND = bytes4(keccak256("SoulboundToken()"));

    /// @dev Tickets with this test for their store.
    IEventTicketsSurface private box;
    uint256[] private _refunded;
    mapping(uint256 ticketId => bool) private _seen;

    function setUp() public {
        _deployCommunity(IRewardToken.TransferPolicy.Open, address(this));
        box = IEventTicketsSurface(
            deploy(
                "contracts/rewards/EventTickets.sol:EventTickets",
                abi.encode(manager, members, badges, "Box", "BOX", "ipfs://box")
            )
        );
        box.wire(address(this));
        // Member 1 is actor 0, and so on.
        _joinAll();
    }

    /// @notice What the box calls of its store; the number of the order says whose refund it is.
    function refundTicket(uint256 redemptionId, bool) external {
        _refunded.push(redemptionId);
    }

    /// @dev A ticket's number holds its event and its place in it, and no two are alike.
    function testFuzz_numbersArePacked(uint8 events, uint8[16] memory picks) public {
        uint256 count = bound(events, 1, 6);
        for (uint256 i = 0; i < count; ++i) _announce(16, time + 1 days, time + 2 days, time + 1 days);
        uint256[6] memory issued;
        for (uint256 i = 0; i < picks.length; ++i) {
            uint256 eventId = 1 + (picks[i] % count);
            uint256 ticketId = box.issue(eventId, 1 + _pick(i), i);

            assertEq(ticketId >> 32, eventId, "event in the number");
            assertEq(ticketId & type(uint32).max, ++issued[eventId - 1], "place in the number");
            assertEq(box.ownerOf(ticketId), actors[_pick(i)], "holder");
            assertEq(box.ticketMember(ticketId), 1 + _pick(i), "member");
            assertEq(box.redemptionOf(ticketId), i, "order");
            assertEq(box.eventOf(eventId).outstanding, issued[eventId - 1], "tickets out");
        }
    }

    /// @dev Seats are never oversold, and one given back can be had again under a new number.
    function testFuzz_seatsHold(uint8 capacity, uint8[20] memory steps) public {
        uint256 seats = bound(capacity, 1, 6);
        uint256 eventId = _announce(uint32(seats), time + 1 days, time + 2 days, time + 1 days);
        uint256[] memory held = new uint256[](seats);
        uint256 out;
        uint256 issued;
        for (uint256 i = 0; i < steps.length; ++i) {
            if (steps[i] % 3 == 0 && out > 0) {
                uint256 ticketId = held[--out];
                vm.prank(box.ownerOf(ticketId));
                box.returnTicket(ticketId);
            } else if (out == seats) {
                assertRefused(
                    address(this),
                    address(box),
                    abi.encodeCall(box.issue, (eventId, 1, 0)),
                    IEventTickets.EventTicketsSoldOut.selector
                );
            } else {
                held[out++] = box.issue(eventId, 1 + _pick(i), i);
                assertEq(uint32(held[out - 1]), ++issued, "a number used again");
            }
            assertEq(box.eventOf(eventId).outstanding, out, "tickets out");
        }
        assertEq(_refunded.length, issued - out, "refunds");
    }

    /// @dev The door lets in at the holder's word given while it was open, and takes it until a day after. Times are
    /// seconds apart, so that every edge is met.
    function testFuzz_doorTimes(uint8 opens, uint8 lasts, uint8 at, uint8 wait, bool late) public {
        uint256 doors = time + (opens % 5);
        uint256 ends = doors + 1 + (lasts % 5);
        uint256 eventId = _announce(1, doors, ends, doors);
        uint256 ticketId = box.issue(eventId, 1, 0);
        uint256 signed = time + (at % 12);
        _goTo(time + (wait % 12) + (late ? 1 days : 0));
        bytes memory request = _checkInCall(ticketId, 0, signed);

        if (signed > time) _refusedAtDoor(request, ITicketDoor.EventTicketsProofFromFuture.selector);
        else if (signed < doors || signed >= ends || time >= ends + 1 days) {
            _refusedAtDoor(request, ITicketDoor.EventTicketsDoorClosed.selector);
        } else {
            _checkIn(request);
            _refusedAtDoor(request, ITicketDoor.EventTicketsAlreadyCheckedIn.selector);
        }
    }

    /// @dev A proof is for its ticket, its second and its holder; the ticket next to it stays outside.
    function testFuzz_proofIsForOneTicket(uint8 who, uint8 stranger, uint32 shift, uint8 place) public {
        uint256 eventId = _announce(300, time, time + 10 days, time);
        uint256 index = bound(place, 0, 255);
        uint256 holder = _pick(who);
        uint256 ticketId;
        for (uint256 i = 0; i <= index + 1; ++i) {
            uint256 issued = box.issue(eventId, holder + 1, holder);
            if (i == index) ticketId = issued;
        }
        _goTo(time + 5 days);
        uint256 other = (holder + 1 + (stranger % (ACTORS - 1))) % ACTORS;
        _refusedAtDoor(_checkInCall(ticketId, other, time), INVALID_SIGNATURE);
        uint256 moved = time - bound(shift, 1, 4 days);
        _refusedAtDoor(_withTime(ticketId, holder, time, moved), INVALID_SIGNATURE);

        _checkIn(_checkInCall(ticketId, holder, time));

        assertTrue(box.isCheckedIn(ticketId), "checked in");
        assertTrue(!box.isCheckedIn(ticketId + 1), "the next ticket");
        if (index > 0) assertTrue(!box.isCheckedIn(ticketId - 1), "the ticket before");
        assertEq(box.eventOf(eventId).checkedIn, 1, "count of those who came");
    }

    /// @dev One bad proof among many keeps nobody else out, wherever it stands and whatever is wrong with it.
    function testFuzz_badProofsAreSkipped(uint8 size, uint8 bad, uint8 fault) public {
        uint256 count = bound(size, 1, 8);
        uint256 eventId = _announce(8, time, time + 1 days, time);
        bytes memory packed;
        uint256 which = bound(bad, 0, count - 1);
        for (uint256 i = 0; i < count; ++i) {
            ITicketDoor.CheckIn memory proof = _proof(box.issue(eventId, i + 1, i), i, time);
            if (i == which) _spoil(proof, fault % 5);
            packed = bytes.concat(packed, _pack(proof));
        }

        box.checkInBatch(packed);

        assertEq(box.eventOf(eventId).checkedIn, count - 1, "how many came in");
        for (uint256 i = 0; i < count; ++i) {
            assertEq(box.isCheckedIn((eventId << 32) + i + 1), i != which, "whether one came in");
        }
    }

    /// @dev Any order of tickets of three events, each shown as often as you like, lets each in once: what is read once
    /// for many is never stale.
    function testFuzz_batchesInAnyOrder(uint8[24] memory picks, uint8 split) public {
        uint256[3] memory events;
        for (uint256 i = 0; i < 3; ++i) events[i] = _announce(600, time, time + 1 days, time);
        // Serials on both sides of a word of bits.
        for (uint256 i = 0; i < 258; ++i) box.issue(events[0], 1, i);
        for (uint256 i = 0; i < 2; ++i) box.issue(events[1], 2, i);
        for (uint256 i = 0; i < 2; ++i) box.issue(events[2], 3, i);
        uint256[3] memory came;
        bytes memory packed;
        for (uint256 i = 0; i < picks.length; ++i) {
            uint256 which = picks[i] % 3;
            uint256 serial = which == 0 ? [uint256(1), 2, 255, 256, 257][picks[i] % 5] : 1 + (picks[i] % 2);
            uint256 ticketId = (events[which] << 32) | serial;
            if (!_seen[ticketId]) ++came[which];
            _seen[ticketId] = true;
            packed = bytes.concat(packed, _pack(_proof(ticketId, which, time)));
            if (i == split % picks.length) {
                box.checkInBatch(packed);
                packed = "";
            }
        }
        box.checkInBatch(packed);

        for (uint256 i = 0; i < 3; ++i) {
            assertEq(box.eventOf(events[i]).checkedIn, came[i], "how many came to an event");
            for (uint256 serial = 1; serial <= (i == 0 ? 258 : 2); ++serial) {
                uint256 ticketId = (events[i] << 32) | serial;
                assertEq(box.isCheckedIn(ticketId), _seen[ticketId], "whether one came in");
            }
        }
    }

    /// @dev Packed proofs that end in the middle of one are refused, and let nobody in.
    function testFuzz_cutOffBatchesAreRefused(uint8 cut) public {
        uint256 eventId = _announce(2, time, time + 1 days, time);
        bytes memory first = _pack(_proof(box.issue(eventId, 1, 0), 0, time));
        bytes memory packed = bytes.concat(first, _pack(_proof(box.issue(eventId, 2, 1), 1, time)));
        uint256 length = first.length + bound(cut, 1, first.length - 1);
        assembly ("memory-safe") {
            mstore(packed, length)
        }

        _refusedAtDoor(
            abi.encodeCall(box.checkInBatch, (packed)),
            ITicketDoor.EventTicketsMalformedProofs.selector
        );
        assertEq(box.eventOf(eventId).checkedIn, 0, "somebody came in");
    }

    /// @dev Any bytes are read as proofs or refused; without a holder's signature nobody comes in.
    function testFuzz_noiseOpensNoDoor(bytes memory noise) public {
        uint256 eventId = _announce(2, time, time + 1 days, time);
        box.issue(eventId, 1, 0);
        (bool accepted, bytes memory answer) = address(box).call(abi.encodeCall(box.checkInBatch, (noise)));
        if (!accepted) {
            assertTrue(
                bytes4(answer) == ITicketDoor.EventTicketsMalformedProofs.selector,
                "refused for another reason"
            );
        }
        assertEq(box.eventOf(eventId).checkedIn, 0, "somebody came in");
    }

    /// @dev Tickets stay with their holder, whoever asks.
    function testFuzz_ticketsDoNotMove(address caller, address to) public {
        uint256 eventId = _announce(1, time, time + 1 days, time);
        uint256 ticketId = box.issue(eventId, 1, 0);
        address from = caller == address(0) ? actors[0] : caller;
        assertRefused(from, address(box), abi.encodeCall(box.approve, (to, ticketId)), SOULBOUND);
        assertRefused(from, address(box), abi.encodeCall(box.setApprovalForAll, (to, true)), SOULBOUND);
        bytes memory move = abi.encodeCall(box.transferFrom, (actors[0], to, ticketId));
        assertRefused(from, address(box), move, SOULBOUND);
        bytes memory safeMove = abi.encodeWithSignature(
            "safeTransferFrom(address,address,uint256)",
            actors[0],
            to,
            ticketId
        );
        assertRefused(actors[0], address(box), safeMove, SOULBOUND);
        assertEq(box.ownerOf(ticketId), actors[0], "holder");
    }

    /// @dev A ticket is given back by its holder, before the cut-off; then the doors open. Times are seconds apart.
    function testFuzz_returnTimes(uint8 until, uint8 doors, uint8 wait, uint8 caller) public {
        uint256 returnUntil = time + (until % 6);
        uint256 doorsOpen = returnUntil + (doors % 3);
        uint256 eventId = _announce(1, doorsOpen, doorsOpen + 20 days, returnUntil);
        uint256 ticketId = box.issue(eventId, 1, 0);
        _goTo(time + (wait % 8));
        bytes memory request = abi.encodeCall(box.returnTicket, (ticketId));
        address from = actors[caller % 2];

        if (from != actors[0]) {
            assertRefused(from, address(box), request, ITicketReturns.EventTicketsNotHolder.selector);
        } else if (time >= returnUntil) {
            assertRefused(from, address(box), request, ITicketReturns.EventTicketsReturnClosed.selector);
            if (time < doorsOpen) return;
            _checkIn(_checkInCall(ticketId, 0, time));
            assertRefused(from, address(box), request, ITicketReturns.EventTicketsReturnClosed.selector);
        } else {
            _refusedAtDoor(_checkInCall(ticketId, 0, time), ITicketDoor.EventTicketsDoorClosed.selector);
            vm.prank(from);
            box.returnTicket(ticketId);
            assertEq(box.balanceOf(from), 0, "tickets left");
            assertEq(_refunded.length, 1, "refunds");
            assertEq(_refunded[0], box.redemptionOf(ticketId), "order refunded");
            assertRefused(from, address(box), request, IERC721Errors.ERC721NonexistentToken.selector);
        }
    }

    /* TOOLS */

    function _announce(
        uint32 capacity,
        uint256 doorsOpen,
        uint256 ends,
        uint256 returnUntil
    ) private returns (uint256) {
        return
            box.createEvent(
                IEventCalendar.EventTerms(
                    capacity,
                    uint32(doorsOpen),
                    uint32(ends),
                    uint32(returnUntil),
                    0,
                    0
                ),
                "ipfs://event"
            );
    }

    function _proof(
        uint256 ticketId,
        uint256 signer,
        uint256 at
    ) private view returns (ITicketDoor.CheckIn memory) {
        bytes32 structHash = keccak256(abi.encode(PRESENCE_TYPEHASH, ticketId, at));
        bytes memory signature = sign(_keys[signer], typedDigest(box.DOMAIN_SEPARATOR(), structHash));
        return ITicketDoor.CheckIn(ticketId, uint64(at), signature);
    }

    /// @dev The ways in which a proof can be bad.
    function _spoil(ITicketDoor.CheckIn memory proof, uint256 fault) private view {
        if (fault == 0) proof.signature = _proof(proof.ticketId + 1, 0, time).signature;
        else if (fault == 1) proof.at = uint64(time + 1);
        else if (fault == 2) proof.at = uint64(time - 1);
        else if (fault == 3) proof.signature = "";
        else proof.ticketId += 100;
    }

    function _pack(ITicketDoor.CheckIn memory proof) private pure returns (bytes memory) {
        uint16 length = uint16(proof.signature.length);
        return abi.encodePacked(uint64(proof.ticketId), uint40(proof.at), length, proof.signature);
    }

    function _checkInCall(uint256 ticketId, uint256 signer, uint256 at) private view returns (bytes memory) {
        return _withTime(ticketId, signer, at, at);
    }

    /// @dev A proof signed for one second and shown for another.
    function _withTime(
        uint256 ticketId,
        uint256 signer,
        uint256 signed,
        uint256 shown
    ) private view returns (bytes memory) {
        ITicketDoor.CheckIn memory proof = _proof(ticketId, signer, signed);
        proof.at = uint64(shown);
        return abi.encodeCall(box.checkIn, (proof));
    }

    /// @dev The roles of the box were given to nobody, so the admin is its door.
    function _checkIn(bytes memory request) private {
        (bool accepted, ) = address(box).call(request);
        assertTrue(accepted, "check-in refused");
    }

    function _refusedAtDoor(bytes memory request, bytes4 expected) private {
        assertRefused(address(this), address(box), request, expected);
    }
}
