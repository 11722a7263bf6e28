import { verifyExport, type SignedExport } from "@hearth/protocol/communityExport";
import { beforeAll, expect, test } from "vitest";
import { keepDelivery, publishDeliveryKey } from "../../test/deliveryDesk.ts";
import { newAccount, quietConfig, useHarness } from "../../test/harness.ts";

const harness = useHarness();

beforeAll(async () => {
  await harness().addProduct("beans");
  await harness().addReview("beans", { memberId: 1n });
  await keepDelivery(harness(), await publishDeliveryKey(harness()));
});

test("operators take the community along under the server's signature; others don't", async () => {
  const signer = quietConfig.exportAccount;
  if (!signer) throw new Error("The tests' server has a key.");
  const operator = newAccount();
  const member = await harness().signIn(newAccount());
  harness().chain.enrol(operator.address, null, ["OPERATOR"]);
  const cookie = await harness().signIn(operator);
  expect((await harness().send("GET", "/export")).status).toBe(401);
  expect((await harness().send("GET", "/export", undefined, { cookie: member })).status).toBe(403);

  const answer = await harness().send("GET", "/export", undefined, { cookie });
  expect(answer.headers.get("content-disposition")).toContain("attachment");
  const signed = JSON.parse(answer.text) as SignedExport;
  expect(await verifyExport(signed, signer.address)).toBe(true);
  expect(Object.keys(signed.content.tables).sort()).toEqual(
    expect.arrayContaining(["deliveries", "deliveryKeys", "grades", "products", "reviews"]),
  );
  expect(signed.content.tables["products"]).toHaveLength(1);
  expect(answer.text).not.toContain("tokenHash");
});

test("a server without a key says so instead of an export that nobody vouches for", async () => {
  const operator = newAccount();
  harness().chain.enrol(operator.address, null, ["OPERATOR"]);
  const cookie = await harness().signIn(operator);
  const { config } = harness().services;
  const { exportAccount } = config;
  config.exportAccount = undefined;
  harness().reopen();
  const answer = await harness().send("GET", "/export", undefined, { cookie });
  config.exportAccount = exportAccount;
  harness().reopen();
  expect(answer.status).toBe(503);
  expect(answer.text).toContain("export_unavailable");
});
