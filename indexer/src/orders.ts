import { ponder } from "ponder:registry";
import { redemption, redemptionChange } from "ponder:schema";
import { originOf } from "./event.ts";

/** The numbers that most logs of an order carry. */
function numbersOf(args: { redemptionId: bigint; rewardId: bigint; memberId: bigint }) {
  return {
    redemptionId: Number(args.redemptionId),
    rewardId: Number(args.rewardId),
    memberId: Number(args.memberId),
  };
}

ponder.on("RewardsStore:RedemptionPlaced", async ({ event, context: { db } }) => {
  const { variant, paid, deliveryHash, ticketId } = event.args;
  const { redemptionId, rewardId, memberId } = numbersOf(event.args);
  const origin = originOf(event);
  await db
    .insert(redemptionChange)
    .values({ redemptionId, rewardId, memberId, change: "placed", amount: paid, ...origin });
  await db.insert(redemption).values({
    id: redemptionId,
    rewardId,
    memberId,
    variant: Number(variant),
    paid,
    deliveryHash,
    ticketId: ticketId === 0n ? null : ticketId,
    state: "placed",
    placedAt: origin.at,
    ...origin,
  });
});

ponder.on("RewardsStore:WaitingListJoined", async ({ event, context: { db } }) => {
  const { variant, paid, deliveryHash } = event.args;
  const { redemptionId, rewardId, memberId } = numbersOf(event.args);
  const origin = originOf(event);
  await db
    .insert(redemptionChange)
    .values({ redemptionId, rewardId, memberId, change: "waiting", amount: paid, ...origin });
  await db.insert(redemption).values({
    id: redemptionId,
    rewardId,
    memberId,
    variant: Number(variant),
    paid,
    deliveryHash,
    state: "waiting",
    ...origin,
  });
});

ponder.on("RewardsStore:RedemptionPromoted", async ({ event, context: { db } }) => {
  const { ticketId } = event.args;
  const numbers = numbersOf(event.args);
  const origin = originOf(event);
  await db.insert(redemptionChange).values({ ...numbers, change: "promoted", amount: 0n, ...origin });
  await db
    .update(redemption, { id: numbers.redemptionId })
    .set({ state: "placed", placedAt: origin.at, ticketId: ticketId === 0n ? null : ticketId });
});

ponder.on("RewardsStore:RedemptionTransferred", async ({ event, context: { db } }) => {
  const { redemptionId, rewardId, toMemberId, paid } = event.args;
  const numbers = numbersOf({ redemptionId, rewardId, memberId: toMemberId });
  await db
    .insert(redemptionChange)
    .values({ ...numbers, change: "transferred", amount: paid, ...originOf(event) });
  await db.update(redemption, { id: numbers.redemptionId }).set({ memberId: numbers.memberId });
});

ponder.on("RewardsStore:RedemptionFulfilled", async ({ event, context: { db } }) => {
  const { burned, trackingHash } = event.args;
  const numbers = numbersOf(event.args);
  const origin = originOf(event);
  await db.insert(redemptionChange).values({ ...numbers, change: "fulfilled", amount: burned, ...origin });
  await db
    .update(redemption, { id: numbers.redemptionId })
    .set({ state: "fulfilled", endedAt: origin.at, trackingHash });
});

ponder.on("RewardsStore:RedemptionCancelled", async ({ event, context: { db } }) => {
  const { refundedTo, refunded, reason } = event.args;
  const numbers = numbersOf(event.args);
  const origin = originOf(event);
  await db
    .insert(redemptionChange)
    .values({ ...numbers, change: "cancelled", amount: refunded, reason, ...origin });
  await db
    .update(redemption, { id: numbers.redemptionId })
    .set({ state: "cancelled", endedAt: origin.at, refundedTo, reason });
});
