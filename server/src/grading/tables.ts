import { bigint, numeric, pgTable, text, timestamp, unique } from "drizzle-orm/pg-core";
import type { Address, Hex } from "viem";
import { reviews } from "../reviews/tables.ts";

/** What graders said about reviews. Amount, deadline and signature belong to an approval, a reason to a rejection. */
export const grades = pgTable(
  "grades",
  {
    id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    reviewId: bigint("review_id", { mode: "bigint" })
      .notNull()
      .references(() => reviews.id),
    signer: text().$type<Address>().notNull(),
    decision: text({ enum: ["approve", "reject"] }).notNull(),
    /** In the token's smallest unit. */
    amount: numeric({ precision: 78, scale: 0, mode: "bigint" }),
    /** Unix seconds of the chain. */
    deadline: bigint({ mode: "bigint" }),
    signature: text().$type<Hex>(),
    reason: text(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [unique("grades_once_per_signer").on(table.reviewId, table.signer)],
);
