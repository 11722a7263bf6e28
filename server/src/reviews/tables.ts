import { sql, type SQL } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  type AnyPgColumn,
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

/** What an author signed and what it takes to check it. */
const signedColumns = () => ({
  author: text().$type<Address>().notNull(),
  title: text().notNull(),
  text: text().notNull(),
  /** Hashes of photos, in order. */
  photos: text().array().$type<Hex[]>().notNull().default([]),
  rating: smallint().notNull(),
  ratingSalt: text("rating_salt").$type<Hex>().notNull(),
  contentHash: text("content_hash").$type<Hex>().notNull(),
  ratingCommitment: text("rating_commitment").$type<Hex>().notNull(),
  /** Unix seconds. */
  writtenAt: bigint("written_at", { mode: "bigint" }).notNull(),
  signature: text().$type<Hex>().notNull(),
});

/** Reviews, exactly as their authors signed them: the newest version of each. */
export const reviews = pgTable(
  "reviews",
  {
    id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    product: text()
      .notNull()
      .references(() => products.slug),
    campaignId: numeric("campaign_id", { precision: 78, scale: 0, mode: "bigint" }).notNull(),
    memberId: numeric("member_id", { precision: 78, scale: 0, mode: "bigint" }).notNull(),
    ...signedColumns(),
    version: integer().notNull().default(1),
    status: text({ enum: reviewStatuses }).notNull().default("submitted"),
    /** Why it was rejected. */
    reason: text(),
    /** What pays the author, once approved. */
    claim: jsonb().$type<Claim>(),
    /** Content hash of the version that was approved, and so of the one that is rewarded. */
    approvedHash: text("approved_hash").$type<Hex>(),
    /** By an operator; seen by its author and by operators only. */
    hidden: boolean().notNull().default(false),
    /** Members who found it helpful. */
    helpfulCount: integer("helpful_count").notNull().default(0),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    unique("reviews_once_per_member").on(table.memberId, table.product, table.campaignId),
    unique("reviews_content_hash").on(table.contentHash),
    index("reviews_by_product").on(table.product, table.id),
    index("reviews_by_author").on(table.author, table.id),
    index("reviews_by_status").on(table.status, table.id),
    index("reviews_by_rating").on(table.rating, table.id),
    index("reviews_by_helpful").on(table.helpfulCount, table.id),
    index("reviews_by_words").using("gin", wordsOf(table)),
  ],
);

/** Every version of every review, the newest one too. */
export const reviewVersions = pgTable(
  "review_versions",
  {
    reviewId: bigint("review_id", { mode: "bigint" })
      .notNull()
      .references(() => reviews.id),
    version: integer().notNull(),
    ...signedColumns(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.reviewId, table.version] }),
    unique("review_versions_content_hash").on(table.contentHash),
    index("review_versions_by_photo").using("gin", table.photos),
  ],
);

/** What shops signed for buyers. A bought article of an order vouches for one review. */
export const purchaseReceipts = pgTable(
  "purchase_receipts",
  {
    reviewId: bigint("review_id", { mode: "bigint" })
      .primaryKey()
      .references(() => reviews.id),
    product: text().notNull(),
    orderHash: text("order_hash").$type<Hex>().notNull(),
    buyer: text().$type<Address>().notNull(),
    /** Unix seconds of the chain. */
    deadline: bigint({ mode: "bigint" }).notNull(),
    /** Whose key signed. */
    shop: text().$type<Address>().notNull(),
    signature: text().$type<Hex>().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [unique("purchase_receipts_once").on(table.orderHash, table.product)],
);

/** Who found a review helpful. */
export const helpfulMarks = pgTable(
  "helpful_marks",
  {
    reviewId: bigint("review_id", { mode: "bigint" })
      .notNull()
      .references(() => reviews.id),
    memberId: numeric("member_id", { precision: 78, scale: 0, mode: "bigint" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.reviewId, table.memberId] })],
);

/** Words of title and text, as searches find them: in any language, so without stems. */
export function wordsOf(table: Record<"title" | "text", AnyPgColumn>): SQL {
  return sql`to_tsvector('simple', ${table.title} || ' ' || ${table.text})`;
}
