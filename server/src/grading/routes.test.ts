import { describe, expect, test } from "vitest";
import { campaignAt } from "../../test/fakeChain.ts";
import { useGradingDesk } from "../../test/gradingDesk.ts";
import { newAccount, signedApproval, useHarness } from "../../test/harness.ts";

const harness = useHarness();
const desk = useGradingDesk(harness);

describe("the grading queue", () => {
  test("shows neither stars nor author", async () => {
    const { id, author, body } = await desk.addReview();
    const answer = await harness().send("GET", "/grading?limit=100", undefined, { cookie: desk.cookie });
    const item = await desk.itemOf(id);
    expect(item).toMatchObject({
      productName: "The beans",
      title: body.title,
      gradesHave: 0,
      gradesNeeded: 1,
    });
    expect(Object.keys(item).sort()).toEqual([
      "agreed",
      "campaignId",
      "contentHash",
      "createdAt",
      "gradesHave",
      "gradesNeeded",
      "id",
      "maxReward",
      "memberId",
      "minReward",
      "photos",
      "product",
      "productName",
      "subject",
      "text",
      "title",
    ]);
    const unquoted = answer.text.replaceAll(body.text, "").toLowerCase();
    expect(unquoted).not.toContain(author.address.slice(2).toLowerCase());
    expect(unquoted).not.toMatch(/rating|salt|author|signature/);
  });

  test("leaves out one's own reviews and those one has graded", async () => {
    const { id, author } = await desk.addReview();
    harness().chain.enrol(author.address, BigInt(String((await desk.read(id))["memberId"])), ["ATTESTER"]);
    expect((await desk.queue(await harness().signIn(author))).map((item) => item.id)).not.toContain(id);
    harness().chain.campaigns.set(1n, campaignAt(harness().chain.time, { signaturesNeeded: 2 }));
    expect((await desk.grade(id, { decision: "reject", reason: "Off the topic" })).status).toBe(200);
    expect((await desk.queue()).map((item) => item.id)).not.toContain(id);
    harness().chain.campaigns.set(1n, campaignAt(harness().chain.time));
  });

  test("shows what is new, however many old ones were paid, and an old one that was not", async () => {
    const { chain } = harness();
    const start = chain.time;
    const grade = async (id: string) => {
      const item = await desk.itemOf(id);
      await desk.grade(id, await signedApproval(desk.attester, item, 12n, desk.soon()));
      return item;
    };
    const { id: unpaid } = await desk.addReview();
    await grade(unpaid);
    for (let index = 0; index < 4; index++) {
      const item = await grade((await desk.addReview()).id);
      chain.paid.add(`1 ${item.subject} ${item.memberId}`);
    }
    chain.time = start + 7200n;
    try {
      const { id: fresh } = await desk.addReview();
      const first = async (limit: number) => {
        const answer = await harness().send("GET", `/grading?limit=${limit}`, undefined, {
          cookie: desk.cookie,
        });
        return answer.json<{ items: { id: string }[] }>().items.map(({ id }) => id);
      };
      const undecided = (await desk.queue()).map(({ id }) => id).filter((id) => id !== unpaid);
      expect(undecided).toContain(fresh);
      expect(await first(undecided.length), "new ones first").toEqual(undecided);
      expect(await first(undecided.length + 1), "then the old one").toEqual([...undecided, unpaid]);
    } finally {
      chain.time = start;
    }
  });

  test("is closed to everybody else", async () => {
    expect((await harness().send("GET", "/grading")).status).toBe(401);
    const member = newAccount();
    harness().chain.enrol(
      member.address,
      desk.nextMember(),
      ["OPERATOR", "FULFILMENT"],
      ["invite", "propose"],
    );
    const asMember = await harness().signIn(member);
    expect((await harness().send("GET", "/grading", undefined, { cookie: asMember })).status).toBe(403);
    const { id } = await desk.addReview();
    expect((await desk.grade(id, { decision: "reject", reason: "Not for me" }, asMember)).status).toBe(403);
    expect((await desk.read(id))["status"]).toBe("submitted");
  });

  test("closes when the role is taken away, session or not", async () => {
    harness().chain.enrol(desk.attester.address, null, []);
    expect((await harness().send("GET", "/grading", undefined, { cookie: desk.cookie })).status).toBe(403);
  });
});

test("two graders at the same moment settle a review once", async () => {
  harness().chain.campaigns.set(10n, campaignAt(harness().chain.time, { signaturesNeeded: 2 }));
  const { id } = await desk.addReview("10");
  const item = await desk.itemOf(id);
  const deadline = desk.soon();
  const graders = await Promise.all([desk.newGrader(), desk.newGrader(), desk.newGrader()]);
  const answers = await Promise.all(
    graders.map(async ({ account, cookie: own }) =>
      desk.grade(id, await signedApproval(account, item, 12n, deadline), own),
    ),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(2);
  expect(await desk.read(id)).toMatchObject({ status: "approved" });
});

test("a review is rejected by as many graders as could approve it", async () => {
  harness().chain.campaigns.set(11n, campaignAt(harness().chain.time, { signaturesNeeded: 2 }));
  const { id } = await desk.addReview("11");
  await desk.grade(id, { decision: "reject", reason: "Too thin" });
  expect((await desk.read(id))["status"]).toBe("submitted");
  const other = await desk.newGrader();
  await desk.grade(id, { decision: "reject", reason: "Says nothing of the coffee" }, other.cookie);
  expect(await desk.read(id)).toMatchObject({ status: "rejected", reason: "Says nothing of the coffee" });
});
