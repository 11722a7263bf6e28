import { expect, test } from "vitest";
import { formatDate, formatExact, formatRelative, fromChainTime } from "./formatDate.ts";

const NOW = new Date("2026-03-04T12:00:00Z");

test("seconds of the chain become a date, as bigint or number", () => {
  expect(fromChainTime(1_772_625_600n).toISOString()).toBe("2026-03-04T12:00:00.000Z");
  expect(fromChainTime(0)).toEqual(new Date(0));
});

test.each([
  [0, "now"],
  [59, "now"],
  [60, "in 1 minute"],
  [-3_600, "1 hour ago"],
  [86_400, "tomorrow"],
  [3 * 86_400, "in 3 days"],
  [-14 * 86_400, "2 weeks ago"],
  [400 * 86_400, "next year"],
])("%s seconds away is %s", (seconds, text) => {
  expect(formatRelative(new Date(NOW.getTime() + seconds * 1000), NOW, "en-US")).toBe(text);
});

test("dates follow the person's zone", () => {
  expect(formatDate(NOW, true, "en-GB", "Europe/Berlin")).toBe("4 Mar 2026, 13:00");
  expect(formatDate(NOW, false, "en-GB", "Europe/Berlin")).toBe("4 Mar 2026");
});

test("the exact time names its zone", () => {
  expect(formatExact(NOW, "en-GB", "UTC")).toBe("Wednesday, 4 March 2026 at 12:00:00 UTC");
});
