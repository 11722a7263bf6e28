import { z } from "@hono/zod-openapi";
import { bytes32, limit, rowId, text } from "../http/fields.ts";
import { reviewStatuses } from "../reviews/tables.ts";
import type { Appeal, Flag, LedgerEntry, listWaiting } from "./store.ts";
import { decisionKinds, flagReasons } from "./tables.ts";

/** What a member reports. */
export const flagSchema = z.strictObject({ reason: z.enum(flagReasons), note: text(0, 500) }).openapi("Flag");

/** What an operator decides about words they have read. */
export const decisionSchema = z
  .strictObject({
    decision: z.enum(["keep", "hide", "restore"]),
    contentHash: bytes32.openapi({ description: "Of the version that was read; a newer one is a conflict" }),
    reason: text(4, 1000),
  })
  .openapi("ModerationDecision");

/** What an author says against a decision. */
export const appealSchema = z.strictObject({ statement: text(20, 2000) }).openapi("Appeal");

/** How an operator answers an appeal. */
export const answerSchema = z
  .strictObject({ decision: z.enum(["uphold", "overturn"]), reason: text(4, 1000) })
  .openapi("AppealAnswer");

/** A line of the public ledger: of those who decided it tells the role alone. */
export const entrySchema = z
  .object({
    id: z.string(),
    reviewId: z.string(),
    contentHash: z.string(),
    decision: z.enum(decisionKinds),
    reason: z.string().nullable(),
    role: z.enum(["graders", "operator"]),
    decidedBy: z.number().int().openapi({ description: "How many agreed" }),
    decidedAt: z.string().openapi({ format: "date-time" }),
  })
  .openapi("LedgerEntry");

/** Which lines of the ledger. */
export const ledgerFilter = z.object({ review: rowId.optional(), limit, cursor: rowId.optional() });

/** The ledger in numbers. */
export const summarySchema = z
  .object({
    byRating: z.array(
      z.object({
        rating: z.number().int(),
        approved: z.number().int(),
        rejected: z.number().int(),
        approvalRate: z.number().nullable().openapi({ description: "0 to 1; null where none was decided" }),
      }),
    ),
    decisions: z.record(z.enum(decisionKinds), z.number().int()),
  })
  .openapi("LedgerSummary");

const keptAppealSchema = z.object({
  id: z.string(),
  statement: z.string(),
  createdAt: z.string().openapi({ format: "date-time" }),
});

/** What waits for an operator: like a grader's, without stars and author. */
export const waitingSchema = z
  .object({
    reviewId: z.string(),
    product: z.string(),
    title: z.string(),
    text: z.string(),
    photos: z.array(z.string()),
    contentHash: z.string(),
    status: z.enum(reviewStatuses),
    hidden: z.boolean(),
    flags: z.array(
      z.object({
        reason: z.enum(flagReasons),
        note: z.string(),
        createdAt: z.string().openapi({ format: "date-time" }),
      }),
    ),
    appeal: keptAppealSchema.nullable(),
  })
  .openapi("ModerationItem");

/** The answer to an appeal that was kept. */
export const keptAppeal = z.object({ appeal: keptAppealSchema });

/** A line of the ledger as everybody sees it. */
export function presentEntry(row: LedgerEntry): z.output<typeof entrySchema> {
  return {
    id: String(row.id),
    reviewId: String(row.reviewId),
    contentHash: row.contentHash,
    decision: row.kind,
    reason: row.reason,
    role: row.role,
    decidedBy: row.deciders.length,
    decidedAt: row.createdAt.toISOString(),
  };
}

/** An appeal as its author and operators see it. */
export function presentAppeal({ id, statement, createdAt }: Appeal): z.output<typeof keptAppealSchema> {
  return { id: String(id), statement, createdAt: createdAt.toISOString() };
}

/** What waits for an operator. */
export function presentWaiting({
  review,
  flags,
  appeal,
}: Awaited<ReturnType<typeof listWaiting>>[number]): z.output<typeof waitingSchema> {
  const { id, product, title, text: words, photos, contentHash, status, hidden } = review;
  return {
    reviewId: String(id),
    product,
    title,
    text: words,
    photos,
    contentHash,
    status,
    hidden,
    flags: flags.map(({ reason, note, createdAt }: Flag) => ({
      reason,
      note,
      createdAt: createdAt.toISOString(),
    })),
    appeal: appeal ? presentAppeal(appeal) : null,
  };
}
