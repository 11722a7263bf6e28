import { and, desc, eq, lt, or } from "drizzle-orm";
import type { Address } from "viem";
import type { Database } from "../database/connection.ts";
import { reviews } from "./tables.ts";

/** A review as it is kept. */
export type Review = typeof reviews.$inferSelect;

/** Which reviews to list. */
export interface ReviewFilter {
  product?: string | undefined;
  author?: Address | undefined;
  status?: Review["status"] | undefined;
  limit: number;
  /** Only those before this one. */
  cursor?: bigint | undefined;
}

/** A page of reviews, newest first, and the cursor of the next page. */
export async function listReviews(
  database: Database,
  filter: ReviewFilter,
): Promise<{ rows: Review[]; nextCursor: bigint | null }> {
  const rows = await database
    .select()
    .from(reviews)
    .where(
      and(
        filter.product === undefined ? undefined : eq(reviews.product, filter.product),
        filter.author === undefined ? undefined : eq(reviews.author, filter.author),
        filter.status === undefined ? undefined : eq(reviews.status, filter.status),
        filter.cursor === undefined ? undefined : lt(reviews.id, filter.cursor),
      ),
    )
    .orderBy(desc(reviews.id))
    .limit(filter.limit + 1);
  const page = rows.slice(0, filter.limit);
  return { rows: page, nextCursor: rows.length > filter.limit ? (page.at(-1)?.id ?? null) : null };
}

/** One review; undefined if there is none. */
export async function findReview(database: Database, id: bigint): Promise<Review | undefined> {
  const [row] = await database.select().from(reviews).where(eq(reviews.id, id));
  return row;
}

/** Keeps a review. Undefined if its member has one for the product and campaign, or its words are known. */
export async function addReview(
  database: Database,
  review: typeof reviews.$inferInsert,
): Promise<Review | undefined> {
  const [row] = await database.insert(reviews).values(review).onConflictDoNothing().returning();
  return row;
}

/** The review that stands in the way of another; undefined if none does. */
export async function findConflict(
  database: Database,
  {
    memberId,
    product,
    campaignId,
    contentHash,
  }: Pick<Review, "memberId" | "product" | "campaignId" | "contentHash">,
): Promise<Review | undefined> {
  const sameOccasion = and(
    eq(reviews.memberId, memberId),
    eq(reviews.product, product),
    eq(reviews.campaignId, campaignId),
  );
  const [row] = await database
    .select()
    .from(reviews)
    .where(or(sameOccasion, eq(reviews.contentHash, contentHash)))
    .limit(1);
  return row;
}
