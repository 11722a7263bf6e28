import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Address, Hash, Hex } from "viem";

/** Where a request stands. It only moves forward, from the first two to one of the others. */
export const requestStates = [
  "stored",
  "sending",
  "mined-ok",
  "mined-reverted",
  "expired",
  "rejected",
] as const;

/** See {@link requestStates}. */
export type RequestState = (typeof requestStates)[number];

const wei = (name: string) => numeric(name, { precision: 78, scale: 0, mode: "bigint" });

/** The relay's accounts. Whoever gives out a nonce holds the row of its account. */
export const relayAccounts = pgTable(
  "relay_accounts",
  {
    chainId: bigint("chain_id", { mode: "number" }).notNull(),
    account: text().$type<Address>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.chainId, table.account] })],
);

/** Every transaction of the relay, signed and kept before it is sent. */
export const relayTransactions = pgTable(
  "relay_transactions",
  {
    id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    chainId: bigint("chain_id", { mode: "number" }).notNull(),
    account: text().$type<Address>().notNull(),
    nonce: bigint({ mode: "number" }).notNull(),
    relay: text().$type<Address>().notNull(),
    data: text().$type<Hex>().notNull(),
    gasLimit: bigint("gas_limit", { mode: "bigint" }).notNull(),
    maxFee: wei("max_fee").notNull(),
    tip: wei("tip").notNull(),
    /** Signed, as last sent. */
    raw: text().$type<Hex>().notNull(),
    /** Of every version that was ever sent, the newest last: any of them may be the one that is mined. */
    hashes: text().array().$type<Hash[]>().notNull(),
    /** Newest block when it was made: it can't be in an earlier one. */
    madeAtBlock: bigint("made_at_block", { mode: "bigint" }).notNull(),
    /** `replaced`: its nonce went to a transaction that is not of this database. */
    state: text({ enum: ["sending", "mined", "replaced"] })
      .notNull()
      .default("sending"),
    signedAt: timestamp("signed_at", { withTimezone: true }).notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    minedHash: text("mined_hash").$type<Hash>(),
    blockNumber: bigint("block_number", { mode: "bigint" }),
    gasUsed: bigint("gas_used", { mode: "bigint" }),
    /** What it cost. */
    feePaid: wei("fee_paid"),
    minedAt: timestamp("mined_at", { withTimezone: true }),
  },
  (table) => [
    unique("relay_transactions_nonce").on(table.chainId, table.account, table.nonce),
    index("relay_transactions_by_state").on(table.state, table.nonce),
    index("relay_transactions_mined_at").on(table.minedAt),
  ],
);

/** What members have signed and the relay has promised to carry. */
export const relayRequests = pgTable(
  "relay_requests",
  {
    /** In order of arrival. */
    sequence: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    id: uuid().notNull().unique("relay_requests_id"),
    /** Of relay, target and data: the same request is kept once, unless it failed before. */
    contentHash: text("content_hash").$type<Hex>().notNull(),
    relay: text().$type<Address>().notNull(),
    target: text().$type<Address>().notNull(),
    data: text().$type<Hex>().notNull(),
    /** As in `Membership.joinFor`. */
    functionName: text("function_name").notNull(),
    /** Whose budget it counts against: `member:<id>` or `account:<address>`. */
    payer: text().notNull(),
    isNewcomer: boolean("is_newcomer").notNull(),
    /** What it needed when it was tried. */
    gas: bigint({ mode: "bigint" }).notNull(),
    /** Unix second after which the contracts refuse it. */
    deadline: numeric({ precision: 78, scale: 0, mode: "bigint" }),
    /** The poll, where it is a ballot that may be cast with others. */
    pollId: numeric("poll_id", { precision: 78, scale: 0, mode: "bigint" }),
    /** When it must be on its way at the latest. */
    dueAt: timestamp("due_at", { withTimezone: true }).notNull(),
    state: text({ enum: requestStates }).notNull().default("stored"),
    /** Why it failed, as a sentence. */
    reason: text(),
    transactionId: bigint("transaction_id", { mode: "bigint" }).references(() => relayTransactions.id),
    /** Its place among the calls of the transaction, and among the ballots of the call. */
    callIndex: integer("call_index"),
    ballotIndex: integer("ballot_index"),
    /** How often it was sent in a transaction that came to nothing through no fault of its own. */
    failedSends: integer("failed_sends").notNull().default(0),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    endedAt: timestamp("ended_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("relay_requests_once")
      .on(table.contentHash)
      .where(sql`${table.state} in ('stored', 'sending', 'mined-ok')`),
    index("relay_requests_waiting")
      .on(table.relay, table.sequence)
      .where(sql`${table.state} in ('stored', 'sending') and ${table.transactionId} is null`),
    index("relay_requests_by_transaction").on(table.transactionId),
  ],
);

/** Gas promised a day (UTC), to each payer, to newcomers together and to everybody. */
export const relayBudgets = pgTable(
  "relay_budgets",
  {
    /** `everybody`, `newcomers`, or a payer. */
    scope: text().notNull(),
    /** As `2026-01-31`. */
    day: text().notNull(),
    gas: bigint({ mode: "bigint" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.day] })],
);
