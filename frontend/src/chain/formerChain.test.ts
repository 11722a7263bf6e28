import { expect, test } from "vitest";
import { adoptInstance, type KeyedStorage } from "./formerChain.ts";

function storageOf(entries: Record<string, string>): KeyedStorage & { keys: () => string[] } {
  const map = new Map(Object.entries(entries));
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    key: (index) => [...map.keys()][index] ?? null,
    get length() {
      return map.size;
    },
    keys: () => [...map.keys()].sort(),
  };
}

const REMEMBERED = {
  "hearth.chainInstance": "0xold",
  "hearth.transactions.31337.0xabc": "[]",
  "hearth.draft.ember": "{}",
  "hearth.theme": "dark",
  "hearth.wallet.recentConnectorId": "demo-kit",
  "another.site": "1",
};

test("a restarted chain takes everything said about the old one with it", () => {
  const storage = storageOf(REMEMBERED);
  expect(adoptInstance(storage, "0xnew")).toBe(true);
  expect(storage.keys()).toEqual([
    "another.site",
    "hearth.chainInstance",
    "hearth.theme",
    "hearth.wallet.recentConnectorId",
  ]);
  expect(storage.getItem("hearth.chainInstance")).toBe("0xnew");
});

test("the same chain keeps its memory", () => {
  const storage = storageOf(REMEMBERED);
  expect(adoptInstance(storage, "0xold")).toBe(false);
  expect(storage.keys()).toHaveLength(6);
});

test("a first visit is not a restart", () => {
  expect(adoptInstance(storageOf({}), "0xnew")).toBe(false);
});
