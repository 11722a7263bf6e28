import type { DeliveryDetails } from "@hearth/protocol/delivery";
import { index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { Hex } from "viem";

/** Where merch goes. The chain knows only the hash. */
export const deliveries = pgTable(
  "deliveries",
  {
    deliveryHash: text("delivery_hash").$type<Hex>().primaryKey(),
    details: jsonb().$type<DeliveryDetails>().notNull(),
    salt: text().$type<Hex>().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    /** When a redemption on chain was seen to name it; empty ones are purged after a day. */
    referencedAt: timestamp("referenced_at", { withTimezone: true }),
  },
  (table) => [index("deliveries_unreferenced").on(table.referencedAt, table.createdAt)],
);
