import { and, asc, eq } from "drizzle-orm";
import type { Address } from "viem";
import type { Database } from "../database/connection.ts";
import { reviewDrafts } from "../drafts/tables.ts";
import { grades } from "../grading/tables.ts";
import { holdPhotos } from "../photos/store.ts";
import { purchaseReceipts, reviews, reviewVersions } from "./tables.ts";

/** A review as it is kept. */
export type Review = typeof reviews.$inferSelect;

/** A review with the labels it is listed under. */
export type ListedReview = Review & { verifiedPurchase: boolean };

/** One version of a review. */
export type Version = typeof reviewVersions.$inferSelect;

/** A shop's receipt as it is kept. */
export type KeptReceipt = typeof purchaseReceipts.$inferSelect;

/** What an author signed. */
export type Signed = Omit<
  typeof reviewVersions.$inferInsert,
  "reviewId" | "version" | "createdAt" | "photos"
> &
  Pick<Version, "photos">;

/** Most versions of one review: graders read each that comes before the decision. */
export const MOST_VERSIONS = 10;

/** Why something could not be kept. */
export type Obstacle = "occasion" | "words" | "photos" | "receipt" | "changed" | "versions" | "older";

/** Ends a transaction without keeping anything. */
class Stop extends Error {
  readonly obstacle: Obstacle;

  constructor(obstacle: Obstacle) {
    super(obstacle);
    this.obstacle = obstacle;
  }
}

/** One review; undefined if there is none. */
export async function findReview(database: Database, id: bigint): Promise<ListedReview | undefined> {
  const [row] = await database
    .select({ review: reviews, receipt: purchaseReceipts.reviewId })
    .from(reviews)
    .leftJoin(purchaseReceipts, eq(purchaseReceipts.reviewId, reviews.id))
    .where(eq(reviews.id, id));
  return row && { ...row.review, verifiedPurchase: row.receipt !== null };
}

/** Keeps a review with its photos and receipt, in place of its draft. All of it, or nothing and what stood in the way. */
export async function addReview(
  database: Database,
  review: typeof reviews.$inferInsert & Signed,
  receipt: Omit<KeptReceipt, "reviewId"> | undefined,
): Promise<ListedReview | Obstacle> {
  const { memberId, product } = review;
  return wholly(database, async (tx) => {
    const [kept] = await tx.insert(reviews).values(review).onConflictDoNothing().returning();
    if (!kept) throw new Stop((await occasionTaken(tx, review)) ? "occasion" : "words");
    await keepVersion(tx, kept);
    if (receipt && !(await addReceipt(tx, { ...receipt, reviewId: kept.id }))) throw new Stop("receipt");
    await tx
      .delete(reviewDrafts)
      .where(and(eq(reviewDrafts.memberId, memberId), eq(reviewDrafts.product, product)));
    return { ...kept, verifiedPurchase: receipt !== undefined };
  });
}

/**
 * Makes signed words the newest version of a review. What was approved stays so, for the version that was; what was
 * not is graded anew, since grades are about the words they were given for.
 */
export async function reviseReview(
  database: Database,
  review: Review,
  signed: Signed,
): Promise<Review | Obstacle> {
  return wholly(database, async (tx) => {
    const [now] = await tx.select().from(reviews).where(eq(reviews.id, review.id)).for("update");
    if (!now || now.version !== review.version || now.status !== review.status || now.hidden) {
      throw new Stop("changed");
    }
    if (now.version >= MOST_VERSIONS) throw new Stop("versions");
    if (signed.writtenAt <= now.writtenAt) throw new Stop("older");
    const [known] = await tx
      .select({ hash: reviewVersions.contentHash })
      .from(reviewVersions)
      .where(eq(reviewVersions.contentHash, signed.contentHash));
    if (known) throw new Stop("words");
    if (now.status !== "approved") await tx.delete(grades).where(eq(grades.reviewId, now.id));
    const reopened = now.status === "approved" ? {} : { status: "submitted" as const, reason: null };
    const [kept] = await tx
      .update(reviews)
      .set({ ...signed, ...reopened, version: now.version + 1 })
      .where(eq(reviews.id, now.id))
      .returning();
    if (!kept) throw new Stop("changed");
    await keepVersion(tx, kept);
    return kept;
  });
}

/** All versions of a review, oldest first. */
export async function listVersions(database: Database, reviewId: bigint): Promise<Version[]> {
  return database
    .select()
    .from(reviewVersions)
    .where(eq(reviewVersions.reviewId, reviewId))
    .orderBy(asc(reviewVersions.version));
}

/** Keeps a receipt. False if the review has one, or the bought article vouches for another review. */
export async function addReceipt(database: Database, receipt: KeptReceipt): Promise<boolean> {
  const kept = await database.insert(purchaseReceipts).values(receipt).onConflictDoNothing().returning();
  return kept.length > 0;
}

/** The receipt of a review; undefined if it has none. */
export async function findReceipt(database: Database, reviewId: bigint): Promise<KeptReceipt | undefined> {
  const [row] = await database.select().from(purchaseReceipts).where(eq(purchaseReceipts.reviewId, reviewId));
  return row;
}

/** Whether an account or a membership wrote a review. */
export function isAuthor(
  review: Pick<Review, "author" | "memberId">,
  who: { account: Address; memberId: bigint | null },
): boolean {
  return review.author === who.account || review.memberId === who.memberId;
}

async function keepVersion(tx: Database, review: Review): Promise<void> {
  const { id: reviewId, createdAt: _, ...row } = review;
  const hashes = row.photos;
  if (!(await holdPhotos(tx, { hashes, memberId: row.memberId, keptUntil: null }))) throw new Stop("photos");
  const [kept] = await tx
    .insert(reviewVersions)
    .values({ ...row, reviewId })
    .onConflictDoNothing()
    .returning();
  if (!kept) throw new Stop("words");
}

async function occasionTaken(
  tx: Database,
  { memberId, product, campaignId }: Pick<Review, "memberId" | "product" | "campaignId">,
): Promise<boolean> {
  const same = and(
    eq(reviews.memberId, memberId),
    eq(reviews.product, product),
    eq(reviews.campaignId, campaignId),
  );
  return (await tx.select({ id: reviews.id }).from(reviews).where(same)).length > 0;
}

async function wholly<Value>(
  database: Database,
  work: (tx: Database) => Promise<Value>,
): Promise<Value | Obstacle> {
  try {
    return await database.transaction(work);
  } catch (error) {
    if (error instanceof Stop) return error.obstacle;
    throw error;
  }
}
