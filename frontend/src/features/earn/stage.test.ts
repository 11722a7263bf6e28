import { expect, test } from "vitest";
import type { Review } from "../../api/reads/reviews.ts";
import { stageOf, stationsOf, type ReviewStage } from "./stage.ts";

const now = new Date(1_000_000);
const claim = (deadline: bigint): NonNullable<Review["claim"]> => ({
  attestation: { campaignId: 1n, memberId: 2n, subject: "0x", contentHash: "0x", amount: 3n, deadline },
  approvals: [],
});

test.each<[string, Parameters<typeof stageOf>[0], boolean, ReviewStage]>([
  ["a new one", { status: "submitted" }, false, "waiting"],
  ["one that was refused", { status: "rejected" }, false, "rejected"],
  ["one that was approved", { status: "approved", claim: claim(1_000n) }, false, "claimable"],
  ["one whose approval ran out", { status: "approved", claim: claim(999n) }, false, "lapsed"],
  ["one the chain has paid", { status: "approved", claim: claim(1_000n) }, true, "paid"],
  ["one paid long ago", { status: "approved", claim: claim(1n) }, true, "paid"],
])("%s", (_, review, paid, stage) => {
  expect(stageOf(review, paid, now)).toBe(stage);
});

test("only what is settled has no station ahead", () => {
  const unsettled = (stage: ReviewStage) =>
    stationsOf(stage).some(({ state }) => state === "now" || state === "ahead");
  expect((["waiting", "lapsed", "claimable", "paid", "rejected"] as const).filter(unsettled)).toEqual([
    "waiting",
    "lapsed",
    "claimable",
  ]);
});
