import { afterAll, beforeAll, expect, test } from "vitest";
import { activeContributors, firstContribution, retention } from "../src/api/metrics/contributors.ts";
import { participation, roomActivity } from "../src/api/metrics/participation.ts";
import { int } from "../src/api/metrics/query.ts";
import { rewardDeciles, tokenFlow } from "../src/api/metrics/rewards.ts";
import { tallyOf } from "../src/api/polls.ts";
import { TestTables } from "./tables.ts";

const second = (iso: string) => BigInt(Date.parse(iso) / 1000);
const ALWAYS = { from: 0n, until: second("2030-01-01T00:00:00Z") };
const ADA = "0xada0000000000000000000000000000000000000";
const ADA_LATER = "0xada1000000000000000000000000000000000000";

let tables: TestTables;

/** Ada and Ben join in January, Cleo in March; Ben leaves. */
async function addMembers(): Promise<void> {
  const joined = [
    [1, second("2026-01-05T10:00:00Z"), ADA],
    [2, second("2026-01-31T23:59:59Z"), "0xbe"],
    [3, second("2026-03-01T00:00:00Z"), "0xc1"],
  ] as const;
  for (const [id, at, account] of joined) {
    const status = id === 2 ? "left" : "active";
    await tables.add("member", { id, at, status, account: id === 1 ? ADA_LATER : account });
    await tables.add("memberChange", { memberId: id, change: "joined", activeDelta: 1, account, at });
  }
  await tables.add(
    "memberChange",
    { memberId: 2, change: "left", activeDelta: -1, at: second("2026-02-10T00:00:00Z") },
    {
      memberId: 1,
      change: "rebound",
      activeDelta: 0,
      account: ADA_LATER,
      at: second("2026-03-09T00:00:00Z"),
    },
  );
}

/** Ada is paid three times, Ben once; Cleo never is. */
async function addClaims(): Promise<void> {
  const claims = [
    [1, 30n, second("2026-01-05T11:00:00Z"), 7],
    [1, 10n, second("2026-01-05T23:59:59Z"), 8],
    [2, 20n, second("2026-02-01T00:00:00Z"), 8],
    [1, 40n, second("2026-03-02T00:00:00Z"), 8],
  ] as const;
  for (const [memberId, amount, at, campaignId] of claims) {
    await tables.add("claim", { memberId, amount, at, campaignId });
  }
  await tables.add("campaign", { id: 7, roomId: 5 }, { id: 8, roomId: null });
  await tables.add("revocation", { memberId: 1, amount: 15n });
  await tables.add(
    "memberStanding",
    { memberId: 1, standing: 65n, firstClaimAt: second("2026-01-05T11:00:00Z") },
    { memberId: 2, standing: 20n, firstClaimAt: second("2026-02-01T00:00:00Z") },
  );
}

/** A room with Ada and Cleo inside, two polls, of which one is the room's, and proposals. */
async function addVotes(): Promise<void> {
  const opens = second("2026-03-03T00:00:00Z");
  await tables.add("room", { id: 5, closed: false }, { id: 6, closed: true });
  await tables.add(
    "roomMember",
    { roomId: 5, memberId: 1, inside: true, steward: true },
    { roomId: 5, memberId: 2, inside: false, steward: false },
    { roomId: 5, memberId: 3, inside: true, steward: false },
  );
  await tables.add(
    "roomChange",
    { roomId: 5, memberId: 1, change: "joined", insideDelta: 1, at: second("2026-01-06T00:00:00Z") },
    { roomId: 5, memberId: 2, change: "joined", insideDelta: 1, at: second("2026-02-01T00:00:00Z") },
    { roomId: 5, memberId: 2, change: "left", insideDelta: -1, at: second("2026-02-09T00:00:00Z") },
    // In the second in which the poll opens: too late to be among those who can vote.
    { roomId: 5, memberId: 3, change: "joined", insideDelta: 1, at: opens },
  );
  const poll = { method: "approval", optionCount: 3, closes: opens + 86_400n } as const;
  await tables.add(
    "poll",
    { ...poll, id: 1, roomId: 5, opens },
    { ...poll, id: 2, roomId: null, opens: opens + 1n },
    { ...poll, id: 3, roomId: null, opens, cancelReason: "Twice the same" },
    { ...poll, id: 4, roomId: null, opens: ALWAYS.until },
  );
  await tables.add(
    "ballot",
    { pollId: 1, memberId: 1, ballot: 0b011n, weight: 1n, at: opens + 5n },
    { pollId: 2, memberId: 1, ballot: 0b100n, weight: 3n, at: opens + 6n },
    { pollId: 2, memberId: 3, ballot: null, commitment: "0x01", weight: 1n, at: opens + 7n },
  );
  const voteStart = second("2026-02-05T00:00:00Z");
  await tables.add(
    "proposal",
    { id: 11n, state: "executed", voteStart, voteEnd: voteStart + 9n, voters: 1 },
    { id: 12n, state: "canceled", voteStart, voteEnd: voteStart + 9n, voters: 2 },
  );
  await tables.add("vote", { proposalId: 11n, voter: ADA, at: voteStart + 1n });
}

async function addTokens(): Promise<void> {
  await tables.add(
    "redemption",
    { id: 1, memberId: 1, paid: 20n, state: "fulfilled", at: second("2026-03-04T00:00:00Z") },
    { id: 2, memberId: 1, paid: 7n, state: "placed", at: second("2026-03-04T00:00:00Z") },
    { id: 3, memberId: 3, paid: 9n, state: "cancelled", at: second("2026-04-30T00:00:00Z") },
    { id: 4, memberId: 2, paid: 3n, state: "waiting", at: second("2026-02-02T00:00:00Z") },
  );
  await tables.add(
    "holding",
    { account: ADA_LATER, balance: 38n, debt: 2n },
    { account: "0xbe", balance: 17n, debt: 0n },
  );
}

beforeAll(async () => {
  tables = await TestTables.create();
  await addMembers();
  await addClaims();
  await addVotes();
  await addTokens();
});

afterAll(async () => tables.close());

test("contributors are counted once a day, and new ones where they were first paid", async () => {
  expect(await activeContributors(tables.run, "day", ALWAYS)).toEqual([
    { period: "2026-01-05", contributors: 1, newcomers: 1, claims: 2, earned: "40" },
    { period: "2026-02-01", contributors: 1, newcomers: 1, claims: 1, earned: "20" },
    { period: "2026-03-02", contributors: 1, newcomers: 0, claims: 1, earned: "40" },
  ]);
});

test("weeks begin on Monday, and months on their first day", async () => {
  const of = async (period: "week" | "month") =>
    (await activeContributors(tables.run, period, ALWAYS)).map((each) => each.period);
  expect(await of("week")).toEqual(["2026-01-05", "2026-01-26", "2026-03-02"]);
  expect(await of("month")).toEqual(["2026-01-01", "2026-02-01", "2026-03-01"]);
});

test("a window takes its first second and leaves out its last", async () => {
  const at = second("2026-02-01T00:00:00Z");
  const claims = async (from: bigint, until: bigint) =>
    (await activeContributors(tables.run, "day", { from, until })).length;
  expect(await claims(at, at + 1n)).toBe(1);
  expect(await claims(at - 1n, at)).toBe(0);
  expect(await claims(at + 1n, at + 2n)).toBe(0);
});

test("the time to the first contribution leaves out who never made one", async () => {
  expect(await firstContribution(tables.run)).toEqual({
    members: 3,
    contributed: 2,
    median: (3_600 + 1) / 2,
    ninetieth: 1 + 0.9 * 3_599,
  });
});

test("a cohort is retained by whatever its members did, also with a wallet they no longer have", async () => {
  expect(await retention(tables.run)).toEqual([
    { cohort: "2026-01-01", size: 2, month: 0, active: 1 },
    { cohort: "2026-01-01", size: 2, month: 1, active: 2 },
    { cohort: "2026-01-01", size: 2, month: 2, active: 1 },
    { cohort: "2026-03-01", size: 1, month: 0, active: 1 },
    { cohort: "2026-03-01", size: 1, month: 1, active: 1 },
  ]);
});

test("those who can vote are the members at the snapshot, or the room before it", async () => {
  const votes = await participation(tables.run, ALWAYS.until, 10);
  expect(votes.map(({ id, kind, roomId, voters, eligible }) => [kind, id, roomId, voters, eligible])).toEqual(
    [
      ["poll", "2", null, 1, 2],
      ["poll", "1", 5, 1, 1],
      ["proposal", "11", null, 1, 2],
    ],
  );
  expect(await participation(tables.run, ALWAYS.until, 1)).toHaveLength(1);
});

test("a room's activity is that of its polls and campaigns", async () => {
  expect(await roomActivity(tables.run, ALWAYS)).toEqual([
    {
      roomId: 5,
      closed: false,
      members: 2,
      stewards: 1,
      joined: 3,
      left: 1,
      ballots: 1,
      claims: 1,
      active: 1,
    },
    {
      roomId: 6,
      closed: true,
      members: 0,
      stewards: 0,
      joined: 0,
      left: 0,
      ballots: 0,
      claims: 0,
      active: 0,
    },
  ]);
  const window = { from: second("2026-03-01T00:00:00Z"), until: ALWAYS.until };
  expect((await roomActivity(tables.run, window))[0]).toMatchObject({
    joined: 1,
    left: 0,
    ballots: 1,
    claims: 0,
  });
});

test("deciles hold active members alone, and their shares add up to one", async () => {
  expect(await rewardDeciles(tables.run)).toEqual([
    { decile: 1, members: 1, standing: "65", share: 1 },
    { decile: 2, members: 1, standing: "0", share: 0 },
  ]);
});

test("tokens earned are revoked, redeemed, escrowed or in accounts", async () => {
  expect(await tokenFlow(tables.run)).toEqual({
    earned: "100",
    revoked: "15",
    redeemed: "20",
    escrowed: "10",
    outstanding: "55",
    owed: "2",
    redemptionRate: 20 / 85,
    redeemers: 2,
  });
});

test("a poll is counted from open ballots by its method and their weights", async () => {
  expect(await tallyOf(tables.run, 1)).toMatchObject({ totals: [1n, 1n, 0n], winners: [1, 2], turnout: 1n });
  expect(await tallyOf(tables.run, 2)).toMatchObject({ totals: [0n, 0n, 3n], winners: [3], ballots: 1 });
  expect(await tallyOf(tables.run, 99)).toBeUndefined();
});

test("nothing has happened yet: metrics are empty, not wrong", async () => {
  const empty = await TestTables.create();
  expect(await activeContributors(empty.run, "day", ALWAYS)).toEqual([]);
  expect(await firstContribution(empty.run)).toEqual({
    members: 0,
    contributed: 0,
    median: null,
    ninetieth: null,
  });
  expect(await retention(empty.run)).toEqual([]);
  expect(await rewardDeciles(empty.run)).toEqual([]);
  expect(await tokenFlow(empty.run)).toMatchObject({ earned: "0", outstanding: "0", redemptionRate: 0 });
  await empty.close();
});

test("only whole numbers get into SQL", () => {
  expect(int(-12n)).toBe("-12");
  expect(() => int(Number.NaN)).toThrow(RangeError);
  expect(() => int("1; drop table claim" as unknown as number)).toThrow(RangeError);
});
