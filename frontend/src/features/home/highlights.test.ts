import { expect, test } from "vitest";
import { comingEvents, featuredRewards, isOffered, openProposals, variedReviews } from "./highlights.ts";

const now = new Date(100_000);
const reward = (rewardId: bigint, stock: number) =>
  ({ rewardId, stock, kind: "merch", opens: 0n, closes: 0n }) as const;

test("only what can still be voted on, the first to end first", () => {
  const proposals = [
    { state: "active", voteEnd: 300n },
    { state: "executed", voteEnd: 100n },
    { state: "pending", voteEnd: 200n },
  ] as const;
  expect(openProposals(proposals).map(({ voteEnd }) => voteEnd)).toEqual([200n, 300n]);
});

test("an event is there until it ends, a cancelled one is not", () => {
  const event = (doorsOpen: bigint, ends: bigint, cancelled = false) => ({ doorsOpen, ends, cancelled });
  const events = [event(150n, 160n), event(90n, 101n), event(80n, 100n), event(120n, 130n, true)];
  expect(comingEvents(events, now).map(({ doorsOpen }) => doorsOpen)).toEqual([90n, 150n]);
});

test("a reward is offered in its window and while there is stock", () => {
  expect(isOffered(reward(1n, 1), now)).toBe(true);
  expect(isOffered(reward(1n, 0), now)).toBe(false);
  expect(isOffered({ ...reward(1n, 1), opens: 101n }, now)).toBe(false);
  expect(isOffered({ ...reward(1n, 1), closes: 100n }, now)).toBe(false);
  expect(isOffered({ ...reward(1n, 1), closes: 101n }, now)).toBe(true);
});

test("what is nearly gone comes first, then the newest; tickets stay with their events", () => {
  const ticket = { ...reward(9n, 3), kind: "ticket" as const };
  const rewards = [reward(1n, 50), reward(2n, 4), reward(3n, 50), ticket, reward(4n, 0)];
  expect(featuredRewards(rewards, now, 2).map(({ rewardId }) => rewardId)).toEqual([2n, 3n]);
});

test("each product is heard once before any is heard twice", () => {
  const reviews = ["mug", "tote", "mug", "poster"].map((product, id) => ({ product, id }));
  expect(variedReviews(reviews, 3).map(({ id }) => id)).toEqual([0, 1, 3]);
  expect(variedReviews(reviews.slice(0, 3), 3).map(({ id }) => id)).toEqual([0, 1, 2]);
});
