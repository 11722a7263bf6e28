import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  badgesAbi,
  campaignsAbi,
  communityGovernorAbi,
  eventTicketsAbi,
  membershipAbi,
  pollsAbi,
  rewardsStoreAbi,
  rewardTokenAbi,
  roomsAbi,
  accessManagerAbi,
} from "@hearth/protocol/generated/abis";
import { parseDeployment } from "@hearth/protocol/deployment";
import type { Address } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DemoChain } from "../../scripts/seed/chain.ts";
import { startStack, type Stack } from "../../scripts/start/stack.ts";
import { Reader } from "./reader.ts";
import { ROOT, until } from "./process.ts";

const DATA = ".hearth/indexer-test";

let stack: Stack;
let chain: DemoChain;
let reader: Reader;

/** Which contract is read. */
const at = (contract: Parameters<DemoChain["address"]>[0]) => ({ address: chain.address(contract) });

const ask = <Row>(rows: string, columns: string, args?: string) => reader.ask<Row>(rows, columns, args);
const get = <Answer>(path: string) => reader.get<Answer>(path);
const sum = (amounts: string[]) => amounts.reduce((total, amount) => total + BigInt(amount), 0n);

beforeAll(async () => {
  const ports = { rpc: 28_845, indexer: 28_945, server: 28_987, web: 29_073 };
  stack = await startStack({ seed: true, frontend: "none", dataDir: DATA, ports });
  reader = new Reader(stack.indexerUrl);
  const record: unknown = JSON.parse(await readFile(join(ROOT, DATA, "deployment.json"), "utf8"));
  chain = new DemoChain(stack.rpcUrl, parseDeployment(record));
  const head = await chain.client.getBlockNumber();
  await until("Reading the demo", async () => {
    const { community } = await get<{ community: { block: { number: number } } }>("/status");
    return community.block.number === Number(head);
  });
});

afterAll(async () => {
  await stack.stop();
  await rm(join(ROOT, DATA), { recursive: true });
});

test("every account has what the token says, and all of them together the supply", async () => {
  const { items } = await ask<{ account: Address; balance: string; standing: string; debt: string }>(
    "holdings",
    "account balance standing debt",
  );
  const token = { ...at("RewardToken"), abi: rewardTokenAbi };
  for (const { account, balance, standing, debt } of items) {
    const args = [account] as const;
    const read = (functionName: "balanceOf" | "earned" | "debtOf") =>
      chain.client.readContract({ ...token, functionName, args });
    expect([await read("balanceOf"), await read("earned"), await read("debtOf")]).toEqual(
      [balance, standing, debt].map(BigInt),
    );
  }
  const supply = await chain.client.readContract({ ...token, functionName: "totalSupply" });
  expect(sum(items.map(({ balance }) => balance))).toBe(supply);
  expect(supply).toBeGreaterThan(0n);
  const { outstanding } = await get<{ outstanding: string }>("/health-metrics/tokens");
  expect(BigInt(outstanding)).toBe(supply);
});

test("members, their tiers and standings are those of the membership", async () => {
  interface Row {
    id: number;
    account: Address;
    tier: number;
    standing: { standing: string } | null;
  }
  const { items, totalCount } = await ask<Row>("members", "id account tier standing { standing }");
  const membership = { ...at("Membership"), abi: membershipAbi };
  const last = await chain.client.readContract({ ...membership, functionName: "lastMemberId" });
  expect(totalCount).toBe(Number(last));
  for (const { id, account, tier, standing } of items) {
    const args = [account] as const;
    const [memberId, tierNow] = await chain.client.readContract({
      ...membership,
      functionName: "memberAndTierOf",
      args,
    });
    expect([Number(memberId), Number(tierNow)]).toEqual([id, tier]);
    const token = { ...at("RewardToken"), abi: rewardTokenAbi } as const;
    const earned = await chain.client.readContract({ ...token, functionName: "earned", args });
    expect(BigInt(standing?.standing ?? 0)).toBe(earned);
  }
});

test("the history of standing ends at the standing", async () => {
  const { items } = await ask<{ memberId: number; standing: string }>("memberStandings", "memberId standing");
  expect(items.length).toBeGreaterThan(10);
  for (const { memberId, standing } of items) {
    const args = `where: { memberId: ${memberId} }, orderBy: "blockNumber", orderDirection: "desc", limit: 1000`;
    const history = await ask<{ amount: string; standing: string }>(
      "standingChanges",
      "amount standing",
      args,
    );
    expect(sum(history.items.map(({ amount }) => amount))).toBe(BigInt(standing));
    expect(history.items.map((change) => change.standing)).toContain(standing);
  }
});

test("campaigns have paid what their claims come to, and what is left in their epochs", async () => {
  const claims = await ask<{ campaignId: number; epochId: number | null; amount: string }>(
    "claims",
    "campaignId epochId amount",
  );
  const epochs = await ask<{ id: number; campaignId: number; total: string }>(
    "epochs",
    "id campaignId total",
  );
  const campaigns = await ask<{ id: number }>("campaigns", "id");
  expect(epochs.totalCount).toBeGreaterThan(0);
  for (const { id } of campaigns.items) {
    const direct = claims.items.filter((claim) => claim.campaignId === id && claim.epochId === null);
    const published = epochs.items.filter((epoch) => epoch.campaignId === id);
    const { paid } = await chain.client.readContract({
      ...at("Campaigns"),
      abi: campaignsAbi,
      functionName: "campaign",
      args: [BigInt(id)],
    });
    const amounts = [...direct.map(({ amount }) => amount), ...published.map(({ total }) => total)];
    expect(sum(amounts)).toBe(paid);
  }
});

test("polls and proposals stand as their contracts count them", async () => {
  const polls = await ask<{ id: number }>("polls", "id");
  expect(polls.totalCount).toBe(3);
  for (const { id } of polls.items) {
    const tally = await get<{ totals: string[]; ballots: number; turnout: string }>(`/polls/${id}/tally`);
    const { totals, ballots, turnout } = await chain.client.readContract({
      ...at("Polls"),
      abi: pollsAbi,
      functionName: "tally",
      args: [BigInt(id)],
    });
    expect([tally.totals.map(BigInt), BigInt(tally.ballots), BigInt(tally.turnout)]).toEqual([
      totals,
      ballots,
      turnout,
    ]);
  }
  const proposals = await ask<{ id: string; againstVotes: string; forVotes: string; abstainVotes: string }>(
    "proposals",
    "id againstVotes forVotes abstainVotes",
  );
  expect(proposals.totalCount).toBe(3);
  for (const { id, againstVotes, forVotes, abstainVotes } of proposals.items) {
    const votes = await chain.client.readContract({
      ...at("CommunityGovernor"),
      abi: communityGovernorAbi,
      functionName: "proposalVotes",
      args: [BigInt(id)],
    });
    expect(votes).toEqual([againstVotes, forVotes, abstainVotes].map(BigInt));
  }
});

test("orders stand as the store has them, and what is open lies in escrow", async () => {
  const states = ["none", "placed", "fulfilled", "cancelled", "waiting"];
  const { items } = await ask<{
    id: number;
    memberId: number;
    rewardId: number;
    paid: string;
    state: string;
  }>("redemptions", "id memberId rewardId paid state");
  const store = { ...at("RewardsStore"), abi: rewardsStoreAbi };
  for (const { id, memberId, rewardId, paid, state } of items) {
    const order = await chain.client.readContract({
      ...store,
      functionName: "redemption",
      args: [BigInt(id)],
    });
    expect([order.memberId, order.rewardId, order.paid, states[order.state]]).toEqual([
      memberId,
      rewardId,
      BigInt(paid),
      state,
    ]);
  }
  const escrowed = await chain.client.readContract({ ...store, functionName: "totalEscrowed" });
  const tokens = await get<{ escrowed: string }>("/health-metrics/tokens");
  expect(BigInt(tokens.escrowed)).toBe(escrowed);
  expect(escrowed).toBeGreaterThan(0n);
});

test("tickets have their members, and those checked in are checked in", async () => {
  const { items } = await ask<{ id: string; memberId: number; checkIn: { door: Address } | null }>(
    "tickets",
    "id memberId checkIn { door }",
  );
  const tickets = { ...at("EventTickets"), abi: eventTicketsAbi };
  for (const { id, memberId, checkIn } of items) {
    const args = [BigInt(id)] as const;
    const holder = await chain.client.readContract({ ...tickets, functionName: "ticketMember", args });
    const inside = await chain.client.readContract({ ...tickets, functionName: "isCheckedIn", args });
    expect([Number(holder), inside]).toEqual([memberId, checkIn !== null]);
  }
  expect(items.some(({ checkIn }) => checkIn)).toBe(true);
});

test("rooms hold whom they hold, and badges are with whom they are", async () => {
  const rooms = await get<{ roomId: number; members: number }[]>("/health-metrics/rooms");
  expect(rooms).toHaveLength(3);
  for (const { roomId, members } of rooms) {
    const count = await chain.client.readContract({
      ...at("Rooms"),
      abi: roomsAbi,
      functionName: "memberCountOf",
      args: [BigInt(roomId)],
    });
    expect(BigInt(members)).toBe(count);
  }
  const holders = await ask<{ badgeId: number; memberId: number; state: string }>(
    "badgeHolders",
    "badgeId memberId state",
  );
  expect(holders.totalCount).toBeGreaterThan(0);
  for (const { badgeId, memberId, state } of holders.items) {
    const args = [BigInt(badgeId), BigInt(memberId)] as const;
    const has = await chain.client.readContract({
      ...at("Badges"),
      abi: badgesAbi,
      functionName: "hasBadge",
      args,
    });
    expect(has).toBe(state === "held");
  }
});

test("who holds a role on chain holds it here, and the brand runs the community", async () => {
  const { items } = await ask<{ role: string; account: Address }>("roles", "role account");
  expect(items.length).toBeGreaterThan(4);
  for (const { role, account } of items) {
    const [isMember] = await chain.client.readContract({
      ...at("AccessManager"),
      abi: accessManagerAbi,
      functionName: "hasRole",
      args: [BigInt(role), account],
    });
    expect(isMember).toBe(true);
  }
  expect((await ask<{ name: string }>("stages", "name")).items).toEqual([{ name: "brand-run" }]);
});

test("a list is read page by page, each row once", async () => {
  const pages = await reader.pages<{ id: number }>("members", "id", 7);
  expect(pages.map((page) => page.length)).toEqual([7, 7, 6]);
  const seen = pages.flat().map(({ id }) => id);
  expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

test("a metric that is asked for wrongly says what is wrong", async () => {
  const fault = async (path: string) => {
    const response = await fetch(`${stack.indexerUrl}${path}`);
    return [response.status, await response.json()] as const;
  };
  const period = "period must be one of day, week, month.";
  expect(await fault("/health-metrics/contributors?period=hour")).toEqual([400, { error: period }]);
  const days = "days must be a whole number from 1 to 3660.";
  for (const wrong of ["0", "-1", "3661", "1;drop"]) {
    expect(await fault(`/health-metrics/rooms?days=${encodeURIComponent(wrong)}`)).toEqual([
      400,
      { error: days },
    ]);
  }
  expect(await fault("/polls/99/tally")).toEqual([404, { error: "There is no poll with this number." }]);
});
