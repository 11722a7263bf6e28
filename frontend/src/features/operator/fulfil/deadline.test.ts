import { expect, test } from "vitest";
import { deadlineOf } from "./deadline.ts";

const DAY = 86_400;
const order = { placedAt: 1_000n };
const reward = { fulfilWithin: 10 * DAY };
const after = (seconds: number) => new Date((1_000 + seconds) * 1000);

test.each([
  [0, { urgency: "calm", secondsLeft: 10 * DAY }],
  [8 * DAY, { urgency: "calm", secondsLeft: 2 * DAY }],
  [8 * DAY + 1, { urgency: "pressing", secondsLeft: 2 * DAY - 1 }],
  [10 * DAY, { urgency: "pressing", secondsLeft: 0 }],
  [10 * DAY + 1, { urgency: "overdue", secondsLeft: 0 }],
])("%s seconds after the order it is %j", (seconds, deadline) => {
  expect(deadlineOf(order, reward, after(seconds))).toEqual(deadline);
});
