import { index, onchainTable, primaryKey } from "ponder";
import { pollMethods, weightModes } from "@hearth/protocol/polls";
import { long, origin, type Types } from "./origin.ts";

/** A poll. */
export const poll = onchainTable(
  "poll",
  (t: Types) => ({
    id: t.integer().primaryKey(),
    /** Null for a poll in the community's name. */
    authorId: t.integer(),
    /** Null for a poll of the whole community. */
    roomId: t.integer(),
    method: t.text({ enum: pollMethods }).notNull(),
    weightMode: t.text({ enum: weightModes }).notNull(),
    minTier: t.integer().notNull(),
    limit: t.integer().notNull(),
    optionCount: t.integer().notNull(),
    opens: long(t).notNull(),
    closes: long(t).notNull(),
    /** Null where ballots are open. */
    revealUntil: long(t),
    uri: t.text().notNull(),
    optionUris: t.text().array().notNull(),
    /** Why it was called off; null for one that was not. */
    cancelReason: t.text(),
    ...origin(t),
  }),
  (table) => ({ byRoom: index().on(table.roomId), byClose: index().on(table.closes) }),
);

/** The ballot of a member that counts: the last one. The origin is the log that brought it. */
export const ballot = onchainTable(
  "ballot",
  (t: Types) => ({
    pollId: t.integer().notNull(),
    memberId: t.integer().notNull(),
    /** The packed answer, as `protocol/src/polls.ts` reads it; null while it is hidden. */
    ballot: t.bigint(),
    commitment: t.hex(),
    weight: long(t).notNull(),
    /** 1 to 6 for a signed one, 7 for one cast in person. */
    sequence: t.integer().notNull(),
    ...origin(t),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.pollId, table.memberId] }),
    byMember: index().on(table.memberId),
    byTime: index().on(table.at),
  }),
);

/** A proposal of the governor, its tally, and the deposit that lies with it. */
export const proposal = onchainTable("proposal", (t: Types) => ({
  id: t.bigint().primaryKey(),
  proposer: t.hex().notNull(),
  /** The member who proposed; null where no deposit was asked for. */
  authorId: t.integer(),
  targets: t.hex().array().notNull(),
  values: t.bigint().array().notNull(),
  calldatas: t.hex().array().notNull(),
  description: t.text().notNull(),
  voteStart: long(t).notNull(),
  /** Moved back when the quorum is reached late. */
  voteEnd: long(t).notNull(),
  /** What has happened to it; whether it was defeated or has expired follows from tally and time. */
  state: t.text({ enum: ["created", "queued", "executed", "canceled"] }).notNull(),
  /** From when on it can be executed; null until it is queued. */
  executableAt: long(t),
  forVotes: t.bigint().notNull(),
  againstVotes: t.bigint().notNull(),
  abstainVotes: t.bigint().notNull(),
  voters: t.integer().notNull(),
  deposit: t.bigint().notNull(),
  depositState: t.text({ enum: ["none", "held", "returned", "burned"] }).notNull(),
  markedSpam: t.boolean().notNull(),
  ...origin(t),
}));

/** A vote on a proposal. */
export const vote = onchainTable(
  "vote",
  (t: Types) => ({
    proposalId: t.bigint().notNull(),
    voter: t.hex().notNull(),
    support: t.text({ enum: ["against", "for", "abstain"] }).notNull(),
    weight: t.bigint().notNull(),
    reason: t.text().notNull(),
    ...origin(t),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.proposalId, table.voter] }),
    byVoter: index().on(table.voter),
    byTime: index().on(table.at),
  }),
);
