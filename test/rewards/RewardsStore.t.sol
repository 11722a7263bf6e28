// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IRewardsStore} from "../../contracts/rewards/IRewardsStore.sol";
import {IStoreCatalogue} from "../../contracts/rewards/IStoreCatalogue.sol";
import {IStoreOrders} from "../../contracts/rewards/IStoreOrders.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Community} from "../support/Community.sol";

contract RewardsStoreTest is Community {
    bytes32 private constant REDEEM_TYPEHASH = keccak256(
        "Redeem(address account,uint256 rewardId,uint256 termsVersion,uint8 variant,uint256 maxPrice,bytes32 deliveryHash,uint256 nonce,uint256 deadline)"
    );
    bytes4 private constant INVALID_SIGNATURE = bytes4(keccak256("SignedRequestInvalidSignature(address)"));
    bytes4 private constant EXPIRED = bytes4(keccak256("SignedRequestExpired(uint256)"));

    function setUp() public {
        _deployCommunity(IRewardToken.TransferPolicy.ClosedLoop, address(this));
        _joinAll();
    }

    /// @dev What is paid is the price, it lies in escrow, and a refund gives back exactly that, whatever happens between.
    function testFuzz_refundIsWhatWasPaid(uint96 price, uint96 later, uint96 spare, uint8 who) public {
        uint256 cost = bound(price, 0, EMISSION_CAP / 2);
        uint256 rest = bound(spare, 0, EMISSION_CAP / 2);
        address account = actors[_pick(who)];
        uint256 rewardId = _list(uint96(cost), 1, 0);
        token.mint(account, cost + rest);

        uint256 orderId = _redeem(account, rewardId, cost);
        assertEq(token.balanceOf(account), rest, "balance after paying");
        assertEq(token.balanceOf(address(store)), cost, "escrow");
        assertEq(store.totalEscrowed(), cost, "escrow as counted");
        vm.prank(OPERATOR);
        store.setRewardPrice(rewardId, later);
        vm.prank(account);
        store.cancel(orderId);

        assertEq(token.balanceOf(account), cost + rest, "balance after the refund");
        assertEq(token.earned(account), cost + rest, "standing");
        assertEq(store.totalEscrowed(), 0, "escrow after the refund");
        assertEq(store.reward(rewardId).stock, 1, "stock after the refund");
    }

    /// @dev Who has too little, or meets a price above what was agreed, pays nothing.
    function testFuzz_neverPaysMoreThanAgreed(uint96 price, uint96 maxPrice, uint96 balance) public {
        uint256 cost = bound(price, 0, EMISSION_CAP);
        uint256 funds = bound(balance, 0, EMISSION_CAP);
        uint256 rewardId = _list(uint96(cost), 1, 0);
        token.mint(actors[0], funds);
        bytes memory request = abi.encodeCall(store.redeem, (rewardId, 1, 0, maxPrice, bytes32(0)));

        if (cost > maxPrice) _refused(0, request, IStoreOrders.RewardsStorePriceAboveMax.selector);
        else if (cost > funds) _refused(0, request, IERC20Errors.ERC20InsufficientBalance.selector);
        else {
            _redeem(actors[0], rewardId, maxPrice);
            funds -= cost;
        }
        assertEq(token.balanceOf(actors[0]), funds, "balance");
    }

    /// @dev So many as there are, to each as many as allowed, and not one more.
    function testFuzz_stockAndLimitHold(uint8 stock, uint8 limit, uint8[16] memory who) public {
        uint256 left = bound(stock, 0, 12);
        uint256 most = bound(limit, 1, 4);
        uint256 rewardId = _list(0, uint32(left), uint16(most));
        uint256[8] memory taken;
        for (uint256 i = 0; i < who.length; ++i) {
            uint256 actor = _pick(who[i]);
            bytes memory request = abi.encodeCall(store.redeem, (rewardId, 1, 0, 0, bytes32(0)));
            if (left == 0) _refused(actor, request, IStoreCatalogue.RewardsStoreOutOfStock.selector);
            else if (taken[actor] == most) {
                _refused(actor, request, IStoreOrders.RewardsStoreMemberLimitReached.selector);
            } else {
                _redeem(actors[actor], rewardId, 0);
                ++taken[actor];
                --left;
            }
            assertEq(store.reward(rewardId).stock, left, "stock");
            assertEq(store.redeemedCount(rewardId, actor + 1), taken[actor], "times redeemed");
        }
    }

    /// @dev Leaving and coming back gives nobody a second helping.
    function testFuzz_limitOutlivesLeaving(uint8 limit, uint8 who) public {
        uint256 most = bound(limit, 1, 5);
        uint256 actor = _pick(who);
        uint256 rewardId = _list(0, 10, uint16(most));
        for (uint256 i = 0; i < most; ++i) _redeem(actors[actor], rewardId, 0);
        vm.prank(actors[actor]);
        members.leave();
        bytes memory request = abi.encodeCall(store.redeem, (rewardId, 1, 0, 0, bytes32(0)));
        _refused(actor, request, IStoreOrders.RewardsStoreNotMember.selector);
        vm.prank(actors[actor]);
        members.join();
        _refused(actor, request, IStoreOrders.RewardsStoreMemberLimitReached.selector);
    }

    /// @dev Stock never goes below nothing, and what does not fit is refused.
    function testFuzz_stockAdjusts(uint32 before, int64 added) public {
        uint256 rewardId = _list(0, before, 0);
        int256 sum = int256(uint256(before)) + added;
        bytes memory request = abi.encodeCall(store.adjustRewardStock, (rewardId, added));
        vm.prank(OPERATOR);
        (bool accepted, ) = address(store).call(request);

        assertEq(accepted, sum <= int256(uint256(type(uint32).max)), "whether it fits");
        if (!accepted) return;
        assertEq(store.reward(rewardId).stock, sum < 0 ? 0 : uint256(sum), "stock");
    }

    /// @dev However full the shelf is made meanwhile, an order can be ended and its money comes back.
    function testFuzz_fullShelfStopsNoRefund(uint32 refill) public {
        uint256 rewardId = _list(1 ether, type(uint32).max, 0);
        token.mint(actors[0], 1 ether);
        uint256 orderId = _redeem(actors[0], rewardId, 1 ether);
        vm.prank(OPERATOR);
        store.adjustRewardStock(rewardId, int64(uint64(refill % 2)));

        vm.prank(actors[0]);
        store.cancel(orderId);

        assertEq(token.balanceOf(actors[0]), 1 ether, "refund");
        assertEq(store.reward(rewardId).stock, type(uint32).max, "stock");
    }

    /// @dev The member may cancel in the window; anybody after the time for fulfilment; nobody between. Times are
    /// seconds apart, so that every edge is met.
    function testFuzz_cancelTimes(uint8 window, uint8 within, uint8 wait, bool byMember) public {
        uint32 cancelWindow = window % 6;
        uint32 fulfilWithin = 1 + (within % 8);
        IStoreCatalogue.RewardTerms memory terms = _terms(1 ether, 5, 0);
        (terms.cancelWindow, terms.fulfilWithin) = (cancelWindow, fulfilWithin);
        vm.prank(OPERATOR);
        uint256 rewardId = store.listReward(terms, "ipfs://reward");
        token.mint(actors[0], 1 ether);
        uint256 orderId = _redeem(actors[0], rewardId, 1 ether);
        uint256 passed = wait % 11;
        _goTo(time + passed);
        bytes memory request = abi.encodeCall(store.cancel, (orderId));
        uint256 caller = byMember ? 0 : 1;

        if ((byMember && passed <= cancelWindow) || passed > fulfilWithin) {
            vm.prank(actors[caller]);
            store.cancel(orderId);
            assertEq(token.balanceOf(actors[0]), 1 ether, "refund to the member");
            assertEq(token.balanceOf(actors[1]), 0, "refund to nobody else");
        } else {
            _refused(caller, request, IRewardsStore.RewardsStoreCancelNotAllowed.selector);
        }
    }

    /// @dev No word of a signed wish can be changed, and it is too late after its deadline.
    function testFuzz_everyWordOfAWishIsSigned(uint8 field, uint256 value, uint32 lasts) public {
        uint256 rewardId = _list(1 ether, 5, 0);
        _list(1 ether, 5, 0);
        token.mint(actors[0], 2 ether);
        token.mint(actors[1], 2 ether);
        IStoreOrders.RedeemRequest memory wish = IStoreOrders.RedeemRequest({
            account: actors[0],
            rewardId: rewardId,
            termsVersion: 1,
            variant: 0,
            maxPrice: 1 ether,
            deliveryHash: keccak256("delivery"),
            nonce: 0,
            deadline: time + lasts
        });
        bytes32 structHash = keccak256(abi.encode(REDEEM_TYPEHASH, wish));
        bytes memory signature = sign(_keys[0], typedDigest(store.DOMAIN_SEPARATOR(), structHash));
        bytes memory honest = abi.encodeCall(store.redeemFor, (wish, signature));

        field = field % 8;
        if (field == 0) wish.account = actors[1];
        else if (field == 1) wish.rewardId = rewardId + 1;
        else if (field == 2) wish.variant = uint8(bound(value, 1, 255));
        else if (field == 3) wish.maxPrice = bound(value, 1 ether + 1, type(uint256).max);
        else if (field == 4) wish.deliveryHash = keccak256(abi.encode(value));
        else if (field == 6) wish.termsVersion = bound(value, 2, type(uint256).max);
        else if (field == 5) wish.nonce = bound(value, 1, type(uint256).max);
        else wish.deadline = bound(value, time + lasts + 1, type(uint256).max);
        _refused(2, abi.encodeCall(store.redeemFor, (wish, signature)), INVALID_SIGNATURE);

        _goTo(time + lasts);
        vm.prank(actors[2]);
        (bool accepted, ) = address(store).call(honest);
        assertTrue(accepted, "refused in time");
        assertEq(token.balanceOf(actors[0]), 1 ether, "balance of the one who signed");
        _goTo(time + 1);
        _refused(2, honest, EXPIRED);
    }

    /* TOOLS */

    function _terms(
        uint96 price,
        uint32 stock,
        uint16 perMember
    ) private pure returns (IStoreCatalogue.RewardTerms memory) {
        return
            IStoreCatalogue.RewardTerms({
                kind: IStoreCatalogue.RewardKind.Merch,
                price: price,
                stock: stock,
                perMember: perMember,
                minTier: 0,
                variantStock: new uint16[](0),
                roomId: 0,
                badgeId: 0,
                opens: 0,
                closes: 0,
                cancelWindow: 1 days,
                fulfilWithin: 10 days,
                eventId: 0
            });
    }

    function _list(uint96 price, uint32 stock, uint16 perMember) private returns (uint256) {
        vm.prank(OPERATOR);
        return store.listReward(_terms(price, stock, perMember), "ipfs://reward");
    }

    function _redeem(address account, uint256 rewardId, uint256 maxPrice) private returns (uint256) {
        vm.prank(account);
        return store.redeem(rewardId, 1, 0, maxPrice, bytes32(0));
    }

    function _refused(uint256 actor, bytes memory request, bytes4 expected) private {
        assertRefused(actors[actor], address(store), request, expected);
    }
}
