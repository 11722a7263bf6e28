import { and, count, eq } from "drizzle-orm";
import type { Database } from "../database/connection.ts";
import { helpfulMarks, reviews } from "./tables.ts";

/**
 * Marks a review as helpful for a member, or takes the mark back; either may be said again.
 * @returns How many members find it helpful now.
 */
export async function markHelpful(
  database: Database,
  { reviewId, memberId }: { reviewId: bigint; memberId: bigint },
  helpful: boolean,
): Promise<number> {
  return database.transaction(async (tx) => {
    // The review's row is locked, so that counts of marks made at once don't miss each other.
    await tx.select({ id: reviews.id }).from(reviews).where(eq(reviews.id, reviewId)).for("update");
    const mine = and(eq(helpfulMarks.reviewId, reviewId), eq(helpfulMarks.memberId, memberId));
    if (helpful) await tx.insert(helpfulMarks).values({ reviewId, memberId }).onConflictDoNothing();
    else await tx.delete(helpfulMarks).where(mine);
    const [marks] = await tx
      .select({ number: count() })
      .from(helpfulMarks)
      .where(eq(helpfulMarks.reviewId, reviewId));
    const helpfulCount = marks?.number ?? 0;
    await tx.update(reviews).set({ helpfulCount }).where(eq(reviews.id, reviewId));
    return helpfulCount;
  });
}
