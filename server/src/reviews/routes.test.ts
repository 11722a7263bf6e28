import { contentHash } from "@hearth/protocol/review";
import { getAddress } from "viem";
import { beforeAll, describe, expect, test } from "vitest";
import { campaignAt } from "../../test/fakeChain.ts";
import { newAccount, signedReview, useHarness, type ReviewBody } from "../../test/harness.ts";

const harness = useHarness();
let members = 100n;

beforeAll(async () => {
  await harness().addProduct("beans");
  await harness().addProduct("mug");
});

function newMember() {
  const account = newAccount();
  harness().chain.enrol(account.address, ++members);
  return account;
}

const submit = (body: unknown) => harness().send("POST", "/reviews", body);

describe("a review", () => {
  test("is kept as its author signed it", async () => {
    const author = newMember();
    const body = await signedReview(author);
    const answer = await submit(body);
    expect(answer.status).toBe(201);
    const { review } = answer.json<{ review: Record<string, unknown> }>();
    const { ...sent } = body;
    expect(review).toMatchObject({
      ...sent,
      memberId: String(members),
      contentHash: contentHash(body.title, body.text),
      status: "submitted",
      rewarded: true,
    });
    expect(review["claim"]).toBeUndefined();
    const read = await harness().send("GET", `/reviews/${String(review["id"])}`);
    expect(read.json<{ review: unknown }>().review).toEqual({ ...review, rating: null, ratingSalt: null });
  });

  test("hides its stars from all but its author until it is decided", async () => {
    const author = newMember();
    await submit(await signedReview(author));
    const path = `/reviews?author=${author.address}`;
    const seenBy = async (cookie?: string) => {
      const answer = await harness().send("GET", path, undefined, { cookie });
      return answer.json<{ reviews: { rating: unknown; ratingSalt: unknown }[] }>().reviews[0];
    };
    expect(await seenBy()).toMatchObject({ rating: null, ratingSalt: null });
    expect(await seenBy(await harness().signIn(newMember()))).toMatchObject({
      rating: null,
      ratingSalt: null,
    });
    expect(await seenBy(await harness().signIn(author))).toMatchObject({ rating: 4 });
  });

  test("may be signed by a contract account", async () => {
    const wallet = getAddress(`0x${"c1".repeat(20)}`);
    harness().chain.enrol(wallet, ++members);
    const body = await signedReview({ ...newAccount(), address: wallet });
    harness().chain.contracts.set(wallet, (_, given) => given === body.signature.toLowerCase());
    expect((await submit({ ...body, signature: `0x${"22".repeat(65)}` })).status).toBe(400);
    expect((await submit(body)).status).toBe(201);
  });

  test("keeps markup and odd characters as text", async () => {
    const text = `<script>alert(1)</script> '; DROP TABLE reviews; -- \u202e ☕ {{7*7}} \${x} \n\t`.padEnd(
      100,
      "<b>",
    );
    const body = await signedReview(newMember(), { title: "<img src=x onerror=alert(1)>", text });
    const answer = await submit(body);
    expect(answer.json()).toMatchObject({ review: { title: body.title, text } });
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
  });
});

describe("is refused:", () => {
  const edits: [string, (body: ReviewBody) => Partial<Record<keyof ReviewBody, unknown>>][] = [
    ["the title was edited", (body) => ({ title: `${body.title}!` })],
    ["the text was edited", (body) => ({ text: `${body.text}!` })],
    ["the rating was raised", () => ({ rating: 5 })],
    ["the salt was changed", () => ({ ratingSalt: `0x${"cd".repeat(32)}` })],
    ["the product was changed", () => ({ product: "mug" })],
    ["the time was changed", (body) => ({ writtenAt: String(Number(body.writtenAt) - 1) })],
  ];
  test.each(edits)("%s after signing", async (_, edit) => {
    const body = await signedReview(newMember());
    const answer = await submit({ ...body, ...edit(body) });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: { fields: [{ path: "signature" }] } });
  });

  test("somebody else's signature", async () => {
    const author = newMember();
    const other = await signedReview({ ...newMember(), address: author.address });
    expect((await submit(other)).text).toMatch(/not the author's signature/);
  });

  test("an author who is no member", async () => {
    const answer = await submit(await signedReview(newAccount()));
    expect(answer.status).toBe(403);
    expect(answer.text).toMatch(/Only members/);
  });

  test("a second one for product and campaign, and another's words", async () => {
    const author = newMember();
    const body = await signedReview(author);
    expect((await submit(body)).status).toBe(201);
    const second = await submit(await signedReview(author, { text: "Another day, another cup. ".repeat(5) }));
    expect(second.status).toBe(409);
    expect(second.text).toMatch(/reviewed this product in this campaign already/);
    const copy = await submit(await signedReview(newMember(), { text: body.text }));
    expect(copy.status).toBe(409);
    expect(copy.text).toMatch(/exactly these words/);
  });

  test("one of two sent at the same moment", async () => {
    const author = newMember();
    const bodies = await Promise.all(
      [1, 2].map((day) => signedReview(author, { text: `Cup number ${day} of this bag. `.repeat(5) })),
    );
    const answers = await Promise.all(bodies.map(submit));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test("a time far from both clocks; either clock will do", async () => {
    const { chain } = harness();
    const serverTime = chain.time;
    const write = async (writtenAt: bigint) =>
      (await submit(await signedReview(newMember(), { writtenAt: String(writtenAt) }))).status;
    chain.time = serverTime + 36_000n;
    try {
      expect(await write(serverTime)).toBe(201);
      expect(await write(chain.time)).toBe(201);
      expect(await write(chain.time + 700n)).toBe(400);
      expect(await write(serverTime - 700n)).toBe(400);
      expect(await write(serverTime + 18_000n)).toBe(400);
    } finally {
      chain.time = serverTime;
    }
  });

  test("a product or campaign that is not there, is over, or pays for something else", async () => {
    const { chain } = harness();
    chain.campaigns.set(2n, campaignAt(chain.time, { end: chain.time }));
    chain.campaigns.set(3n, campaignAt(chain.time, { start: chain.time + 1n }));
    chain.campaigns.set(4n, campaignAt(chain.time, { forReviews: false }));
    const answerFor = async (changes: Parameters<typeof signedReview>[1]) =>
      submit(await signedReview(newMember(), changes));
    expect((await answerFor({ product: "nothing" })).status).toBe(404);
    expect((await answerFor({ campaignId: "9" })).status).toBe(400);
    expect((await answerFor({ campaignId: String(2n ** 256n - 1n) })).status).toBe(400);
    expect((await answerFor({ campaignId: "2" })).text).toMatch(/is over/);
    expect((await answerFor({ campaignId: "3" })).text).toMatch(/not begun/);
    expect((await answerFor({ campaignId: "4" })).text).toMatch(/not pay for reviews/);
  });

  test("anything while the chain is away, with when to come back", async () => {
    const body = await signedReview(newMember());
    harness().chain.down = true;
    const answer = await submit(body);
    harness().chain.down = false;
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
    expect((await submit(body)).status).toBe(201);
  });
});

test("pages of reviews miss none and repeat none", async () => {
  for (let count = 0; count < 5; count++) await submit(await signedReview(newMember(), { product: "mug" }));
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const answer = await harness().send("GET", `/reviews?product=mug&limit=2${query}`);
    const page = answer.json<{ reviews: { id: string }[]; nextCursor: string | null }>();
    seen.push(...page.reviews.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(seen).toHaveLength(5);
  expect(new Set(seen).size).toBe(5);
  expect(seen.map(Number)).toEqual(seen.map(Number).sort((a, b) => b - a));
});
