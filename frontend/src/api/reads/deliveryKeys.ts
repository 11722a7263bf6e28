import { z } from "zod/mini";
import { api } from "../client.ts";
import { address, hex } from "../fields.ts";

const keySchema = z.object({ keyId: hex, publicKey: hex, signer: address, signature: hex });
const currentSchema = z.object({ key: z.nullable(keySchema) });
const lockedSchema = z.object({ keys: z.array(z.extend(keySchema, { locked: hex })) });

/** A key to which delivery details are sealed, as the server shows it: to be checked before it is believed. */
export type ShownDeliveryKey = z.infer<typeof keySchema>;

/** A delivery key with its private half, locked with a passphrase. */
export type LockedDeliveryKey = z.infer<typeof lockedSchema>["keys"][number];

/** The key to seal to; null where there is none. */
export async function readDeliveryKey(signal?: AbortSignal): Promise<ShownDeliveryKey | null> {
  return (await api.get("/delivery-keys/current", currentSchema, signal)).key;
}

/** All keys, newest first; for those who send parcels. */
export async function readLockedKeys(signal?: AbortSignal): Promise<LockedDeliveryKey[]> {
  return (await api.get("/delivery-keys", lockedSchema, signal)).keys;
}
