import { randomBytes } from "node:crypto";
import { bytesToHex, parseEther } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import { checkBooks, takeAccount } from "../../test/relay/checker.ts";
import { CutLine } from "../../test/relay/cutLine.ts";
import { HandIns } from "../../test/relay/handIns.ts";
import { setBalance, startCommunity, type LiveCommunity } from "../../test/relay/liveCommunity.ts";
import { prepareJoins, untilDrained } from "../../test/relay/load.ts";
import { findPostgres, OwnPostgres } from "../../test/relay/ownPostgres.ts";
import { startServer } from "../../test/relay/serverProcess.ts";
import { openPostgres } from "../database/connection.ts";

const named = process.env["TEST_DATABASE_URL"];
const installed = findPostgres();
const FUNDED = parseEther("100");
/** How often the database goes away. */
const CUTS = 3;

interface Stage {
  community: LiveCommunity;
  people: HandIns;
  url: string;
}

/**
 * Runs a server, lets its database fail, and takes account: what was promised is carried out, once, and nothing is promised
 * that is not stored. The server is neither started again nor told anything.
 * @param through Where the server finds the database.
 * @param direct Where the account is taken.
 * @param fail What happens.
 * @returns How many requests were handed in.
 */
async function withServer(
  through: string,
  direct: string,
  fail: (stage: Stage) => Promise<number>,
): Promise<void> {
  const community = await startCommunity();
  const key = bytesToHex(randomBytes(32));
  const { address: sender } = privateKeyToAccount(key);
  await setBalance(community, sender, FUNDED);
  const server = await startServer(community, {
    RELAY_KEY: key,
    DATABASE_URL: through,
    RELAY_BATCH_WAIT_MS: "20",
    RELAY_BATCH_SIZE: "5",
    LOG_LEVEL: "fatal",
  });
  const people = new HandIns(server.url);
  let accepted: number;
  try {
    accepted = await fail({ community, people, url: server.url });
    await people.handInAgain();
    await untilDrained(server.url);
  } finally {
    expect(await server.stop(), "a server that is asked to stop ends well").toBe(0);
  }
  people.expectTemporary();
  const connection = await openPostgres(direct, (error) => {
    throw error;
  });
  const account = await takeAccount(community, connection.database, people.log);
  const books = await checkBooks(community, connection.database, sender, FUNDED);
  await connection.close();
  await community.stop();
  expect(account).toMatchObject({ accepted, lost: [], contradicted: [], doubled: 0 });
  expect(account.effected + account.explained).toBe(account.accepted);
  expect(books.nonces).toEqual(Array.from({ length: books.mined }, (_, nonce) => nonce));
  expect(books.spent).toBe(books.paid);
}

/** Requests come in while the database goes away, and five more while it is away: none of those is promised. */
async function whileAway({ community, people }: Stage, goAway: () => void | Promise<void>): Promise<void> {
  const during = people.handIn(await prepareJoins(community, 20));
  await goAway();
  await during;
  const stored = people.log.length;
  await people.handIn(await prepareJoins(community, 5));
  expect(people.log.length, "nothing is promised without a database").toBe(stored);
}

// An embedded database lives and dies with its server: kill.test.ts.
test.skipIf(!named)(
  "a line to the database that is cut again and again: nothing is promised that is not stored, and all of it is carried",
  { timeout: 240_000 },
  async () => {
    const direct = new URL(named ?? "");
    const line = await CutLine.to({ host: direct.hostname, port: Number(direct.port || 5432) });
    const through = new URL(direct);
    through.host = `127.0.0.1:${line.port}`;
    await withServer(through.href, direct.href, async (stage) => {
      for (let cut = 0; cut < CUTS; cut++) {
        await whileAway(stage, () => line.cut());
        line.mend();
      }
      expect(stage.people.refusals.length).toBeGreaterThanOrEqual(CUTS * 5);
      return CUTS * 25;
    });
    await line.stop();
  },
);

// Where no PostgreSQL is installed there is none that a test may kill.
test.skipIf(installed === undefined)(
  "a PostgreSQL that is killed, and one that refuses to write: nothing is promised that is not stored, and all of it is carried",
  { timeout: 240_000 },
  async () => {
    const postgres = await OwnPostgres.create(installed ?? "");
    try {
      await withServer(postgres.url, postgres.url, async (stage) => {
        for (let cut = 0; cut < CUTS; cut++) {
          await whileAway(stage, () => postgres.kill());
          await postgres.start();
        }
        const ready = () => fetch(`${stage.url}/api/ready`);
        expect(stage.people.refusals.length).toBeGreaterThanOrEqual(CUTS * 5);
        await whileAway(stage, () => postgres.setReadOnly(true));
        const answer = await ready();
        expect(answer.status).toBe(503);
        expect(await answer.text()).toContain("storage_unavailable");
        await postgres.setReadOnly(false);
        await stage.people.handInAgain();
        expect((await ready()).status).toBe(200);
        return (CUTS + 1) * 25;
      });
    } finally {
      await postgres.remove();
    }
  },
);
