import { keccak256, toHex } from "viem";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { purgeDeliveries } from "../src/deliveries/store.ts";
import { purgeDrafts } from "../src/drafts/store.ts";
import { keepDelivery, publishDeliveryKey, type PublishedKey } from "./deliveryDesk.ts";
import { newAccount, signedReview, siweMessage, useHarness } from "./harness.ts";
import { signedReceipt } from "./receipts.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What a server's clock may be off, and by how much it jumps when somebody sets it. */
const SKEW = 90_000;
const JUMPS = [HOUR, -HOUR] as const;

const shop = newAccount();
const harness = useHarness({ shopAccounts: [shop.address], deliveryRetention: 14 * DAY });
let members = 7000n;
let key: PublishedKey;

beforeAll(async () => {
  await harness().addProduct("beans");
  key = await publishDeliveryKey(harness());
});

afterEach(() => set(0));

/** Sets the server's clock so many milliseconds ahead of true time. */
function set(ahead: number): void {
  harness().clockAhead = ahead;
}

function newMember() {
  const account = newAccount();
  harness().chain.enrol(account.address, ++members);
  return account;
}

describe("a session", () => {
  const isOpen = async (cookie: string) =>
    (await harness().send("GET", "/session", undefined, { cookie })).status === 200;

  test("ends with its day, to the second", async () => {
    const cookie = await harness().signIn(newAccount());
    set(DAY - MINUTE);
    expect(await isOpen(cookie)).toBe(true);
    set(DAY);
    expect(await isOpen(cookie)).toBe(false);
  });

  test.each(JUMPS)(
    "lasts no longer than its day and the jump where the clock jumps by %i ms",
    async (jump) => {
      const cookie = await signInAt(-jump);
      set(0);
      expect(await isOpen(cookie), "it is not lost by it").toBe(true);
      // A round of housekeeping on a clock that is ahead ends nothing long before its time.
      set(DAY - 2 * HOUR - MINUTE + HOUR);
      await harness().services.sessions.purge(harness().services.now());
      set(0);
      expect(await isOpen(cookie)).toBe(true);
      set(DAY + HOUR);
      expect(await isOpen(cookie)).toBe(false);
    },
  );
});

/** Signs in with a browser whose clock is the server's. */
async function signInAt(ahead: number): Promise<string> {
  set(ahead);
  const fields = { issuedAt: new Date(Date.now() + ahead), nonce: await harness().nonce() };
  const answer = await signIn(newAccount(), fields);
  const cookie = answer.headers.get("set-cookie")?.split(";")[0];
  if (!cookie) throw new Error(answer.text);
  return cookie;
}

async function signIn(account: ReturnType<typeof newAccount>, fields: { issuedAt: Date; nonce: string }) {
  const message = siweMessage(account, fields);
  return harness().send("POST", "/session", { message, signature: await account.signMessage({ message }) });
}

describe("signing in", () => {
  test.each([SKEW, -SKEW])("works where the server's clock is off by %i ms", async (skew) => {
    const nonce = await harness().nonce();
    const issuedAt = new Date();
    set(skew);
    expect((await signIn(newAccount(), { issuedAt, nonce })).status).toBe(200);
  });

  test.each(JUMPS)(
    "is refused where the clock jumps by %i ms between, and works after another",
    async (jump) => {
      const account = newAccount();
      const first = { nonce: await harness().nonce(), issuedAt: new Date() };
      set(jump);
      expect((await signIn(account, first)).status).toBe(401);
      const again = { nonce: await harness().nonce(), issuedAt: new Date(Date.now() + jump) };
      expect((await signIn(account, again)).status).toBe(200);
      set(0);
      expect((await signIn(account, again)).status, "a nonce is spent once, whatever the time").toBe(401);
    },
  );

  test("takes a nonce for ten minutes", async () => {
    const account = newAccount();
    const nonce = await harness().nonce();
    set(11 * MINUTE);
    expect((await signIn(account, { nonce, issuedAt: new Date(Date.now() + 11 * MINUTE) })).status).toBe(401);
    set(9 * MINUTE);
    expect((await signIn(account, { nonce, issuedAt: new Date(Date.now() + 9 * MINUTE) })).status).toBe(200);
  });
});

test.each([...JUMPS, SKEW, -SKEW])(
  "a review and its receipt are judged by the chain's time where the server is off by %i ms",
  async (ahead) => {
    set(ahead);
    const { chain } = harness();
    const purchase = async (deadline: bigint) => {
      const author = newMember();
      const orderHash = keccak256(toHex(`order of ${author.address}`));
      const receipt = await signedReceipt(shop, {
        buyer: author.address,
        product: "beans",
        orderHash,
        deadline,
      });
      const body = await signedReview(author, { writtenAt: String(chain.time) });
      return harness().send("POST", "/reviews", { ...body, receipt });
    };
    expect((await purchase(chain.time)).status, "in the receipt's last second").toBe(201);
    const late = await purchase(chain.time - 1n);
    expect(late.json()).toMatchObject({ error: { fields: [{ path: "receipt.deadline" }] } });
  },
);

test.each(JUMPS)("a draft outlives a jump by %i ms, and goes after its ninety days", async (jump) => {
  const account = newMember();
  const cookie = await harness().signIn(account);
  const draft = { title: "Round", text: "Notes of", rating: 3, photos: [] };
  expect((await harness().send("PUT", "/drafts/beans", draft, { cookie })).status).toBe(200);
  const isKept = async (ahead: number) => {
    await purgeDrafts(harness().services.database, new Date(Date.now() + ahead));
    return (await harness().send("GET", "/drafts/beans", undefined, { cookie })).status === 200;
  };
  expect(await isKept(jump)).toBe(true);
  expect(await isKept(90 * DAY - 2 * HOUR + jump)).toBe(true);
  expect(await isKept(90 * DAY + 2 * HOUR + jump)).toBe(false);
});

test.each(JUMPS)("details of an order under way are kept through a jump by %i ms", async (jump) => {
  const { chain, services } = harness();
  const orderId = members++;
  const [waiting, ordered] = [await keepDelivery(harness(), key), await keepDelivery(harness(), key)];
  chain.named.set(ordered.deliveryHash, { memberId: 1n, redemptionIds: [orderId] });
  const tidy = (ahead: number) =>
    purgeDeliveries(services.database, chain, {
      now: new Date(Date.now() + ahead),
      retention: services.config.deliveryRetention,
    });
  const isKept = async ({ deliveryHash }: { deliveryHash: string }) =>
    (await harness().send("GET", `/deliveries/${deliveryHash}`, undefined, { cookie: key.cookie })).status ===
    200;
  for (const ahead of [jump, 0, 22 * HOUR + jump]) await tidy(ahead);
  expect([await isKept(waiting), await isKept(ordered)]).toEqual([true, true]);
  await tidy(26 * HOUR + jump);
  expect([await isKept(waiting), await isKept(ordered)], "a day without an order").toEqual([false, true]);
  await tidy(400 * DAY);
  expect(await isKept(ordered), "however long an order takes").toBe(true);
  chain.ended.add(orderId);
  await tidy(0);
  await tidy(14 * DAY - 2 * HOUR + jump);
  expect(await isKept(ordered)).toBe(true);
  await tidy(14 * DAY + 2 * HOUR + jump);
  expect(await isKept(ordered)).toBe(false);
});
