/**
 * `npm run bench:relay -w server`: how much the relay takes in and carries, on this machine, as JSON. One real server on
 * one real local chain; `DATABASE_URL` for PostgreSQL, otherwise PGlite on disk. Options by environment: `RATE` and
 * `SECONDS` of the steady load, `BURST`.
 */
import { join } from "node:path";
import { parseEther } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { openPglite, openPostgres } from "../src/database/connection.ts";
import { checkBooks, takeAccount, type Accepted } from "../test/relay/checker.ts";
import { setBalance, startCommunity } from "../test/relay/liveCommunity.ts";
import { handIn, prepareJoins, untilDrained, type LoadResult } from "../test/relay/load.ts";
import { startServer } from "../test/relay/serverProcess.ts";

const FUNDED = parseEther("10000");
const rate = Number(process.env["RATE"] ?? 100);
const seconds = Number(process.env["SECONDS"] ?? 300);
const burst = Number(process.env["BURST"] ?? 1000);
const databaseUrl = process.env["DATABASE_URL"];

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

async function measure(url: string, run: () => Promise<LoadResult>) {
  const began = performance.now();
  const result = await run();
  const takenIn = (performance.now() - began) / 1000;
  await untilDrained(url);
  const drained = (performance.now() - began) / 1000;
  const { log, refused, latencies } = result;
  return {
    log,
    figures: {
      accepted: log.length,
      refused,
      secondsToTakeIn: Math.round(takenIn * 10) / 10,
      secondsUntilAllMined: Math.round(drained * 10) / 10,
      acceptMs: {
        p50: percentile(latencies, 0.5),
        p95: percentile(latencies, 0.95),
        p99: percentile(latencies, 0.99),
      },
    },
  };
}

const community = await startCommunity();
const key = generatePrivateKey();
const sender = privateKeyToAccount(key).address;
await setBalance(community, sender, FUNDED);
const dataDir = join(community.dir, "data");
const unlimited = "900000000000000";
const server = await startServer(community, {
  RELAY_KEY: key,
  DATA_DIR: dataDir,
  RELAY_EVERYBODY_GAS: unlimited,
  RELAY_NEWCOMERS_GAS: unlimited,
  RELAY_DAILY_ETH: "9000",
  RELAY_QUEUE: "100000",
});
const steadyJoins = await prepareJoins(community, rate * seconds);
const burstJoins = await prepareJoins(community, burst);
const steady = await measure(server.url, () => handIn(server.url, steadyJoins, rate));
const sudden = await measure(server.url, () => handIn(server.url, burstJoins));
await server.stop();
const connection = databaseUrl
  ? await openPostgres(databaseUrl, (error) => {
      throw error;
    })
  : await openPglite(dataDir);
const log: Accepted[] = [...steady.log, ...sudden.log];
const account = await takeAccount(community, connection.database, log);
const books = await checkBooks(community, connection.database, sender, FUNDED);
await connection.close();
await community.stop();
console.log(
  JSON.stringify(
    {
      database: databaseUrl ? "PostgreSQL" : "PGlite",
      steady: { rate, seconds, ...steady.figures },
      burst: { size: burst, ...sudden.figures },
      checked: {
        accepted: account.accepted,
        effected: account.effected,
        explained: account.explained,
        lost: account.lost.length,
        doubled: account.doubled,
        transactions: books.mined,
        booksAreTheChains: books.spent === books.paid && books.nonces.length === books.mined,
      },
    },
    null,
    2,
  ),
);
