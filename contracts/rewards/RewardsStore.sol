// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {IBadges} from "../membership/IBadges.sol";
import {IMembership} from "../membership/IMembership.sol";
import {IRooms} from "../membership/IRooms.sol";
import {IRewardToken} from "../token/IRewardToken.sol";
import {IEventCalendar} from "./IEventCalendar.sol";
import {IEventTickets} from "./IEventTickets.sol";
import {IRewardsStore} from "./IRewardsStore.sol";
import {StoreCancelling} from "./StoreCancelling.sol";
import {StoreCatalogue} from "./StoreCatalogue.sol";
import {StoreOrders} from "./StoreOrders.sol";

/**
 * @title RewardsStore
 * @notice The catalogue: members redeem reward tokens for merch and event tickets.
 * @dev Accounts for escrow itself and reads its own balance only to find what was sent here by mistake.
 */
contract RewardsStore is StoreCancelling {
    /**
     * @notice Opens an empty catalogue.
     * @param authority_ The community's AccessManager.
     * @param token_ The reward token.
     * @param membership_ The membership.
     * @param rooms_ The rooms.
     * @param badges_ The badges.
     * @param tickets_ The event tickets.
     */
    constructor(
        address authority_,
        IRewardToken token_,
        IMembership membership_,
        IRooms rooms_,
        IBadges badges_,
        IEventTickets tickets_
    ) AccessManaged(authority_) StoreCatalogue(tickets_) StoreOrders(token_, membership_, rooms_, badges_) {}

    /* FULFILLING */

    /// @inheritdoc IRewardsStore
    function fulfil(Shipment[] calldata shipments) external restricted {
        uint256 total;
        bool any;
        for (uint256 i = 0; i < shipments.length; ++i) {
            (uint256 redemptionId, bytes32 tracking) = (shipments[i].redemptionId, shipments[i].trackingHash);
            (bool done, uint256 paid) = _fulfilOne(redemptionId, RewardKind.Merch, tracking);
            if (done) any = true;
            total += paid;
        }
        if (!any && shipments.length != 0) _refuseBatch(shipments[0].redemptionId);

        _burn(total);
    }

    /// @inheritdoc IRewardsStore
    function settleTickets(uint256[] calldata redemptionIds) external {
        uint256 total;
        bool any;
        uint256 eventId;
        IEventCalendar.Event memory theEvent;
        for (uint256 i = 0; i < redemptionIds.length; ++i) {
            uint256 redemptionId = redemptionIds[i];
            Redemption memory order = _existingOrder(redemptionId);
            uint256 itsEventId = _conditions[order.rewardId].eventId;
            // Orders of one event mostly come one after another: ask for it once. Merch is refused further down.
            if (itsEventId != eventId && itsEventId != 0) {
                eventId = itsEventId;
                theEvent = _eventOf(eventId);
            }
            if (order.state == RedemptionState.Placed && itsEventId != 0) {
                _checkSettled(redemptionId, (eventId << 32) | order.serial, theEvent);
            }
            (bool done, uint256 paid) = _fulfilOne(redemptionId, RewardKind.Ticket, 0);
            if (done) any = true;
            total += paid;
        }
        if (!any && redemptionIds.length != 0) _refuseBatch(redemptionIds[0]);

        _burn(total);
    }

    function _checkSettled(
        uint256 redemptionId,
        uint256 ticketId,
        IEventCalendar.Event memory theEvent
    ) private view {
        // Who came in before the event was cancelled is never refunded, so what they paid can be burned.
        bool kept = !theEvent.cancelled || tickets.isCheckedIn(ticketId);
        if (!kept || block.timestamp < theEvent.ends) revert RewardsStoreEventNotOver(redemptionId);
    }

    /// @dev Ends one order of a batch, if it is open still.
    function _fulfilOne(
        uint256 redemptionId,
        RewardKind kind,
        bytes32 trackingHash
    ) private returns (bool done, uint256 paid) {
        Redemption memory order = _existingOrder(redemptionId);
        if (!_isPlaced(redemptionId, order, kind)) return (false, 0);

        _redemptions[redemptionId].state = RedemptionState.Fulfilled;

        emit RedemptionFulfilled(redemptionId, order.rewardId, order.memberId, order.paid, trackingHash);
        return (true, order.paid);
    }

    function _burn(uint256 total) private {
        _release(total);
        ERC20Burnable(address(token)).burn(total);
    }

    /* TOKENS SENT BY MISTAKE */

    /// @inheritdoc IRewardsStore
    function recoverSurplus(address to, uint256 amount) external restricted {
        uint256 available = surplus();
        if (amount > available) revert RewardsStoreSurplusExceeded(amount, available);

        emit SurplusRecovered(to, amount);

        _pay(to, amount);
    }

    /// @inheritdoc IRewardsStore
    function surplus() public view returns (uint256) {
        return token.balanceOf(address(this)) - totalEscrowed();
    }
}
