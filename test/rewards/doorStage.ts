import { crowd } from "./crowd.ts";
import { announce, buy, packed, PRICE, ticketStage, type Proof, type TicketStage } from "./stage.ts";

/** As many as a batch at the door should bear. */
export const GUESTS = 100;

/** Fixture: ada and ben have a ticket each. */
export async function heldStage() {
  const stage = await ticketStage();
  const ada = await buy(stage, stage.accounts.ada);
  const ben = await buy(stage, stage.accounts.ben);
  return { ...stage, adaTicket: ada.ticketId, benTicket: ben.ticketId, adaOrder: ada.redemptionId };
}

/** Fixture: a hundred guests hold a ticket each. */
export async function fullHouseStage() {
  const stage = await ticketStage();
  const guests = await crowd(stage, GUESTS, PRICE);
  const big = await announce(stage, { capacity: 100n }, { stock: 100n });
  const ticketIds: bigint[] = [];
  for (const guest of guests) {
    await stage.store.connect(guest).redeem(big.ticketRewardId, 1n, 0n, PRICE, `0x${"00".repeat(32)}`);
    ticketIds.push((big.eventId << 32n) | BigInt(ticketIds.length + 1));
  }
  return { ...stage, ...big, guests, ticketIds };
}

/** Lets one in, as the door. */
export async function checkIn({ tickets, accounts }: TicketStage, proof: Proof) {
  return await tickets.connect(accounts.door).checkIn(proof);
}

/** Lets many in, as the door. */
export async function checkInBatch({ tickets, accounts }: TicketStage, ...proofs: Proof[]) {
  return await tickets.connect(accounts.door).checkInBatch(packed(proofs));
}
