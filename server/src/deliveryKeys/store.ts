import { desc } from "drizzle-orm";
import type { Chain } from "../chain/chain.ts";
import type { Database } from "../database/connection.ts";
import { deliveryKeys } from "./tables.ts";

/** A delivery key as it is kept. */
export type KeptDeliveryKey = typeof deliveryKeys.$inferSelect;

/** Keeps a key, which is the current one from now on. False if it is known. */
export async function addDeliveryKey(
  database: Database,
  key: typeof deliveryKeys.$inferInsert,
): Promise<boolean> {
  const kept = await database.insert(deliveryKeys).values(key).onConflictDoNothing().returning();
  return kept.length > 0;
}

/** All keys, the newest first. */
export function listDeliveryKeys(database: Database): Promise<KeptDeliveryKey[]> {
  return database.select().from(deliveryKeys).orderBy(desc(deliveryKeys.sequence));
}

/**
 * The key to seal to: the newest, for as long as its signer sends parcels. Whoever no longer does still knows the
 * passphrase, and perhaps those of older keys too; so there is none until somebody makes a new one.
 */
export async function currentDeliveryKey(
  database: Database,
  chain: Chain,
): Promise<KeptDeliveryKey | undefined> {
  const [newest] = await database.select().from(deliveryKeys).orderBy(desc(deliveryKeys.sequence)).limit(1);
  if (!newest) return undefined;
  const { roles } = await chain.standingOf(newest.signer);
  return roles.includes("FULFILMENT") ? newest : undefined;
}
