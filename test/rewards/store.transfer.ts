import { expect } from "chai";
import { parseEther } from "ethers";
import { impersonate, networkHelpers } from "../helpers/chain.ts";
import { joinAs } from "../helpers/members.ts";
import { announce, buy, order, PRICE, state, ticketStage } from "./stage.ts";

const { loadFixture } = networkHelpers;
const PURSE = parseEther("500");

describe("RewardsStore: passing on a ticket's order", () => {
  it("makes the second member pay the first what the first has paid", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, token, tickets, accounts, ticketRewardId, adaId, benId } = stage;
    const { redemptionId } = await buy(stage, accounts.ada);
    await store.connect(accounts.operator).setRewardPrice(ticketRewardId, PRICE * 2n);
    const door = store.connect(await impersonate(await tickets.getAddress()));
    await expect(door.transferOrder(redemptionId, benId, PRICE))
      .to.emit(store, "RedemptionTransferred")
      .withArgs(redemptionId, ticketRewardId, adaId, benId, PRICE);
    expect(await token.balanceOf(accounts.ada)).to.equal(PURSE);
    expect(await token.balanceOf(accounts.ben)).to.equal(PURSE - PRICE);
    expect(await store.totalEscrowed()).to.equal(PRICE);
    expect(await token.balanceOf(store)).to.equal(PRICE);
    expect((await store.redemption(redemptionId)).memberId).to.equal(benId);
  });

  it("takes no more than the second member agreed to", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, tickets, accounts, benId } = stage;
    const { redemptionId } = await buy(stage, accounts.ada);
    const door = store.connect(await impersonate(await tickets.getAddress()));
    await expect(door.transferOrder(redemptionId, benId, PRICE - 1n))
      .to.be.revertedWithCustomError(store, "RewardsStorePriceAboveMax")
      .withArgs(PRICE, PRICE - 1n);
  });

  it("asks the second member what the reward asks of everybody", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, tickets, membership, accounts, adaId, benId } = stage;
    const { ticketRewardId } = await announce(stage, {}, { minTier: 2n, perMember: 1n });
    const [cleoId = 0n] = await joinAs(stage, "regular", accounts.cleo);
    const adas = await order(stage, accounts.ada, ticketRewardId);
    const bens = await order(stage, accounts.ben, ticketRewardId);
    const door = store.connect(await impersonate(await tickets.getAddress()));
    await expect(door.transferOrder(adas, cleoId, PRICE))
      .to.be.revertedWithCustomError(store, "RewardsStoreTierTooLow")
      .withArgs(1n, 2n);
    await expect(door.transferOrder(adas, benId, PRICE))
      .to.be.revertedWithCustomError(store, "RewardsStoreMemberLimitReached")
      .withArgs(ticketRewardId, 1n);
    await tickets.connect(accounts.ben).returnTicket(((await tickets.eventCount()) << 32n) | 2n);
    await membership.connect(accounts.ben).leave();
    await expect(door.transferOrder(adas, benId, PRICE))
      .to.be.revertedWithCustomError(store, "RewardsStoreNotMember")
      .withArgs(accounts.ben.address);
    await membership.connect(accounts.ben).join();
    await door.transferOrder(adas, benId, PRICE);
    expect(await store.redeemedCount(ticketRewardId, adaId)).to.equal(0n);
    expect(await store.redeemedCount(ticketRewardId, benId)).to.equal(1n);
    await expect(door.transferOrder(bens, adaId, PRICE))
      .to.be.revertedWithCustomError(store, "RewardsStoreNotPlaced")
      .withArgs(bens, state.cancelled);
  });

  it("is for the tickets contract alone", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, accounts, benId } = stage;
    const { redemptionId } = await buy(stage, accounts.ada);
    for (const name of ["ada", "ben", "admin", "operator"] as const) {
      await expect(store.connect(accounts[name]).transferOrder(redemptionId, benId, PRICE))
        .to.be.revertedWithCustomError(store, "RewardsStoreUnauthorized")
        .withArgs(accounts[name].address);
    }
  });
});
