import { contractNames } from "@hearth/protocol/contracts";
import type { Address, Hash, Hex } from "viem";
import { z } from "zod/mini";
import type { DataKey } from "../api/keys.ts";
import type { Submission } from "./signedForms.ts";

/** How far a remembered transaction has come, as far as people need to know. */
export type MemoryStatus = "signing" | "offering" | "mining" | "done" | "failed";

/** One remembered transaction. `at` is in milliseconds; `hash` is there once it was sent. */
export interface TransactionMemo {
  readonly id: string;
  readonly title: string;
  readonly status: MemoryStatus;
  readonly at: number;
  readonly hash?: Hash | undefined;
  /** What the relay was given, from before it has answered. */
  readonly submission?: Submission | undefined;
  /** The relay's number for it. */
  readonly requestId?: string | undefined;
  /** A sentence, where it failed or the relay turned it away. */
  readonly reason?: string | undefined;
  readonly makesStale: readonly DataKey[];
  /** The person has closed its message. */
  readonly dismissed?: boolean | undefined;
}

const KEPT = 10;

const memoSchema = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    status: z.enum(["mining", "done", "failed"]),
    at: z.number(),
    hash: z.optional(z.custom<Hash>((value) => typeof value === "string" && /^0x[0-9a-f]{64}$/i.test(value))),
    submission: z.optional(
      z.object({
        contract: z.enum(contractNames),
        data: z.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-f]*$/i.test(value)),
      }),
    ),
    requestId: z.optional(z.string()),
    reason: z.optional(z.string()),
    makesStale: z.custom<readonly DataKey[]>((value) => Array.isArray(value)),
    dismissed: z.optional(z.boolean()),
  }),
);

/** The part of `localStorage` that is needed. */
export type MemoryStorage = Pick<Storage, "getItem" | "setItem">;

/** Newest first. */
export interface TransactionMemory {
  list: () => readonly TransactionMemo[];
  subscribe: (listener: () => void) => () => void;
  add: (memo: TransactionMemo) => void;
  change: (id: string, changes: Partial<TransactionMemo>) => void;
  forget: (id: string) => void;
}

function restore(storage: MemoryStorage, key: string): readonly TransactionMemo[] {
  try {
    return memoSchema.parse(JSON.parse(storage.getItem(key) ?? "[]"));
  } catch {
    return [];
  }
}

function keep(storage: MemoryStorage, key: string, memos: readonly TransactionMemo[]): void {
  try {
    // What was neither sent nor given to the relay has nothing to resume.
    const begun = memos.filter(({ hash, submission, requestId }) => hash ?? submission ?? requestId);
    storage.setItem(key, JSON.stringify(begun));
  } catch {
    // Storage is full or blocked: the memory lasts for this page.
  }
}

/** The last ten transactions of one account on one chain; those that were sent or handed in outlive a reload. */
export function createTransactionMemory(storage: MemoryStorage, key: string): TransactionMemory {
  let memos = restore(storage, key);
  const listeners = new Set<() => void>();
  const replace = (next: readonly TransactionMemo[]) => {
    memos = next.slice(0, KEPT);
    keep(storage, key, memos);
    for (const listener of listeners) listener();
  };
  return {
    list: () => memos,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    add: (memo) => replace([memo, ...memos]),
    change: (id, changes) => replace(memos.map((memo) => (memo.id === id ? { ...memo, ...changes } : memo))),
    forget: (id) => replace(memos.filter((memo) => memo.id !== id)),
  };
}

const memories = new Map<string, TransactionMemory>();

/** The memory of one account, the same object for as long as the page lives. */
export function memoryOf(chainId: number, account: Address): TransactionMemory {
  const key = `hearth.transactions.${chainId}.${account.toLowerCase()}`;
  const known = memories.get(key);
  if (known) return known;
  const memory = createTransactionMemory(localStorage, key);
  memories.set(key, memory);
  return memory;
}
