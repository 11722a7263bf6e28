import { expect, test } from "vitest";
import { tabsFor } from "./tabs.ts";

test("everybody sees what their roles are for, and nothing else", () => {
  expect(tabsFor([], false)).toEqual([]);
  expect(tabsFor(["OPERATOR", "ATTESTER", "FULFILMENT", "GUARDIAN"], false)).toEqual(["grade", "fulfil"]);
  expect(tabsFor(["DOOR"], false)).toEqual(["door"]);
});

test("a curator grades without any role", () => {
  expect(tabsFor([], true)).toEqual(["grade"]);
});
