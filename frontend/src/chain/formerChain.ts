const INSTANCE_KEY = "hearth.chainInstance";

/** Survives a fresh chain: the chosen theme, and who was signed in (the accounts stay the same). */
function isKept(key: string): boolean {
  return !key.startsWith("hearth.") || key === "hearth.theme" || key.startsWith("hearth.wallet");
}

/** The part of `localStorage` that is needed, keys included. */
export type KeyedStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/**
 * Notes which chain the memory belongs to. Where it belonged to another one, everything of ours that
 * speaks of the chain is dropped. Returns whether there was another one.
 */
export function adoptInstance(storage: KeyedStorage, instance: string): boolean {
  const former = storage.getItem(INSTANCE_KEY);
  if (former === instance) return false;
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of keys) if (key !== null && !isKept(key)) storage.removeItem(key);
  storage.setItem(INSTANCE_KEY, instance);
  return former !== null;
}
