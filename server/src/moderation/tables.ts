import {
  bigint,
  boolean,
  index,
  numeric,
  pgTable,
  smallint,
  text,
  timestamp,
  unique,
} from "drizzle-orm/pg-core";
import type { Address, Hex } from "viem";
import { reviews } from "../reviews/tables.ts";

/** Why a member finds that a review should not be shown. */
export const flagReasons = [
  "spam",
  "offensive",
  "personal_data",
  "off_topic",
  "not_genuine",
  "other",
] as const;

/** Everything that is ever decided about a review, by graders or operators. */
export const decisionKinds = [
  "approved",
  "rejected",
  "kept",
  "hidden",
  "restored",
  "appeal_upheld",
  "appeal_overturned",
] as const;

const createdAt = () => timestamp("created_at", { withTimezone: true }).notNull();
const reviewId = () =>
  bigint("review_id", { mode: "bigint" })
    .notNull()
    .references(() => reviews.id);
const memberId = () => numeric("member_id", { precision: 78, scale: 0, mode: "bigint" }).notNull();

/** What members reported; a row closes with the next decision about its review. */
export const reviewFlags = pgTable(
  "review_flags",
  {
    id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    reviewId: reviewId(),
    memberId: memberId(),
    reason: text({ enum: flagReasons }).notNull(),
    note: text().notNull(),
    open: boolean().notNull().default(true),
    createdAt: createdAt(),
  },
  (table) => [
    unique("review_flags_once_per_member").on(table.reviewId, table.memberId),
    index("review_flags_open").on(table.open, table.reviewId),
  ],
);

/** The ledger: rows are added, never changed. */
export const moderationDecisions = pgTable(
  "moderation_decisions",
  {
    id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    reviewId: reviewId(),
    kind: text({ enum: decisionKinds }).notNull(),
    /** The words decided about. */
    contentHash: text("content_hash").$type<Hex>().notNull(),
    /** Stars of those words, for the rates by stars; shown with no single decision. */
    rating: smallint().notNull(),
    reason: text(),
    role: text({ enum: ["graders", "operator"] }).notNull(),
    /** Who decided: operators, or the graders who agreed. Kept back from the public ledger. */
    deciders: text().array().$type<Address[]>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index("moderation_decisions_by_review").on(table.reviewId, table.id)],
);

/** What authors say against a decision, once for each review. */
export const reviewAppeals = pgTable(
  "review_appeals",
  {
    id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    reviewId: reviewId().unique("review_appeals_once_per_review"),
    /** The decision appealed against. */
    decisionId: bigint("decision_id", { mode: "bigint" })
      .notNull()
      .references(() => moderationDecisions.id),
    statement: text().notNull(),
    open: boolean().notNull().default(true),
    createdAt: createdAt(),
  },
  (table) => [index("review_appeals_open").on(table.open, table.id)],
);
