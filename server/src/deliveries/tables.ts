import { index, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { Hex } from "viem";
import { deliveryKeys } from "../deliveryKeys/tables.ts";

/** Where merch goes, sealed so that only those who send it can read it. The chain knows only the hash. */
export const deliveries = pgTable(
  "deliveries",
  {
    deliveryHash: text("delivery_hash").$type<Hex>().primaryKey(),
    keyId: text("key_id")
      .$type<Hex>()
      .notNull()
      .references(() => deliveryKeys.keyId),
    sealed: text().$type<Hex>().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    /** When a redemption on chain was seen to name it; empty ones are purged after a day. */
    referencedAt: timestamp("referenced_at", { withTimezone: true }),
    /** When all redemptions that name it were seen to be over; it is purged a while after. */
    endedAt: timestamp("ended_at", { withTimezone: true }),
  },
  (table) => [index("deliveries_unreferenced").on(table.referencedAt, table.createdAt)],
);
