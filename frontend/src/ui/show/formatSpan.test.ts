import { expect, test } from "vitest";
import { formatSpan } from "./formatSpan.ts";

test.each([
  [-5, "0 sec"],
  [0, "0 sec"],
  [59.9, "59 sec"],
  [60, "1 min"],
  [61, "1 min, 1 sec"],
  [3_599, "59 min, 59 sec"],
  [3_601, "1 hr"],
  [86_400 + 7_260, "1 day, 2 hr"],
  [21 * 86_400, "21 days"],
])("%s seconds are %j", (seconds, text) => {
  expect(formatSpan(seconds, "en")).toBe(text);
});
