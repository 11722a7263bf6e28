import { deliveryKeyId, deliveryKeyToSign, newDeliveryKey } from "@hearth/protocol/deliveryKey";
import type { Hex, LocalAccount } from "viem";
import { beforeAll, expect, test } from "vitest";
import { deliveryPlace, publishDeliveryKey } from "../../test/deliveryDesk.ts";
import { newAccount, useHarness } from "../../test/harness.ts";

const harness = useHarness();
let sender: LocalAccount;
let cookie: string;

beforeAll(async () => {
  sender = newAccount();
  harness().chain.enrol(sender.address, null, ["FULFILMENT"]);
  cookie = await harness().signIn(sender);
});

const sign = (publicKey: Hex, account = sender, place = deliveryPlace) =>
  account.signTypedData(deliveryKeyToSign(publicKey, place));
const publish = (body: unknown, as: string | undefined = cookie) =>
  harness().send("POST", "/delivery-keys", body, { cookie: as });
const current = async () =>
  (await harness().send("GET", "/delivery-keys/current")).json<{ key: unknown }>().key;

test("there is no key until somebody publishes one, and then everybody sees its public half", async () => {
  expect(await current()).toBeNull();
  const made = await newDeliveryKey("x");
  const signature = await sign(made.publicKey);
  const answer = await publish({ ...made, signature });
  expect(answer.status).toBe(201);
  const key = {
    keyId: deliveryKeyId(made.publicKey),
    publicKey: made.publicKey,
    signer: sender.address,
    signature,
  };
  expect(answer.json()).toEqual({ key });
  expect(await current()).toEqual(key);
  expect((await publish({ ...made, signature })).status, "twice").toBe(409);

  const list = await harness().send("GET", "/delivery-keys", undefined, { cookie });
  expect(list.json()).toMatchObject({ keys: [{ ...key, locked: made.locked }] });
});

test("the locked halves are shown to those who send parcels alone", async () => {
  expect((await harness().send("GET", "/delivery-keys")).status).toBe(401);
  const other = newAccount();
  harness().chain.enrol(other.address, 1n, ["OPERATOR", "ATTESTER"]);
  const answer = await harness().send("GET", "/delivery-keys", undefined, {
    cookie: await harness().signIn(other),
  });
  expect(answer.status).toBe(403);
  expect(answer.text).not.toContain("locked");
});

test("nobody without the role publishes a key, and nobody for somebody else", async () => {
  const made = await newDeliveryKey("x");
  const other = newAccount();
  harness().chain.enrol(other.address, 1n, ["OPERATOR"]);
  const otherCookie = await harness().signIn(other);
  expect((await publish({ ...made, signature: await sign(made.publicKey) }, "")).status).toBe(401);
  expect((await publish({ ...made, signature: await sign(made.publicKey, other) }, otherCookie)).status).toBe(
    403,
  );
  expect((await publish({ ...made, signature: await sign(made.publicKey) }, otherCookie)).status).toBe(403);
  expect((await publish({ ...made, signature: await sign(made.publicKey, other) })).status).toBe(400);
});

test("a signature of another key, store or chain is refused, and so is a key off the curve", async () => {
  const made = await newDeliveryKey("x");
  const other = await newDeliveryKey("x");
  const store = `0x${"bb".repeat(20)}` as const;
  const offCurve = `0x04${"ab".repeat(64)}` as const;
  const refused = [
    [{ ...made, signature: await sign(other.publicKey) }, "signature"],
    [
      { ...made, signature: await sign(made.publicKey, sender, { ...deliveryPlace, chainId: 1 }) },
      "signature",
    ],
    [{ ...made, signature: await sign(made.publicKey, sender, { ...deliveryPlace, store }) }, "signature"],
    [{ ...made, publicKey: offCurve, signature: await sign(offCurve) }, "publicKey"],
    [{ ...made, locked: "0x11", signature: await sign(made.publicKey) }, "locked"],
  ] as const;
  for (const [body, field] of refused) {
    const answer = await publish(body);
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: { fields: [{ path: field }] } });
  }
});

test("a key ends with its signer's role, and the next one takes its place", async () => {
  const { chain } = harness();
  chain.enrol(sender.address, null, []);
  expect(await current()).toBeNull();
  const { keyId } = await publishDeliveryKey(harness());
  expect(await current()).toMatchObject({ keyId });
  chain.enrol(sender.address, null, ["FULFILMENT"]);
  expect(await current(), "the newest counts").toMatchObject({ keyId });
  chain.down = true;
  expect((await harness().send("GET", "/delivery-keys/current")).status).toBe(503);
  chain.down = false;
});
