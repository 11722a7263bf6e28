// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IStoreWaitingList} from "./IStoreWaitingList.sol";

/**
 * @title IRewardsStore
 * @notice The catalogue: members redeem reward tokens for merch and event tickets.
 * @dev What is paid lies in escrow until the redemption takes its one final step: fulfilled (burned) or cancelled
 * (refunded in full). Every redemption ends: what is not fulfilled in time can be cancelled by anybody.
 */
interface IRewardsStore is IStoreWaitingList {
    /// @notice An order that was sent.
    struct Shipment {
        uint256 redemptionId;
        /// Salted commitment to what the carrier gave, since a tracking number says where somebody lives; may be zero.
        bytes32 trackingHash;
    }

    /// @notice An order was fulfilled and its escrow burned.
    /// @param redemptionId Number of the order.
    /// @param rewardId The reward.
    /// @param memberId The member.
    /// @param burned What was burned.
    /// @param trackingHash Salted commitment to what the carrier gave; zero where there is none.
    event RedemptionFulfilled(
        uint256 indexed redemptionId,
        uint256 indexed rewardId,
        uint256 indexed memberId,
        uint256 burned,
        bytes32 trackingHash
    );

    /// @notice The order of a ticket passed to another member at face value.
    /// @param redemptionId Number of the order.
    /// @param rewardId The reward.
    /// @param fromMemberId The member who had it.
    /// @param toMemberId The member who has it now.
    /// @param paid What the second paid the first; the same lies in escrow still.
    event RedemptionTransferred(
        uint256 indexed redemptionId,
        uint256 rewardId,
        uint256 indexed fromMemberId,
        uint256 indexed toMemberId,
        uint256 paid
    );

    /// @notice Tokens that nobody had paid for an order left the store.
    /// @param to Who got them.
    /// @param amount How many.
    event SurplusRecovered(address indexed to, uint256 amount);

    /// @notice The caller may not cancel this redemption now.
    /// @param redemptionId The redemption.
    /// @param caller Who called, or has signed.
    error RewardsStoreCancelNotAllowed(uint256 redemptionId, address caller);

    /// @notice The reason is too long.
    /// @param length Its length in bytes.
    /// @param max The most it may be.
    error RewardsStoreReasonTooLong(uint256 length, uint256 max);

    /// @notice Only the tickets contract may do this.
    /// @param caller Who called.
    error RewardsStoreUnauthorized(address caller);

    /// @notice The event is not over, or was cancelled before the holder came.
    /// @param redemptionId The redemption.
    error RewardsStoreEventNotOver(uint256 redemptionId);

    /// @notice The store holds less than that beyond what it owes.
    /// @param amount What was asked for.
    /// @param surplus What there is.
    error RewardsStoreSurplusExceeded(uint256 amount, uint256 surplus);

    /// @notice Cancels an order of merch and refunds it in full.
    /// @dev By the member inside the window; by anybody once the time to fulfil has passed. What comes back in time
    /// goes to those who wait, or on sale. What was not fulfilled in time does not: it may not exist, and else who
    /// cancels could take the piece in the same transaction; the operator puts it back with {adjustRewardStock}.
    /// @param redemptionId The order.
    function cancel(uint256 redemptionId) external;

    /// @notice Cancels an order of merch for the member, who has signed it. Anybody may submit it.
    /// @param request The order, and how long the signature is good.
    /// @param signature The EIP-712 signature of the wallet whose order it is, as `CancelOrder`.
    function cancelFor(OrderRequest calldata request, bytes calldata signature) external;

    /// @notice Cancels orders of merch, or of those who wait for anything, for the brand, and refunds them in full.
    /// @dev Orders that have ended in the meantime are left out and reported; refused if all have.
    /// @param redemptionIds The orders.
    /// @param restock Whether the pieces go to those who wait, or back on sale.
    /// @param reason Why, in words the members will read; 1,024 bytes at most.
    function cancelByOperator(
        uint256[] calldata redemptionIds,
        bool restock,
        string calldata reason
    ) external;

    /// @notice Marks orders of merch fulfilled and burns their escrow.
    /// @dev Orders that were cancelled in the meantime are left out and reported; refused if all were.
    /// @param shipments The orders.
    function fulfil(Shipment[] calldata shipments) external;

    /// @notice Burns the escrow of tickets whose event is over. Anybody may call it.
    /// @dev Orders that have ended in the meantime are left out and reported; refused if all have. Tickets of a
    /// cancelled event are refunded instead, save those already checked in.
    /// @param redemptionIds The orders.
    function settleTickets(uint256[] calldata redemptionIds) external;

    /// @notice Refunds the order behind a ticket to the wallet of the member whose order it is.
    /// @dev Only the tickets contract, once it has taken the ticket back and freed its seat: the first who waits may be
    /// issued a ticket within this call.
    /// @param redemptionId The order.
    /// @param restock Whether the seat goes to those who wait, or back on sale.
    function refundTicket(uint256 redemptionId, bool restock) external;

    /// @notice Moves the order behind a ticket to another member, who pays the first exactly what the first has paid.
    /// @dev Only the tickets contract, before or after it moves the ticket. The new member has to meet the reward's
    /// conditions. Warning: takes the tokens without an approval, so the tickets contract must have the new member's word.
    /// @param redemptionId The order.
    /// @param toMemberId The member who takes it over.
    /// @param maxPrice The most that member agrees to pay.
    function transferOrder(uint256 redemptionId, uint256 toMemberId, uint256 maxPrice) external;

    /// @notice Hands out tokens that were sent to the store by mistake.
    /// @dev Never more than the balance beyond what lies in escrow.
    /// @param to Who gets them.
    /// @param amount How many.
    function recoverSurplus(address to, uint256 amount) external;

    /// @notice What the store holds beyond what lies in escrow.
    /// @return The amount.
    function surplus() external view returns (uint256);
}
