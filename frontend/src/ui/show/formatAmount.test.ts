import { expect, test } from "vitest";
import { exactAmount, formatAmount } from "./formatAmount.ts";

const US = { locale: "en-US" };

test.each([
  [0n, 18, "0"],
  [10n ** 18n, 18, "1"],
  [1_234_567_890_000_000_000_000n, 18, "1,234.56"],
  [-1_500_000_000_000_000_000n, 18, "-1.5"],
  [1n, 18, "0"],
  [999n, 0, "999"],
  [5n, 1, "0.5"],
])("%s with %s decimals is %s", (value, decimals, text) => {
  expect(formatAmount(value, decimals, US)).toBe(text);
});

test("nothing is rounded up: what is shown can be spent", () => {
  expect(formatAmount(1_999_999_999_999_999_999n, 18, US)).toBe("1.99");
});

test("no digit is lost above what a number can hold", () => {
  expect(formatAmount(123_456_789_012_345_678_901n, 0, US)).toBe("123,456,789,012,345,678,901");
  expect(exactAmount(9_007_199_254_740_993_000_000_000_000_000_000_001n, 18, "en-US")).toBe(
    "9,007,199,254,740,993,000.000000000000000001",
  );
});

test("the person's own format is used", () => {
  expect(formatAmount(1_234_500_000_000_000_000_000n, 18, { locale: "de-DE" })).toBe("1.234,5");
});
