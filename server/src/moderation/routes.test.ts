import type { LocalAccount } from "viem";
import { beforeEach, describe, expect, test } from "vitest";
import { useGradingDesk } from "../../test/gradingDesk.ts";
import { newAccount, signedApproval, signedReview, useHarness } from "../../test/harness.ts";
import { newOperator } from "../../test/operator.ts";

const harness = useHarness();
const desk = useGradingDesk(harness);
const statement = "These are my own words, about what I tasted.";
let operator: Awaited<ReturnType<typeof newOperator>>;

beforeEach(async () => {
  operator = await newOperator(harness());
});

/** A review and what an operator has to know of it. */
async function addReview() {
  const added = await desk.addReview();
  const { id, contentHash } = await desk.read(added.id);
  return { ...added, id: String(id), contentHash: String(contentHash) };
}

async function newMember() {
  const account = newAccount();
  harness().chain.enrol(account.address, desk.nextMember());
  return { account, cookie: await harness().signIn(account) };
}

const flag = (id: string, cookie: string | undefined, reason = "spam") =>
  harness().send("POST", `/reviews/${id}/flags`, { reason, note: "An advertisement" }, { cookie });

const appeal = async (id: string, author: LocalAccount) =>
  harness().send("POST", `/reviews/${id}/appeal`, { statement }, { cookie: await harness().signIn(author) });

async function appealed(id: string, author: LocalAccount): Promise<string> {
  const answer = await appeal(id, author);
  expect(answer.status, answer.text).toBe(201);
  return answer.json<{ appeal: { id: string } }>().appeal.id;
}

const waiting = async () =>
  (await harness().send("GET", "/moderation?limit=100", undefined, { cookie: operator.cookie })).json<{
    items: { reviewId: string; flags: unknown[]; appeal: unknown }[];
  }>().items;

const ledgerOf = async (id: string) =>
  (await harness().send("GET", `/moderation/ledger?review=${id}`)).json<{ entries: { decision: string }[] }>()
    .entries;

const statusFor = async (id: string, cookie?: string) =>
  (await harness().send("GET", `/reviews/${id}`, undefined, { cookie })).status;

const seesInList = async (id: string, cookie?: string) => {
  const answer = await harness().send("GET", "/reviews?limit=100", undefined, { cookie });
  return answer.json<{ reviews: { id: string }[] }>().reviews.some((each) => each.id === id);
};

describe("a flag", () => {
  test("reaches operators without its sender, the author or the stars", async () => {
    const { id, author, body } = await addReview();
    const member = await newMember();
    expect((await flag(id, member.cookie)).status).toBe(204);
    const answer = await harness().send("GET", "/moderation?limit=100", undefined, {
      cookie: operator.cookie,
    });
    const item = (await waiting()).find(({ reviewId }) => reviewId === id);
    expect(item).toMatchObject({ flags: [{ reason: "spam", note: "An advertisement" }], appeal: null });
    const unquoted = answer.text.replaceAll(body.text, "").toLowerCase();
    for (const { address } of [member.account, author]) expect(unquoted).not.toContain(address.toLowerCase());
    expect(unquoted).not.toMatch(/rating|salt|author|signature|memberid/);
  });

  test("counts once for each member, never for the author, for members alone", async () => {
    const { id, author } = await addReview();
    const member = await newMember();
    const answers = await Promise.all([1, 2, 3].map(() => flag(id, member.cookie)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    expect((await flag(id, member.cookie, "offensive")).status).toBe(409);
    expect((await flag(id, await harness().signIn(author))).status).toBe(403);
    expect((await flag(id, operator.cookie)).status).toBe(403);
    expect((await flag(id, undefined)).status).toBe(401);
    expect((await flag("999999", member.cookie)).status).toBe(404);
    expect((await flag(id, member.cookie, "because")).status).toBe(400);
  });

  test("closes with an operator's decision", async () => {
    const review = await addReview();
    await flag(review.id, (await newMember()).cookie);
    expect((await operator.decide(review, "keep", "Harsh, but about the coffee")).status).toBe(204);
    expect((await waiting()).map(({ reviewId }) => reviewId)).not.toContain(review.id);
    expect(await seesInList(review.id)).toBe(true);
    expect(await ledgerOf(review.id)).toMatchObject([
      { decision: "kept", reason: "Harsh, but about the coffee", role: "operator", decidedBy: 1 },
    ]);
  });
});

describe("an operator", () => {
  test("hides a review from everybody but its author and operators, and restores it", async () => {
    const review = await addReview();
    const { id } = review;
    const own = await harness().signIn(review.author);
    const member = await newMember();
    await operator.hide(review);
    expect(
      await Promise.all([undefined, member.cookie, own, operator.cookie].map((as) => statusFor(id, as))),
    ).toEqual([404, 404, 200, 200]);
    expect([await seesInList(id), await seesInList(id, member.cookie), await seesInList(id, own)]).toEqual([
      false,
      false,
      true,
    ]);
    for (const path of [`${id}/versions`, `${id}/verification`])
      expect((await harness().send("GET", `/reviews/${path}`)).status).toBe(404);
    expect((await flag(id, member.cookie)).status).toBe(404);
    expect((await desk.queue()).map((item) => item.id)).not.toContain(id);
    expect((await desk.grade(id, { decision: "reject", reason: "Off the topic" })).status).toBe(409);
    expect((await operator.decide(review, "hide")).status).toBe(409);
    expect((await operator.decide(review, "restore", "A mix-up")).status).toBe(204);
    expect((await operator.decide(review, "restore", "A mix-up")).status).toBe(409);
    expect(await statusFor(id)).toBe(200);
    expect((await ledgerOf(id)).map(({ decision }) => decision)).toEqual(["restored", "hidden"]);
  });

  test("does not count hidden reviews among a product's stars", async () => {
    const review = await addReview();
    const count = async () =>
      (await harness().send("GET", "/products/beans")).json<{ product: { reviewCount: number } }>().product
        .reviewCount;
    const before = await count();
    await desk.grade(
      review.id,
      await signedApproval(desk.attester, await desk.itemOf(review.id), 15n, desk.soon()),
    );
    expect(await count()).toBe(before + 1);
    await operator.hide(review);
    expect(await count()).toBe(before);
  });

  test("decides about the words they have read, not about newer ones", async () => {
    const review = await addReview();
    const {
      product: _,
      campaignId: __,
      ...newer
    } = await signedReview(review.author, {
      text: "Quite other words about the same cup. ".repeat(4),
      writtenAt: String(Number(review.body.writtenAt) + 1),
    });
    expect((await harness().send("POST", `/reviews/${review.id}/versions`, newer)).status).toBe(201);
    expect((await operator.decide(review, "hide")).status).toBe(409);
    expect(await statusFor(review.id)).toBe(200);
  });

  test("is nobody else, and never the author", async () => {
    const review = await addReview();
    const path = `/moderation/reviews/${review.id}`;
    const body = { decision: "hide", contentHash: review.contentHash, reason: "Names a person" };
    const send = (cookie?: string) => harness().send("POST", path, body, { cookie });
    expect((await send()).status).toBe(401);
    for (const cookie of [(await newMember()).cookie, desk.cookie, await harness().signIn(review.author)])
      expect((await send(cookie)).status).toBe(403);
    const memberId = BigInt(String((await desk.read(review.id))["memberId"]));
    harness().chain.enrol(review.author.address, memberId, ["OPERATOR"]);
    const own = await send(await harness().signIn(review.author));
    expect(own.status).toBe(403);
    expect(own.text).toMatch(/own review/);
    // Nor from another wallet of the same membership.
    const wallet = newAccount();
    harness().chain.enrol(wallet.address, memberId, ["OPERATOR"]);
    expect((await send(await harness().signIn(wallet))).status).toBe(403);
    for (const query of ["/moderation", "/moderation?limit=5"])
      expect((await harness().send("GET", query)).status).toBe(401);
    expect((await harness().send("GET", "/moderation", undefined, { cookie: desk.cookie })).status).toBe(403);
  });
});

describe("an appeal", () => {
  test("is for the author, once, and only where something was decided against them", async () => {
    const review = await addReview();
    const { id, author } = review;
    expect((await appeal(id, author)).text).toMatch(/nothing to appeal/);
    await operator.hide(review);
    expect((await appeal(id, (await newMember()).account)).status, "who can't see it").toBe(404);
    const first = await appealed(id, author);
    expect((await appeal(id, author)).status).toBe(409);
    const other = await newOperator(harness());
    expect((await other.answer(first, "overturn")).status).toBe(204);
    expect(await statusFor(id)).toBe(200);
    // A second decision leaves no second appeal.
    await operator.hide(review);
    expect((await appeal(id, author)).text).toMatch(/appealed for this review already/);
  });

  test("is answered by an operator other than who decided, once", async () => {
    const review = await addReview();
    await operator.hide(review);
    const number = await appealed(review.id, review.author);
    const other = await newOperator(harness());
    const own = await operator.answer(number, "uphold");
    expect(own.status).toBe(403);
    expect(own.text).toMatch(/Another operator/);
    expect((await operator.decide(review, "restore")).text, "nor around it").toMatch(/answer the appeal/);
    const answers = await Promise.all([other.answer(number, "uphold"), other.answer(number, "overturn")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await other.answer("999999", "uphold")).status).toBe(404);
    expect((await ledgerOf(review.id)).map(({ decision }) => decision)).toHaveLength(2);
  });

  test("is answered by who decided where nobody else can", async () => {
    const review = await addReview();
    await operator.hide(review);
    const number = await appealed(review.id, review.author);
    const { chain } = harness();
    const everybody = await chain.operators();
    for (const account of everybody) if (account !== operator.account.address) chain.enrol(account, null);
    expect((await operator.answer(number, "uphold")).status).toBe(204);
    for (const account of everybody) chain.enrol(account, null, ["OPERATOR"]);
    expect(await statusFor(review.id)).toBe(404);
  });

  test("against a rejection has the review graded anew, if it is overturned", async () => {
    const { id, author } = await addReview();
    await desk.grade(id, { decision: "reject", reason: "Off the topic" });
    const number = await appealed(id, author);
    expect((await waiting()).find(({ reviewId }) => reviewId === id)?.appeal).toMatchObject({ statement });
    expect((await operator.answer(number, "overturn", "It is about the beans")).status).toBe(204);
    expect(await desk.read(id)).toMatchObject({ status: "submitted", rating: null });
    expect((await desk.itemOf(id)).gradesHave).toBe(0);
    expect((await ledgerOf(id)).map(({ decision }) => decision)).toEqual(["appeal_overturned", "rejected"]);
  });

  test("that is turned down changes nothing", async () => {
    const { id, author } = await addReview();
    await desk.grade(id, { decision: "reject", reason: "Off the topic" });
    expect((await operator.answer(await appealed(id, author), "uphold")).status).toBe(204);
    expect(await desk.read(id)).toMatchObject({ status: "rejected", reason: "Off the topic" });
  });

  test("is not answered by a grader who is an operator too and rejected it", async () => {
    const { id, author } = await addReview();
    const both = newAccount();
    harness().chain.enrol(both.address, null, ["ATTESTER", "OPERATOR"]);
    const cookie = await harness().signIn(both);
    await desk.grade(id, { decision: "reject", reason: "Off the topic" }, cookie);
    const number = await appealed(id, author);
    const body = { decision: "uphold", reason: "I still think so" };
    expect((await harness().send("POST", `/moderation/appeals/${number}`, body, { cookie })).status).toBe(
      403,
    );
  });
});
