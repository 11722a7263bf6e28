import { describe, expect, test } from "vitest";
import { amountFault, deadlineFor, firstAmount, readAmount, reasonFault } from "./grade.ts";

const range = { minReward: 20_00n, maxReward: 50_00n };

describe("an amount", () => {
  test("is read in the token's smallest unit", () => {
    expect(readAmount(" 35.5 ", 2)).toBe(35_50n);
  });

  test.each(["", "-1", "1e3", "1,5", "0x10", "lots"])("can't be %j", (text) => {
    expect(readAmount(text, 2)).toBeUndefined();
    expect(amountFault(text, range, 2)).toBeDefined();
  });

  test("has to be in the campaign's range, ends included", () => {
    expect(["19.99", "20", "50", "50.01"].map((text) => amountFault(text, range, 2) === undefined)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test("begins in the middle, in whole tokens, never under the least", () => {
    expect(firstAmount({ ...range, agreed: null }, 2)).toBe("35");
    expect(firstAmount({ minReward: 20_50n, maxReward: 20_80n, agreed: null }, 2)).toBe("20.5");
  });
});

describe("others' signatures", () => {
  const agreed = { amount: 40_00n, deadline: 900n };

  test("set the amount to begin with", () => {
    expect(firstAmount({ ...range, agreed }, 2)).toBe("40");
  });

  test("lend their deadline to whoever signs the same, and to nobody else", () => {
    expect(deadlineFor(40_00n, { agreed }, 100n)).toBe(900n);
    expect(deadlineFor(41_00n, { agreed }, 100n)).toBe(100n + 2_592_000n);
    expect(deadlineFor(40_00n, { agreed: null }, 100n)).toBe(100n + 2_592_000n);
  });
});

test("turning down needs a reason of bearable length", () => {
  expect(reasonFault("  no ")).toBeDefined();
  expect(reasonFault("x".repeat(1001))).toBeDefined();
  expect(reasonFault("An advertisement")).toBeUndefined();
});
