// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IRewardsStore} from "../../contracts/rewards/IRewardsStore.sol";
import {IStoreCatalogue} from "../../contracts/rewards/IStoreCatalogue.sol";
import {IStoreOrders} from "../../contracts/rewards/IStoreOrders.sol";
import {Handler} from "../support/InvariantTargets.sol";
import {StoreBooks} from "./StoreBooks.sol";

/**
 * @title StoreHandler
 * @notice Redeems, cancels and fulfils merch at random.
 */
contract StoreHandler is StoreBooks, Handler {
    bytes32 private constant REDEEM_TYPEHASH = keccak256(
        "Redeem(address account,uint256 rewardId,uint256 termsVersion,uint8 variant,uint256 maxPrice,bytes32 deliveryHash,uint256 nonce,uint256 deadline)"
    );
    bytes4 private constant INVALID_NONCE = bytes4(keccak256("InvalidAccountNonce(address,uint256)"));
    uint256 private constant CANCEL_WINDOW = 1 days;
    uint256 private constant FULFIL_WITHIN = 10 days;

    mapping(uint256 actor => uint256) private _requests;

    constructor() {
        _openStore();
        for (uint256 limit = 0; limit < 3; ++limit) {
            _list(
                IStoreCatalogue.RewardTerms({
                    kind: IStoreCatalogue.RewardKind.Merch,
                    price: uint96(10 ether * (limit + 1)),
                    stock: 4,
                    perMember: uint16(limit),
                    minTier: 0,
                    variantStock: new uint16[](0),
                    roomId: 0,
                    badgeId: 0,
                    opens: 0,
                    closes: 0,
                    cancelWindow: uint32(CANCEL_WINDOW),
                    fulfilWithin: uint32(FULFIL_WITHIN),
                    eventId: 0
                })
            );
        }
    }

    function actions() external pure override returns (bytes4[] memory list) {
        list = new bytes4[](8);
        list[0] = this.redeem.selector;
        list[1] = this.redeemFor.selector;
        list[2] = this.cancel.selector;
        list[3] = this.cancelOverdue.selector;
        list[4] = this.cancelByOperator.selector;
        list[5] = this.fulfil.selector;
        list[6] = this.adjustRewardStock.selector;
        list[7] = this.setRewardPrice.selector;
    }

    /* REDEEMING */

    function redeem(uint256 who, uint256 which, uint256 wait) external counted {
        _pass(wait, 2 days);
        _redeem(_pick(who), _choose(which, _pick(who)));
    }

    /// @dev A signed wish is good once.
    function redeemFor(uint256 who, uint256 which, uint256 relayer, uint256 wait) external counted {
        _pass(wait, 2 days);
        uint256 actor = _pick(who);
        uint256 rewardId = _choose(which, actor);
        _fund(actor, shelf(rewardId).price);
        bytes memory request = _signedRequest(actor, rewardId);

        vm.prank(actors[_pick(relayer)]);
        (bool accepted, ) = address(store).call(request);

        assertTrue(accepted, "signed redemption refused");
        ++_requests[actor];
        _notePlaced(rewardId, actor);
        assertRefused(actors[_pick(relayer)], address(store), request, INVALID_NONCE);
    }

    /* ENDING */

    /// @dev By the member in time; by nobody else in that time.
    function cancel(uint256 which, uint256 stranger, uint256 wait) external counted {
        _pass(wait, 1 hours);
        uint256 orderId = _open(which, CANCEL_WINDOW);
        Order memory chosen = order(orderId);
        assertRefused(
            actors[(chosen.actor + 1 + (stranger % (ACTORS - 1))) % ACTORS],
            address(store),
            abi.encodeCall(store.cancel, (orderId)),
            IRewardsStore.RewardsStoreCancelNotAllowed.selector
        );

        vm.prank(actors[chosen.actor]);
        store.cancel(orderId);

        _noteCancelled(orderId, true);
        _checkFinal(orderId);
    }

    /// @dev By anybody, as soon as it is late and not a second before.
    function cancelOverdue(uint256 which, uint256 who) external counted {
        uint256 orderId = _open(which, type(uint256).max);
        uint256 last = order(orderId).placedAt + FULFIL_WITHIN;
        if (time <= last) {
            _goTo(last);
            assertRefused(
                actors[_pick(who)],
                address(store),
                abi.encodeCall(store.cancel, (orderId)),
                IRewardsStore.RewardsStoreCancelNotAllowed.selector
            );
            _goTo(last + 1);
        }

        vm.prank(actors[_pick(who)]);
        store.cancel(orderId);

        // It may not exist, so it goes back on no shelf.
        _noteCancelled(orderId, false);
        _checkFinal(orderId);
    }

    function cancelByOperator(uint256 which, uint256 wait) external counted {
        _pass(wait, 2 days);
        uint256 orderId = _open(which, type(uint256).max);

        uint256[] memory ids = new uint256[](1);
        ids[0] = orderId;
        vm.prank(OPERATOR);
        store.cancelByOperator(ids, true, "Out of print");

        _noteCancelled(orderId, true);
        _checkFinal(orderId);
    }

    /// @dev Two at once; one that is named twice is fulfilled once.
    function fulfil(uint256 which, uint256 wait) external counted {
        _pass(wait, 2 days);
        uint256[] memory ids = new uint256[](2);
        ids[0] = _open(which, type(uint256).max);
        uint256 actor = _pick(which);
        ids[1] = _redeem(actor, _choose(which, actor));

        uint256[] memory twice = new uint256[](3);
        (twice[0], twice[1], twice[2]) = (ids[0], ids[0], ids[1]);
        vm.prank(FULFILMENT);
        store.fulfil(parcels(twice));

        _noteFulfilled(ids[0]);
        _noteFulfilled(ids[1]);
        _checkFinal(ids[0]);
    }

    /* CATALOGUE */

    function adjustRewardStock(uint256 which, uint256 amount, bool more) external counted {
        uint256 rewardId = 1 + (which % shelvesGhost());
        uint256 step = bound(amount, 0, 6);
        int64 added = more ? int64(uint64(step)) : -int64(uint64(step));
        uint256 stock = stockGhost(rewardId);
        if (more) _shelves[rewardId - 1].loaded += step;
        else _shelves[rewardId - 1].removed += step < stock ? step : stock;

        vm.prank(OPERATOR);
        store.adjustRewardStock(rewardId, added);
    }

    function setRewardPrice(uint256 which, uint256 price) external counted {
        uint256 rewardId = 1 + (which % shelvesGhost());
        _shelves[rewardId - 1].price = bound(price, 0, 60 ether);

        vm.prank(OPERATOR);
        store.setRewardPrice(rewardId, uint96(_shelves[rewardId - 1].price));
    }

    /* CHOOSING */

    /// @dev A reward the actor may have now. What stands in the way is tried first, and then put right.
    function _choose(uint256 which, uint256 actor) private returns (uint256 rewardId) {
        rewardId = 1 + (which % shelvesGhost());
        Shelf memory chosen = shelf(rewardId);
        if (chosen.perMember != 0 && countGhost[rewardId][actor] >= chosen.perMember) {
            if (stockGhost(rewardId) > 0) {
                _refuse(actor, rewardId, IStoreOrders.RewardsStoreMemberLimitReached.selector);
            }
            rewardId = 1;
        }
        if (stockGhost(rewardId) > 0) return rewardId;
        _refuse(actor, rewardId, IStoreCatalogue.RewardsStoreOutOfStock.selector);
        _shelves[rewardId - 1].loaded += 3;
        vm.prank(OPERATOR);
        store.adjustRewardStock(rewardId, 3);
    }

    function _redeem(uint256 actor, uint256 rewardId) private returns (uint256 orderId) {
        uint256 price = shelf(rewardId).price;
        _fund(actor, price);
        if (price > 0) {
            assertRefused(
                actors[actor],
                address(store),
                abi.encodeCall(store.redeem, (rewardId, version(rewardId), 0, price - 1, bytes32(0))),
                IStoreOrders.RewardsStorePriceAboveMax.selector
            );
        }
        uint256 terms = version(rewardId);
        vm.prank(actors[actor]);
        uint256 redemptionId = store.redeem(rewardId, terms, 0, price, bytes32(uint256(1)));

        orderId = _notePlaced(rewardId, actor);
        assertEq(redemptionId, orderId, "number of the order");
    }

    function _refuse(uint256 actor, uint256 rewardId, bytes4 expected) private {
        assertRefused(
            actors[actor],
            address(store),
            abi.encodeCall(store.redeem, (rewardId, version(rewardId), 0, type(uint256).max, bytes32(0))),
            expected
        );
    }

    /// @dev An open order of at most this age; if there is none, one is placed.
    function _open(uint256 which, uint256 age) private returns (uint256) {
        uint256 count = ordersGhost();
        for (uint256 i = 0; i < count; ++i) {
            uint256 orderId = 1 + (((which % count) + i) % count);
            Order memory candidate = order(orderId);
            bool fits = candidate.state == IStoreOrders.RedemptionState.Placed;
            if (fits && time - candidate.placedAt <= age) return orderId;
        }
        return _redeem(_pick(which), _choose(which, _pick(which)));
    }

    /// @dev Numbers of signed wishes are kept under a key of their own.
    function _signedRequest(uint256 actor, uint256 rewardId) private view returns (bytes memory) {
        IStoreOrders.RedeemRequest memory request = IStoreOrders.RedeemRequest({
            account: actors[actor],
            rewardId: rewardId,
            termsVersion: version(rewardId),
            variant: 0,
            maxPrice: shelf(rewardId).price,
            deliveryHash: keccak256("delivery"),
            nonce: (uint256(7) << 64) | _requests[actor],
            deadline: time
        });
        bytes32 structHash = keccak256(abi.encode(REDEEM_TYPEHASH, request));
        bytes32 digest = typedDigest(store.DOMAIN_SEPARATOR(), structHash);
        return abi.encodeCall(store.redeemFor, (request, sign(_keys[actor], digest)));
    }
}
