import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { membershipAbi, rewardTokenAbi } from "@hearth/protocol/generated/abis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stateFromText } from "../../indexer/chainState.ts";
import { findFreePort } from "../../scripts/start/ports.ts";
import { awardAll } from "../../scripts/seed/awards.ts";
import { giveBadges } from "../../scripts/seed/badges.ts";
import type { DemoChain } from "../../scripts/seed/chain.ts";
import { DemoClock } from "../../scripts/seed/clock.ts";
import { earlyAwards, laterAwards } from "../../scripts/seed/content/awards.ts";
import { waves } from "../../scripts/seed/content/members.ts";
import { nextMerch, winterFilter } from "../../scripts/seed/content/polls.ts";
import { joinMembers } from "../../scripts/seed/members.ts";
import { holdPoll } from "../../scripts/seed/polls.ts";
import { fillRooms } from "../../scripts/seed/rooms.ts";
import { AnvilChain } from "./anvil.ts";
import { LiveIndexer, tableHashes } from "./indexer.ts";
import { until } from "./process.ts";

/** Deeper than what Ponder and the indexer count as final. */
const TOO_DEEP = 64;

let folder: string;
let anvil: AnvilChain;
let chain: DemoChain;
let indexer: LiveIndexer;
let port: number;
const running: LiveIndexer[] = [];

function start(name: string, onPort: number): LiveIndexer {
  const { rpcUrl, deployment } = anvil;
  const started = new LiveIndexer({ rpcUrl, deployment, dataDir: join(folder, name), port: onPort });
  running.push(started);
  return started;
}

/** How many rows the chain says there should be. */
async function expected(): Promise<{ members: number; transfers: number }> {
  const fromBlock = chain.deployment.startBlock;
  const joins = {
    address: chain.address("Membership"),
    abi: membershipAbi,
    eventName: "MemberJoined",
  } as const;
  const moves = {
    address: chain.address("RewardToken"),
    abi: rewardTokenAbi,
    eventName: "Transfer",
  } as const;
  const [joined, moved] = await Promise.all([
    chain.client.getContractEvents({ ...joins, fromBlock }),
    chain.client.getContractEvents({ ...moves, fromBlock }),
  ]);
  return { members: joined.length, transfers: moved.length };
}

/** Waits until the indexer tells of the chain that there is now. */
async function agrees(): Promise<void> {
  await indexer.reaches(await anvil.head());
  const { members, transfers } = await expected();
  await indexer.counts("members", members);
  await indexer.counts("transfers", transfers);
}

/** The block that the indexer remembers as final; it looks every two seconds. */
async function lookedAt(): Promise<bigint> {
  const text = await readFile(join(folder, "followed", "chain.json"), "utf8");
  return stateFromText(text)?.witness.number ?? 0n;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hearth-reorg-"));
  anvil = await AnvilChain.start(folder, await findFreePort(28_645), join(folder, "record.json"));
  chain = await anvil.demo();
  await joinMembers(chain, waves.slice(0, 2).flat());
  await awardAll(chain, earlyAwards);
  port = await findFreePort(28_745);
  indexer = start("followed", port);
  await agrees();
});

afterAll(async () => {
  for (const each of running) await each.end("SIGKILL");
  await anvil.end();
  await rm(folder, { recursive: true });
});

/** What members do next, and how many blocks of it are taken back. Each act is made again afterwards. */
const acts: [string, number, () => Promise<unknown>][] = [
  ["a member joins", 1, () => joinMembers(chain, ["omar"])],
  ["members vote in a poll", 3, async () => holdPoll(chain, await DemoClock.of(chain), winterFilter)],
  [
    "members come into rooms and get badges",
    12,
    async () => {
      await joinMembers(chain, waves.slice(2).flat());
      await fillRooms(chain);
      await giveBadges(chain);
    },
  ],
];

for (const [what, depth, act] of acts) {
  test(`${what}, and ${depth} blocks of it never happened, then it is done again`, async () => {
    await act();
    await agrees();
    const before = await expected();
    await anvil.reorg(depth);
    await agrees();
    if (depth === 1) expect((await expected()).members).toBe(before.members - 1);
    await act();
    await agrees();
  });
}

test("blocks are replaced while it is down, after it was killed in the midst of reading", async () => {
  await Promise.all([awardAll(chain, laterAwards), indexer.end("SIGKILL")]);
  await anvil.reorg(2);
  await awardAll(chain, laterAwards);
  indexer = start("followed", port);
  await agrees();
});

test("its tables are, to the byte, those of an indexer that read everything afresh", async () => {
  const head = await anvil.head();
  const fresh = start("fresh", await findFreePort(port + 1));
  await fresh.reaches(head);
  await indexer.reaches(head);
  await Promise.all([fresh.end(), indexer.end()]);
  const [followed, rebuilt] = [
    await tableHashes(join(folder, "followed")),
    await tableHashes(join(folder, "fresh")),
  ];
  expect(followed).toEqual(rebuilt);
  const filled = Object.values(rebuilt).filter((hash) => !hash.startsWith("0 rows"));
  expect(filled.length).toBeGreaterThan(15);
});

test("blocks are replaced below what counts as final: it begins anew", async () => {
  indexer = start("followed", port);
  await agrees();
  await anvil.mine(TOO_DEEP - 10);
  await agrees();
  await until(
    "A look at what is final now",
    async () => (await lookedAt()) > (await anvil.head()) - BigInt(TOO_DEEP),
  );
  await anvil.reorg(TOO_DEEP);
  await agrees();
  await holdPoll(chain, await DemoClock.of(chain), nextMerch);
  await agrees();
});

test("another chain takes the place of this one: nothing of the old one is left", async () => {
  const { rpcUrl, deployment } = anvil;
  await anvil.end();
  anvil = await AnvilChain.start(join(folder, "another"), Number(new URL(rpcUrl).port), deployment);
  chain = await anvil.demo();
  await joinMembers(chain, ["kit"]);
  await agrees();
  expect((await expected()).members).toBe(1);
});
