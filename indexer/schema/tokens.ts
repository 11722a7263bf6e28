import { index, onchainTable, primaryKey } from "ponder";
import { origin, type Types } from "./origin.ts";

/** Moves of reward tokens; minting comes from the zero address, burning goes there. */
export const transfer = onchainTable(
  "transfer",
  (t: Types) => ({
    from: t.hex().notNull(),
    to: t.hex().notNull(),
    amount: t.bigint().notNull(),
    ...origin(t),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.blockNumber, table.logIndex] }),
    byFrom: index().on(table.from),
    byTo: index().on(table.to),
  }),
);

/** What an account holds. The origin is the log that changed it last. */
export const holding = onchainTable(
  "holding",
  (t: Types) => ({
    account: t.hex().primaryKey(),
    balance: t.bigint().notNull(),
    /** What was ever earned, less what was revoked. */
    standing: t.bigint().notNull(),
    /** Revoked earnings that were spent already; what is earned next repays it. */
    debt: t.bigint().notNull(),
    ...origin(t),
  }),
  (table) => ({ byBalance: index().on(table.balance) }),
);
