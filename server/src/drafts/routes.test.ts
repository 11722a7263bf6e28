import { beforeAll, expect, test } from "vitest";
import { newAccount, signedReview, useHarness } from "../../test/harness.ts";
import { purgeDrafts } from "./store.ts";

const harness = useHarness();
let members = 3000n;

beforeAll(async () => {
  await harness().addProduct("beans");
  await harness().addProduct("mug");
});

async function newMember() {
  const account = newAccount();
  harness().chain.enrol(account.address, ++members);
  return { account, cookie: await harness().signIn(account) };
}

const draft = { title: "Round", text: "Notes of", rating: 3, photos: [] };
const put = (cookie: string | undefined, body: unknown = draft, product = "beans") =>
  harness().send("PUT", `/drafts/${product}`, body, { cookie });
const read = (cookie: string | undefined, product = "beans") =>
  harness().send("GET", `/drafts/${product}`, undefined, { cookie });

test("a draft is kept for its member and product, the last one counts", async () => {
  const { cookie } = await newMember();
  expect((await put(cookie)).json()).toMatchObject({ draft: { ...draft, product: "beans" } });
  const empty = { title: "", text: "", rating: null, photos: [] };
  expect((await put(cookie, empty, "mug")).status).toBe(200);
  expect((await put(cookie, { ...draft, title: "Rounder" })).status).toBe(200);
  expect((await read(cookie)).json()).toMatchObject({ draft: { title: "Rounder" } });
  const all = await harness().send("GET", "/drafts", undefined, { cookie });
  expect(all.json<{ drafts: { product: string }[] }>().drafts.map(({ product }) => product)).toEqual([
    "beans",
    "mug",
  ]);
});

test("nobody reads, changes or deletes another's draft", async () => {
  const owner = await newMember();
  await put(owner.cookie);
  const other = await newMember();
  expect((await read(other.cookie)).status).toBe(404);
  expect((await harness().send("GET", "/drafts", undefined, { cookie: other.cookie })).json()).toEqual({
    drafts: [],
  });
  expect((await harness().send("DELETE", "/drafts/beans", undefined, { cookie: other.cookie })).status).toBe(
    204,
  );
  await put(other.cookie, { ...draft, title: "Mine" });
  expect((await read(owner.cookie)).json()).toMatchObject({ draft: { title: "Round" } });
  const operator = newAccount();
  harness().chain.enrol(operator.address, null, ["OPERATOR", "ATTESTER"]);
  expect((await read(await harness().signIn(operator))).status).toBe(403);
});

test("only members keep drafts, about products that are there", async () => {
  expect((await put(undefined)).status).toBe(401);
  expect((await put(await harness().signIn(newAccount()))).status).toBe(403);
  const { cookie } = await newMember();
  expect((await put(cookie, draft, "nothing")).status).toBe(404);
  expect((await read(cookie)).status).toBe(404);
});

test("a draft goes when it is deleted, or its review is handed in", async () => {
  const { account, cookie } = await newMember();
  await put(cookie);
  await put(cookie, draft, "mug");
  expect((await harness().send("POST", "/reviews", await signedReview(account))).status).toBe(201);
  expect((await read(cookie)).status).toBe(404);
  expect((await read(cookie, "mug")).status).toBe(200);
  expect((await harness().send("DELETE", "/drafts/mug", undefined, { cookie })).status).toBe(204);
  expect((await read(cookie, "mug")).status).toBe(404);
});

test("a draft that nobody touches is forgotten after 90 days", async () => {
  const { cookie } = await newMember();
  await put(cookie);
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
  await purgeDrafts(harness().services.database, inDays(89));
  expect((await read(cookie)).status).toBe(200);
  await purgeDrafts(harness().services.database, inDays(91));
  expect((await read(cookie)).status).toBe(404);
});
