import { getAddress, keccak256, toHex, type LocalAccount } from "viem";
import { beforeAll, describe, expect, test } from "vitest";
import { newAccount, signedReview, useHarness } from "../../test/harness.ts";
import { signedReceipt, type Purchase } from "../../test/receipts.ts";

const shop = newAccount();
const till = getAddress(`0x${"d1".repeat(20)}`);
const harness = useHarness({ shopAccounts: [shop.address, till] });
let members = 4000n;
let orders = 0;

beforeAll(async () => {
  await harness().addProduct("beans");
  await harness().addProduct("mug");
});

function newMember() {
  const account = newAccount();
  harness().chain.enrol(account.address, ++members);
  return account;
}

const purchaseOf = (buyer: LocalAccount, changes: Partial<Purchase> = {}): Purchase => ({
  buyer: buyer.address,
  product: "beans",
  orderHash: keccak256(toHex(`order ${++orders}`)),
  deadline: harness().chain.time + 60n,
  ...changes,
});

async function submit(author: LocalAccount, receipt?: unknown, product = "beans") {
  const body = {
    ...(await signedReview(author, {
      product,
      text: `Bought the ${product}, ${author.address}. `.padEnd(120, "So good. "),
    })),
    ...(receipt === undefined ? {} : { receipt }),
  };
  return harness().send("POST", "/reviews", body);
}

describe("a shop's receipt", () => {
  test("makes a review a verified purchase, as it is handed in or later", async () => {
    const first = newMember();
    const answer = await submit(first, await signedReceipt(shop, purchaseOf(first)));
    expect(answer.status, answer.text).toBe(201);
    expect(answer.json()).toMatchObject({ review: { verifiedPurchase: true, rewarded: true } });

    const second = newMember();
    const { review } = (await submit(second)).json<{ review: { id: string; verifiedPurchase: boolean } }>();
    expect(review.verifiedPurchase).toBe(false);
    const cookie = await harness().signIn(second);
    const receipt = await signedReceipt(shop, purchaseOf(second));
    const added = await harness().send("POST", `/reviews/${review.id}/receipt`, receipt, { cookie });
    expect(added.json()).toMatchObject({ review: { id: review.id, verifiedPurchase: true } });
    const read = await harness().send("GET", `/reviews/${review.id}`);
    expect(read.json()).toMatchObject({ review: { verifiedPurchase: true } });
    const listed = await harness().send("GET", "/reviews?verified=true");
    expect(listed.json<{ reviews: { id: string }[] }>().reviews.map(({ id }) => id)).toContain(review.id);
  });

  test("may be signed by a contract account", async () => {
    const buyer = newMember();
    const receipt = await signedReceipt(newAccount(), purchaseOf(buyer));
    harness().chain.contracts.set(till, (_, given) => given === receipt.signature.toLowerCase());
    expect((await submit(buyer, receipt)).status).toBe(201);
    harness().chain.contracts.set(till, () => false);
  });

  test("holds up to its deadline", async () => {
    const { time } = harness().chain;
    const late = newMember();
    const expired = await submit(late, await signedReceipt(shop, purchaseOf(late, { deadline: time - 1n })));
    expect(expired.status).toBe(400);
    expect(expired.json()).toMatchObject({ error: { fields: [{ path: "receipt.deadline" }] } });
    expect((await submit(late, await signedReceipt(shop, purchaseOf(late, { deadline: time })))).status).toBe(
      201,
    );
  });

  const others: [string, (purchase: Purchase) => Partial<Purchase>][] = [
    ["another buyer", () => ({ buyer: newAccount().address })],
    ["another product", () => ({ product: "mug" })],
    ["another chain", () => ({ chainId: 1 })],
    ["another community", () => ({ contract: getAddress(`0x${"e1".repeat(20)}`) })],
  ];
  test.each(others)("of %s is refused", async (_, change) => {
    const buyer = newMember();
    const purchase = purchaseOf(buyer);
    const answer = await submit(buyer, await signedReceipt(shop, { ...purchase, ...change(purchase) }));
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: { fields: [{ path: "receipt.signature" }] } });
  });

  test("is refused when the buyer or an edited order signed it", async () => {
    const buyer = newMember();
    expect((await submit(buyer, await signedReceipt(buyer, purchaseOf(buyer)))).status).toBe(400);
    const receipt = await signedReceipt(shop, purchaseOf(buyer));
    const edited = { ...receipt, orderHash: keccak256(toHex("another order")) };
    expect((await submit(buyer, edited)).status).toBe(400);
    const longer = { ...receipt, deadline: String(BigInt(receipt.deadline) + 1n) };
    expect((await submit(buyer, longer)).status).toBe(400);
  });

  test("counts once: for one review of an order's product, and one receipt for each review", async () => {
    const buyer = newMember();
    const purchase = purchaseOf(buyer);
    const receipt = await signedReceipt(shop, purchase);
    expect((await submit(buyer, receipt)).status).toBe(201);
    // The same order, vouched for a second account.
    const friend = newMember();
    const again = await submit(friend, await signedReceipt(shop, { ...purchase, buyer: friend.address }));
    expect(again.status).toBe(409);
    expect(again.text).toMatch(/receipt has been used/);
    // Nothing of the refused review was kept.
    expect((await submit(friend)).status).toBe(201);
    // Another product of the same order has a receipt of its own.
    const mug = await signedReceipt(shop, { ...purchase, product: "mug" });
    expect((await submit(buyer, mug, "mug")).status).toBe(201);
  });

  test("used at the same moment for two reviews counts for one", async () => {
    const orderHash = keccak256(toHex("a busy order"));
    const statuses = await Promise.all(
      [newMember(), newMember(), newMember()].map(async (buyer) => {
        const receipt = await signedReceipt(shop, purchaseOf(buyer, { orderHash }));
        return (await submit(buyer, receipt)).status;
      }),
    );
    expect(statuses.sort()).toEqual([201, 409, 409]);
  });

  test("is added by the review's author alone, who has to be its buyer", async () => {
    const author = newMember();
    const { review } = (await submit(author)).json<{ review: { id: string } }>();
    const path = `/reviews/${review.id}/receipt`;
    const receipt = await signedReceipt(shop, purchaseOf(author));
    expect((await harness().send("POST", path, receipt)).status).toBe(401);
    const stranger = newMember();
    const cookie = await harness().signIn(stranger);
    expect((await harness().send("POST", path, receipt, { cookie })).status).toBe(403);
    const own = await harness().signIn(author);
    const foreign = await signedReceipt(shop, purchaseOf(stranger));
    expect((await harness().send("POST", path, foreign, { cookie: own })).status).toBe(400);
    expect((await harness().send("POST", path, receipt, { cookie: own })).status).toBe(200);
    const more = await signedReceipt(shop, purchaseOf(author));
    expect((await harness().send("POST", path, more, { cookie: own })).status).toBe(409);
  });
});

test("a community without a shop takes no receipts", async () => {
  const { config } = harness().services;
  const { shopAccounts } = config;
  config.shopAccounts = [];
  const buyer = newMember();
  const answer = await submit(buyer, await signedReceipt(shop, purchaseOf(buyer)));
  config.shopAccounts = shopAccounts;
  expect(answer.status).toBe(409);
  expect(answer.text).toMatch(/no purchase receipts/);
});
