import { expect, test, vi } from "vitest";
import { keys } from "../api/keys.ts";
import { createTransactionMemory, type MemoryStorage, type TransactionMemo } from "./transactionMemory.ts";

const KEY = "hearth.transactions.31337.0xabc";
const HASH = `0x${"ab".repeat(32)}` as const;

function emptyStorage(): MemoryStorage {
  const map = new Map<string, string>();
  return { getItem: (key) => map.get(key) ?? null, setItem: (key, value) => void map.set(key, value) };
}

function memo(id: string, changes: Partial<TransactionMemo> = {}): TransactionMemo {
  return {
    id,
    title: `Vote ${id}`,
    status: "mining",
    at: 1,
    hash: HASH,
    makesStale: [keys.proposal(7n)],
    ...changes,
  };
}

test("what was sent outlives a reload, with the keys it makes stale", () => {
  const storage = emptyStorage();
  createTransactionMemory(storage, KEY).add(memo("a"));
  expect(createTransactionMemory(storage, KEY).list()).toEqual([memo("a")]);
});

test("what never reached the chain does not", () => {
  const storage = emptyStorage();
  const memory = createTransactionMemory(storage, KEY);
  memory.add(memo("a", { hash: undefined, status: "signing" }));
  expect(memory.list()).toHaveLength(1);
  expect(createTransactionMemory(storage, KEY).list()).toEqual([]);
});

test.each([
  { submission: { contract: "Membership", data: "0x1234" } },
  { requestId: "0f8fad5b-d9cb-469f-a165-70867728950e" },
] as const)("what the relay has, or was about to get, outlives a reload: %j", (given) => {
  const storage = emptyStorage();
  createTransactionMemory(storage, KEY).add(memo("a", { hash: undefined, ...given }));
  expect(createTransactionMemory(storage, KEY).list()).toMatchObject([{ id: "a", ...given }]);
});

test("the last ten are kept, newest first", () => {
  const memory = createTransactionMemory(emptyStorage(), KEY);
  for (let number = 0; number < 13; number++) memory.add(memo(`${number}`));
  expect(memory.list().map(({ id }) => id)).toEqual(["12", "11", "10", "9", "8", "7", "6", "5", "4", "3"]);
});

test("changes reach the reader and the storage", () => {
  const storage = emptyStorage();
  const memory = createTransactionMemory(storage, KEY);
  const listener = vi.fn();
  const unsubscribe = memory.subscribe(listener);
  memory.add(memo("a"));
  memory.change("a", { status: "failed", reason: "Sold out." });
  expect(listener).toHaveBeenCalledTimes(2);
  expect(createTransactionMemory(storage, KEY).list()[0]).toMatchObject({
    status: "failed",
    reason: "Sold out.",
  });
  unsubscribe();
  memory.forget("a");
  expect(listener).toHaveBeenCalledTimes(2);
  expect(memory.list()).toEqual([]);
});

test.each(["not json", "{}", '[{"id":1}]', JSON.stringify([{ ...memo("a"), hash: "0x12" }])])(
  "a damaged memory is an empty one: %s",
  (damaged) => {
    const storage = emptyStorage();
    storage.setItem(KEY, damaged);
    expect(createTransactionMemory(storage, KEY).list()).toEqual([]);
  },
);

test("a full storage does not stop the page", () => {
  const storage: MemoryStorage = {
    getItem: () => null,
    setItem: () => {
      throw new Error("QuotaExceededError");
    },
  };
  const memory = createTransactionMemory(storage, KEY);
  memory.add(memo("a"));
  expect(memory.list()).toHaveLength(1);
});
