import { deliveryHash } from "@hearth/protocol/delivery";
import { expect, test } from "vitest";
import { newAccount, useHarness } from "../../test/harness.ts";
import { purgeDeliveries } from "./store.ts";

const harness = useHarness();

const details = {
  name: "Rae Ember",
  street: "1 Roaster's Row",
  postcode: "10115",
  city: "Berlin",
  country: "DE",
  note: "",
};

const keep = (salt: string, changes = {}) =>
  harness().send("POST", "/deliveries", { details: { ...details, ...changes }, salt });

async function readAs(hash: string, roles: ("FULFILMENT" | "OPERATOR")[]) {
  const account = newAccount();
  harness().chain.enrol(account.address, 1n, roles);
  return harness().send("GET", `/deliveries/${hash}`, undefined, { cookie: await harness().signIn(account) });
}

test("details are kept under the hash that goes on chain, once", async () => {
  const salt = `0x${"0a".repeat(32)}` as const;
  const first = await keep(salt);
  expect(first.status).toBe(201);
  expect(first.json()).toEqual({ deliveryHash: deliveryHash(details, salt) });
  expect((await keep(salt)).json()).toEqual(first.json());
  const answer = await readAs(deliveryHash(details, salt), ["FULFILMENT"]);
  expect(answer.json()).toEqual({ details });
});

test("only those with the fulfilment role read them", async () => {
  const salt = `0x${"0b".repeat(32)}` as const;
  await keep(salt);
  const hash = deliveryHash(details, salt);
  expect((await harness().send("GET", `/deliveries/${hash}`)).status).toBe(401);
  for (const roles of [[], ["OPERATOR"]] as const) {
    const answer = await readAs(hash, [...roles]);
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain(details.street);
  }
  expect((await readAs(`0x${"ff".repeat(32)}`, ["FULFILMENT"])).status).toBe(404);
});

test("details that no redemption names are forgotten after a day, others are not", async () => {
  const { chain, services } = harness();
  const hashes = await Promise.all(
    (["0c", "0d"] as const).map(async (byte) => {
      const salt = `0x${byte.repeat(32)}` as const;
      await keep(salt);
      return deliveryHash(details, salt);
    }),
  );
  const [ordered, abandoned] = hashes;
  if (!ordered || !abandoned) throw new Error("two hashes expected");
  chain.delivered.add(ordered);
  const status = async (hash: string) => (await readAs(hash, ["FULFILMENT"])).status;
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);

  await purgeDeliveries(services.database, chain, inHours(23));
  expect(await status(abandoned)).toBe(200);

  chain.down = true;
  await expect(purgeDeliveries(services.database, chain, inHours(25))).rejects.toThrow(/chain/);
  chain.down = false;
  expect(await status(abandoned), "nothing is forgotten while the chain is away").toBe(200);

  await purgeDeliveries(services.database, chain, inHours(25));
  expect(await status(abandoned)).toBe(404);
  expect(await status(ordered)).toBe(200);
});
