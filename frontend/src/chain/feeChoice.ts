import { useSyncExternalStore } from "react";

/** Who pays the network for what one does: the community's relay, where it can, or one's own wallet. */
export type FeeChoice = "community" | "wallet";

const KEY = "hearth.fees";
const listeners = new Set<() => void>();

/** Who is to pay; the community unless somebody has chosen otherwise in this browser. */
export function feeChoice(): FeeChoice {
  return localStorage.getItem(KEY) === "wallet" ? "wallet" : "community";
}

/** Keeps the choice. */
export function chooseFees(choice: FeeChoice): void {
  if (choice === "wallet") localStorage.setItem(KEY, choice);
  else localStorage.removeItem(KEY);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The choice, as it is now. */
export function useFeeChoice(): FeeChoice {
  return useSyncExternalStore(subscribe, feeChoice);
}
