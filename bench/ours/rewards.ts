import {
  announce,
  DELIVERY,
  list,
  order,
  packed,
  parcels,
  presence,
  PRICE,
  redeem,
  storeStage,
  ticketStage,
} from "../../test/rewards/stage.ts";
import { networkHelpers } from "../../test/helpers/chain.ts";
import type { Floor } from "../floor.ts";
import type { Row } from "../rows.ts";
import { inBatches, own } from "./measure.ts";
import { ENOUGH, regulars } from "./regulars.ts";

const STOCK = 200n;
/** As many of one reward as a member may have, where there is a limit. */
const LIMIT = 10n;

/** The member's slot; the reward with its stock, the totals, two balances, the order; the token's event and the store's. */
const REDEEM: Floor = {
  once: {
    contracts: 2,
    reads: 1,
    writes: 4,
    fresh: 1,
    logs: [
      [3, 32],
      [4, 128],
    ],
  },
  each: {},
};
/** The member's count besides. */
const REDEEM_LIMITED: Floor = { once: { ...REDEEM.once, writes: 5 }, each: {} };
/** The conditions, the member's slot; the order, the reward, the totals, two balances. */
const CANCEL: Floor = {
  once: {
    contracts: 2,
    reads: 2,
    writes: 5,
    logs: [
      [3, 32],
      [4, 128],
    ],
  },
  each: {},
};
/** The right to; the totals, the store's balance, the supply and what was burned. For each the order, and its event. */
const FULFIL: Floor = {
  once: { contracts: 1, reads: 1, writes: 4, logs: [[3, 32]] },
  each: { writes: 1, logs: [[4, 64]] },
};
/** As an order, with the event; its seats, holder, order and holder's count, and two events more. */
const TICKET: Floor = {
  once: {
    contracts: 3,
    reads: 2,
    writes: 8,
    fresh: 1,
    logs: [
      [3, 32],
      [4, 128],
      [4, 0],
      [4, 0],
    ],
  },
  each: {},
};
/** The right to, the event with its count, the word of bits; for each the member's slot. Eight tickets share a holders' slot. */
function checkInFloor(batch: number): Floor {
  return {
    once: {
      contracts: 1,
      reads: 1 + Math.ceil(batch / 8),
      writes: 2,
      logs: [[3, 64 + 32 * batch]],
    },
    each: { reads: 1, signatures: 1 },
  };
}

/** What it costs here to redeem, to hold a ticket and to come in. */
export async function rewardRows(): Promise<Row[]> {
  return [...(await redeeming()), ...(await fulfilling()), ...(await ticketing())];
}

async function redeeming(): Promise<Row[]> {
  const stage = await storeStage();
  const { ada, ben } = stage.accounts;
  const rows: Row[] = [];
  for (const { perMember, variant, floor } of [
    { perMember: LIMIT, variant: undefined, floor: REDEEM_LIMITED },
    { perMember: 0n, variant: "no limit per member", floor: REDEEM },
  ]) {
    const rewardId = await list(stage, { stock: STOCK, perMember });
    for (const person of [ada, ben]) await order(stage, person, rewardId);
    const sent = redeem(stage, ada, rewardId, { deliveryHash: DELIVERY });
    rows.push(await own("redeem", sent, floor, { variant }));
  }
  const redemptionId = await stage.store.redemptionCount();
  rows.push(await own("cancel", stage.store.connect(ada).cancel(redemptionId), CANCEL));
  return rows;
}

async function fulfilling(): Promise<Row[]> {
  const stage = await storeStage();
  const { store, accounts } = stage;
  const { first, others } = await regulars(stage, PRICE);
  const rewardId = await list(stage, { stock: STOCK });
  for (const { wallet } of [first, ...others])
    await store.connect(wallet).redeem(rewardId, 1n, 0n, PRICE, DELIVERY);
  const asFulfilment = store.connect(accounts.fulfilment);
  await asFulfilment.fulfil(parcels(1n));
  const rows: Row[] = [];
  for (const { batch, part } of inBatches(others.map((_, index) => BigInt(index + 2)))) {
    rows.push(await own("fulfil", asFulfilment.fulfil(parcels(...part)), FULFIL, { batch }));
  }
  return rows;
}

/** Rows of the second ticket of an event, and of doors through which somebody has come. */
async function ticketing(): Promise<Row[]> {
  const stage = await ticketStage();
  const { store, tickets, accounts } = stage;
  const { first, others } = await regulars(stage, PRICE);
  const seats = BigInt(ENOUGH);
  const { event, eventId, ticketRewardId } = await announce(stage, { capacity: seats }, { stock: seats });
  const rows: Row[] = [];
  const proofs: Awaited<ReturnType<typeof presence>>[] = [];
  for (const [index, { wallet }] of [first, ...others].entries()) {
    const sent = store.connect(wallet).redeem(ticketRewardId, 1n, 0n, PRICE, DELIVERY);
    if (index === 1) rows.push(await own("ticket", sent, TICKET));
    else await sent;
    const ticketId = (eventId << 32n) | BigInt(index + 1);
    proofs.push(await presence(stage, wallet, ticketId, event.doorsOpen));
  }
  await networkHelpers.time.increaseTo(event.doorsOpen);
  const asDoor = tickets.connect(accounts.door);
  await asDoor.checkInBatch(packed(proofs.slice(0, 1)));
  for (const { batch, part } of inBatches(proofs.slice(1))) {
    const [alone] = part;
    const sent =
      batch === 1 && alone !== undefined ? asDoor.checkIn(alone) : asDoor.checkInBatch(packed(part));
    rows.push(await own("checkIn", sent, checkInFloor(batch), { batch }));
  }
  return rows;
}
