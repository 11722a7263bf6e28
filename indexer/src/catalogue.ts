import { ponder } from "ponder:registry";
import { reward } from "ponder:schema";
import { idOrNull, originOf, wordAt } from "./event.ts";

/** What a reward can be, in the order of `IStoreCatalogue.RewardKind`. */
const rewardKinds = ["merch", "ticket"] as const;

/** The columns that the gates of a reward fill. */
function gatesOf(gates: { perMember: number; minTier: number; roomId: number; badgeId: number }) {
  return {
    perMember: gates.perMember,
    minTier: gates.minTier,
    roomId: idOrNull(gates.roomId),
    badgeId: idOrNull(gates.badgeId),
  };
}

ponder.on("RewardsStore:RewardListed", async ({ event, context: { db } }) => {
  const { rewardId, kind, terms, uri } = event.args;
  const stocks = terms.variantStock.length === 0 ? [terms.stock] : terms.variantStock;
  await db.insert(reward).values({
    id: Number(rewardId),
    kind: wordAt(rewardKinds, kind),
    price: terms.price,
    stockSet: stocks.map(BigInt),
    ...gatesOf(terms),
    opens: BigInt(terms.opens),
    closes: BigInt(terms.closes),
    cancelWindow: BigInt(terms.cancelWindow),
    fulfilWithin: BigInt(terms.fulfilWithin),
    eventId: idOrNull(terms.eventId),
    uri,
    closed: false,
    ...originOf(event),
  });
});

ponder.on("RewardsStore:RewardPriceUpdated", async ({ event, context: { db } }) => {
  const { rewardId, newPrice } = event.args;
  await db.update(reward, { id: Number(rewardId) }).set({ price: newPrice });
});

ponder.on("RewardsStore:RewardStockUpdated", async ({ event, context: { db } }) => {
  const { rewardId, variant, newStock } = event.args;
  await db
    .update(reward, { id: Number(rewardId) })
    .set(({ stockSet }) => ({ stockSet: stockSet.with(Number(variant), newStock) }));
});

ponder.on("RewardsStore:RewardWindowUpdated", async ({ event, context: { db } }) => {
  const { rewardId, opens, closes } = event.args;
  await db.update(reward, { id: Number(rewardId) }).set({ opens, closes });
});

ponder.on("RewardsStore:RewardGatesUpdated", async ({ event, context: { db } }) => {
  const { rewardId, gates } = event.args;
  await db.update(reward, { id: Number(rewardId) }).set(gatesOf(gates));
});

ponder.on("RewardsStore:RewardURIUpdated", async ({ event, context: { db } }) => {
  const { rewardId, uri } = event.args;
  await db.update(reward, { id: Number(rewardId) }).set({ uri });
});

ponder.on("RewardsStore:RewardClosed", async ({ event, context: { db } }) => {
  const at = event.block.timestamp;
  await db
    .update(reward, { id: Number(event.args.rewardId) })
    .set(({ closes }) => ({ closed: true, closes: closes !== 0n && closes <= at ? closes : at }));
});
