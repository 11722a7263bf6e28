import { describe, expect, test } from "vitest";
import { EMPTY_DRAFT, faultOf, readDraft, type ProposalDraft } from "./draft.ts";

const draft: ProposalDraft = {
  title: "More for reviews",
  body: "Reviews are what newcomers read first, so let us pay for more of them.",
  kind: "campaignBudget",
  subject: "1",
  figure: "2500.5",
};

describe("a proposal's draft", () => {
  test("becomes a change in the token's smallest unit", () => {
    expect(readDraft(draft, 18)).toEqual({
      kind: "campaignBudget",
      campaignId: 1n,
      budget: 2_500_500_000_000_000_000_000n,
    });
    expect(readDraft({ ...draft, kind: "rewardStock", subject: "3", figure: "-5" }, 18)).toEqual({
      kind: "rewardStock",
      rewardId: 3n,
      added: -5n,
    });
  });

  test("says of every empty field what is missing", () => {
    for (const field of ["title", "body", "subject", "figure"] as const) {
      expect(faultOf(EMPTY_DRAFT, field)).toMatch(/\.$/);
    }
    expect(readDraft(EMPTY_DRAFT, 18)).toBeUndefined();
  });

  test.each(["", "-1", "1e9", "1,5", "0x10", "1.1234567"])("refuses %j as an amount", (figure) => {
    expect(faultOf({ ...draft, figure }, "figure")).toBeDefined();
  });

  test.each(["0", "1.5", "many"])("refuses %j as a number of pieces", (figure) => {
    expect(faultOf({ ...draft, kind: "rewardStock", figure }, "figure")).toBeDefined();
  });
});
