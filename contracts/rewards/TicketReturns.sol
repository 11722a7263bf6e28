// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ITicketReturns} from "./ITicketReturns.sol";
import {TicketHolders} from "./TicketHolders.sol";

/**
 * @title TicketReturns
 * @notice Giving tickets back in time, and refunds of events that were called off.
 */
abstract contract TicketReturns is TicketHolders {
    bytes32 private constant RETURN_TYPEHASH = keccak256(
        "TicketReturn(uint256 ticketId,uint256 nonce,uint256 deadline)"
    );

    /// @inheritdoc ITicketReturns
    function returnTicket(uint256 ticketId) external {
        _checkHolder(ticketId, msg.sender);

        _return(ticketId);
    }

    /// @inheritdoc ITicketReturns
    function returnTicketFor(uint256 ticketId, uint256 deadline, bytes calldata signature) external {
        (address holder, uint64 nonce) = _useTicketNonce(ticketId);
        bytes32 structHash = keccak256(abi.encode(RETURN_TYPEHASH, ticketId, nonce, deadline));
        _checkRequest(holder, structHash, deadline, signature);

        _return(ticketId);
    }

    /// @inheritdoc ITicketReturns
    function refundCancelled(uint256 ticketId) external {
        RefundFault fault = _refundFault(ticketId);
        if (fault == RefundFault.NoTicket) revert ERC721NonexistentToken(ticketId);
        if (fault == RefundFault.EventNotCancelled) {
            revert EventTicketsEventNotCancelled(ticketId >> SERIAL_BITS);
        }
        if (fault == RefundFault.AlreadyCheckedIn) revert EventTicketsAlreadyCheckedIn(ticketId);

        _takeBack(ticketId, false);
    }

    /// @inheritdoc ITicketReturns
    function refundCancelledBatch(uint256[] calldata ticketIds) external {
        for (uint256 i = 0; i < ticketIds.length; ++i) {
            RefundFault fault = _refundFault(ticketIds[i]);
            if (fault == RefundFault.None) _takeBack(ticketIds[i], false);
            else emit RefundSkipped(ticketIds[i], fault);
        }
    }

    function _refundFault(uint256 ticketId) private view returns (RefundFault) {
        if (ticketMember(ticketId) == 0) return RefundFault.NoTicket;
        if (!_events[ticketId >> SERIAL_BITS].cancelled) return RefundFault.EventNotCancelled;
        return isCheckedIn(ticketId) ? RefundFault.AlreadyCheckedIn : RefundFault.None;
    }

    /// @dev Nobody has come in before the cut-off: it is not after the opening of the doors.
    function _return(uint256 ticketId) private {
        Event storage stored = _events[ticketId >> SERIAL_BITS];
        uint256 returnUntil = stored.returnUntil;
        if (block.timestamp >= returnUntil) revert EventTicketsReturnClosed(ticketId, returnUntil);

        // A seat of an event that will not be goes back on sale nowhere.
        _takeBack(ticketId, !stored.cancelled);
    }

    function _takeBack(uint256 ticketId, bool restock) private {
        uint256 memberId = ticketMember(ticketId);
        uint256 redemptionId = redemptionOf(ticketId);

        --_events[ticketId >> SERIAL_BITS].outstanding;
        _move(ticketId, memberId, 0);

        emit TicketReturned(ticketId, redemptionId, memberId);

        store.refundTicket(redemptionId, restock);
    }
}
