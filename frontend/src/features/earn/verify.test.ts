import { contentHash, ratingCommitment, receiptTypes } from "@hearth/protocol/review";
import { typedDataDomain } from "@hearth/protocol/typedData";
import { keccak256, toHex, type Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { beforeAll, expect, test } from "vitest";
import type { PurchaseReceipt, Review } from "../../api/reads/reviews.ts";
import { reviewToSign, verifyReview, type Witnesses } from "./verify.ts";

const author = privateKeyToAccount(generatePrivateKey());
const domain = typedDataDomain(31337, "0x1111111111111111111111111111111111111111");
const salt = keccak256(toHex("salt"));
let receipt: PurchaseReceipt | null = null;
const photo = new Uint8Array([1, 2, 3]);
let review: Review;

beforeAll(async () => {
  const unsigned = {
    author: author.address,
    campaignId: 1n,
    product: "mug",
    title: "Heavy in the hand",
    text: "Keeps a flat white warm for twenty minutes.",
    contentHash: contentHash("Heavy in the hand", "Keeps a flat white warm for twenty minutes."),
    ratingCommitment: ratingCommitment(4, salt),
    writtenAt: 1_700_000_000n,
  };
  const signature = await author.signTypedData(reviewToSign(domain, unsigned));
  const rest = {
    id: "1",
    memberId: 3n,
    status: "approved",
    version: 1,
    approvedHash: unsigned.contentHash,
    verifiedPurchase: false,
    helpfulCount: 0,
    hidden: false,
    createdAt: new Date(0),
  } as const;
  review = { ...unsigned, ...rest, photos: [], rating: 4, ratingSalt: salt, signature };
});

const witnesses = (paid?: Hex, walletSays = false): Witnesses => ({
  domain,
  askWallet: async () => walletSays,
  photoBytes: async () => photo,
  receipt: async () => receipt,
  paidHash: async () => paid,
});
const verdicts = async (changed: Partial<Review>, paid?: Hex, walletSays?: boolean) =>
  (await verifyReview({ ...review, ...changed }, witnesses(paid, walletSays))).map(({ ok }) => ok);

test("an honest review passes, its payment too", async () => {
  expect(await verdicts({}, review.contentHash)).toEqual([true, true, true, true]);
});

test("what is not known yet is neither right nor wrong", async () => {
  expect(await verdicts({ rating: null, ratingSalt: null })).toEqual([true, undefined, true, undefined]);
});

test.each<[string, () => Partial<Review>, (boolean | undefined)[]]>([
  ["an edited text", () => ({ text: `${review.text}!` }), [false, true, true, undefined]],
  ["more stars", () => ({ rating: 5 }), [true, false, true, undefined]],
  ["another product", () => ({ product: "tote" }), [true, true, false, undefined]],
  ["another author", () => ({ author: domain.verifyingContract }), [true, true, false, undefined]],
  ["a broken signature", () => ({ signature: "0x12" }), [true, true, false, undefined]],
])("%s is found out", async (_, changed, expected) => {
  expect(await verdicts(changed())).toEqual(expected);
});

test("a payment for other words is found out", async () => {
  expect((await verdicts({}, salt))[3]).toBe(false);
});

test("photos count by their order and by their bytes", async () => {
  const hash = keccak256(photo);
  const withPhoto = contentHash(review.title, review.text, [hash]);
  const words = async (photos: Hex[], signed: Hex) => (await verdicts({ photos, contentHash: signed }))[0];
  expect(await words([hash], withPhoto)).toBe(true);
  expect(await words([], withPhoto)).toBe(false);
  expect(await words([hash], review.contentHash)).toBe(false);
  const other = keccak256(toHex("another picture"));
  expect(await words([other], contentHash(review.title, review.text, [other])), "served otherwise").toBe(
    false,
  );
});

test("a payment for the version that was approved is neither right nor wrong once it was changed", async () => {
  const changed = { version: 2, approvedHash: salt };
  expect((await verdicts(changed, salt))[3]).toBe(undefined);
  expect((await verdicts(changed, keccak256(salt)))[3]).toBe(false);
  expect((await verdicts({ ...changed, version: 1 }, salt))[3]).toBe(false);
});

test("a verified purchase has a receipt that the shop signed, for this product", async () => {
  const shop = privateKeyToAccount(generatePrivateKey());
  const message = { buyer: author.address, product: "mug", orderHash: salt, deadline: 9n };
  const sign = (changes: Partial<typeof message> = {}) =>
    shop.signTypedData({
      domain,
      types: receiptTypes,
      primaryType: "PurchaseReceipt",
      message: { ...message, ...changes },
    });
  const purchase = async (found: PurchaseReceipt | null, version = 1) => {
    receipt = found;
    return (await verdicts({ verifiedPurchase: true, version }))[4];
  };
  const good = { ...message, shop: shop.address, signature: await sign() };
  expect(await purchase(good)).toBe(true);
  expect(await purchase({ ...good, buyer: shop.address })).toBe(false);
  expect(await purchase({ ...good, shop: author.address })).toBe(false);
  expect(await purchase({ ...good, product: "tote", signature: await sign({ product: "tote" }) })).toBe(
    false,
  );
  expect(await purchase(null)).toBe(false);
  const elsewhere = { ...good, buyer: shop.address, signature: await sign({ buyer: shop.address }) };
  expect(await purchase(elsewhere), "another's purchase").toBe(false);
  expect(await purchase(elsewhere, 2), "perhaps an earlier wallet's").toBe(undefined);
});

test("a contract wallet may vouch for its signature", async () => {
  expect((await verdicts({ signature: "0x12" }, undefined, true))[2]).toBe(true);
});
