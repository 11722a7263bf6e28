import { expect, test } from "vitest";
import { nextSteps, type Situation } from "./nextSteps.ts";

const nothing: Situation = {
  claimable: undefined,
  undecided: [],
  reviews: 2,
  affordable: [],
  booked: [],
};
const kinds = (part: Partial<Situation>) => nextSteps({ ...nothing, ...part }).map(({ kind }) => kind);

test("there is always something to do", () => {
  expect(kinds({})).toEqual(["review"]);
  expect(kinds({ reviews: undefined })).toEqual(["review"]);
});

test("the first review is asked for in its own words", () => {
  expect(nextSteps({ ...nothing, reviews: 0 })).toEqual([{ kind: "review", first: true }]);
});

test("money in hand comes first, then the vote; three things at most", () => {
  const all = {
    claimable: 5n,
    undecided: [
      { proposalId: 1n, title: "A" },
      { proposalId: 2n, title: "B" },
    ],
    booked: [{ name: "Cupping", doorsOpen: new Date(1) }],
    affordable: [{ rewardId: 3n, name: "Mug" }],
  };
  expect(kinds(all)).toEqual(["claim", "vote", "attend"]);
  expect(nextSteps({ ...nothing, ...all })[1]).toEqual({
    kind: "vote",
    proposalId: 1n,
    title: "A",
    others: 1,
  });
});

test("a review follows where there is room", () => {
  expect(kinds({ affordable: [{ rewardId: 3n, name: "Mug" }] })).toEqual(["redeem", "review"]);
});
