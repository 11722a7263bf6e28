import { index, onchainTable, primaryKey } from "ponder";
import { long, origin, type Types } from "./origin.ts";

/** A membership as it stands. The origin is its first joining. */
export const member = onchainTable(
  "member",
  (t: Types) => ({
    id: t.integer().primaryKey(),
    /** The wallet now, or the last one of who has left. */
    account: t.hex().notNull(),
    /** Who invited; null for nobody on record. */
    inviterId: t.integer(),
    tier: t.integer().notNull(),
    /** Voting units that the tier gives; they rest while the member is not active. */
    units: long(t).notNull(),
    status: t.text({ enum: ["active", "left", "suspended"] }).notNull(),
    /** Also of members who had left when they were suspended: they can't come back before. */
    suspendedUntil: long(t),
    ...origin(t),
  }),
  (table) => ({ byAccount: index().on(table.account), byInviter: index().on(table.inviterId) }),
);

/** What happened to memberships. */
export const memberChange = onchainTable(
  "member_change",
  (t: Types) => ({
    memberId: t.integer().notNull(),
    change: t.text({ enum: ["joined", "left", "tier", "suspended", "reinstated", "rebound"] }).notNull(),
    /** By how much it changed the number of active members: 1, 0 or -1. */
    activeDelta: t.integer().notNull(),
    tier: t.integer(),
    units: long(t),
    /** The wallet that joined, left, or took the membership over. */
    account: t.hex(),
    suspendedUntil: long(t),
    reason: t.text(),
    ...origin(t),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.blockNumber, table.logIndex] }),
    byMember: index().on(table.memberId),
    byTime: index().on(table.at),
  }),
);

/** The levels of membership that count now, from the lowest. */
export const tier = onchainTable("tier", (t: Types) => ({
  id: t.integer().primaryKey(),
  name: t.text().notNull(),
  threshold: t.bigint().notNull(),
  units: long(t).notNull(),
  /** Bits of rights, as `protocol/src/roles.ts` names them. */
  rights: t.integer().notNull(),
  ...origin(t),
}));

/** The guardians a member has named last. */
export const guardianSet = onchainTable("guardian_set", (t: Types) => ({
  memberId: t.integer().primaryKey(),
  number: t.integer().notNull(),
  guardians: t.hex().array().notNull(),
  threshold: t.integer().notNull(),
  ...origin(t),
}));

/** Requests to move a membership to another wallet. */
export const recovery = onchainTable(
  "recovery",
  (t: Types) => ({
    id: t.integer().primaryKey(),
    memberId: t.integer().notNull(),
    oldAccount: t.hex().notNull(),
    newAccount: t.hex().notNull(),
    approvals: t.integer().notNull(),
    /** Null until enough guardians or an operator have agreed. */
    dueAt: long(t),
    byOperator: t.boolean(),
    state: t.text({ enum: ["asked", "scheduled", "vetoed", "withdrawn", "executed"] }).notNull(),
    ...origin(t),
  }),
  (table) => ({ byMember: index().on(table.memberId) }),
);
