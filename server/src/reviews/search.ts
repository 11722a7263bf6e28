import { and, desc, asc, eq, gt, isNotNull, lt, ne, or, sql, type SQL } from "drizzle-orm";
import type { Address } from "viem";
import type { z } from "@hono/zod-openapi";
import type { Database } from "../database/connection.ts";
import { invalidField } from "../http/errors.ts";
import type { filterSchema, reviewOrders } from "./schemas.ts";
import type { ListedReview } from "./store.ts";
import { purchaseReceipts, reviews, wordsOf } from "./tables.ts";

/** Which reviews, in which order, from where on. */
export type ReviewFilter = z.output<typeof filterSchema>;

type Order = (typeof reviewOrders)[number];

/** The last review of a page: what it was sorted by, and its number among equals. */
interface Place {
  value: number | undefined;
  id: bigint;
}

/**
 * A page of reviews and the cursor of the next; pages repeat and miss none that stays where it is.
 * @param viewer Who is signed in: sees their own hidden ones.
 */
export async function listReviews(
  database: Database,
  filter: ReviewFilter,
  viewer: Address | null,
): Promise<{ rows: ListedReview[]; nextCursor: string | null }> {
  const { sort, limit, cursor } = filter;
  const rows = await database
    .select({ review: reviews, receipt: purchaseReceipts.reviewId })
    .from(reviews)
    .leftJoin(purchaseReceipts, eq(purchaseReceipts.reviewId, reviews.id))
    .where(
      and(
        ...conditions(filter, viewer),
        cursor === undefined ? undefined : after(sort, placeOf(cursor, sort)),
      ),
    )
    .orderBy(...orderings[sort])
    .limit(limit + 1);
  const page = rows
    .slice(0, limit)
    .map(({ review, receipt }) => ({ ...review, verifiedPurchase: receipt !== null }));
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { rows: page, nextCursor: last ? cursorAt(last, sort) : null };
}

const orderings = {
  newest: [desc(reviews.id)],
  highest: [desc(reviews.rating), desc(reviews.id)],
  lowest: [asc(reviews.rating), asc(reviews.id)],
  helpful: [desc(reviews.helpfulCount), desc(reviews.id)],
} satisfies Record<Order, SQL[]>;

function conditions(filter: ReviewFilter, viewer: Address | null): (SQL | undefined)[] {
  const { product, author, status, rating, verified, search, sort } = filter;
  const byStars = rating !== undefined || sort === "highest" || sort === "lowest";
  return [
    or(eq(reviews.hidden, false), viewer === null ? undefined : eq(reviews.author, viewer)),
    // Where a review stands among stars would tell a grader what the queue hides.
    byStars ? ne(reviews.status, "submitted") : undefined,
    product === undefined ? undefined : eq(reviews.product, product),
    author === undefined ? undefined : eq(reviews.author, author),
    status === undefined ? undefined : eq(reviews.status, status),
    rating === undefined ? undefined : eq(reviews.rating, rating),
    verified === undefined ? undefined : isNotNull(purchaseReceipts.reviewId),
    search === undefined ? undefined : sql`${wordsOf(reviews)} @@ websearch_to_tsquery('simple', ${search})`,
  ];
}

function after(sort: Order, { value = 0, id }: Place): SQL | undefined {
  switch (sort) {
    case "newest":
      return lt(reviews.id, id);
    case "highest":
      return or(lt(reviews.rating, value), and(eq(reviews.rating, value), lt(reviews.id, id)));
    case "lowest":
      return or(gt(reviews.rating, value), and(eq(reviews.rating, value), gt(reviews.id, id)));
    case "helpful":
      return or(lt(reviews.helpfulCount, value), and(eq(reviews.helpfulCount, value), lt(reviews.id, id)));
  }
}

function cursorAt({ id, rating, helpfulCount }: ListedReview, sort: Order): string {
  if (sort === "newest") return String(id);
  return `${sort === "helpful" ? helpfulCount : rating}.${id}`;
}

function placeOf(cursor: string, sort: Order): Place {
  const [id, value] = cursor.split(".").reverse();
  if (id === undefined || (value === undefined) !== (sort === "newest")) {
    throw invalidField("cursor", "The cursor is of a list in another order.");
  }
  const place = Number(value ?? 0);
  // Stars and counts are small integers in the database, which refuses what does not fit.
  if ((sort === "highest" || sort === "lowest") && place > 5)
    throw invalidField("cursor", "There is no such page.");
  return { value: value === undefined ? undefined : place, id: BigInt(id) };
}
