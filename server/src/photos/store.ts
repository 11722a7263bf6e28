import { and, arrayContains, count, eq, exists, inArray, isNotNull, lt, notExists, sql } from "drizzle-orm";
import type { Hex } from "viem";
import type { Database } from "../database/connection.ts";
import { reviews, reviewVersions } from "../reviews/tables.ts";
import type { Photo } from "./encode.ts";
import { photos, photoUploads } from "./tables.ts";

/** How long a photo waits for a draft or a review, in milliseconds. */
const WAITING_LIFETIME = 24 * 60 * 60_000;

/** How many photos that no review holds a member may have here. */
export const MOST_WAITING = 24;

/**
 * Keeps a photo for a member. The same photo again changes nothing.
 * @returns False if the member has too many that no review holds.
 */
export async function keepPhoto(
  database: Database,
  { photo, memberId, now }: { photo: Photo; memberId: bigint; now: Date },
): Promise<boolean> {
  return database.transaction(async (tx) => {
    // One at a time for each member, so that many at once can't pass the limit together.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`photos ${memberId}`}))`);
    if (!(await hasRoom(tx, memberId))) return false;
    await tx
      .insert(photos)
      .values({ ...photo, createdAt: now })
      // Writing the row, if only with what it holds, keeps housekeeping off it until this is done.
      .onConflictDoUpdate({ target: photos.hash, set: { width: photo.width } });
    await tx
      .insert(photoUploads)
      .values({ memberId, hash: photo.hash, keptUntil: new Date(now.getTime() + WAITING_LIFETIME) })
      .onConflictDoNothing();
    return true;
  });
}

/** Whether a member may send one more. */
export async function hasRoom(database: Database, memberId: bigint): Promise<boolean> {
  const [waiting] = await database
    .select({ number: count() })
    .from(photoUploads)
    .where(and(eq(photoUploads.memberId, memberId), isNotNull(photoUploads.keptUntil)));
  return (waiting?.number ?? 0) < MOST_WAITING;
}

/**
 * Has photos kept longer, for a draft or a review.
 * @param keptUntil Null for as long as there are reviews.
 * @returns False if one of them is not the member's, or gone.
 */
export async function holdPhotos(
  database: Database,
  { hashes, memberId, keptUntil }: { hashes: readonly Hex[]; memberId: bigint; keptUntil: Date | null },
): Promise<boolean> {
  if (hashes.length === 0) return true;
  const held = await database
    .update(photoUploads)
    // What a review holds already it holds on to.
    .set({
      keptUntil:
        keptUntil &&
        sql`case when ${photoUploads.keptUntil} is not null then ${keptUntil.toISOString()}::timestamptz end`,
    })
    .where(and(eq(photoUploads.memberId, memberId), inArray(photoUploads.hash, [...hashes])))
    .returning({ hash: photoUploads.hash });
  return held.length === new Set(hashes).size;
}

/** A photo's bytes, and who may see it beside those who uploaded it: everybody, once a review shows it. */
export async function findPhoto(
  database: Database,
  hash: Hex,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; shown: boolean; owners: bigint[] } | undefined> {
  const shownBy = database
    .select({ id: reviews.id })
    .from(reviewVersions)
    .innerJoin(reviews, eq(reviews.id, reviewVersions.reviewId))
    .where(and(arrayContains(reviewVersions.photos, [hash]), eq(reviews.hidden, false)));
  const [row] = await database
    .select({ bytes: photos.bytes, shown: exists(shownBy).mapWith(Boolean) })
    .from(photos)
    .where(eq(photos.hash, hash));
  if (!row) return undefined;
  const owners = await database
    .select({ memberId: photoUploads.memberId })
    .from(photoUploads)
    .where(eq(photoUploads.hash, hash));
  return {
    bytes: new Uint8Array(row.bytes),
    shown: row.shown,
    owners: owners.map(({ memberId }) => memberId),
  };
}

/** Forgets photos that neither a draft nor a review has taken up in time. */
export async function purgePhotos(database: Database, now: Date): Promise<void> {
  await database.delete(photoUploads).where(lt(photoUploads.keptUntil, now));
  const uploads = database
    .select({ one: sql`1` })
    .from(photoUploads)
    .where(eq(photoUploads.hash, photos.hash));
  await database.delete(photos).where(notExists(uploads));
}
