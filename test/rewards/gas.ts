import { expect } from "chai";
import { networkHelpers } from "../helpers/chain.ts";
import { checkGas, isReleaseBuild } from "../helpers/gas.ts";
import { crowd } from "./crowd.ts";
import {
  announce,
  DELIVERY,
  order,
  packed,
  presence,
  PRICE,
  redeem,
  storeStage,
  ticketStage,
} from "./stage.ts";

const { loadFixture, time } = networkHelpers;
const BATCH = 100;

/** Fixture: ada and ben have each ordered a mug. */
async function regularsStage() {
  const stage = await storeStage();
  for (const person of [stage.accounts.ada, stage.accounts.ben]) await order(stage, person, stage.rewardId);
  return stage;
}

/** Fixture: a hundred guests with a ticket each and one who is in already; the doors are open. */
async function queueStage() {
  const stage = await ticketStage();
  const { store, tickets, accounts } = stage;
  const { event, eventId, ticketRewardId } = await announce(stage, { capacity: 101n }, { stock: 101n });
  await order(stage, accounts.ada, ticketRewardId);
  const guests = await crowd(stage, BATCH, PRICE);
  for (const guest of guests) await store.connect(guest).redeem(ticketRewardId, 1n, 0n, PRICE, DELIVERY);
  await time.increaseTo(event.doorsOpen);
  const proof = async (holder: Parameters<typeof presence>[1], serial: number) =>
    await presence(stage, holder, (eventId << 32n) | BigInt(serial), event.doorsOpen);
  await tickets.connect(accounts.door).checkIn(await proof(accounts.ada, 1));
  const proofs = await Promise.all(guests.map(async (guest, index) => await proof(guest, index + 2)));
  return { ...stage, proofs };
}

describe("RewardsStore and EventTickets: what it costs", () => {
  before(function () {
    if (!isReleaseBuild()) this.skip();
  });

  it("is at most 90,500 gas for a member's second mug", async () => {
    const stage = await loadFixture(regularsStage);
    const sent = await redeem(stage, stage.accounts.ada, stage.rewardId, { deliveryHash: DELIVERY });
    expect(await checkGas("RewardsStore.redeem, second mug", sent)).to.be.at.most(90_500);
  });

  it("is at most 12,700 gas for each of a hundred guests in a batch at the door", async () => {
    const { tickets, accounts, proofs } = await loadFixture(queueStage);
    const sent = await tickets.connect(accounts.door).checkInBatch(packed(proofs));
    expect(await checkGas("EventTickets.checkInBatch, each of 100 guests", sent, BATCH)).to.be.at.most(
      12_700,
    );
  });
});
