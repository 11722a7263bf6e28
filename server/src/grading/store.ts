import { and, asc, desc, eq, inArray, isNull, lt, ne, not, or, sql, type SQL } from "drizzle-orm";
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

/** Who grades, and when. */
export interface Asking {
  /** What this account has graded is left out. */
  grader: Address;
  /** The grader's membership; what that member wrote is left out. */
  memberId: bigint | null;
  /** Unix seconds of the chain. */
  time: bigint;
  limit: number;
}

/** A review in the queue, with its product's name. */
export interface Waiting {
  review: Review;
  productName: string;
}

/** Undecided reviews that wait for a grader, oldest first. */
export async function listUndecided(database: Database, asking: Asking): Promise<Waiting[]> {
  return waitingFor(database, asking, eq(reviews.status, "submitted")).orderBy(asc(reviews.id));
}

/**
 * Approved reviews whose attestation is worth nothing any more, the newest first: it expired, or the contract refuses one
 * of its signers. Whether they were paid before is not known here.
 * @param campaignIds The campaigns that still pay.
 * @param lapsed Signers who may no longer grade.
 * @param before Only reviews older than this one.
 */
export async function listVoid(
  database: Database,
  asking: Asking,
  { campaignIds, lapsed, before }: { campaignIds: bigint[]; lapsed: Address[]; before: bigint | undefined },
): Promise<Waiting[]> {
  const isVoid = and(
    eq(reviews.status, "approved"),
    inArray(reviews.campaignId, campaignIds),
    before === undefined ? undefined : lt(reviews.id, before),
    or(claimExpired(asking.time), ...lapsed.map(hasSigned)),
  );
  return waitingFor(database, asking, isVoid).orderBy(desc(reviews.id));
}

/** The campaigns of approved reviews, and who signed attestations that have not expired. */
export async function approvedSoFar(
  database: Database,
  time: bigint,
): Promise<{ campaignIds: bigint[]; signers: Address[] }> {
  const approved = eq(reviews.status, "approved");
  const campaigns = await database.selectDistinct({ id: reviews.campaignId }).from(reviews).where(approved);
  const signers = await database
    .selectDistinct({
      signer: sql<Address>`jsonb_array_elements(${reviews.claim} -> 'approvals') ->> 'signer'`,
    })
    .from(reviews)
    .where(and(approved, not(claimExpired(time))));
  return { campaignIds: campaigns.map(({ id }) => id), signers: signers.map(({ signer }) => signer) };
}

function waitingFor(database: Database, { grader, memberId, time, limit }: Asking, which: SQL | undefined) {
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
        which,
      ),
    )
    .limit(limit)
    .$dynamic();
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

/** An attestation that takes the place of a void one may have its deadline, but never the same signatures. */
function sameClaim(a: Review, b: Review): boolean {
  const marks = ({ claim }: Review) => [
    claim?.attestation.deadline,
    ...(claim?.approvals ?? []).map(({ signature }) => signature),
  ];
  return marks(a).join() === marks(b).join();
}

function isLive(time: bigint) {
  return sql`(${grades.deadline} is null or ${grades.deadline} >= ${time})`;
}

function claimExpired(time: bigint): SQL {
  return sql`(${reviews.claim} -> 'attestation' ->> 'deadline')::numeric < ${time}`;
}

function hasSigned(signer: Address): SQL {
  return sql`${reviews.claim} -> 'approvals' @> ${JSON.stringify([{ signer }])}::jsonb`;
}
