import { expect } from "chai";
import { parseEther } from "ethers";
import { at, networkHelpers } from "../helpers/chain.ts";
import { sign } from "../helpers/signing.ts";
import { announce, DELIVERY, list, order, PRICE, state, ticketStage } from "./stage.ts";
import { joinLine, lineStage, soldOutStage, wait } from "./waiting.ts";

const { loadFixture } = networkHelpers;
const PURSE = parseEther("500");
const LATER = 2n ** 40n;

describe("RewardsStore: joining a waiting list", () => {
  it("puts the price in escrow, takes nothing from the stock and tells everything", async () => {
    const stage = await loadFixture(soldOutStage);
    const { store, token, accounts, printId, benId } = stage;
    await expect(joinLine(stage, accounts.ben, printId, { deliveryHash: DELIVERY }))
      .to.emit(store, "WaitingListJoined")
      .withArgs(2n, printId, benId, 0n, PRICE, DELIVERY);
    expect(await token.balanceOf(accounts.ben)).to.equal(PURSE - PRICE);
    expect(await store.totalEscrowed()).to.equal(2n * PRICE);
    expect((await store.redemption(2n)).state).to.equal(state.waiting);
    expect(await store.waitingLine(printId, 0n)).to.deep.equal([2n, 1n]);
    expect((await store.reward(printId)).waiting).to.equal(1n);
  });

  it("names order, reward, member and variant each by its own number", async () => {
    const stage = await loadFixture(soldOutStage);
    const { store, accounts, danId } = stage;
    const rewardId = await list(stage, { stock: 0n, variantStock: [0n, 0n] });
    const numbers = [2n, rewardId, danId, 1n] as const;
    expect(new Set(numbers).size).to.equal(numbers.length);
    await expect(joinLine(stage, accounts.dan, rewardId, { variant: 1n, deliveryHash: DELIVERY }))
      .to.emit(store, "WaitingListJoined")
      .withArgs(...numbers, PRICE, DELIVERY);
  });

  it("is possible by signature", async () => {
    const stage = await loadFixture(soldOutStage);
    const { store, accounts, printId, benId } = stage;
    const request = {
      account: accounts.ben.address,
      rewardId: printId,
      termsVersion: 1n,
      variant: 0n,
      maxPrice: PRICE,
      deliveryHash: DELIVERY,
      nonce: 0n,
      deadline: LATER,
    };
    const asRedeem = await sign(accounts.ben, store, "Redeem", request);
    await expect(store.joinWaitingListFor(request, asRedeem)).to.be.revertedWithCustomError(
      store,
      "SignedRequestInvalidSignature",
    );
    const signature = await sign(accounts.ben, store, "JoinWaitingList", request);
    await expect(store.connect(accounts.relayer).joinWaitingListFor(request, signature))
      .to.emit(store, "WaitingListJoined")
      .withArgs(2n, printId, benId, 0n, PRICE, DELIVERY);
  });

  it("is for what is sold out", async () => {
    const stage = await loadFixture(soldOutStage);
    const { store, accounts, rewardId } = stage;
    await expect(joinLine(stage, accounts.ben, rewardId))
      .to.be.revertedWithCustomError(store, "RewardsStoreInStock")
      .withArgs(rewardId, 0n);
  });

  it("happens once for each member and reward", async () => {
    const stage = await loadFixture(soldOutStage);
    const { store, accounts, benId } = stage;
    const rewardId = await list(stage, { stock: 0n, variantStock: [0n, 0n] });
    await joinLine(stage, accounts.ben, rewardId);
    for (const variant of [0n, 1n]) {
      await expect(joinLine(stage, accounts.ben, rewardId, { variant }))
        .to.be.revertedWithCustomError(store, "RewardsStoreAlreadyWaiting")
        .withArgs(rewardId, benId);
    }
  });

  it("asks what redeeming asks", async () => {
    const stage = await loadFixture(soldOutStage);
    const { store, accounts } = stage;
    const rewardId = await list(stage, { stock: 0n, minTier: 3n, perMember: 1n });
    const operated = store.connect(accounts.operator);
    await expect(joinLine(stage, accounts.ben, rewardId))
      .to.be.revertedWithCustomError(store, "RewardsStoreTierTooLow")
      .withArgs(2n, 3n);
    await expect(joinLine(stage, accounts.ben, rewardId, { maxPrice: PRICE - 1n }))
      .to.be.revertedWithCustomError(store, "RewardsStorePriceAboveMax")
      .withArgs(PRICE, PRICE - 1n);
    await expect(joinLine(stage, accounts.ben, rewardId, { termsVersion: 2n }))
      .to.be.revertedWithCustomError(store, "RewardsStoreTermsChanged")
      .withArgs(rewardId, 2n, 1n);
    await expect(joinLine(stage, accounts.stranger, rewardId))
      .to.be.revertedWithCustomError(store, "RewardsStoreNotMember")
      .withArgs(accounts.stranger.address);
    await operated.closeReward(rewardId);
    await expect(joinLine(stage, accounts.ben, rewardId)).to.be.revertedWithCustomError(
      store,
      "RewardsStoreNotOpen",
    );
  });

  it("counts towards the member's limit", async () => {
    const stage = await loadFixture(soldOutStage);
    const { store, accounts, benId } = stage;
    const rewardId = await list(stage, { stock: 1n, perMember: 1n });
    await order(stage, accounts.ben, rewardId);
    await expect(joinLine(stage, accounts.ben, rewardId))
      .to.be.revertedWithCustomError(store, "RewardsStoreMemberLimitReached")
      .withArgs(rewardId, 1n);
    const cleos = await wait(stage, accounts.cleo, rewardId);
    expect(await store.redeemedCount(rewardId, stage.cleoId)).to.equal(1n);
    await store.connect(accounts.cleo).leaveWaitingList(cleos);
    expect(await store.redeemedCount(rewardId, stage.cleoId)).to.equal(0n);
    expect(await store.redeemedCount(rewardId, benId)).to.equal(1n);
  });
});

describe("RewardsStore: leaving a waiting list", () => {
  it("refunds everything and closes the gap, wherever one stands", async () => {
    for (const leaver of [0, 1, 2]) {
      const stage = await loadFixture(lineStage);
      const { store, token, accounts, printId, waiting, adasOrder } = stage;
      const people = [accounts.ben, accounts.cleo, accounts.dan];
      const [person, order] = [people[leaver] ?? accounts.ben, waiting[leaver] ?? 0n];
      await expect(store.connect(person).leaveWaitingList(order))
        .to.emit(store, "RedemptionCancelled")
        .withArgs(order, printId, order, person.address, PRICE, "Left the waiting list");
      expect(await token.balanceOf(person)).to.equal(PURSE);
      const rest = waiting.filter((each) => each !== order);
      for (const [index, next] of rest.entries()) {
        expect(await store.waitingLine(printId, 0n)).to.deep.equal([next, 2n - BigInt(index)]);
        if (index === 0) await store.connect(accounts.ada).cancel(adasOrder);
        else await store.connect(accounts.operator).adjustRewardStock(printId, 1n);
        expect((await store.redemption(next)).state).to.equal(state.placed);
      }
      expect(await store.waitingLine(printId, 0n)).to.deep.equal([0n, 0n]);
    }
  });

  it("is for the one who waits", async () => {
    const stage = await loadFixture(lineStage);
    const { store, accounts, waiting } = stage;
    for (const name of ["cleo", "operator", "stranger"] as const) {
      await expect(store.connect(accounts[name]).leaveWaitingList(waiting[0]))
        .to.be.revertedWithCustomError(store, "RewardsStoreNotOwner")
        .withArgs(waiting[0], accounts[name].address);
    }
  });

  it("does not end an order that was placed in the meantime", async () => {
    const stage = await loadFixture(lineStage);
    const { store, accounts, waiting, adasOrder } = stage;
    const request = { redemptionId: waiting[0], deadline: LATER };
    const signature = await sign(accounts.ben, store, "LeaveWaitingList", request);
    await store.connect(accounts.ada).cancel(adasOrder);
    await expect(store.leaveWaitingListFor(request, signature))
      .to.be.revertedWithCustomError(store, "RewardsStoreNotWaiting")
      .withArgs(waiting[0], state.placed);
  });

  it("is possible by signature, and happens once", async () => {
    const stage = await loadFixture(lineStage);
    const { store, token, accounts, waiting } = stage;
    const request = { redemptionId: waiting[0], deadline: LATER };
    const signature = await sign(accounts.ben, store, "LeaveWaitingList", request);
    await store.connect(accounts.relayer).leaveWaitingListFor(request, signature);
    expect(await token.balanceOf(accounts.ben)).to.equal(PURSE);
    await expect(store.leaveWaitingListFor(request, signature))
      .to.be.revertedWithCustomError(store, "RewardsStoreNotWaiting")
      .withArgs(waiting[0], state.cancelled);
  });
});

describe("RewardsStore: waiting in vain", () => {
  it("is refunded by anybody once the reward is closed, and not before", async () => {
    const stage = await loadFixture(lineStage);
    const { store, token, accounts, printId, benId, waiting, adasOrder } = stage;
    await store.connect(accounts.stranger).promote(printId, 0n, 10n);
    expect(await store.waitingLine(printId, 0n)).to.deep.equal([waiting[0], 3n]);
    await store.connect(accounts.operator).closeReward(printId);
    await store.connect(accounts.ada).cancel(adasOrder);
    expect((await store.redemption(waiting[0])).state).to.equal(state.waiting);
    await expect(store.connect(accounts.stranger).promote(printId, 0n, 1n))
      .to.emit(store, "RedemptionCancelled")
      .withArgs(waiting[0], printId, benId, accounts.ben.address, PRICE, "No longer available");
    await store.connect(accounts.stranger).promote(printId, 0n, 10n);
    for (const name of ["ben", "cleo", "dan"] as const) {
      expect(await token.balanceOf(accounts[name])).to.equal(PURSE);
    }
    expect(await store.totalEscrowed()).to.equal(0n);
  });

  it("is refunded once the event is over or was called off", async () => {
    for (const ending of ["over", "cancelled"] as const) {
      const stage = await loadFixture(ticketStage);
      const { store, tickets, token, accounts } = stage;
      const { event, eventId, ticketRewardId } = await announce(stage, { capacity: 1n }, { stock: 9n });
      await order(stage, accounts.ada, ticketRewardId);
      // The stock is not the limit: the seats are.
      await wait(stage, accounts.ben, ticketRewardId);
      if (ending === "cancelled") await tickets.connect(accounts.operator).cancelEvent(eventId, "Snow");
      else await at(event.ends);
      await expect(joinLine(stage, accounts.ada, ticketRewardId))
        .to.be.revertedWithCustomError(store, "RewardsStoreEventEnded")
        .withArgs(eventId);
      await store.connect(accounts.stranger).promote(ticketRewardId, 0n, 10n);
      expect(await token.balanceOf(accounts.ben)).to.equal(PURSE);
    }
  });
});

describe("RewardsStore: waiting for a ticket", () => {
  it("gives the ticket that was given back to the first in line, in the same transaction", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, tickets, accounts, benId } = stage;
    const { eventId, ticketRewardId } = await announce(stage, { capacity: 1n }, { stock: 1n });
    await order(stage, accounts.ada, ticketRewardId);
    const bens = await wait(stage, accounts.ben, ticketRewardId);
    await expect(tickets.connect(accounts.ada).returnTicket((eventId << 32n) | 1n))
      .to.emit(store, "RedemptionPromoted")
      .withArgs(bens, ticketRewardId, benId, (eventId << 32n) | 2n);
    expect(await tickets.ownerOf((eventId << 32n) | 2n)).to.equal(accounts.ben.address);
    expect((await store.redemption(bens)).serial).to.equal(2n);
    expect((await tickets.eventOf(eventId)).outstanding).to.equal(1n);
  });
});
