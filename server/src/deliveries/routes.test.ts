import { openDelivery, sealDelivery } from "@hearth/protocol/delivery";
import { stringToHex, type Hex } from "viem";
import { beforeAll, expect, test } from "vitest";
import {
  deliveryPlace,
  exampleDetails,
  keepDelivery,
  publishDeliveryKey,
  type PublishedKey,
} from "../../test/deliveryDesk.ts";
import { newAccount, useHarness } from "../../test/harness.ts";
import { purgeDeliveries } from "./store.ts";
import { deliveries } from "./tables.ts";

const harness = useHarness();
const START = Date.now();
let key: PublishedKey;

beforeAll(async () => {
  key = await publishDeliveryKey(harness());
});

async function readAs(hash: string, roles: ("FULFILMENT" | "OPERATOR")[]) {
  const account = newAccount();
  harness().chain.enrol(account.address, 1n, roles);
  return harness().send("GET", `/deliveries/${hash}`, undefined, { cookie: await harness().signIn(account) });
}

const read = (hash: string) =>
  harness().send("GET", `/deliveries/${hash}`, undefined, { cookie: key.cookie });

test("details go from the member to those who send parcels, and nobody reads them on the way", async () => {
  const delivery = await keepDelivery(harness(), key);
  const answer = await readAs(delivery.deliveryHash, ["FULFILMENT"]);
  expect(answer.json()).toEqual({ keyId: key.keyId, sealed: delivery.sealed });
  const found = { ...delivery, sealed: answer.json<{ sealed: Hex }>().sealed };
  expect(await openDelivery(await key.open(), found, deliveryPlace)).toEqual(exampleDetails);

  const rows = JSON.stringify(await harness().services.database.select().from(deliveries));
  for (const word of Object.values(exampleDetails).filter((each) => each.length > 2)) {
    expect(rows).not.toContain(word);
    expect(rows).not.toContain(stringToHex(word).slice(2));
  }
});

test("keeping the same again changes nothing; other details under the same hash are refused", async () => {
  const delivery = await keepDelivery(harness(), key);
  const again = await harness().send("POST", "/deliveries", { ...delivery, keyId: key.keyId });
  expect(again.json()).toEqual({ deliveryHash: delivery.deliveryHash });
  const { sealed } = await sealDelivery(exampleDetails, key.publicKey, deliveryPlace);
  const forged = await harness().send("POST", "/deliveries", { ...delivery, sealed, keyId: key.keyId });
  expect(forged.status).toBe(409);
  expect((await read(delivery.deliveryHash)).json()).toMatchObject({ sealed: delivery.sealed });
});

test("plain details are refused in whatever shape, and kept nowhere", async () => {
  const delivery = await sealDelivery(exampleDetails, key.publicKey, deliveryPlace);
  const text = stringToHex(JSON.stringify(exampleDetails).padEnd(1105, " ").slice(0, 1105));
  const offCurve = `${delivery.sealed.slice(0, 100)}${"0".repeat(32)}${delivery.sealed.slice(132)}`;
  const plain = [
    { details: exampleDetails, salt: delivery.deliveryHash },
    { ...delivery, keyId: key.keyId, details: exampleDetails },
    { ...delivery, keyId: key.keyId, sealed: JSON.stringify(exampleDetails) },
    { ...delivery, keyId: key.keyId, sealed: text },
    { ...delivery, keyId: key.keyId, sealed: `0x04${text.slice(4)}` },
    { ...delivery, keyId: key.keyId, sealed: offCurve },
    { ...delivery, keyId: key.keyId, sealed: `${delivery.sealed}00` },
    { ...delivery, keyId: key.keyId, sealed: delivery.sealed.slice(0, -2) },
  ];
  for (const each of plain) {
    const answer = await harness().send("POST", "/deliveries", each);
    expect(answer.status, JSON.stringify(each).slice(0, 100)).toBe(400);
    expect(answer.text).toContain("invalid_request");
  }
  expect((await read(delivery.deliveryHash)).status).toBe(404);
});

test("only those with the fulfilment role read even what is sealed", async () => {
  const { deliveryHash, sealed } = await keepDelivery(harness(), key);
  expect((await harness().send("GET", `/deliveries/${deliveryHash}`)).status).toBe(401);
  for (const roles of [[], ["OPERATOR"]] as const) {
    const answer = await readAs(deliveryHash, [...roles]);
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain(sealed);
  }
  expect((await readAs(`0x${"ff".repeat(32)}`, ["FULFILMENT"])).status).toBe(404);
});

test("nothing is sealed to a key that was replaced, or whose signer sends no more parcels", async () => {
  const delivery = await sealDelivery(exampleDetails, key.publicKey, deliveryPlace);
  const keep = (keyId: Hex) => harness().send("POST", "/deliveries", { ...delivery, keyId });
  expect((await keep(delivery.deliveryHash)).status).toBe(409);
  const newer = await publishDeliveryKey(harness());
  expect((await keep(key.keyId)).text).toMatch(/another one by now/);
  harness().chain.enrol(newer.account.address, null, []);
  expect((await keep(newer.keyId)).status).toBe(409);
  expect((await keep(key.keyId)).status, "an older key does not come back").toBe(409);
  key = await publishDeliveryKey(harness());
});

test("details that no redemption names are forgotten after a day, others are not", async () => {
  const { chain, services } = harness();
  const [ordered, abandoned] = [await keepDelivery(harness(), key), await keepDelivery(harness(), key)];
  chain.named.set(ordered.deliveryHash, { memberId: 1n, redemptionIds: [1n] });
  const purge = (hours: number) =>
    purgeDeliveries(services.database, chain, { now: inHours(hours), retention: 0 });

  await purge(23);
  expect((await read(abandoned.deliveryHash)).status).toBe(200);

  chain.down = true;
  await expect(purge(25)).rejects.toThrow(/chain/);
  chain.down = false;
  expect((await read(abandoned.deliveryHash)).status, "nothing is forgotten while the chain is away").toBe(
    200,
  );

  await purge(25);
  expect((await read(abandoned.deliveryHash)).status).toBe(404);
  expect((await read(ordered.deliveryHash)).status).toBe(200);
});

test("details are erased a while after all orders that name them are over, and not a moment before", async () => {
  const { chain, services } = harness();
  const { deliveryHash } = await keepDelivery(harness(), key);
  chain.named.set(deliveryHash, { memberId: 1n, redemptionIds: [21n, 22n] });
  const retention = 14 * 24 * 3_600_000;
  const purge = (hours: number) =>
    purgeDeliveries(services.database, chain, { now: inHours(hours), retention });
  const status = async () => (await read(deliveryHash)).status;

  chain.ended.add(21n);
  await purge(1);
  await purge(1 + 24 * 365);
  expect(await status(), "one order is open").toBe(200);

  chain.ended.add(22n);
  await purge(2);
  chain.ended.delete(22n);
  await purge(3);
  chain.ended.add(22n);
  await purge(4);
  await purge(4 + 14 * 24);
  expect(await status(), "the wait begins anew after a reorganisation").toBe(200);

  chain.down = true;
  await expect(purge(5 + 14 * 24)).rejects.toThrow(/chain/);
  chain.down = false;
  expect(await status()).toBe(200);
  await purge(5 + 14 * 24);
  expect(await status()).toBe(404);
});

function inHours(hours: number): Date {
  return new Date(START + hours * 3_600_000);
}
