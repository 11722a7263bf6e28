import { and, asc, desc, eq, exists, inArray, lt, or, sql } from "drizzle-orm";
import type { Address } from "viem";
import type { Database } from "../database/connection.ts";
import { grades } from "../grading/tables.ts";
import type { Review } from "../reviews/store.ts";
import { reviews } from "../reviews/tables.ts";
import { decisionKinds, moderationDecisions, reviewAppeals, reviewFlags } from "./tables.ts";

/** A line of the ledger. */
export type LedgerEntry = typeof moderationDecisions.$inferSelect;

/** What a member reported. */
export type Flag = typeof reviewFlags.$inferSelect;

/** What an author says against a decision. */
export type Appeal = typeof reviewAppeals.$inferSelect;

/** A decision about a review, to be written down. */
export type NewDecision = Pick<LedgerEntry, "kind" | "reason" | "role" | "deciders" | "createdAt">;

/** What an operator may decide without being asked by the author. */
export type OperatorDecision = "keep" | "hide" | "restore";

/** Writes a decision into the ledger and closes the flags it answers. */
export async function enterDecision(tx: Database, review: Review, decision: NewDecision): Promise<void> {
  const { id: reviewId, contentHash, rating } = review;
  await tx.insert(moderationDecisions).values({ reviewId, contentHash, rating, ...decision });
  // Graders have not seen the flags; operators have.
  if (decision.role === "operator") {
    await tx.update(reviewFlags).set({ open: false }).where(eq(reviewFlags.reviewId, reviewId));
  }
}

/** Keeps what a member reports. False if they have reported this review before. */
export async function addFlag(database: Database, flag: typeof reviewFlags.$inferInsert): Promise<boolean> {
  return (await database.insert(reviewFlags).values(flag).onConflictDoNothing().returning()).length > 0;
}

/**
 * Keeps, hides or restores a review.
 * @param review As the operator saw it.
 * @returns Why not, if not: it stands otherwise than the operator saw, or an appeal waits for its answer.
 */
export async function decide(
  database: Database,
  { id, contentHash }: Pick<Review, "id" | "contentHash">,
  decision: OperatorDecision,
  { reason, operator, now }: { reason: string; operator: Address; now: Date },
): Promise<"done" | "stale" | "appealed"> {
  return database.transaction(async (tx) => {
    const [review] = await tx.select().from(reviews).where(eq(reviews.id, id)).for("update");
    if (review?.contentHash !== contentHash || review.hidden !== (decision === "restore")) return "stale";
    if (await openAppeal(tx, id)) return "appealed";
    const kind = { keep: "kept", hide: "hidden", restore: "restored" } as const;
    await tx
      .update(reviews)
      .set({ hidden: decision === "hide" })
      .where(eq(reviews.id, id));
    await enterDecision(tx, review, {
      kind: kind[decision],
      reason,
      role: "operator",
      deciders: [operator],
      createdAt: now,
    });
    return "done";
  });
}

/** Keeps an appeal against the newest decision that hid or rejected a review. */
export async function addAppeal(
  database: Database,
  reviewId: bigint,
  { statement, now }: { statement: string; now: Date },
): Promise<Appeal | "nothing" | "appealed"> {
  return database.transaction(async (tx) => {
    const [review] = await tx.select().from(reviews).where(eq(reviews.id, reviewId)).for("update");
    if (!review || !(review.hidden || review.status === "rejected")) return "nothing";
    const [decision] = await tx
      .select()
      .from(moderationDecisions)
      .where(
        and(
          eq(moderationDecisions.reviewId, reviewId),
          eq(moderationDecisions.kind, review.hidden ? "hidden" : "rejected"),
        ),
      )
      .orderBy(desc(moderationDecisions.id))
      .limit(1);
    if (!decision) return "nothing";
    const [kept] = await tx
      .insert(reviewAppeals)
      .values({ reviewId, decisionId: decision.id, statement, createdAt: now })
      .onConflictDoNothing()
      .returning();
    return kept ?? "appealed";
  });
}

/** An appeal with the review and the decision it is about; undefined if there is none of that number. */
export async function findAppeal(
  database: Database,
  id: bigint,
): Promise<{ appeal: Appeal; review: Review; decision: LedgerEntry } | undefined> {
  const [row] = await database
    .select({ appeal: reviewAppeals, review: reviews, decision: moderationDecisions })
    .from(reviewAppeals)
    .innerJoin(reviews, eq(reviews.id, reviewAppeals.reviewId))
    .innerJoin(moderationDecisions, eq(moderationDecisions.id, reviewAppeals.decisionId))
    .where(eq(reviewAppeals.id, id));
  return row;
}

/**
 * Answers an appeal. Overturned, a hidden review is shown again, and a rejected one is graded anew.
 * @returns False if it was answered before.
 */
export async function answerAppeal(
  database: Database,
  { appeal, decision }: { appeal: Appeal; decision: LedgerEntry },
  answer: { overturn: boolean; reason: string; operator: Address; now: Date },
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const [review] = await tx.select().from(reviews).where(eq(reviews.id, appeal.reviewId)).for("update");
    const closed = await tx
      .update(reviewAppeals)
      .set({ open: false })
      .where(and(eq(reviewAppeals.id, appeal.id), eq(reviewAppeals.open, true)))
      .returning();
    if (!review || closed.length === 0) return false;
    if (answer.overturn) await undo(tx, review, decision);
    await enterDecision(tx, review, {
      kind: answer.overturn ? "appeal_overturned" : "appeal_upheld",
      reason: answer.reason,
      role: "operator",
      deciders: [answer.operator],
      createdAt: answer.now,
    });
    return true;
  });
}

async function undo(tx: Database, review: Review, decision: LedgerEntry): Promise<void> {
  const mine = eq(reviews.id, review.id);
  if (decision.kind === "hidden") {
    await tx.update(reviews).set({ hidden: false }).where(mine);
  } else if (review.status === "rejected") {
    // Words that changed since are being graded already.
    await tx.delete(grades).where(eq(grades.reviewId, review.id));
    await tx.update(reviews).set({ status: "submitted", reason: null }).where(mine);
  }
}

/** The public ledger, newest first. */
export async function listDecisions(
  database: Database,
  filter: { reviewId?: bigint | undefined; limit: number; cursor?: bigint | undefined },
): Promise<{ rows: LedgerEntry[]; nextCursor: bigint | null }> {
  const { reviewId, limit, cursor } = filter;
  const rows = await database
    .select()
    .from(moderationDecisions)
    .where(
      and(
        reviewId === undefined ? undefined : eq(moderationDecisions.reviewId, reviewId),
        cursor === undefined ? undefined : lt(moderationDecisions.id, cursor),
      ),
    )
    .orderBy(desc(moderationDecisions.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return { rows: page, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** How graders and operators decided, in numbers. */
export interface Tally {
  /** The last verdict of graders on each review, by stars. */
  byRating: { rating: number; approved: number; rejected: number }[];
  decisions: Record<LedgerEntry["kind"], number>;
}

/** Counts the ledger. */
export async function tally(database: Database): Promise<Tally> {
  const last = database
    .selectDistinctOn([moderationDecisions.reviewId], {
      rating: moderationDecisions.rating,
      kind: moderationDecisions.kind,
    })
    .from(moderationDecisions)
    .where(inArray(moderationDecisions.kind, ["approved", "rejected"]))
    .orderBy(moderationDecisions.reviewId, desc(moderationDecisions.id))
    .as("last");
  const number = sql<number>`count(*)::int`;
  const verdicts = await database
    .select({ rating: last.rating, kind: last.kind, number })
    .from(last)
    .groupBy(last.rating, last.kind);
  const kinds = await database
    .select({ kind: moderationDecisions.kind, number })
    .from(moderationDecisions)
    .groupBy(moderationDecisions.kind);
  const of = (rating: number, kind: string) =>
    verdicts.find((row) => row.rating === rating && row.kind === kind)?.number ?? 0;
  return {
    byRating: [1, 2, 3, 4, 5].map((rating) => ({
      rating,
      approved: of(rating, "approved"),
      rejected: of(rating, "rejected"),
    })),
    decisions: Object.fromEntries(
      decisionKinds.map((kind) => [kind, kinds.find((row) => row.kind === kind)?.number ?? 0]),
    ) as Tally["decisions"],
  };
}

/** Reviews with open flags or an open appeal, oldest first, and both. */
export async function listWaiting(
  database: Database,
  limit: number,
): Promise<{ review: Review; flags: Flag[]; appeal: Appeal | undefined }[]> {
  const flagged = database
    .select({ id: reviewFlags.id })
    .from(reviewFlags)
    .where(and(eq(reviewFlags.reviewId, reviews.id), eq(reviewFlags.open, true)));
  const appealed = database
    .select({ id: reviewAppeals.id })
    .from(reviewAppeals)
    .where(and(eq(reviewAppeals.reviewId, reviews.id), eq(reviewAppeals.open, true)));
  const rows = await database
    .select()
    .from(reviews)
    .where(or(exists(flagged), exists(appealed)))
    .orderBy(asc(reviews.id))
    .limit(limit);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [flags, appeals] = await Promise.all([
    database
      .select()
      .from(reviewFlags)
      .where(and(inArray(reviewFlags.reviewId, ids), eq(reviewFlags.open, true)))
      .orderBy(asc(reviewFlags.id)),
    database
      .select()
      .from(reviewAppeals)
      .where(and(inArray(reviewAppeals.reviewId, ids), eq(reviewAppeals.open, true))),
  ]);
  return rows.map((review) => ({
    review,
    flags: flags.filter(({ reviewId }) => reviewId === review.id),
    appeal: appeals.find(({ reviewId }) => reviewId === review.id),
  }));
}

async function openAppeal(tx: Database, reviewId: bigint): Promise<boolean> {
  const found = await tx
    .select({ id: reviewAppeals.id })
    .from(reviewAppeals)
    .where(and(eq(reviewAppeals.reviewId, reviewId), eq(reviewAppeals.open, true)));
  return found.length > 0;
}
