import { index, numeric, pgTable, primaryKey, smallint, text, timestamp } from "drizzle-orm/pg-core";
import type { Hex } from "viem";
import { products } from "../products/tables.ts";

/** Reviews that are not finished: one for each member and product, seen by that member alone. */
export const reviewDrafts = pgTable(
  "review_drafts",
  {
    memberId: numeric("member_id", { precision: 78, scale: 0, mode: "bigint" }).notNull(),
    product: text()
      .notNull()
      .references(() => products.slug),
    title: text().notNull(),
    text: text().notNull(),
    rating: smallint(),
    photos: text().array().$type<Hex[]>().notNull(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.memberId, table.product] }),
    index("review_drafts_updated_at").on(table.updatedAt),
  ],
);
