import { bigint, hex, index, int8, integer, onchainTable, onchainView, primaryKey, sql } from "ponder";
import { campaignKinds } from "@hearth/protocol/campaigns";
import { long, origin, type Types } from "./origin.ts";

/** A campaign with the terms that hold now. */
export const campaign = onchainTable("campaign", (t: Types) => ({
  id: t.integer().primaryKey(),
  kind: t.text({ enum: campaignKinds }).notNull(),
  minReward: t.bigint().notNull(),
  maxReward: t.bigint().notNull(),
  budget: t.bigint().notNull(),
  perMemberCap: t.integer().notNull(),
  signaturesNeeded: t.integer().notNull(),
  start: long(t).notNull(),
  end: long(t).notNull(),
  /** Null for a campaign of the whole community. */
  roomId: t.integer(),
  badgeId: t.integer(),
  eventId: t.integer(),
  disputeWindow: long(t).notNull(),
  referralStanding: t.bigint().notNull(),
  uri: t.text().notNull(),
  ...origin(t),
}));

/** A payout to many by Merkle tree. */
export const epoch = onchainTable(
  "epoch",
  (t: Types) => ({
    id: t.integer().primaryKey(),
    campaignId: t.integer().notNull(),
    publisher: t.hex().notNull(),
    root: t.hex().notNull(),
    total: t.bigint().notNull(),
    activeAt: long(t).notNull(),
    uri: t.text().notNull(),
    state: t.text({ enum: ["published", "cancelled", "closed"] }).notNull(),
    /** What went back to the campaign's budget at the close. */
    returned: t.bigint(),
    ...origin(t),
  }),
  (table) => ({ byCampaign: index().on(table.campaignId) }),
);

/** Contributions that were paid: attested ones, lines of a batch, and leaves of an epoch. */
export const claim = onchainTable(
  "claim",
  (t: Types) => ({
    campaignId: t.integer().notNull(),
    memberId: t.integer().notNull(),
    amount: t.bigint().notNull(),
    way: t.text({ enum: ["claimed", "awarded", "epoch"] }).notNull(),
    /** What was contributed to; null for a leaf of an epoch. */
    subject: t.hex(),
    /** Hash of the words; null where only a subject was named. */
    contentHash: t.hex(),
    /** Who awarded the batch. */
    attester: t.hex(),
    epochId: t.integer(),
    leafIndex: t.bigint(),
    /** Place among the rows of one log. */
    position: t.integer().notNull(),
    ...origin(t),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.blockNumber, table.logIndex, table.position] }),
    byMember: index().on(table.memberId, table.at),
    byCampaign: index().on(table.campaignId, table.at),
    byTime: index().on(table.at),
  }),
);

/** Payments that were taken back for fraud or returns. */
export const revocation = onchainTable(
  "revocation",
  (t: Types) => ({
    /** Null where a leaf of an epoch was revoked. */
    campaignId: t.integer(),
    memberId: t.integer().notNull(),
    amount: t.bigint().notNull(),
    subject: t.hex(),
    epochId: t.integer(),
    leafIndex: t.bigint(),
    reason: t.text().notNull(),
    ...origin(t),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.blockNumber, table.logIndex] }),
    byMember: index().on(table.memberId),
  }),
);

/** What a member has ever earned; the leaderboard is this table by standing. The origin is the log of the last change. */
export const memberStanding = onchainTable(
  "member_standing",
  (t: Types) => ({
    memberId: t.integer().primaryKey(),
    /** Earned less revoked. */
    standing: t.bigint().notNull(),
    earned: t.bigint().notNull(),
    revoked: t.bigint().notNull(),
    claims: t.integer().notNull(),
    /** Null for who was never paid. */
    firstClaimAt: long(t),
    lastClaimAt: long(t),
    ...origin(t),
  }),
  (table) => ({ byStanding: index().on(table.standing) }),
);

/** The history of standing: each payment and each revocation, with the standing that it led to. */
export const standingChange = onchainView("standing_change", {
  memberId: integer().notNull(),
  campaignId: integer(),
  epochId: integer(),
  /** Negative for a revocation. */
  amount: bigint().notNull(),
  standing: bigint().notNull(),
  position: integer().notNull(),
  blockNumber: int8({ mode: "bigint" }).notNull(),
  transactionHash: hex().notNull(),
  logIndex: integer().notNull(),
  at: int8({ mode: "bigint" }).notNull(),
}).as(sql`
  select member_id, campaign_id, epoch_id, amount,
    sum(amount) over (partition by member_id order by block_number, log_index, position) as standing,
    position, block_number, transaction_hash, log_index, at
  from (
    select member_id, campaign_id, epoch_id, amount, position, block_number, transaction_hash, log_index, at
    from ${claim}
    union all
    select member_id, campaign_id, epoch_id, -amount, 0, block_number, transaction_hash, log_index, at
    from ${revocation}
  ) changes`);
