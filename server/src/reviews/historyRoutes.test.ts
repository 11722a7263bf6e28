import { contentHash, ratingCommitment, receiptTypes } from "@hearth/protocol/review";
import { campaignsTypes, reviewTypes } from "@hearth/protocol/typedData";
import { keccak256, recoverTypedDataAddress, toHex, type Hex, type LocalAccount } from "viem";
import { describe, expect, test } from "vitest";
import { campaignAt } from "../../test/fakeChain.ts";
import { useGradingDesk } from "../../test/gradingDesk.ts";
import { deployment, newAccount, signedApproval, signedReview, useHarness } from "../../test/harness.ts";
import { newOperator } from "../../test/operator.ts";
import { signedReceipt } from "../../test/receipts.ts";
import { MOST_VERSIONS } from "./store.ts";
import type { verificationSchema } from "./verification.ts";
import type { z } from "@hono/zod-openapi";

const shop = newAccount();
const harness = useHarness({ shopAccounts: [shop.address] });
const desk = useGradingDesk(harness);
let later = 0;

const better = (what: number | string) => `Better words, number ${what}. `.repeat(6);

/** A new version, signed; each is a second later than the one before. */
async function revision(author: LocalAccount, changes: Parameters<typeof signedReview>[1] = {}) {
  const writtenAt = String(Math.floor(Date.now() / 1000) + ++later);
  const {
    product: _,
    campaignId: __,
    ...body
  } = await signedReview(author, {
    text: better(later),
    writtenAt,
    ...changes,
  });
  return body;
}

const revise = async (id: string, author: LocalAccount, changes?: Parameters<typeof signedReview>[1]) =>
  harness().send("POST", `/reviews/${id}/versions`, await revision(author, changes));

const versionsOf = async (id: string, cookie?: string) =>
  (await harness().send("GET", `/reviews/${id}/versions`, undefined, { cookie })).json<{
    versions: { version: number; text: string; rating: number | null; contentHash: Hex; approved: boolean }[];
  }>().versions;

async function approve(id: string) {
  const item = await desk.itemOf(id);
  const answer = await desk.grade(id, await signedApproval(desk.attester, item, 15n, desk.soon()));
  expect(answer.status, answer.text).toBe(200);
  return item;
}

describe("a new version", () => {
  test("takes the place of the one before, which stays with its hash and time", async () => {
    const { id, author, body } = await desk.addReview();
    const answer = await revise(id, author, { rating: 2 });
    expect(answer.status, answer.text).toBe(201);
    expect(answer.json()).toMatchObject({ review: { id, version: 2, rating: 2, status: "submitted" } });
    const versions = await versionsOf(id);
    expect(versions).toMatchObject([
      { version: 1, text: body.text, rating: null, contentHash: contentHash(body.title, body.text) },
      { version: 2, rating: null, approved: false },
    ]);
    expect((await versionsOf(id, await harness().signIn(author))).map(({ rating }) => rating)).toEqual([
      4, 2,
    ]);
    expect((await desk.itemOf(id)).contentHash).toBe(versions[1]?.contentHash);
  });

  test("before the decision takes back all grades: they were about other words", async () => {
    harness().chain.campaigns.set(2n, campaignAt(harness().chain.time, { signaturesNeeded: 2 }));
    const { id, author } = await desk.addReview("2");
    expect((await desk.grade(id, { decision: "reject", reason: "Off the topic" })).status).toBe(200);
    const item = await desk.itemOf(id, (await desk.newGrader()).cookie);
    expect((await revise(id, author, { campaignId: "2" })).status).toBe(201);
    // The same grader sees it again; a signature under the old words is none under the new.
    expect((await desk.itemOf(id)).gradesHave).toBe(0);
    const stale = await signedApproval(desk.attester, item, 15n, desk.soon());
    expect((await desk.grade(id, stale)).status).toBe(400);
    const rejection = { decision: "reject", reason: "Off the topic", contentHash: item.contentHash };
    expect((await desk.grade(id, rejection)).text).toMatch(/changed meanwhile/);
    const { contentHash: newer } = await desk.itemOf(id);
    expect((await desk.grade(id, { ...rejection, contentHash: newer })).status).toBe(200);
  });

  test("after the approval leaves the reward with the version that was approved", async () => {
    const { id, author } = await desk.addReview();
    const item = await approve(id);
    expect((await revise(id, author)).json()).toMatchObject({
      review: {
        version: 2,
        status: "approved",
        approvedHash: item.contentHash,
        claim: { attestation: { contentHash: item.contentHash, amount: "15" } },
      },
    });
    expect((await versionsOf(id)).map(({ approved }) => approved)).toEqual([true, false]);
  });

  test("after a rejection is graded anew", async () => {
    const { id, author } = await desk.addReview();
    await desk.grade(id, { decision: "reject", reason: "Off the topic" });
    expect((await revise(id, author)).json()).toMatchObject({ review: { status: "submitted" } });
    expect(await desk.read(id)).not.toHaveProperty("reason");
    await approve(id);
    expect(await desk.read(id)).toMatchObject({ status: "approved" });
  });

  test("is its author's alone, signed for this product, campaign and moment", async () => {
    const { id, author, body } = await desk.addReview();
    const stranger = await desk.addReview();
    expect((await revise(id, stranger.author)).status).toBe(403);
    const forged = await revision({ ...newAccount(), address: author.address });
    const send = (sent: unknown) => harness().send("POST", `/reviews/${id}/versions`, sent);
    expect((await send(forged)).status).toBe(400);
    expect((await send(await revision(author, { product: "mug" }))).status).toBe(400);
    expect((await send(await revision(author, { campaignId: "9" }))).status).toBe(400);
    const earlier = await revision(author, { writtenAt: body.writtenAt });
    expect((await send(earlier)).json()).toMatchObject({ error: { fields: [{ path: "writtenAt" }] } });
    expect((await revise("999999", author)).status).toBe(404);
    expect(await versionsOf(id)).toHaveLength(1);
  });

  test("brings new words: not its own old ones, nor any version of another's", async () => {
    const { id, author, body } = await desk.addReview();
    const other = await desk.addReview();
    await revise(other.id, other.author);
    expect((await revise(id, author, { text: body.text })).status).toBe(409);
    const copied = await revise(id, author, { text: other.body.text });
    expect(copied.text).toMatch(/exactly these words/);
    // Nor does a new review get by with what another's once said.
    const account = newAccount();
    harness().chain.enrol(account.address, desk.nextMember());
    const copy = await harness().send(
      "POST",
      "/reviews",
      await signedReview(account, { text: other.body.text }),
    );
    expect(copy.status).toBe(409);
  });

  test(`is one of ${MOST_VERSIONS} at most`, async () => {
    const { id, author } = await desk.addReview();
    for (let version = 2; version <= MOST_VERSIONS; version++) {
      expect((await revise(id, author)).status).toBe(201);
    }
    const answer = await revise(id, author);
    expect(answer.status).toBe(409);
    expect(answer.text).toMatch(/at most 10 versions/);
  });

  test("of a hidden review is refused", async () => {
    const { id, author } = await desk.addReview();
    const { hide } = await newOperator(harness());
    await hide({ id, contentHash: String((await desk.read(id))["contentHash"]) });
    expect((await revise(id, author)).status).toBe(409);
    expect((await harness().send("GET", `/reviews/${id}/versions`)).status).toBe(404);
  });
});

describe("helpful", () => {
  test("counts each member once, never the author", async () => {
    const { id, author } = await desk.addReview();
    const mark = (method: string, cookie?: string) =>
      harness().send(method, `/reviews/${id}/helpful`, undefined, { cookie });
    const readers = await Promise.all([desk.newGrader("curator"), desk.newGrader("curator")]);
    expect((await mark("PUT")).status).toBe(401);
    expect((await mark("PUT", desk.cookie)).status, "no member").toBe(403);
    expect((await mark("PUT", await harness().signIn(author))).status).toBe(403);
    await Promise.all(readers.flatMap(({ cookie }) => [mark("PUT", cookie), mark("PUT", cookie)]));
    expect(await desk.read(id)).toMatchObject({ helpfulCount: 2 });
    expect((await mark("DELETE", readers[0].cookie)).json()).toEqual({ helpfulCount: 1 });
    expect((await mark("DELETE", readers[0].cookie)).json()).toEqual({ helpfulCount: 1 });
  });
});

describe("verification", () => {
  test("is enough to compute everything anew", async () => {
    const author = newAccount();
    const memberId = desk.nextMember();
    harness().chain.enrol(author.address, memberId);
    const purchase = {
      buyer: author.address,
      product: "beans",
      orderHash: keccak256(toHex("order 7")),
      deadline: desk.soon(),
    };
    const receipt = await signedReceipt(shop, purchase);
    const body = { ...(await signedReview(author)), receipt };
    const { review } = (await harness().send("POST", "/reviews", body)).json<{ review: { id: string } }>();
    await approve(review.id);
    await revise(review.id, author, { rating: 1 });
    const read = async () =>
      (await harness().send("GET", `/reviews/${review.id}/verification`)).json<
        z.output<typeof verificationSchema>
      >();
    const before = await read();
    expect(before.payment).toBeNull();
    const domain = before.domain as typeof before.domain & { verifyingContract: Hex };
    expect(domain.verifyingContract).toBe(deployment.contracts.Campaigns.address);

    for (const version of before.versions) {
      expect(version.contentHash).toBe(contentHash(version.title, version.text, version.photos as Hex[]));
      const { rating, ratingSalt } = version;
      expect(version.ratingCommitment).toBe(ratingCommitment(rating!, ratingSalt as Hex));
      const message = {
        author: version.author as Hex,
        campaignId: BigInt(before.campaignId),
        product: before.product,
        contentHash: version.contentHash as Hex,
        ratingCommitment: version.ratingCommitment as Hex,
        writtenAt: BigInt(version.writtenAt),
      };
      const signature = version.signature as Hex;
      const signed = { domain, types: reviewTypes, primaryType: "Review", message, signature } as const;
      expect(await recoverTypedDataAddress(signed)).toBe(author.address);
    }
    expect(before.versions.map(({ approved }) => approved)).toEqual([true, false]);

    const { attestation, approvals } = before.claim!;
    expect(attestation.contentHash).toBe(before.versions[0]?.contentHash);
    const message = {
      campaignId: BigInt(attestation.campaignId),
      memberId: BigInt(attestation.memberId),
      subject: attestation.subject as Hex,
      contentHash: attestation.contentHash as Hex,
      amount: BigInt(attestation.amount),
      deadline: BigInt(attestation.deadline),
    };
    const grade = { domain, types: campaignsTypes, primaryType: "Attestation", message } as const;
    const signature = approvals[0]!.signature as Hex;
    expect(await recoverTypedDataAddress({ ...grade, signature })).toBe(desk.attester.address);

    const kept = before.receipt!;
    expect(kept).toMatchObject({ ...purchase, deadline: String(purchase.deadline), shop: shop.address });
    const bought = {
      domain,
      types: receiptTypes,
      primaryType: "PurchaseReceipt",
      message: purchase,
    } as const;
    expect(await recoverTypedDataAddress({ ...bought, signature: kept.signature as Hex })).toBe(shop.address);

    const transactionHash = keccak256(toHex("transaction"));
    const paid = { contentHash: attestation.contentHash as Hex, amount: 15n, transactionHash };
    harness().chain.payments.set(`1 ${before.subject} ${memberId}`, paid);
    expect((await read()).payment).toEqual({ ...paid, amount: "15" });
  });

  test("keeps the stars of an undecided review back", async () => {
    const { id } = await desk.addReview();
    const answer = await harness().send("GET", `/reviews/${id}/verification`);
    expect(answer.json()).toMatchObject({
      versions: [{ rating: null, ratingSalt: null }],
      claim: null,
      payment: null,
      receipt: null,
    });
  });

  test("says so while the chain is away", async () => {
    const { id } = await desk.addReview();
    harness().chain.down = true;
    const answer = await harness().send("GET", `/reviews/${id}/verification`);
    harness().chain.down = false;
    expect(answer.status).toBe(503);
  });
});
