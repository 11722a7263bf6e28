// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SoulboundERC721} from "../shared/SoulboundERC721.sol";
import {ITicketTransfers} from "./ITicketTransfers.sol";
import {TicketReturns} from "./TicketReturns.sol";

/**
 * @title TicketTransfers
 * @notice Passing a ticket on to another member for exactly what was paid.
 * @dev The store moves the tokens; what was paid stays in escrow throughout, for whoever holds the ticket.
 */
abstract contract TicketTransfers is TicketReturns {
    /// @dev An offer that a holder has made. One storage slot.
    struct Offer {
        address buyer;
        uint40 deadline;
    }

    bytes32 private constant OFFER_TYPEHASH = keccak256(
        "TicketOffer(uint256 ticketId,address buyer,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant WITHDRAWAL_TYPEHASH = keccak256(
        "TicketOfferWithdrawal(uint256 ticketId,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant ACCEPTANCE_TYPEHASH = keccak256(
        "TicketAcceptance(address buyer,uint256 ticketId,uint256 maxPrice,uint256 nonce,uint256 deadline)"
    );

    mapping(uint256 ticketId => Offer) private _offers;

    /* OFFERING */

    /// @inheritdoc ITicketTransfers
    function offerTicket(uint256 ticketId, address buyer, uint256 deadline) external {
        _checkHolder(ticketId, msg.sender);
        if (block.timestamp > deadline) revert SignedRequestExpired(deadline);

        _offer(ticketId, buyer, deadline);
    }

    /// @inheritdoc ITicketTransfers
    function offerTicketFor(
        uint256 ticketId,
        address buyer,
        uint256 deadline,
        bytes calldata signature
    ) external {
        (address holder, uint64 nonce) = _useTicketNonce(ticketId);
        bytes32 structHash = keccak256(abi.encode(OFFER_TYPEHASH, ticketId, buyer, nonce, deadline));
        _checkRequest(holder, structHash, deadline, signature);

        _offer(ticketId, buyer, deadline);
    }

    /// @inheritdoc ITicketTransfers
    function withdrawOffer(uint256 ticketId) external {
        _checkHolder(ticketId, msg.sender);

        // Spends the nonce that an offer not yet submitted would need.
        _useTicketNonce(ticketId);
        _withdraw(ticketId);
    }

    /// @inheritdoc ITicketTransfers
    function withdrawOfferFor(uint256 ticketId, uint256 deadline, bytes calldata signature) external {
        (address holder, uint64 nonce) = _useTicketNonce(ticketId);
        bytes32 structHash = keccak256(abi.encode(WITHDRAWAL_TYPEHASH, ticketId, nonce, deadline));
        _checkRequest(holder, structHash, deadline, signature);

        _withdraw(ticketId);
    }

    function _offer(uint256 ticketId, address buyer, uint256 deadline) private {
        _checkTransferable(ticketId);

        uint256 kept = Math.min(deadline, type(uint40).max);
        _offers[ticketId] = Offer(buyer, SafeCast.toUint40(kept));

        emit Unlocked(ticketId);
        emit TicketOffered(ticketId, ticketMember(ticketId), buyer, kept);
    }

    function _withdraw(uint256 ticketId) private {
        delete _offers[ticketId];

        emit Locked(ticketId);
        emit TicketOfferWithdrawn(ticketId, ticketMember(ticketId));
    }

    /* ACCEPTING */

    /// @inheritdoc ITicketTransfers
    function acceptTicket(uint256 ticketId, uint256 maxPrice) external {
        _accept(msg.sender, ticketId, maxPrice);
    }

    /// @inheritdoc ITicketTransfers
    function acceptTicketFor(TicketAcceptance calldata acceptance, bytes calldata signature) external {
        // All members are static, so encoding the struct encodes them one after another, as EIP-712 wants.
        bytes32 structHash = keccak256(abi.encode(ACCEPTANCE_TYPEHASH, acceptance));
        _checkRequest(acceptance.buyer, structHash, acceptance.deadline, signature);
        _useCheckedNonce(acceptance.buyer, acceptance.nonce);

        _accept(acceptance.buyer, acceptance.ticketId, acceptance.maxPrice);
    }

    function _accept(address buyer, uint256 ticketId, uint256 maxPrice) private {
        _requireOwned(ticketId);
        _checkTransferable(ticketId);
        Offer memory offer = _offers[ticketId];
        bool offered =
            block.timestamp <= offer.deadline && (offer.buyer == address(0) || offer.buyer == buyer);
        if (!offered) revert EventTicketsNotOffered(ticketId, buyer);
        uint256 toMemberId = membership.memberOf(buyer);
        if (toMemberId == 0) revert EventTicketsNotMember(buyer);
        uint256 fromMemberId = ticketMember(ticketId);
        if (fromMemberId == toMemberId) revert EventTicketsOwnTicket(ticketId);

        delete _offers[ticketId];
        _move(ticketId, fromMemberId, toMemberId);

        emit Locked(ticketId);
        emit TicketTransferred(ticketId, fromMemberId, toMemberId);

        store.transferOrder(redemptionOf(ticketId), toMemberId, maxPrice);
    }

    /* READING */

    /// @inheritdoc ITicketTransfers
    function offerOf(uint256 ticketId) external view returns (address buyer, uint256 deadline) {
        if (_isOffered(ticketId)) return (_offers[ticketId].buyer, _offers[ticketId].deadline);
    }

    /// @inheritdoc SoulboundERC721
    /// @dev A ticket is free only while an offer of it can be accepted.
    function locked(uint256 tokenId) external view override returns (bool) {
        _requireOwned(tokenId);
        return !_isOffered(tokenId);
    }

    function _isOffered(uint256 ticketId) private view returns (bool) {
        Event storage theEvent = _events[ticketId >> SERIAL_BITS];
        return
            ticketMember(ticketId) != 0 &&
            !theEvent.cancelled &&
            block.timestamp < theEvent.transferUntil &&
            block.timestamp <= _offers[ticketId].deadline;
    }

    /// @dev Nobody has come in before that: transfers end at the opening of the doors at the latest.
    function _checkTransferable(uint256 ticketId) private view {
        uint256 eventId = ticketId >> SERIAL_BITS;
        if (_events[eventId].cancelled) revert EventTicketsEventCancelled(eventId);
        uint256 transferUntil = _events[eventId].transferUntil;
        if (block.timestamp >= transferUntil) revert EventTicketsTransferClosed(ticketId, transferUntil);
    }
}
