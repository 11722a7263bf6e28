import { readdir } from "node:fs/promises";
import { is } from "drizzle-orm";
import { PgTable, getTableConfig } from "drizzle-orm/pg-core";
import type { Hex, LocalAccount } from "viem";
import { beforeAll, expect, test } from "vitest";
import { keepDelivery, publishDeliveryKey } from "../../test/deliveryDesk.ts";
import { newAccount, signedApproval, useHarness, type QueueItem } from "../../test/harness.ts";
import { relayBudgets, relayRequests } from "../relay/tables.ts";
import { holdings } from "./holdings.ts";

const harness = useHarness();
let members = 70n;

/** Somebody with rows in every table that can hold some. */
interface Busy {
  account: LocalAccount;
  memberId: bigint;
  cookie: string;
  deliveryHash: Hex;
}

beforeAll(() => harness().addProduct("beans"));

async function busyMember(): Promise<Busy> {
  const memberId = ++members;
  const { id, author: account } = await harness().addReview("beans", { memberId });
  const { chain } = harness();
  chain.enrol(account.address, memberId, ["FULFILMENT"], ["curate"]);
  const cookie = await harness().signIn(account);
  await grade(account, cookie);
  const deliveryHash = await order(account, cookie, memberId);
  await askRelay(memberId, account, "mined-ok");
  expect(id).toBeDefined();
  return { account, memberId, cookie, deliveryHash };
}

/** Grades the review of somebody else. */
async function grade(account: LocalAccount, cookie: string): Promise<void> {
  const { id } = await harness().addReview("beans", { memberId: ++members });
  const queue = await harness().send("GET", "/grading?limit=100", undefined, { cookie });
  const item = queue.json<{ items: QueueItem[] }>().items.find((each) => each.id === id);
  if (!item) throw new Error("The review is not in the queue.");
  const approval = await signedApproval(account, item, 15n, harness().chain.time + 3600n);
  const answer = await harness().send("POST", `/grading/${id}`, approval, { cookie });
  expect(answer.status, answer.text).toBe(200);
}

/** Publishes a delivery key and orders with details that are sealed to it. */
async function order(account: LocalAccount, cookie: string, memberId: bigint): Promise<Hex> {
  const key = await publishDeliveryKey(harness(), { account, cookie });
  const { deliveryHash } = await keepDelivery(harness(), key);
  harness().chain.named.set(deliveryHash, { memberId, redemptionIds: [memberId] });
  return deliveryHash;
}

async function askRelay(memberId: bigint, { address }: LocalAccount, state: "stored" | "mined-ok") {
  const { database, now } = harness().services;
  const at = now();
  const payer = `member:${memberId}`;
  const request = {
    id: crypto.randomUUID(),
    contentHash: `0x${crypto.randomUUID()}` as const,
    relay: address,
  };
  const call = { target: address, data: "0x11" as const, functionName: "Polls.castFor" };
  await database.insert(relayRequests).values({
    ...{ ...request, ...call, payer, state },
    ...{ isNewcomer: false, gas: 1n, dueAt: at, createdAt: at },
  });
  await database
    .insert(relayBudgets)
    .values([
      { scope: payer, day: "2026-01-01", gas: 1n },
      { scope: payer, day: at.toISOString().slice(0, 10), gas: 1n },
    ])
    .onConflictDoNothing();
}

interface OwnData {
  account: string;
  memberId: string | null;
  tables: Record<string, Record<string, unknown>[]>;
}

async function ownData(cookie: string): Promise<OwnData> {
  const answer = await harness().send("GET", "/me/export", undefined, { cookie });
  expect(answer.status, answer.text).toBe(200);
  return answer.json<OwnData & Record<string, unknown>>();
}

test("every table of the schema has an entry, so that none is forgotten", async () => {
  const source = new URL("../", import.meta.url);
  const files = (await readdir(source, { recursive: true })).filter((file) => /(^|\/)tables\.ts$/.test(file));
  const modules = await Promise.all(
    files.map((file) => import(new URL(file, source).href) as Promise<object>),
  );
  const tables = modules
    .flatMap((module): unknown[] => Object.values(module))
    .filter((each): each is PgTable => is(each, PgTable));
  const names = (some: readonly PgTable[]) => some.map((table) => getTableConfig(table).name).sort();
  expect(names(holdings.map(({ table }) => table))).toEqual(names(tables));
  expect(tables.length).toBeGreaterThan(10);
});

/** Tables in which a busy member has rows. */
const FILLED = [
  ...["reviews", "grades", "deliveryKeys", "deliveries", "sessions"],
  ...["relayRequests", "relayBudgets"],
];

/** Columns that say whose a row is, in whatever table. */
const PERSONAL = /account|author|signer|member|payer|owner|wallet|grader|curator|moderator|reporter/;
/** Accounts of the relay itself. */
const NOBODYS = ["relay_accounts", "relay_transactions"];

test("a table that names accounts or members is somebody's, with an answer to being forgotten", () => {
  for (const { table, of, erasure } of holdings) {
    const { name, columns } = getTableConfig(table);
    const isPersonal = columns.some((column) => PERSONAL.test(column.name)) && !NOBODYS.includes(name);
    if (isPersonal) expect(of, `${name} says whose its rows are`).toBeDefined();
    if (of) expect(erasure, `${name} says what becomes of them`).toBeDefined();
    if (erasure?.kept) expect(erasure.why, `${name} says why some stay`).toMatch(/^[A-Z].{20,}\.$/);
  }
});

test("members download all that is kept about them, and nothing of others", async () => {
  const [one, other] = [await busyMember(), await busyMember()];
  const data = await ownData(one.cookie);
  expect(data).toMatchObject({ account: one.account.address, memberId: String(one.memberId) });
  for (const { name, of } of holdings) if (!of) expect(data.tables, name).not.toHaveProperty(name);
  for (const name of FILLED) expect(data.tables[name]?.length, `rows of ${name}`).toBeGreaterThan(0);
  expect(data.tables["deliveries"]).toMatchObject([{ deliveryHash: one.deliveryHash }]);
  const text = JSON.stringify(data);
  for (const foreign of [other.account.address, other.deliveryHash, `member:${other.memberId}"`])
    expect(text).not.toContain(foreign);
  expect(text).not.toContain("tokenHash");
});

test("a download is a file that no cache keeps, and is for those who are signed in", async () => {
  expect((await harness().send("GET", "/me/export")).status).toBe(401);
  expect((await harness().send("DELETE", "/me")).status).toBe(401);
  const cookie = await harness().signIn(newAccount());
  const answer = await harness().send("GET", "/me/export", undefined, { cookie });
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename="0x[0-9a-zA-Z]{40}\.json"$/,
  );
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const { tables } = answer.json<OwnData & Record<string, unknown>>();
  const counts = Object.entries(tables).filter(([, rows]) => rows.length > 0);
  expect(
    counts.map(([name]) => name),
    "a visitor has a session and nothing else",
  ).toEqual(["sessions"]);
});

test("a wallet that lost its membership sees and erases nothing of the member", async () => {
  const { chain } = harness();
  const { account, memberId, cookie, deliveryHash } = await busyMember();
  const successor = newAccount();
  chain.enrol(account.address, null);
  chain.enrol(successor.address, memberId);
  const { tables } = await ownData(cookie);
  for (const name of ["reviews", "deliveries", "relayRequests", "relayBudgets"])
    expect(tables[name]).toEqual([]);
  await harness().send("DELETE", "/me", undefined, { cookie });
  const moved = await ownData(await harness().signIn(successor));
  expect(moved.tables["reviews"]).toHaveLength(1);
  expect(moved.tables["deliveries"]).toMatchObject([{ deliveryHash }]);
});

test("a member who left still downloads and erases", async () => {
  const { chain } = harness();
  const { account, memberId, cookie } = await busyMember();
  chain.enrol(account.address, null);
  chain.former.set(account.address, memberId);
  expect((await ownData(cookie)).tables["reviews"]).toHaveLength(1);
  expect((await harness().send("DELETE", "/me", undefined, { cookie })).status).toBe(200);
  expect((await ownData(await harness().signIn(account))).tables["reviews"]).toEqual([]);
});

test("whoever asks is forgotten, except for what the answer names", async () => {
  const { chain } = harness();
  const [one, other] = [await busyMember(), await busyMember()];
  const before = await ownData(other.cookie);
  await askRelay(one.memberId, one.account, "stored");
  chain.ended.add(one.memberId);

  const answer = await harness().send("DELETE", "/me", undefined, { cookie: one.cookie });
  expect(answer.status, answer.text).toBe(200);
  const said = answer.json<{
    erased: Record<string, number>;
    kept: { name: string; rows: number; why: string }[];
  }>();
  expect(said.erased).toMatchObject({
    reviews: 1,
    deliveries: 1,
    relayRequests: 1,
    relayBudgets: 1,
    sessions: 1,
  });
  expect(said.kept.map(({ name, rows }) => [name, rows])).toEqual([
    ["moderationDecisions", 1],
    ["grades", 1],
    ["deliveryKeys", 1],
    ["relayRequests", 1],
    ["relayBudgets", 1],
  ]);
  expect(answer.headers.get("set-cookie")).toMatch(/Max-Age=0/);
  expect((await harness().send("GET", "/session", undefined, { cookie: one.cookie })).status).toBe(401);

  const { tables } = await ownData(await harness().signIn(one.account));
  const left = Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.length]));
  expect(left).toMatchObject({
    ...{ reviews: 0, deliveries: 0, sessions: 1 },
    ...{ grades: 1, deliveryKeys: 1, relayRequests: 1, relayBudgets: 1 },
  });
  expect((await ownData(other.cookie)).tables, "others lose nothing").toEqual(before.tables);
});

test("the address of a parcel under way stays until its orders are over", async () => {
  const { account, memberId, cookie, deliveryHash } = await busyMember();
  const answer = await harness().send("DELETE", "/me", undefined, { cookie });
  expect(answer.json()).toMatchObject({ erased: { deliveries: 0 } });
  expect(answer.text).toContain("Parcels on their way");
  const again = await harness().signIn(account);
  expect((await ownData(again)).tables["deliveries"]).toMatchObject([{ deliveryHash }]);
  harness().chain.ended.add(memberId);
  expect((await harness().send("DELETE", "/me", undefined, { cookie: again })).json()).toMatchObject({
    erased: { deliveries: 1 },
  });
});

test("a review goes with the grades that others gave it", async () => {
  const author = await busyMember();
  const grader = newAccount();
  harness().chain.enrol(grader.address, null, ["ATTESTER"]);
  const cookie = await harness().signIn(grader);
  const own = (await ownData(author.cookie)).tables["reviews"]?.[0];
  const queue = await harness().send("GET", "/grading?limit=100", undefined, { cookie });
  const item = queue.json<{ items: QueueItem[] }>().items.find(({ id }) => id === own?.["id"]);
  if (!item) throw new Error("The review is not in the queue.");
  const approval = await signedApproval(grader, item, 15n, harness().chain.time + 3600n);
  await harness().send("POST", `/grading/${item.id}`, approval, { cookie });
  const answer = await harness().send("DELETE", "/me", undefined, { cookie: author.cookie });
  expect(answer.json()).toMatchObject({ erased: { reviews: 1 } });
  expect((await harness().send("GET", `/reviews/${item.id}`)).status).toBe(404);
  expect((await ownData(cookie)).tables["grades"]).toEqual([]);
});

test("nothing is erased or shown while the chain is away, for nobody knows whose it is", async () => {
  const { cookie } = await busyMember();
  harness().chain.down = true;
  const answers = [
    await harness().send("GET", "/me/export", undefined, { cookie }),
    await harness().send("DELETE", "/me", undefined, { cookie }),
  ];
  harness().chain.down = false;
  for (const answer of answers) expect(answer.status).toBe(503);
  expect((await ownData(cookie)).tables["reviews"]).toHaveLength(1);
});
