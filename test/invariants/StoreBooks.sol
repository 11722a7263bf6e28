// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IRewardsStore} from "../../contracts/rewards/IRewardsStore.sol";
import {IStoreCatalogue} from "../../contracts/rewards/IStoreCatalogue.sol";
import {IStoreOrders} from "../../contracts/rewards/IStoreOrders.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Community} from "../support/Community.sol";

/**
 * @title StoreBooks
 * @notice What the store should hold, owe and have burned, kept beside the contract.
 */
abstract contract StoreBooks is Community {
    struct Shelf {
        uint256 loaded;
        uint256 removed;
        uint256 sold;
        uint256 returned;
        uint256 price;
        uint256 perMember;
    }

    struct Order {
        uint256 rewardId;
        uint256 actor;
        uint256 paid;
        uint256 placedAt;
        IStoreOrders.RedemptionState state;
    }

    Shelf[] internal _shelves;
    Order[] internal _orders;
    mapping(uint256 rewardId => mapping(uint256 actor => uint256)) public countGhost;
    mapping(uint256 actor => uint256) public balanceGhost;
    uint256 public escrowGhost;
    uint256 public burnedGhost;
    /// @notice The order that was touched last.
    uint256 public touched;

    function _openStore() internal {
        _deployCommunity(IRewardToken.TransferPolicy.ClosedLoop, address(this));
        _joinAll();
    }

    /* READING */

    function shelf(uint256 rewardId) public view returns (Shelf memory) {
        return _shelves[rewardId - 1];
    }

    function order(uint256 orderId) public view returns (Order memory) {
        return _orders[orderId - 1];
    }

    function shelvesGhost() public view returns (uint256) {
        return _shelves.length;
    }

    function ordersGhost() public view returns (uint256) {
        return _orders.length;
    }

    function stockGhost(uint256 rewardId) public view returns (uint256) {
        Shelf memory stored = _shelves[rewardId - 1];
        return stored.loaded + stored.returned - stored.removed - stored.sold;
    }

    /// @dev Orders as the fulfilment sends them.
    function parcels(uint256[] memory ids) public pure returns (IRewardsStore.Shipment[] memory shipments) {
        shipments = new IRewardsStore.Shipment[](ids.length);
        for (uint256 i = 0; i < ids.length; ++i) shipments[i].redemptionId = ids[i];
    }

    /// @dev The version of the terms that hold.
    function version(uint256 rewardId) public view returns (uint256) {
        return store.reward(rewardId).termsVersion;
    }

    /* WRITING */

    function _list(IStoreCatalogue.RewardTerms memory terms) internal returns (uint256 rewardId) {
        _shelves.push(Shelf(terms.stock, 0, 0, 0, terms.price, terms.perMember));
        vm.prank(OPERATOR);
        rewardId = store.listReward(terms, "ipfs://reward");
        assertEq(rewardId, _shelves.length, "number of the reward");
    }

    /// @dev Gives an actor what a reward costs.
    function _fund(uint256 actor, uint256 amount) internal {
        if (balanceGhost[actor] >= amount) return;
        uint256 missing = amount - balanceGhost[actor];
        token.mint(actors[actor], missing);
        balanceGhost[actor] += missing;
    }

    function _notePlaced(uint256 rewardId, uint256 actor) internal returns (uint256 orderId) {
        uint256 price = _shelves[rewardId - 1].price;
        _orders.push(Order(rewardId, actor, price, time, IStoreOrders.RedemptionState.Placed));
        ++_shelves[rewardId - 1].sold;
        ++countGhost[rewardId][actor];
        balanceGhost[actor] -= price;
        escrowGhost += price;
        orderId = _orders.length;
        touched = orderId;
    }

    function _noteCancelled(uint256 orderId, bool restock) internal {
        Order storage stored = _orders[orderId - 1];
        stored.state = IStoreOrders.RedemptionState.Cancelled;
        if (restock) ++_shelves[stored.rewardId - 1].returned;
        --countGhost[stored.rewardId][stored.actor];
        balanceGhost[stored.actor] += stored.paid;
        escrowGhost -= stored.paid;
        touched = orderId;
    }

    function _noteFulfilled(uint256 orderId) internal {
        Order storage stored = _orders[orderId - 1];
        stored.state = IStoreOrders.RedemptionState.Fulfilled;
        escrowGhost -= stored.paid;
        burnedGhost += stored.paid;
        touched = orderId;
    }

    /// @dev An order that has ended never takes another step.
    function _checkFinal(uint256 orderId) internal {
        uint256[] memory ids = new uint256[](1);
        ids[0] = orderId;
        bytes4 notPlaced = IStoreOrders.RewardsStoreNotPlaced.selector;
        address owner = actors[_orders[orderId - 1].actor];
        assertRefused(owner, address(store), abi.encodeCall(store.cancel, (orderId)), notPlaced);
        assertRefused(
            OPERATOR,
            address(store),
            abi.encodeCall(store.cancelByOperator, (ids, true, "again")),
            notPlaced
        );
        assertRefused(FULFILMENT, address(store), abi.encodeCall(store.fulfil, (parcels(ids))), notPlaced);
    }
}
