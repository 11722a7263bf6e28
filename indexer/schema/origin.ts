import { type PgColumnsBuilders } from "ponder";

/** Builders of column types. */
export type Types = PgColumnsBuilders;

/**
 * Where a row comes from: the log that made it. With it go the second of its block and, in tables of what happened, the
 * place among the rows of the same log.
 * @param t The builders.
 */
export const origin = (t: Types) => ({
  blockNumber: t.int8({ mode: "bigint" }).notNull(),
  transactionHash: t.hex().notNull(),
  logIndex: t.integer().notNull(),
  /** Second of the block. */
  at: t.int8({ mode: "bigint" }).notNull(),
});

/**
 * A second in Unix time, a weight, a capacity: whatever contracts keep in 32 or 40 bits, which is more than GraphQL's
 * integers hold.
 * @param t The builders.
 */
export const long = (t: Types) => t.int8({ mode: "bigint" });
