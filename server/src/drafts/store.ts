import { and, asc, eq, lt } from "drizzle-orm";
import type { Database } from "../database/connection.ts";
import { holdPhotos } from "../photos/store.ts";
import { reviewDrafts } from "./tables.ts";

/** How long a draft that nobody touches is kept, in milliseconds. */
const LIFETIME = 90 * 24 * 60 * 60_000;

/** A draft as it is kept. */
export type Draft = typeof reviewDrafts.$inferSelect;

/** Drafts of a member, by product. A catalogue's worth at most: one for each product. */
export async function listDrafts(database: Database, memberId: bigint): Promise<Draft[]> {
  return database
    .select()
    .from(reviewDrafts)
    .where(eq(reviewDrafts.memberId, memberId))
    .orderBy(asc(reviewDrafts.product));
}

/** One draft; undefined if there is none. */
export async function findDraft(
  database: Database,
  memberId: bigint,
  product: string,
): Promise<Draft | undefined> {
  const [row] = await database.select().from(reviewDrafts).where(keyOf(memberId, product));
  return row;
}

/** Keeps a draft in place of the one before. False if it shows a photo that is not the member's. */
export async function keepDraft(database: Database, draft: Draft): Promise<boolean> {
  const { memberId, product, ...content } = draft;
  return database.transaction(async (tx) => {
    const keptUntil = new Date(draft.updatedAt.getTime() + LIFETIME);
    if (!(await holdPhotos(tx, { hashes: draft.photos, memberId, keptUntil }))) return false;
    await tx
      .insert(reviewDrafts)
      .values(draft)
      .onConflictDoUpdate({ target: [reviewDrafts.memberId, reviewDrafts.product], set: content });
    return true;
  });
}

/** Forgets a draft. */
export async function dropDraft(database: Database, memberId: bigint, product: string): Promise<void> {
  await database.delete(reviewDrafts).where(keyOf(memberId, product));
}

/** Forgets drafts that nobody has touched for 90 days. */
export async function purgeDrafts(database: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - LIFETIME);
  await database.delete(reviewDrafts).where(lt(reviewDrafts.updatedAt, before));
}

function keyOf(memberId: bigint, product: string) {
  return and(eq(reviewDrafts.memberId, memberId), eq(reviewDrafts.product, product));
}
