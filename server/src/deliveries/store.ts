import type { DeliveryDetails } from "@hearth/protocol/delivery";
import { and, eq, inArray, isNull, lt } from "drizzle-orm";
import type { Hex } from "viem";
import type { Chain } from "../chain/chain.ts";
import type { Database } from "../database/connection.ts";
import { deliveries } from "./tables.ts";

/** How long details wait for a redemption that names them, in milliseconds. */
const UNREFERENCED_LIFETIME = 24 * 60 * 60_000;

/** Keeps delivery details under their hash; keeping the same again changes nothing. */
export async function keepDelivery(
  database: Database,
  delivery: { deliveryHash: Hex; details: DeliveryDetails; salt: Hex; createdAt: Date },
): Promise<void> {
  await database.insert(deliveries).values(delivery).onConflictDoNothing();
}

/** The details under a hash; undefined if there are none. */
export async function findDelivery(
  database: Database,
  deliveryHash: Hex,
): Promise<DeliveryDetails | undefined> {
  const [row] = await database
    .select({ details: deliveries.details })
    .from(deliveries)
    .where(eq(deliveries.deliveryHash, deliveryHash));
  return row?.details;
}

/**
 * Forgets details that no redemption has named within a day. Asks the chain first and, if it can't be read, forgets
 * nothing: a parcel must not lose its address.
 */
export async function purgeDeliveries(database: Database, chain: Chain, now: Date): Promise<void> {
  const old = and(
    isNull(deliveries.referencedAt),
    lt(deliveries.createdAt, new Date(now.getTime() - UNREFERENCED_LIFETIME)),
  );
  const rows = await database.select({ deliveryHash: deliveries.deliveryHash }).from(deliveries).where(old);
  if (rows.length === 0) return;
  const onChain = await chain.deliveryHashes();
  const referenced = rows.map(({ deliveryHash }) => deliveryHash).filter((hash) => onChain.has(hash));
  if (referenced.length > 0) {
    const marked = inArray(deliveries.deliveryHash, referenced);
    await database.update(deliveries).set({ referencedAt: now }).where(marked);
  }
  await database.delete(deliveries).where(old);
}
