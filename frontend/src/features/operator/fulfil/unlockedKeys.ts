import { DeliveryKeyError, unlockDeliveryKey } from "@hearth/protocol/deliveryKey";
import type { KeyPair } from "@hearth/protocol/hpke";
import { useSyncExternalStore } from "react";
import type { Hex } from "viem";
import type { LockedDeliveryKey } from "../../../api/reads/deliveryKeys.ts";

/** Private keys that were unlocked since the page was loaded. They are kept nowhere else and can't be exported. */
let unlocked: ReadonlyMap<Hex, KeyPair> = new Map();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The unlocked delivery keys by their ids. */
export function useUnlockedKeys(): ReadonlyMap<Hex, KeyPair> {
  return useSyncExternalStore(subscribe, () => unlocked);
}

/**
 * Unlocks every key that a passphrase opens.
 * @returns How many it opened.
 */
export async function unlockKeys(locked: readonly LockedDeliveryKey[], passphrase: string): Promise<number> {
  const opened = await Promise.all(
    locked.map(async ({ keyId, publicKey, locked: secret }): Promise<[Hex, KeyPair][]> => {
      try {
        return [[keyId, await unlockDeliveryKey(publicKey, secret, passphrase)]];
      } catch (error) {
        if (error instanceof DeliveryKeyError) return [];
        throw error;
      }
    }),
  );
  unlocked = new Map([...unlocked, ...opened.flat()]);
  for (const listener of listeners) listener();
  return opened.flat().length;
}
