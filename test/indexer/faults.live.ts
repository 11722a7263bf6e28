import { randomInt } from "node:crypto";
import { readFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { roomsAbi } from "@hearth/protocol/generated/abis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findFreePort } from "../../scripts/start/ports.ts";
import { awardAll } from "../../scripts/seed/awards.ts";
import type { DemoChain } from "../../scripts/seed/chain.ts";
import { walletIndex, waves } from "../../scripts/seed/content/members.ts";
import { joinMembers, memberNumber } from "../../scripts/seed/members.ts";
import { roomNumber } from "../../scripts/seed/rooms.ts";
import { AnvilChain } from "./anvil.ts";
import { FaultyNode, type Lie } from "./faultyNode.ts";
import { LiveIndexer, tableHashes, type Victim } from "./indexer.ts";
import { until } from "./process.ts";

/** How often the indexer is killed; more by hand. */
const KILLS = Number(process.env["HEARTH_KILLS"] ?? 5);
const VICTIMS: readonly Victim[] = ["both", "main", "ponder"];
/** Blocks taken back at once, well above what counts as final. */
const SHALLOW = 3;
/** Between two acts, so that there is something left to read of when it is killed, in milliseconds. */
const PACE = 100;
/** Awards of five tokens each that the campaign's budget is asked for. */
const AWARDS = 200;

const members = waves.slice(0, 2).flat();

let folder: string;
let anvil: AnvilChain;
let chain: DemoChain;
let node: FaultyNode;
let port: number;
const running: LiveIndexer[] = [];

function start(name: string, onPort: number, rpcUrl = anvil.rpcUrl): LiveIndexer {
  const started = new LiveIndexer({
    rpcUrl,
    deployment: anvil.deployment,
    dataDir: join(folder, name),
    port: onPort,
  });
  running.push(started);
  return started;
}

/** Whether what an indexer has kept is, to the byte, what one that reads everything afresh makes of the chain. */
async function isAsAfresh(indexer: LiveIndexer, name: string): Promise<void> {
  const head = await anvil.head();
  const fresh = start(`${name}-afresh`, await findFreePort(port + 1));
  await Promise.all([indexer.reaches(head), fresh.reaches(head)]);
  await Promise.all([indexer.end(), fresh.end()]);
  const rebuilt = await tableHashes(join(folder, `${name}-afresh`));
  expect(await tableHashes(join(folder, name))).toEqual(rebuilt);
  expect(rebuilt["transfer"]).not.toMatch(/^0 rows/);
  // Tables that were thrown away and made anew would prove nothing.
  const state = JSON.parse(await readFile(join(folder, name, "chain.json"), "utf8")) as {
    generation: number;
  };
  expect(state.generation).toBe(0);
}

/** Members go on: they are paid, and come into a room and leave it, one block each; now and then blocks are replaced. */
class Life {
  #goesOn = true;
  #acts = 0;
  #done: Promise<void> | undefined;

  start(): void {
    this.#done = this.#live();
  }

  /** Ends it and gives how much was done. */
  async stop(): Promise<number> {
    this.#goesOn = false;
    await this.#done;
    return this.#acts;
  }

  async #live(): Promise<void> {
    const roomId = await roomNumber(chain, "Home brewers");
    for (; this.#goesOn; this.#acts++) {
      await delay(PACE);
      if (randomInt(8) === 0) await anvil.reorg(randomInt(1, SHALLOW + 1));
      else if (this.#acts < AWARDS && randomInt(2) === 0) await this.#pay();
      else await this.#moveThrough(roomId);
    }
  }

  async #pay(): Promise<void> {
    await awardAll(chain, [{ campaign: "help", subject: `help ${this.#acts}`, amounts: { kit: 5 } }]);
  }

  async #moveThrough(roomId: bigint): Promise<void> {
    const name = members[randomInt(members.length)] ?? "kit";
    const rooms = { address: chain.address("Rooms"), abi: roomsAbi } as const;
    const args = [roomId, await memberNumber(chain, name)] as const;
    const joinedAt = await chain.client.readContract({ ...rooms, functionName: "joinedAt", args });
    const functionName = joinedAt > 0n ? "leaveRoom" : "joinRoom";
    await chain.send(walletIndex(name), { contract: "Rooms", abi: roomsAbi, functionName, args: [roomId] });
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hearth-faults-"));
  anvil = await AnvilChain.start(folder, await findFreePort(29_145), join(folder, "record.json"));
  chain = await anvil.demo();
  node = await FaultyNode.start(anvil.rpcUrl);
  await joinMembers(chain, members);
  await awardAll(chain, [{ campaign: "help", subject: "before", amounts: { kit: 5, marta: 5 } }]);
  // What is replaced later never reaches down to here.
  await anvil.mine(2 * SHALLOW);
  port = await findFreePort(29_245);
});

afterAll(async () => {
  for (const each of running) await each.end("SIGKILL");
  await node.end();
  await anvil.end();
  await rm(folder, { recursive: true });
});

const lies: [string, Lie][] = [
  [
    "a log twice in the answer about a range",
    (logs, { fromBlock }) => (fromBlock && logs[0] ? [...logs, logs[0]] : undefined),
  ],
  [
    "a log twice in the answer about a block",
    (logs, { blockHash }) => (blockHash && logs[0] ? [...logs, logs[0]] : undefined),
  ],
  [
    "no logs, where there are some, in the answer about a block",
    (logs, { blockHash }) => (blockHash && logs.length > 0 ? [] : undefined),
  ],
  [
    "logs in the wrong order in the answer about a block",
    (logs, { blockHash }) => (blockHash && logs.length > 1 ? logs.toReversed() : undefined),
  ],
];

for (const [position, [what, lie]] of lies.entries()) {
  test(`the node once gives ${what}: the tables are none the worse`, async () => {
    const name = `lied-to-${position}`;
    if (what.endsWith("range")) node.lieOnce(lie);
    const indexer = start(name, port, node.url);
    await indexer.reaches(await anvil.head());
    if (!what.endsWith("range")) node.lieOnce(lie);
    await awardAll(chain, [{ campaign: "help", subject: name, amounts: { kit: 5, pia: 5 } }]);
    await until("The lie", () => Promise.resolve(node.hasLied));
    // A newest block that could not be read is read again together with the next one.
    await anvil.mine(1);
    await isAsAfresh(indexer, name);
  });
}

test(
  `killed ${KILLS} times at random while blocks come and go, it has every event once`,
  { timeout: 240_000 + KILLS * 40_000 },
  async () => {
    let indexer = start("killed", port);
    const life = new Life();
    life.start();
    try {
      for (let kill = 0; kill < KILLS; kill++) {
        // Every other time it has got to following the chain; otherwise it may be anywhere on its way there.
        if (kill % 2 === 0) await indexer.reaches(await anvil.head());
        await delay(randomInt(kill % 2 === 0 ? 1_000 : 8_000));
        await indexer.kill(VICTIMS[kill % VICTIMS.length] ?? "both");
        indexer = start("killed", port);
      }
    } finally {
      expect(await life.stop()).toBeGreaterThan(KILLS);
    }
    await isAsAfresh(indexer, "killed");
  },
);
