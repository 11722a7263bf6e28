import { and, eq, inArray, isNull, lt } from "drizzle-orm";
import type { Hex } from "viem";
import type { Chain } from "../chain/chain.ts";
import type { Database } from "../database/connection.ts";
import { deliveries } from "./tables.ts";

/** Delivery details as they are kept. */
export type KeptDelivery = typeof deliveries.$inferSelect;

/** How long details wait for a redemption that names them, in milliseconds. */
const UNREFERENCED_LIFETIME = 24 * 60 * 60_000;
/** Rows looked at in one go. */
const PORTION = 500;

/**
 * Keeps sealed details under their hash. Keeping the same again changes nothing.
 * @returns False where others are kept under this hash: whoever came first knew the words.
 */
export async function keepDelivery(
  database: Database,
  delivery: Pick<KeptDelivery, "deliveryHash" | "keyId" | "sealed" | "createdAt">,
): Promise<boolean> {
  await database.insert(deliveries).values(delivery).onConflictDoNothing();
  const kept = await findDelivery(database, delivery.deliveryHash);
  return kept?.sealed === delivery.sealed;
}

/** The sealed details under a hash; undefined if there are none. */
export async function findDelivery(database: Database, deliveryHash: Hex): Promise<KeptDelivery | undefined> {
  const [row] = await database.select().from(deliveries).where(eq(deliveries.deliveryHash, deliveryHash));
  return row;
}

/**
 * Forgets details that no redemption has named within a day, and those whose redemptions are over for a while. Asks the
 * chain first and, if it can't be read, forgets nothing: a parcel must not lose its address.
 * @param retention How long they are kept after their order is over, in milliseconds.
 */
export async function purgeDeliveries(
  database: Database,
  chain: Chain,
  { now, retention }: { now: Date; retention: number },
): Promise<void> {
  const named = await chain.deliveries();
  const rows = await database.select().from(deliveries);
  for (let start = 0; start < rows.length; start += PORTION) {
    const portion = rows.slice(start, start + PORTION);
    await markReferenced(database, portion, new Set(named.keys()), now);
    await markEnded(database, portion, await endedAmong(chain, named, portion), now);
  }
  const abandoned = new Date(now.getTime() - UNREFERENCED_LIFETIME);
  await database
    .delete(deliveries)
    .where(
      and(
        inArray(deliveries.deliveryHash, hashesOf(rows.filter((row) => !named.has(row.deliveryHash)))),
        isNull(deliveries.referencedAt),
        lt(deliveries.createdAt, abandoned),
      ),
    );
  await database.delete(deliveries).where(lt(deliveries.endedAt, new Date(now.getTime() - retention)));
}

/** Those of which every redemption that names them is over. */
async function endedAmong(
  chain: Chain,
  named: Awaited<ReturnType<Chain["deliveries"]>>,
  rows: readonly KeptDelivery[],
): Promise<Set<Hex>> {
  const ordersOf = ({ deliveryHash }: KeptDelivery) => named.get(deliveryHash)?.redemptionIds ?? [];
  const ended = await chain.endedRedemptions(rows.flatMap(ordersOf));
  const over = rows.filter((row) => {
    const orders = ordersOf(row);
    return orders.length > 0 && orders.every((id) => ended.has(id));
  });
  return new Set(hashesOf(over));
}

async function markReferenced(
  database: Database,
  rows: readonly KeptDelivery[],
  named: ReadonlySet<Hex>,
  now: Date,
): Promise<void> {
  const news = hashesOf(rows.filter((row) => row.referencedAt === null && named.has(row.deliveryHash)));
  await database.update(deliveries).set({ referencedAt: now }).where(inArray(deliveries.deliveryHash, news));
}

/** A reorganisation may open again what was over. */
async function markEnded(
  database: Database,
  rows: readonly KeptDelivery[],
  ended: ReadonlySet<Hex>,
  now: Date,
): Promise<void> {
  const over = hashesOf(rows.filter((row) => row.endedAt === null && ended.has(row.deliveryHash)));
  const open = hashesOf(rows.filter((row) => row.endedAt !== null && !ended.has(row.deliveryHash)));
  await database.update(deliveries).set({ endedAt: now }).where(inArray(deliveries.deliveryHash, over));
  await database.update(deliveries).set({ endedAt: null }).where(inArray(deliveries.deliveryHash, open));
}

function hashesOf(rows: readonly KeptDelivery[]): Hex[] {
  return rows.map(({ deliveryHash }) => deliveryHash);
}
