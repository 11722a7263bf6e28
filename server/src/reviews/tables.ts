import {
  bigint,
  index,
  jsonb,
  numeric,
  pgTable,
  smallint,
  text,
  timestamp,
  unique,
} from "drizzle-orm/pg-core";
import type { Address, Hex } from "viem";
import { products } from "../products/tables.ts";

/** Where a review stands. */
export const reviewStatuses = ["submitted", "approved", "rejected"] as const;

/** An attestation and the signatures under it, as `Campaigns.claim` takes them; numbers are decimal strings. */
export interface Claim {
  attestation: {
    campaignId: string;
    memberId: string;
    subject: Hex;
    contentHash: Hex;
    amount: string;
    deadline: string;
  };
  approvals: { signer: Address; signature: Hex }[];
}

/** Reviews, exactly as their authors signed them. */
export const reviews = pgTable(
  "reviews",
  {
    id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    product: text()
      .notNull()
      .references(() => products.slug),
    campaignId: numeric("campaign_id", { precision: 78, scale: 0, mode: "bigint" }).notNull(),
    author: text().$type<Address>().notNull(),
    memberId: numeric("member_id", { precision: 78, scale: 0, mode: "bigint" }).notNull(),
    title: text().notNull(),
    text: text().notNull(),
    rating: smallint().notNull(),
    ratingSalt: text("rating_salt").$type<Hex>().notNull(),
    contentHash: text("content_hash").$type<Hex>().notNull(),
    ratingCommitment: text("rating_commitment").$type<Hex>().notNull(),
    /** Unix seconds. */
    writtenAt: bigint("written_at", { mode: "bigint" }).notNull(),
    signature: text().$type<Hex>().notNull(),
    status: text({ enum: reviewStatuses }).notNull().default("submitted"),
    /** Why it was rejected. */
    reason: text(),
    /** What pays the author, once approved. */
    claim: jsonb().$type<Claim>(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    unique("reviews_once_per_member").on(table.memberId, table.product, table.campaignId),
    unique("reviews_content_hash").on(table.contentHash),
    index("reviews_by_product").on(table.product, table.id),
    index("reviews_by_author").on(table.author, table.id),
    index("reviews_by_status").on(table.status, table.id),
  ],
);
