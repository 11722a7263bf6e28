import { ponder } from "ponder:registry";
import { campaign, claim, epoch, memberStanding, revocation } from "ponder:schema";
import { campaignKinds, unpackAward } from "@hearth/protocol/campaigns";
import { idOrNull, originOf, wordAt } from "./event.ts";
import { standingAfter, sumByMember, type Payment, type StandingRow } from "./standings.ts";

/** The update that goes with payments: everybody's sum, however often a batch names them. */
function standings(payments: readonly Payment[], origin: ReturnType<typeof originOf>) {
  const changes = sumByMember(payments);
  const after = (row: StandingRow | undefined, memberId: number) => ({
    ...standingAfter(row, changes.get(memberId) ?? { earned: 0n, revoked: 0n, claims: 0 }, origin.at),
    ...origin,
  });
  return {
    rows: [...changes.keys()].map((memberId) => ({ memberId, ...after(undefined, memberId) })),
    after: (row: StandingRow & { memberId: number }) => after(row, row.memberId),
  };
}

ponder.on("Campaigns:CampaignCreated", async ({ event, context: { db } }) => {
  const { campaignId, kind, terms, uri } = event.args;
  await db.insert(campaign).values({
    id: Number(campaignId),
    kind: wordAt(campaignKinds, kind),
    minReward: terms.minReward,
    maxReward: terms.maxReward,
    budget: terms.budget,
    perMemberCap: terms.perMemberCap,
    signaturesNeeded: terms.signaturesNeeded,
    start: BigInt(terms.start),
    end: BigInt(terms.end),
    roomId: idOrNull(terms.roomId),
    badgeId: idOrNull(terms.badgeId),
    eventId: idOrNull(terms.eventId),
    disputeWindow: BigInt(terms.disputeWindow),
    referralStanding: terms.referralStanding,
    uri,
    ...originOf(event),
  });
});

ponder.on("Campaigns:CampaignBudgetUpdated", async ({ event, context: { db } }) => {
  const { campaignId, newBudget } = event.args;
  await db.update(campaign, { id: Number(campaignId) }).set({ budget: newBudget });
});

ponder.on("Campaigns:CampaignEndUpdated", async ({ event, context: { db } }) => {
  const { campaignId, newEnd } = event.args;
  await db.update(campaign, { id: Number(campaignId) }).set({ end: newEnd });
});

ponder.on("Campaigns:ContributionPaid", async ({ event, context: { db } }) => {
  const { campaignId, subject, contentHash, amount } = event.args;
  const memberId = Number(event.args.memberId);
  const origin = originOf(event);
  await db.insert(claim).values({
    campaignId: Number(campaignId),
    memberId,
    amount,
    way: "claimed",
    subject,
    contentHash,
    position: 0,
    ...origin,
  });
  const { rows, after } = standings([{ memberId, amount }], origin);
  await db.insert(memberStanding).values(rows).onConflictDoUpdate(after);
});

ponder.on("Campaigns:ContributionsAwarded", async ({ event, context: { db } }) => {
  const { campaignId, subject, attester } = event.args;
  const origin = originOf(event);
  const payments = event.args.awards.map((award) => {
    const { memberId, amount } = unpackAward(award);
    return { memberId: Number(memberId), amount };
  });
  await db.insert(claim).values(
    payments.map((payment, position) => ({
      ...payment,
      campaignId: Number(campaignId),
      way: "awarded" as const,
      subject,
      attester,
      position,
      ...origin,
    })),
  );
  const { rows, after } = standings(payments, origin);
  await db.insert(memberStanding).values(rows).onConflictDoUpdate(after);
});

ponder.on("Campaigns:EpochPublished", async ({ event, context: { db } }) => {
  const { epochId, campaignId, publisher, root, total, activeAt, uri } = event.args;
  await db.insert(epoch).values({
    id: Number(epochId),
    campaignId: Number(campaignId),
    publisher,
    root,
    total,
    activeAt,
    uri,
    state: "published",
    ...originOf(event),
  });
});

ponder.on("Campaigns:EpochCancelled", async ({ event, context: { db } }) => {
  await db.update(epoch, { id: Number(event.args.epochId) }).set({ state: "cancelled" });
});

ponder.on("Campaigns:EpochClosed", async ({ event, context: { db } }) => {
  const { epochId, returned } = event.args;
  await db.update(epoch, { id: Number(epochId) }).set({ state: "closed", returned });
});

ponder.on("Campaigns:EpochClaimed", async ({ event, context: { db } }) => {
  const { index, amount } = event.args;
  const [epochId, memberId] = [Number(event.args.epochId), Number(event.args.memberId)];
  const origin = originOf(event);
  const published = await db.find(epoch, { id: epochId });
  if (!published) throw new Error(`Epoch ${epochId} was claimed from before it was published.`);
  await db.insert(claim).values({
    campaignId: published.campaignId,
    memberId,
    amount,
    way: "epoch",
    epochId,
    leafIndex: index,
    position: 0,
    ...origin,
  });
  const { rows, after } = standings([{ memberId, amount }], origin);
  await db.insert(memberStanding).values(rows).onConflictDoUpdate(after);
});

ponder.on("Campaigns:PaymentRevoked", async ({ event, context: { db } }) => {
  const { campaignId, subject, amount, reason } = event.args;
  const memberId = Number(event.args.memberId);
  const origin = originOf(event);
  await db
    .insert(revocation)
    .values({ campaignId: Number(campaignId), memberId, subject, amount, reason, ...origin });
  const { rows, after } = standings([{ memberId, amount: -amount }], origin);
  await db.insert(memberStanding).values(rows).onConflictDoUpdate(after);
});

ponder.on("Campaigns:EpochPaymentRevoked", async ({ event, context: { db } }) => {
  const { epochId, index, amount, reason } = event.args;
  const memberId = Number(event.args.memberId);
  const origin = originOf(event);
  await db
    .insert(revocation)
    .values({ epochId: Number(epochId), leafIndex: index, memberId, amount, reason, ...origin });
  const { rows, after } = standings([{ memberId, amount: -amount }], origin);
  await db.insert(memberStanding).values(rows).onConflictDoUpdate(after);
});
