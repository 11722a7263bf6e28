import { describe, expect, test } from "vitest";
import { useGradingDesk } from "../../test/gradingDesk.ts";
import { signedApproval, useHarness } from "../../test/harness.ts";
import { newOperator } from "../../test/operator.ts";

const harness = useHarness();
const desk = useGradingDesk(harness);

interface Entry {
  reviewId: string;
  contentHash: string;
  decision: string;
  reason: string | null;
  role: string;
  decidedBy: number;
  decidedAt: string;
}

describe("the ledger", () => {
  test("tells what, when, why and in which role, but not who and not the stars", async () => {
    const { id } = await desk.addReview();
    const { contentHash } = await desk.read(id);
    await desk.grade(id, { decision: "reject", reason: "Off the topic" });
    const answer = await harness().send("GET", `/moderation/ledger?review=${id}`);
    const [entry] = answer.json<{ entries: Entry[] }>().entries;
    expect(entry).toMatchObject({
      reviewId: id,
      contentHash,
      decision: "rejected",
      reason: "Off the topic",
      role: "graders",
      decidedBy: 1,
    });
    expect(Math.abs(Date.parse(entry!.decidedAt) - Date.now())).toBeLessThan(600_000);
    expect(answer.text.toLowerCase()).not.toContain(desk.attester.address.toLowerCase());
    expect(answer.text).not.toMatch(/rating|deciders/);
  });

  test("is read by the page, newest first, and misses nothing", async () => {
    for (let count = 0; count < 7; count++) {
      await desk.grade((await desk.addReview()).id, { decision: "reject", reason: "Off the topic" });
    }
    const seen: number[] = [];
    let cursor = "";
    for (;;) {
      const answer = await harness().send(
        "GET",
        `/moderation/ledger?limit=3${cursor && `&cursor=${cursor}`}`,
      );
      const page = answer.json<{ entries: { id: string }[]; nextCursor: string | null }>();
      seen.push(...page.entries.map(({ id }) => Number(id)));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen.length).toBeGreaterThanOrEqual(7);
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
    expect(new Set(seen).size).toBe(seen.length);
  });

  test("gives the approval rate of each rating, from the last verdict on each review", async () => {
    const rates = async () => {
      const answer = await harness().send("GET", "/moderation/summary");
      return answer.json<{
        byRating: { rating: number; approved: number; rejected: number; approvalRate: number | null }[];
        decisions: Record<string, number>;
      }>();
    };
    const of = (summary: Awaited<ReturnType<typeof rates>>, stars: number) =>
      summary.byRating.find(({ rating }) => rating === stars)!;
    const before = await rates();
    expect(before.byRating.map(({ rating }) => rating)).toEqual([1, 2, 3, 4, 5]);
    expect(of(before, 2)).toEqual({ rating: 2, approved: 0, rejected: 0, approvalRate: null });
    const write = (rating: number) => harness().addReview("beans", { memberId: desk.nextMember(), rating });
    const reject = (id: string) => desk.grade(id, { decision: "reject", reason: "Off the topic" });
    const approve = async (id: string) =>
      desk.grade(id, await signedApproval(desk.attester, await desk.itemOf(id), 15n, desk.soon()));
    const [first, second, third] = [await write(2), await write(2), await write(2)];
    await reject(first.id);
    await approve(second.id);
    await reject(third.id);
    // Appealed, graded anew and approved: the last word counts.
    const appeal = await harness().send(
      "POST",
      `/reviews/${third.id}/appeal`,
      { statement: "These are my own words, about what I tasted." },
      { cookie: await harness().signIn(third.author) },
    );
    const operator = await newOperator(harness());
    const answer = await operator.answer(appeal.json<{ appeal: { id: string } }>().appeal.id, "overturn");
    expect(answer.status).toBe(204);
    await approve(third.id);
    const after = await rates();
    expect(of(after, 2)).toEqual({ rating: 2, approved: 2, rejected: 1, approvalRate: 2 / 3 });
    expect(of(after, 5)).toEqual(of(before, 5));
    expect(after.decisions["rejected"]).toBe((before.decisions["rejected"] ?? 0) + 2);
    expect(after.decisions["appeal_overturned"]).toBe((before.decisions["appeal_overturned"] ?? 0) + 1);
  });
});
