import { and, asc, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import type { Address } from "viem";
import type { Database } from "../database/connection.ts";
import { enterDecision } from "../moderation/store.ts";
import { products } from "../products/tables.ts";
import type { Review } from "../reviews/store.ts";
import { reviews, type Claim } from "../reviews/tables.ts";
import { grades } from "./tables.ts";

/** What a grader said, as it is kept. */
export type Grade = typeof grades.$inferSelect;

/** A grade to be kept. */
export type NewGrade = Omit<typeof grades.$inferInsert, "id" | "createdAt">;

/** A grade that can't be kept: the review was decided or changed meanwhile, or its signer graded it before. */
export type Refusal = "decided" | "graded" | "changed";

/** What the grades make of a review: nothing yet, or its end. */
export type Verdict = { status: "approved"; claim: Claim } | { status: "rejected"; reason: string } | null;

/**
 * Reviews that wait for a grader, oldest first: undecided ones, and those whose attestation expired unclaimed.
 * @param grader Who asks; what he has graded is left out.
 * @param memberId His membership; what he wrote is left out.
 * @param time Unix seconds of the chain.
 */
export async function listGradable(
  database: Database,
  {
    grader,
    memberId,
    time,
    limit,
  }: { grader: Address; memberId: bigint | null; time: bigint; limit: number },
): Promise<{ review: Review; productName: string }[]> {
  const ownGrade = and(eq(grades.reviewId, reviews.id), eq(grades.signer, grader), isLive(time));
  return database
    .select({ review: reviews, productName: products.name })
    .from(reviews)
    .innerJoin(products, eq(products.slug, reviews.product))
    .leftJoin(grades, ownGrade)
    .where(
      and(
        isNull(grades.id),
        ne(reviews.author, grader),
        memberId === null ? undefined : ne(reviews.memberId, memberId),
        eq(reviews.hidden, false),
        or(eq(reviews.status, "submitted"), claimExpired(time)),
      ),
    )
    .orderBy(asc(reviews.id))
    .limit(limit);
}

/** The grades of reviews that still count at a time (Unix seconds of the chain). */
export async function liveGrades(database: Database, reviewIds: bigint[], time: bigint): Promise<Grade[]> {
  if (reviewIds.length === 0) return [];
  return database
    .select()
    .from(grades)
    .where(and(inArray(grades.reviewId, reviewIds), isLive(time)))
    .orderBy(asc(grades.id));
}

/**
 * Keeps a grade and, in the same transaction, what it makes of the review. The review's row is locked, so that of
 * two graders at once the second sees the first.
 * @param review As it was when the grader was let in.
 * @param time Unix seconds of the chain.
 * @param decide Says from all live grades what becomes of the review.
 */
export async function keepGrade(
  database: Database,
  { review, grade, time }: { review: Review; grade: NewGrade; time: bigint },
  decide: (live: Grade[]) => Verdict,
): Promise<{ verdict: Verdict; live: Grade[] } | Refusal> {
  return database.transaction(async (tx) => {
    const [now] = await tx.select().from(reviews).where(eq(reviews.id, review.id)).for("update");
    if (!now || now.status !== review.status || !sameClaim(now, review)) return "decided";
    if (now.contentHash !== review.contentHash || now.hidden) return "changed";
    // Approvals that ran out pay nobody; their signers may grade anew.
    await tx
      .delete(grades)
      .where(and(eq(grades.reviewId, review.id), eq(grades.decision, "approve"), sql`not ${isLive(time)}`));
    const [kept] = await tx.insert(grades).values(grade).onConflictDoNothing().returning();
    if (!kept) return "graded";
    const live = await liveGrades(tx, [review.id], time);
    const verdict = decide(live);
    const outcome = verdict ?? { status: "submitted" as const };
    const approvedHash = verdict?.status === "approved" ? review.contentHash : null;
    await tx
      .update(reviews)
      .set({ claim: null, reason: null, approvedHash, ...outcome })
      .where(eq(reviews.id, review.id));
    if (verdict) await enterVerdict(tx, review, verdict, live);
    return { verdict, live };
  });
}

/** Writes the graders' decision into the public ledger. */
async function enterVerdict(
  tx: Database,
  review: Review,
  verdict: NonNullable<Verdict>,
  live: Grade[],
): Promise<void> {
  const rejecters = live.filter(({ decision }) => decision === "reject").map(({ signer }) => signer);
  await enterDecision(tx, review, {
    kind: verdict.status,
    reason: verdict.status === "rejected" ? verdict.reason : null,
    role: "graders",
    deciders: verdict.status === "approved" ? verdict.claim.approvals.map(({ signer }) => signer) : rejecters,
    createdAt: live.at(-1)?.createdAt ?? new Date(),
  });
}

function sameClaim(a: Review, b: Review): boolean {
  return a.claim?.attestation.deadline === b.claim?.attestation.deadline;
}

function isLive(time: bigint) {
  return sql`(${grades.deadline} is null or ${grades.deadline} >= ${time})`;
}

function claimExpired(time: bigint) {
  return and(
    eq(reviews.status, "approved"),
    sql`(${reviews.claim} -> 'attestation' ->> 'deadline')::numeric < ${time}`,
  );
}
