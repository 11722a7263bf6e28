import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LocalAccount } from "viem";
import { campaignAt } from "../../test/fakeChain.ts";
import { newAccount, signedApproval, useHarness, type QueueItem } from "../../test/harness.ts";

const harness = useHarness();
let members = 500n;
let attester: LocalAccount;
let cookie: string;

beforeAll(() => harness().addProduct("beans"));

beforeEach(async () => {
  ({ account: attester, cookie } = await newGrader());
});

async function newGrader(how: "attester" | "curator" = "attester") {
  const account = newAccount();
  if (how === "attester") harness().chain.enrol(account.address, null, ["ATTESTER"]);
  else harness().chain.enrol(account.address, ++members, [], ["curate"]);
  return { account, cookie: await harness().signIn(account) };
}

const addReview = (campaignId = "1") => harness().addReview("beans", { memberId: ++members, campaignId });

async function queue(as = cookie): Promise<(QueueItem & Record<string, unknown>)[]> {
  const answer = await harness().send("GET", "/grading?limit=100", undefined, { cookie: as });
  expect(answer.status).toBe(200);
  return answer.json<{ items: (QueueItem & Record<string, unknown>)[] }>().items;
}

async function itemOf(id: string, as = cookie): Promise<QueueItem & Record<string, unknown>> {
  const item = (await queue(as)).find((each) => each.id === id);
  if (!item) throw new Error(`Review ${id} is not in the queue.`);
  return item;
}

const grade = (id: string, body: unknown, as = cookie) =>
  harness().send("POST", `/grading/${id}`, body, { cookie: as });

const read = async (id: string) =>
  (await harness().send("GET", `/reviews/${id}`)).json<{ review: Record<string, unknown> }>().review;

const soon = () => harness().chain.time + 3600n;

describe("the grading queue", () => {
  test("shows neither stars nor author", async () => {
    const { id, author, body } = await addReview();
    const answer = await harness().send("GET", "/grading?limit=100", undefined, { cookie });
    const item = await itemOf(id);
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
    const { id, author } = await addReview();
    harness().chain.enrol(author.address, members, ["ATTESTER"]);
    expect((await queue(await harness().signIn(author))).map((item) => item.id)).not.toContain(id);
    harness().chain.campaigns.set(1n, campaignAt(harness().chain.time, { signaturesNeeded: 2 }));
    expect((await grade(id, { decision: "reject", reason: "Off the topic" })).status).toBe(200);
    expect((await queue()).map((item) => item.id)).not.toContain(id);
    harness().chain.campaigns.set(1n, campaignAt(harness().chain.time));
  });

  test("is closed to everybody else", async () => {
    expect((await harness().send("GET", "/grading")).status).toBe(401);
    const member = newAccount();
    harness().chain.enrol(member.address, ++members, ["OPERATOR", "FULFILMENT"], ["invite", "propose"]);
    const asMember = await harness().signIn(member);
    expect((await harness().send("GET", "/grading", undefined, { cookie: asMember })).status).toBe(403);
    const { id } = await addReview();
    expect((await grade(id, { decision: "reject", reason: "Not for me" }, asMember)).status).toBe(403);
    expect((await read(id))["status"]).toBe("submitted");
  });

  test("closes when the role is taken away, session or not", async () => {
    harness().chain.enrol(attester.address, null, []);
    expect((await harness().send("GET", "/grading", undefined, { cookie })).status).toBe(403);
  });
});

describe("an approval", () => {
  test("makes the claim that the contract takes, and shows the stars", async () => {
    const { id, body } = await addReview();
    const item = await itemOf(id);
    const approval = await signedApproval(attester, item, 12n, soon());
    const answer = await grade(id, approval);
    expect(answer.json()).toEqual({ id, status: "approved", gradesHave: 1, gradesNeeded: 1 });
    expect(await read(id)).toMatchObject({
      status: "approved",
      rating: body.rating,
      ratingSalt: body.ratingSalt,
      claim: {
        attestation: {
          campaignId: "1",
          memberId: item.memberId,
          subject: item.subject,
          contentHash: item.contentHash,
          amount: "12",
          deadline: approval.deadline,
        },
        approvals: [{ signer: attester.address, signature: approval.signature }],
      },
    });
  });

  test("counts in the product's average, undecided reviews don't", async () => {
    await harness().addProduct("filter");
    await harness().addReview("filter", { memberId: ++members, rating: 1 });
    const product = async () => (await harness().send("GET", "/products/filter")).json();
    expect(await product()).toMatchObject({ product: { reviewCount: 0, averageRating: null } });
    for (const rating of [5, 4, 4]) {
      const { id } = await harness().addReview("filter", { memberId: ++members, rating });
      await grade(id, await signedApproval(attester, await itemOf(id), 10n, soon()));
    }
    expect(await product()).toMatchObject({ product: { reviewCount: 3, averageRating: 4.33 } });
  });

  test("waits for as many graders as the campaign needs, on the same amount and deadline", async () => {
    harness().chain.campaigns.set(5n, campaignAt(harness().chain.time, { signaturesNeeded: 3 }));
    const { id } = await addReview("5");
    const item = await itemOf(id);
    const deadline = soon();
    const others = await Promise.all([newGrader("curator"), newGrader(), newGrader("curator")]);
    const graders = [{ account: attester, cookie }, ...others];
    const amounts = [12n, 13n, 12n, 12n];
    const statuses: unknown[] = [];
    for (const [index, grader] of graders.entries()) {
      const approval = await signedApproval(grader.account, item, amounts[index] ?? 0n, deadline);
      statuses.push((await grade(id, approval, grader.cookie)).json()["status"]);
      const waiting = (await queue((await newGrader()).cookie)).find((each) => each.id === id);
      if (index === 2) {
        expect(waiting).toMatchObject({
          gradesHave: 2,
          agreed: { amount: "12", deadline: String(deadline) },
        });
      }
    }
    expect(statuses).toEqual(["submitted", "submitted", "submitted", "approved"]);
    const { claim } = (await read(id)) as { claim: { approvals: { signer: string }[] } };
    const signers = claim.approvals.map(({ signer }) => BigInt(signer));
    expect(signers).toHaveLength(3);
    expect(signers).toEqual([...signers].sort((a, b) => (a < b ? -1 : 1)));
  });

  test("of a grader who lost the role meanwhile no longer counts", async () => {
    harness().chain.campaigns.set(6n, campaignAt(harness().chain.time, { signaturesNeeded: 2 }));
    const { id } = await addReview("6");
    const item = await itemOf(id);
    const deadline = soon();
    const [second, third] = [await newGrader(), await newGrader()];
    await grade(id, await signedApproval(attester, item, 12n, deadline));
    harness().chain.enrol(attester.address, null, []);
    const afterSecond = await grade(
      id,
      await signedApproval(second.account, item, 12n, deadline),
      second.cookie,
    );
    expect(afterSecond.json()).toMatchObject({ status: "submitted", gradesHave: 1 });
    const afterThird = await grade(
      id,
      await signedApproval(third.account, item, 12n, deadline),
      third.cookie,
    );
    expect(afterThird.json()).toMatchObject({ status: "approved" });
  });

  test("that expired unclaimed can be given anew; one that was paid can't", async () => {
    const { chain } = harness();
    const start = chain.time;
    const { id } = await addReview();
    const item = await itemOf(id);
    await grade(id, await signedApproval(attester, item, 12n, soon()));
    expect((await queue((await newGrader()).cookie)).map((each) => each.id)).not.toContain(id);
    chain.time = start + 7200n;
    try {
      expect((await queue()).map((each) => each.id)).toContain(id);
      const deadline = soon();
      expect((await grade(id, await signedApproval(attester, item, 15n, deadline))).status).toBe(200);
      expect(await read(id)).toMatchObject({
        claim: { attestation: { amount: "15", deadline: String(deadline) } },
      });
      chain.time += 7200n;
      chain.paid.add(`1 ${item.subject} ${item.memberId}`);
      expect((await queue()).map((each) => each.id)).not.toContain(id);
      expect((await grade(id, await signedApproval(attester, item, 15n, soon()))).status).toBe(409);
    } finally {
      chain.time = start;
    }
  });

  test("is refused for one's own review", async () => {
    const { id, author } = await addReview();
    const item = await itemOf(id);
    harness().chain.enrol(author.address, BigInt(item.memberId), ["ATTESTER"], ["curate"]);
    const approval = await signedApproval(author, item, 12n, soon());
    const answer = await grade(id, approval, await harness().signIn(author));
    expect(answer.status).toBe(403);
    expect(answer.text).toMatch(/own review/);
  });

  test("is refused when one grades twice, also at the same moment", async () => {
    harness().chain.campaigns.set(7n, campaignAt(harness().chain.time, { signaturesNeeded: 2 }));
    const { id } = await addReview("7");
    const item = await itemOf(id);
    const approval = await signedApproval(attester, item, 12n, soon());
    const answers = await Promise.all([1, 2, 3].map(() => grade(id, approval)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const otherAmount = await signedApproval(attester, item, 13n, soon());
    expect((await grade(id, otherAmount)).text).toMatch(/graded this review already/);
  });

  test("is refused once the review is decided", async () => {
    const { id } = await addReview();
    const item = await itemOf(id);
    await grade(id, { decision: "reject", reason: "About another product" });
    expect(await read(id)).toMatchObject({ status: "rejected", reason: "About another product", rating: 4 });
    const other = await newGrader();
    const answer = await grade(id, await signedApproval(other.account, item, 12n, soon()), other.cookie);
    expect(answer.status).toBe(409);
  });

  test("is refused with an amount outside the campaign's range or beyond its budget", async () => {
    const { id } = await addReview();
    const item = await itemOf(id);
    for (const amount of [0n, 9n, 21n, 2n ** 256n - 1n]) {
      const answer = await grade(id, await signedApproval(attester, item, amount, soon()));
      expect(answer.status).toBe(400);
      expect(answer.json()).toMatchObject({ error: { fields: [{ path: "amount" }] } });
    }
    const { chain } = harness();
    chain.campaigns.set(8n, campaignAt(chain.time, { paid: 990n }));
    const poor = await addReview("8");
    const approval = await signedApproval(attester, await itemOf(poor.id), 11n, soon());
    expect((await grade(poor.id, approval)).text).toMatch(/budget does not reach/);
  });

  test("is refused with a deadline that leaves no time, or after the campaign", async () => {
    const { id } = await addReview();
    const item = await itemOf(id);
    const late = await signedApproval(attester, item, 12n, harness().chain.time + 10n);
    expect((await grade(id, late)).json()).toMatchObject({ error: { fields: [{ path: "deadline" }] } });
    const { chain } = harness();
    chain.campaigns.set(9n, campaignAt(chain.time));
    const other = await addReview("9");
    chain.campaigns.set(9n, campaignAt(chain.time, { end: chain.time }));
    const approval = await signedApproval(attester, await itemOf(other.id), 12n, soon());
    expect((await grade(other.id, approval)).text).toMatch(/is over/);
  });

  test("is refused when it signs something else", async () => {
    const { id } = await addReview();
    const item = await itemOf(id);
    const deadline = soon();
    const good = await signedApproval(attester, item, 12n, deadline);
    const wrong = [
      { ...good, amount: "13" },
      { ...good, deadline: String(deadline + 1n) },
      await signedApproval(newAccount(), item, 12n, deadline),
      await signedApproval(attester, { ...item, memberId: "1" }, 12n, deadline),
      await signedApproval(attester, { ...item, contentHash: item.subject }, 12n, deadline),
      await signedApproval(attester, { ...item, campaignId: "2" }, 12n, deadline),
    ];
    for (const body of wrong) {
      const answer = await grade(id, body);
      expect(answer.json()).toMatchObject({ error: { fields: [{ path: "signature" }] } });
    }
    expect((await read(id))["status"]).toBe("submitted");
  });

  test("is refused for a review that is not there", async () => {
    const approval = await signedApproval(attester, await itemOf((await addReview()).id), 12n, soon());
    expect((await grade("999999", approval)).status).toBe(404);
  });
});

test("two graders at the same moment settle a review once", async () => {
  harness().chain.campaigns.set(10n, campaignAt(harness().chain.time, { signaturesNeeded: 2 }));
  const { id } = await addReview("10");
  const item = await itemOf(id);
  const deadline = soon();
  const graders = await Promise.all([newGrader(), newGrader(), newGrader()]);
  const answers = await Promise.all(
    graders.map(async ({ account, cookie: own }) =>
      grade(id, await signedApproval(account, item, 12n, deadline), own),
    ),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(2);
  expect(await read(id)).toMatchObject({ status: "approved" });
});

test("a review is rejected by as many graders as could approve it", async () => {
  harness().chain.campaigns.set(11n, campaignAt(harness().chain.time, { signaturesNeeded: 2 }));
  const { id } = await addReview("11");
  await grade(id, { decision: "reject", reason: "Too thin" });
  expect((await read(id))["status"]).toBe("submitted");
  const other = await newGrader();
  await grade(id, { decision: "reject", reason: "Says nothing of the coffee" }, other.cookie);
  expect(await read(id)).toMatchObject({ status: "rejected", reason: "Says nothing of the coffee" });
});
