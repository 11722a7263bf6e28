import { expect } from "chai";
import { id, parseEther, ZeroHash } from "ethers";
import { at, networkHelpers } from "../helpers/chain.ts";
import { announce, buy, order, presence, PRICE, state, storeStage, ticketStage, parcels } from "./stage.ts";

const { loadFixture } = networkHelpers;
const PURSE = parseEther("500");

/** Fixture: ada has ordered two mugs and ben one. */
async function orderedStage() {
  const stage = await storeStage();
  const { ada, ben } = stage.accounts;
  for (const person of [ada, ada, ben]) await order(stage, person, stage.rewardId);
  return stage;
}

describe("RewardsStore: fulfilling", () => {
  it("burns the escrow of each order and tells it", async () => {
    const stage = await loadFixture(orderedStage);
    const { store, token, accounts, rewardId, adaId, benId } = stage;
    const sent = store.connect(accounts.fulfilment).fulfil(parcels(3n, 1n));
    await expect(sent).to.emit(store, "RedemptionFulfilled").withArgs(1n, rewardId, adaId, PRICE, ZeroHash);
    await expect(sent).to.emit(store, "RedemptionFulfilled").withArgs(3n, rewardId, benId, PRICE, ZeroHash);

    expect(await store.totalEscrowed()).to.equal(PRICE);
    expect(await token.balanceOf(store)).to.equal(PRICE);
    expect(await token.totalBurned()).to.equal(2n * PRICE);
    expect(await token.totalSupply()).to.equal(2n * PURSE - 2n * PRICE);
    const states = await Promise.all([1n, 2n, 3n].map(async (each) => (await store.redemption(each)).state));
    expect(states).to.deep.equal([state.fulfilled, state.placed, state.fulfilled]);
  });

  it("burns what was paid when the price has changed since", async () => {
    const stage = await loadFixture(orderedStage);
    const { store, token, accounts, rewardId } = stage;
    await store.connect(accounts.operator).setRewardPrice(rewardId, 5n * PRICE);
    await store.connect(accounts.fulfilment).fulfil(parcels(1n, 2n, 3n));
    expect(await token.totalBurned()).to.equal(3n * PRICE);
    expect(await store.totalEscrowed()).to.equal(0n);
  });

  it("keeps stock, limits and standing as they are", async () => {
    const stage = await loadFixture(orderedStage);
    const { store, token, accounts, rewardId } = stage;
    await store.connect(accounts.fulfilment).fulfil(parcels(1n));
    expect((await store.reward(rewardId)).stock).to.equal(2n);
    expect(await token.earned(accounts.ada)).to.equal(PURSE);
  });

  it("does nothing if one never was", async () => {
    const { store, token, accounts } = await loadFixture(orderedStage);
    await expect(store.connect(accounts.fulfilment).fulfil(parcels(1n, 3n, 4n)))
      .to.be.revertedWithCustomError(store, "RewardsStoreUnknownRedemption")
      .withArgs(4n);
    expect((await store.redemption(1n)).state).to.equal(state.placed);
    expect(await token.totalBurned()).to.equal(0n);
  });

  for (const [name, ended, endedAs] of [
    ["was cancelled", 2n, state.cancelled],
    ["is in the list twice", 1n, state.fulfilled],
  ] as const) {
    it(`leaves out one that ${name}, and says so`, async () => {
      const { store, token, accounts } = await loadFixture(orderedStage);
      await store.connect(accounts.ada).cancel(2n);
      await expect(store.connect(accounts.fulfilment).fulfil(parcels(1n, ended, 3n)))
        .to.emit(store, "RedemptionSkipped")
        .withArgs(ended, endedAs);
      expect((await store.redemption(1n)).state).to.equal(state.fulfilled);
      expect((await store.redemption(3n)).state).to.equal(state.fulfilled);
      expect(await store.totalEscrowed()).to.equal(0n);
      expect(await token.totalBurned()).to.equal(2n * PRICE);
    });
  }

  it("can tell how to track each parcel", async () => {
    const { store, accounts, rewardId, adaId } = await loadFixture(orderedStage);
    const trackingHash = id("carrier, number, salt");
    await expect(store.connect(accounts.fulfilment).fulfil([{ redemptionId: 2n, trackingHash }]))
      .to.emit(store, "RedemptionFulfilled")
      .withArgs(2n, rewardId, adaId, PRICE, trackingHash);
  });

  it("does nothing a second time", async () => {
    const { store, accounts } = await loadFixture(orderedStage);
    await store.connect(accounts.fulfilment).fulfil(parcels(1n));
    await expect(store.connect(accounts.fulfilment).fulfil(parcels(1n)))
      .to.be.revertedWithCustomError(store, "RewardsStoreNotPlaced")
      .withArgs(1n, state.fulfilled);
  });

  it("accepts an empty list and burns nothing", async () => {
    const { store, token, accounts } = await loadFixture(orderedStage);
    await store.connect(accounts.fulfilment).fulfil(parcels());
    expect(await token.totalBurned()).to.equal(0n);
  });

  it("is for merch, not for tickets", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, accounts, rewardId } = stage;
    const mug = await order(stage, accounts.ada, rewardId);
    const { redemptionId } = await buy(stage, accounts.ada);
    await expect(store.connect(accounts.fulfilment).fulfil(parcels(mug, redemptionId)))
      .to.be.revertedWithCustomError(store, "RewardsStoreWrongKind")
      .withArgs(redemptionId);
  });

  for (const name of ["admin", "operator", "attester", "door", "guardian", "ada", "stranger"] as const) {
    it(`is not for ${name}`, async () => {
      const { store, accounts } = await loadFixture(orderedStage);
      await expect(store.connect(accounts[name]).fulfil(parcels(1n)))
        .to.be.revertedWithCustomError(store, "AccessManagedUnauthorized")
        .withArgs(accounts[name].address);
    });
  }
});

describe("RewardsStore: settling tickets", () => {
  it("burns the escrow from the second the event is over, whoever asks", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, token, accounts, event, ticketRewardId, adaId } = stage;
    const { redemptionId } = await buy(stage, accounts.ada);
    const settle = store.connect(accounts.stranger);

    await at(event.ends - 1n);
    await expect(settle.settleTickets([redemptionId]))
      .to.be.revertedWithCustomError(store, "RewardsStoreEventNotOver")
      .withArgs(redemptionId);
    await at(event.ends);
    await expect(settle.settleTickets([redemptionId]))
      .to.emit(store, "RedemptionFulfilled")
      .withArgs(redemptionId, ticketRewardId, adaId, PRICE, ZeroHash);
    expect(await store.totalEscrowed()).to.equal(0n);
    expect(await token.totalBurned()).to.equal(PRICE);
    expect((await store.redemption(redemptionId)).state).to.equal(state.fulfilled);
  });

  it("waits while one of several events goes on", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, accounts, event } = stage;
    const later = await announce(stage, { doorsOpen: event.ends, ends: event.ends + 1000n });
    const over = await buy(stage, accounts.ada);
    const goingOn = await buy(stage, accounts.ada, later.ticketRewardId, later.eventId);
    await at(event.ends);
    await expect(store.settleTickets([over.redemptionId, goingOn.redemptionId]))
      .to.be.revertedWithCustomError(store, "RewardsStoreEventNotOver")
      .withArgs(goingOn.redemptionId);
    await at(event.ends + 1000n);
    await store.settleTickets([over.redemptionId, goingOn.redemptionId]);
    expect(await store.totalEscrowed()).to.equal(0n);
  });

  it("is for tickets, not for merch, and for orders that are", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, accounts, rewardId } = stage;
    const mug = await order(stage, accounts.ada, rewardId);
    await expect(store.settleTickets([mug]))
      .to.be.revertedWithCustomError(store, "RewardsStoreWrongKind")
      .withArgs(mug);
    await expect(store.settleTickets([99n]))
      .to.be.revertedWithCustomError(store, "RewardsStoreUnknownRedemption")
      .withArgs(99n);
  });

  it("passes each ticket once, and never one that was given back", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, tickets, accounts, event } = stage;
    const kept = await buy(stage, accounts.ada);
    const returned = await buy(stage, accounts.ben);
    await tickets.connect(accounts.ben).returnTicket(returned.ticketId);
    await at(event.ends);
    await expect(store.settleTickets([returned.redemptionId]))
      .to.be.revertedWithCustomError(store, "RewardsStoreNotPlaced")
      .withArgs(returned.redemptionId, state.cancelled);
    const settled = store.settleTickets([returned.redemptionId, kept.redemptionId, kept.redemptionId]);
    await expect(settled)
      .to.emit(store, "RedemptionSkipped")
      .withArgs(returned.redemptionId, state.cancelled);
    await expect(settled).to.emit(store, "RedemptionSkipped").withArgs(kept.redemptionId, state.fulfilled);
    expect(await stage.token.totalBurned()).to.equal(PRICE);
    await expect(store.settleTickets([kept.redemptionId]))
      .to.be.revertedWithCustomError(store, "RewardsStoreNotPlaced")
      .withArgs(kept.redemptionId, state.fulfilled);
  });

  it("leaves the tickets of a cancelled event to be refunded", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, tickets, accounts, event, eventId } = stage;
    const { redemptionId, ticketId } = await buy(stage, accounts.ada);
    await tickets.connect(accounts.operator).cancelEvent(eventId, "Snow");
    await at(event.ends + 1000n);
    await expect(store.settleTickets([redemptionId]))
      .to.be.revertedWithCustomError(store, "RewardsStoreEventNotOver")
      .withArgs(redemptionId);
    await tickets.refundCancelled(ticketId);
    expect(await store.totalEscrowed()).to.equal(0n);
  });

  it("burns what those paid who came before their event was broken off", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, tickets, token, accounts, event, eventId } = stage;
    const came = await buy(stage, accounts.ada);
    const stayed = await buy(stage, accounts.ben);
    await at(event.doorsOpen + 1n);
    const proof = await presence(stage, accounts.ada, came.ticketId, event.doorsOpen);
    await tickets.connect(accounts.door).checkIn(proof);
    await tickets.connect(accounts.operator).cancelEvent(eventId, "The lights went out");

    await at(event.ends - 1n);
    await expect(store.settleTickets([came.redemptionId]))
      .to.be.revertedWithCustomError(store, "RewardsStoreEventNotOver")
      .withArgs(came.redemptionId);
    await at(event.ends);
    await expect(store.settleTickets([stayed.redemptionId]))
      .to.be.revertedWithCustomError(store, "RewardsStoreEventNotOver")
      .withArgs(stayed.redemptionId);
    await store.settleTickets([came.redemptionId]);
    await tickets.refundCancelled(stayed.ticketId);

    expect(await store.totalEscrowed()).to.equal(0n);
    expect(await token.balanceOf(store)).to.equal(0n);
    expect(await token.balanceOf(accounts.ada)).to.equal(PURSE - PRICE);
    expect(await token.balanceOf(accounts.ben)).to.equal(PURSE);
  });

  it("keeps the ticket's number with the order", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, accounts } = stage;
    for (const serial of [1n, 2n]) {
      const { redemptionId } = await buy(stage, accounts.ada);
      expect((await store.redemption(redemptionId)).serial).to.equal(serial);
    }
  });
});
