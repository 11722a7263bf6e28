import { expect } from "chai";
import { parseEther, ZeroAddress } from "ethers";
import { at, networkHelpers, now } from "../helpers/chain.ts";
import { sign } from "../helpers/signing.ts";
import { announce, list, order, PRICE, redeem, state, storeStage, ticketStage } from "./stage.ts";
import { lineStage } from "./waiting.ts";

const { loadFixture } = networkHelpers;
const PURSE = parseEther("500");
const LATER = 2n ** 40n;
const YEAR = 365n * 86_400n;
const UINT16_MAX = 65_535n;
const GATES = { perMember: 2n, minTier: 1n, roomId: 0n, badgeId: 0n };

describe("RewardsStore: the version of the terms", () => {
  it("rises with every change, and who saw an older one is refused", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts, rewardId } = stage;
    const operated = store.connect(accounts.operator);
    const changes = [
      async () => await operated.setRewardPrice(rewardId, PRICE - 1n),
      async () => await operated.setRewardWindow(rewardId, 0n, LATER / 2n ** 9n),
      async () => await operated.setRewardGates(rewardId, GATES),
      async () => await operated.setRewardURI(rewardId, "data:,another mug"),
    ];
    for (const [index, change] of changes.entries()) {
      const seen = BigInt(index) + 1n;
      await change();
      expect((await store.reward(rewardId)).termsVersion).to.equal(seen + 1n);
      for (const version of [seen, seen + 2n]) {
        await expect(redeem(stage, accounts.ada, rewardId, { termsVersion: version }))
          .to.be.revertedWithCustomError(store, "RewardsStoreTermsChanged")
          .withArgs(rewardId, version, seen + 1n);
      }
    }
    await redeem(stage, accounts.ada, rewardId, { termsVersion: 5n });
  });

  it("stays where only the stock changes", async () => {
    const { store, accounts, rewardId } = await loadFixture(storeStage);
    await store.connect(accounts.operator).adjustRewardStock(rewardId, 1n);
    expect((await store.reward(rewardId)).termsVersion).to.equal(1n);
  });
});

describe("RewardsStore: gates", () => {
  it("lets in who is in the room, and nobody else", async () => {
    const stage = await loadFixture(storeStage);
    const { store, rooms, accounts, rewardId, adaId } = stage;
    const terms = { entry: 0n, minTier: 0n, badgeId: 0n, capacity: 0n };
    await rooms.connect(accounts.operator).createRoom(terms, "data:,a room");
    const roomId = await rooms.roomCount();
    await store.connect(accounts.operator).setRewardGates(rewardId, { ...GATES, roomId });
    await expect(redeem(stage, accounts.ada, rewardId))
      .to.be.revertedWithCustomError(store, "RewardsStoreNotInRoom")
      .withArgs(adaId, roomId);
    await rooms.connect(accounts.ada).joinRoom(roomId);
    await redeem(stage, accounts.ada, rewardId);
    await rooms.connect(accounts.ada).leaveRoom(roomId);
    await expect(redeem(stage, accounts.ada, rewardId)).to.be.revertedWithCustomError(
      store,
      "RewardsStoreNotInRoom",
    );
  });

  it("lets in who holds the badge, and nobody else", async () => {
    const stage = await loadFixture(storeStage);
    const { store, badges, accounts, rewardId, adaId, benId } = stage;
    const operated = badges.connect(accounts.operator);
    await operated.createBadge({ kind: 0n, revocable: true, issuer: ZeroAddress }, "data:,a badge");
    const badgeId = await badges.badgeCount();
    await store.connect(accounts.operator).setRewardGates(rewardId, { ...GATES, badgeId });
    await operated.issue(badgeId, [adaId]);
    await redeem(stage, accounts.ada, rewardId);
    await expect(redeem(stage, accounts.ben, rewardId))
      .to.be.revertedWithCustomError(store, "RewardsStoreBadgeMissing")
      .withArgs(benId, badgeId);
  });

  it("can be changed, and tell it; orders made before there was a limit can still be ended", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts, rewardId, adaId } = stage;
    const before = await order(stage, accounts.ada, rewardId);
    await expect(store.connect(accounts.operator).setRewardGates(rewardId, GATES))
      .to.emit(store, "RewardGatesUpdated")
      .withArgs(rewardId, Object.values(GATES));
    await order(stage, accounts.ada, rewardId);
    await store.connect(accounts.ada).cancel(before);
    expect(await store.redeemedCount(rewardId, adaId)).to.equal(1n);
    await store.connect(accounts.operator).setRewardGates(rewardId, { ...GATES, perMember: 0n });
    await store.connect(accounts.ada).cancel(before + 1n);
    expect(await store.redeemedCount(rewardId, adaId)).to.equal(0n);
  });
});

describe("RewardsStore: limits of the terms", () => {
  it("allows sixteen variants, and a year to fulfil", async () => {
    const stage = await loadFixture(storeStage);
    const { store } = stage;
    const stocks = (count: number) => Array.from({ length: count }, (_, index) => BigInt(index));
    const rewardId = await list(stage, { stock: 0n, variantStock: stocks(16), fulfilWithin: YEAR });
    expect(await store.variantStock(rewardId)).to.deep.equal(stocks(16));
    expect((await store.reward(rewardId)).stock).to.equal(120n);
    await expect(list(stage, { stock: 0n, variantStock: stocks(17) }))
      .to.be.revertedWithCustomError(store, "RewardsStoreTooManyVariants")
      .withArgs(17n, 16n);
    await expect(list(stage, { fulfilWithin: YEAR + 1n }))
      .to.be.revertedWithCustomError(store, "RewardsStoreFulfilmentTooLate")
      .withArgs(YEAR + 1n, YEAR);
    expect(await store.MAX_FULFIL_WITHIN()).to.equal(YEAR);
  });

  it("keeps each variant's stock apart, at the edges of what it holds too", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts } = stage;
    const rewardId = await list(stage, { stock: 0n, variantStock: [UINT16_MAX, 0n, 3n] });
    const operated = store.connect(accounts.operator);
    await expect(operated.adjustVariantStock(rewardId, 0n, 1n))
      .to.be.revertedWithCustomError(store, "RewardsStoreStockTooLarge")
      .withArgs(UINT16_MAX + 1n, UINT16_MAX);
    await expect(operated.adjustVariantStock(rewardId, 1n, UINT16_MAX))
      .to.emit(store, "RewardStockUpdated")
      .withArgs(rewardId, 1n, 0n, UINT16_MAX);
    await operated.adjustVariantStock(rewardId, 2n, -9n);
    expect(await store.variantStock(rewardId)).to.deep.equal([UINT16_MAX, UINT16_MAX, 0n]);
    await expect(redeem(stage, accounts.ada, rewardId, { variant: 2n }))
      .to.be.revertedWithCustomError(store, "RewardsStoreOutOfStock")
      .withArgs(rewardId);
    const redemptionId = await order(stage, accounts.ada, rewardId);
    await operated.adjustVariantStock(rewardId, 0n, 1n);
    await store.connect(accounts.ada).cancel(redemptionId);
    expect(await store.variantStock(rewardId)).to.deep.equal([UINT16_MAX, UINT16_MAX, 0n]);
  });

  it("adjusts what there is: a stock, or that of a variant", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts, rewardId } = stage;
    const operated = store.connect(accounts.operator);
    const variedId = await list(stage, { stock: 0n, variantStock: [1n, 1n] });
    await expect(operated.adjustRewardStock(variedId, 1n))
      .to.be.revertedWithCustomError(store, "RewardsStoreStockPerVariant")
      .withArgs(variedId);
    await expect(operated.adjustVariantStock(variedId, 2n, 1n))
      .to.be.revertedWithCustomError(store, "RewardsStoreInvalidVariant")
      .withArgs(2n, 2n);
    await expect(operated.adjustVariantStock(rewardId, 0n, 1n))
      .to.be.revertedWithCustomError(store, "RewardsStoreInvalidVariant")
      .withArgs(0n, 0n);
  });
});

describe("RewardsStore: closing a reward", () => {
  it("is for good, and leaves placed orders to be ended", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts, rewardId } = stage;
    const operated = store.connect(accounts.operator);
    const placed = await order(stage, accounts.ada, rewardId);
    await expect(operated.closeReward(rewardId)).to.emit(store, "RewardClosed").withArgs(rewardId);
    expect((await store.reward(rewardId)).closed).to.equal(true);
    await expect(redeem(stage, accounts.ada, rewardId))
      .to.be.revertedWithCustomError(store, "RewardsStoreNotOpen")
      .withArgs(rewardId, 0n, await now());
    for (const change of [
      async () => await operated.closeReward(rewardId),
      async () => await operated.setRewardWindow(rewardId, 0n, 0n),
      async () => await operated.setRewardPrice(rewardId, 1n),
      async () => await operated.setRewardGates(rewardId, GATES),
      async () => await operated.setRewardURI(rewardId, ""),
    ]) {
      await expect(change())
        .to.be.revertedWithCustomError(store, "RewardsStoreRewardClosed")
        .withArgs(rewardId);
    }
    await store.connect(accounts.ada).cancel(placed);
    expect(await store.totalEscrowed()).to.equal(0n);
  });

  it("keeps an end that is past", async () => {
    const { store, accounts, rewardId } = await loadFixture(storeStage);
    const operated = store.connect(accounts.operator);
    await operated.setRewardWindow(rewardId, 1n, 1000n);
    await operated.closeReward(rewardId);
    expect((await store.reward(rewardId)).closes).to.equal(1000n);
  });

  it("tells a new description", async () => {
    const { store, accounts, rewardId } = await loadFixture(storeStage);
    await expect(store.connect(accounts.operator).setRewardURI(rewardId, "data:,new"))
      .to.emit(store, "RewardURIUpdated")
      .withArgs(rewardId, "data:,new");
    expect(await store.rewardURI(rewardId)).to.equal("data:,new");
  });
});

describe("RewardsStore: cancelling by signature", () => {
  it("does what the member's own call does, in the member's time only", async () => {
    const stage = await loadFixture(storeStage);
    const { store, token, accounts, rewardId } = stage;
    const ids = [await order(stage, accounts.ada, rewardId), await order(stage, accounts.ada, rewardId)];
    const [first = 0n, second = 0n] = ids;
    const signed = async (redemptionId: bigint) => {
      const request = { redemptionId, deadline: LATER };
      return [request, await sign(accounts.ada, store, "CancelOrder", request)] as const;
    };
    await store.connect(accounts.relayer).cancelFor(...(await signed(first)));
    expect(await token.balanceOf(accounts.ada)).to.equal(PURSE - PRICE);
    const { placedAt } = await store.redemption(second);
    await at(placedAt + (await store.reward(rewardId)).cancelWindow + 1n);
    await expect(store.connect(accounts.relayer).cancelFor(...(await signed(second))))
      .to.be.revertedWithCustomError(store, "RewardsStoreCancelNotAllowed")
      .withArgs(second, accounts.ada.address);
  });
});

describe("RewardsStore: cancelling many for the brand", () => {
  it("leaves out what has ended, ends waiting too, and puts back only if asked", async () => {
    const stage = await loadFixture(lineStage);
    const { store, token, accounts, waiting, printId, adasOrder } = stage;
    const operated = store.connect(accounts.operator);
    await store.connect(accounts.cleo).leaveWaitingList(waiting[1]);
    await expect(operated.cancelByOperator([waiting[1], adasOrder, waiting[2]], false, "Misprint"))
      .to.emit(store, "RedemptionSkipped")
      .withArgs(waiting[1], state.cancelled);
    expect((await store.reward(printId)).stock).to.equal(0n);
    expect((await store.redemption(waiting[0])).state).to.equal(state.waiting);
    for (const name of ["ada", "cleo", "dan"] as const) {
      expect(await token.balanceOf(accounts[name])).to.equal(PURSE);
    }
    await expect(operated.cancelByOperator([waiting[1], adasOrder], true, ""))
      .to.be.revertedWithCustomError(store, "RewardsStoreNotPlaced")
      .withArgs(waiting[1], state.cancelled);
  });

  it("takes a reason of 1,024 bytes and no longer one", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts, rewardId } = stage;
    const redemptionId = await order(stage, accounts.ada, rewardId);
    const operated = store.connect(accounts.operator);
    await expect(operated.cancelByOperator([redemptionId], true, "x".repeat(1025)))
      .to.be.revertedWithCustomError(store, "RewardsStoreReasonTooLong")
      .withArgs(1025n, 1024n);
    await operated.cancelByOperator([redemptionId], true, "x".repeat(1024));
  });
});

describe("RewardsStore: the surplus", () => {
  it("can be handed out to the last unit, and not one of what is owed", async () => {
    const stage = await loadFixture(lineStage);
    const { store, token, accounts } = stage;
    const gift = parseEther("7");
    await token.connect(accounts.ben).transfer(store, gift);
    expect(await store.surplus()).to.equal(gift);
    const acting = store.connect(accounts.admin);
    await expect(acting.recoverSurplus(accounts.ben.address, gift + 1n))
      .to.be.revertedWithCustomError(store, "RewardsStoreSurplusExceeded")
      .withArgs(gift + 1n, gift);
    await expect(acting.recoverSurplus(accounts.ben.address, gift))
      .to.emit(store, "SurplusRecovered")
      .withArgs(accounts.ben.address, gift);
    expect(await token.balanceOf(accounts.ben)).to.equal(PURSE - PRICE);
    expect(await token.balanceOf(store)).to.equal(4n * PRICE);
    expect(await store.totalEscrowed()).to.equal(4n * PRICE);
    expect(await store.surplus()).to.equal(0n);
  });
});

describe("RewardsStore: settling several events at once", () => {
  it("asks each event about its own tickets", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, accounts, event, ticketRewardId } = stage;
    const later = await announce(stage, { ends: event.ends + 1000n });
    const ids = [
      await order(stage, accounts.ada, ticketRewardId),
      await order(stage, accounts.ada, later.ticketRewardId),
      await order(stage, accounts.ben, ticketRewardId),
    ];
    const [first = 0n, second = 0n, third = 0n] = ids;
    await at(event.ends + 999n);
    await expect(store.settleTickets([first, second, third]))
      .to.be.revertedWithCustomError(store, "RewardsStoreEventNotOver")
      .withArgs(second);
    await store.settleTickets([first, third]);
    await at(event.ends + 1000n);
    await store.settleTickets([first, second, third]);
    expect(await store.totalEscrowed()).to.equal(0n);
  });
});
