import { expect, test } from "vitest";
import { personas, supportingIndexes } from "./personas.ts";

test("nobody shares a wallet", () => {
  const indexes = [...personas.map((persona) => persona.index), ...supportingIndexes];
  expect(new Set(indexes).size).toBe(22);
  expect(Math.max(...indexes)).toBe(21);
});
