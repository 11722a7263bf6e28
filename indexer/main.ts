/**
 * Runs the indexer: Ponder over the community's chain. Watches the chain beside it, and begins anew, with fresh tables,
 * when it is another one or was rewritten deeper than what counts as final.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseDeployment } from "@hearth/protocol/deployment";
import { type ChainState, judge, nextState, stateFromText, stateToText, type Verdict } from "./chainState.ts";
import { readSettings, type Settings } from "./settings.ts";
import { lookAt, schemaName } from "./sighting.ts";
import { forgetChain } from "./syncCache.ts";

const WATCH_MS = 2_000;
/** Ponder's exit code for what may pass, such as a node or database that does not answer. */
const TRY_AGAIN = 75;
const RETRY_MS = 5_000;

const REASONS: Record<Exclude<Verdict, "same">, string> = {
  first: "Indexing from the first block",
  otherChain: "This is another chain: indexing it from its first block",
  rewritten: "The chain was rewritten below what counted as final: indexing anew",
  otherVersion: "This is another version of the indexer: indexing anew",
};

/** What was seen of the chain, and what follows from it. */
interface Look {
  state: ChainState;
  verdict: Verdict;
}

function readState({ dataDir }: Settings): ChainState | undefined {
  try {
    return stateFromText(readFileSync(join(dataDir, "chain.json"), "utf8"));
  } catch {
    return undefined;
  }
}

/** In one piece or not at all, so that a crash leaves the old state or the new one. */
function writeState({ dataDir }: Settings, state: ChainState): void {
  const file = join(dataDir, "chain.json");
  writeFileSync(`${file}.new`, stateToText(state));
  renameSync(`${file}.new`, file);
}

/** Looks at the chain; undefined where the community is not on it. The record may be written anew at any time. */
async function look(settings: Settings): Promise<Look | undefined> {
  const deployment = parseDeployment(JSON.parse(readFileSync(settings.deploymentFile, "utf8")));
  const known = readState(settings);
  const sighting = await lookAt(settings.rpcUrl, deployment, known);
  return sighting && { state: nextState(known, sighting), verdict: judge(known, sighting) };
}

/** Waits for a node with the community on it. */
async function firstLook(settings: Settings): Promise<Look> {
  let said = "";
  for (;;) {
    const seen = await look(settings).catch((error: unknown) => error as Error);
    if (seen && !(seen instanceof Error)) return seen;
    const why = seen?.message.split("\n")[0] ?? "The community is not on this chain yet.";
    if (why !== said) console.log(`Waiting for ${settings.rpcUrl}: ${why}`);
    said = why;
    await delay(WATCH_MS);
  }
}

/** Removes what tables of other chains and versions left. In PostgreSQL only Ponder's memory of the chain goes. */
async function clearAway(settings: Settings, { state, verdict }: Look): Promise<void> {
  const keep = schemaName(state);
  for (const entry of readdirSync(settings.dataDir)) {
    if (entry.startsWith("hearth_") && entry !== keep) {
      rmSync(join(settings.dataDir, entry), { recursive: true });
    }
  }
  const isStale = verdict === "otherChain" || verdict === "rewritten";
  if (isStale && settings.databaseUrl) await forgetChain(settings.databaseUrl, settings.chainId);
}

function startPonder(settings: Settings, schema: string): ChildProcess {
  const ponder = fileURLToPath(new URL("bin/ponder.js", import.meta.resolve("ponder")));
  const options = ["--root", import.meta.dirname, "--log-format", "json", "--log-level", settings.logLevel];
  return spawn(
    process.execPath,
    [
      "--import",
      new URL("leash.ts", import.meta.url).href,
      ponder,
      ...options,
      "start",
      "--schema",
      schema,
      "--views-schema",
      "hearth",
      "--hostname",
      settings.host,
    ],
    {
      cwd: import.meta.dirname,
      env: {
        ...process.env,
        PONDER_TELEMETRY_DISABLED: "1",
        PORT: String(settings.port),
        DEPLOYMENT: settings.deploymentFile,
        INDEXER_DIR: join(settings.dataDir, schema),
      },
      stdio: ["pipe", "inherit", "inherit"],
    },
  );
}

/** Follows the chain until it is another one (undefined) or Ponder ends by itself (its exit code). */
async function follow(settings: Settings, ponder: ChildProcess): Promise<number | undefined> {
  const ended = once(ponder, "exit").then(([code]) => (code as number | null) ?? 1);
  for (;;) {
    const code = await Promise.race([ended, delay(WATCH_MS, undefined)]);
    // A node that does not answer may come back as the same one.
    const seen = await look(settings).catch(() => "silent" as const);
    if (seen !== "silent" && seen?.verdict !== "same") {
      ponder.kill("SIGTERM");
      await ended;
      return undefined;
    }
    if (code !== undefined) return code;
    if (seen !== "silent") writeState(settings, seen.state);
  }
}

/** Passes the wish to stop on to Ponder, which then ends by itself; without one there is nothing to wait for. */
function endOnSignals(ponder: () => ChildProcess | undefined): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (ponder()?.exitCode !== null) process.exit(0);
      ponder()?.kill("SIGTERM");
    });
  }
}

async function main(): Promise<never> {
  const settings = readSettings(process.env);
  mkdirSync(settings.dataDir, { recursive: true });
  let ponder: ChildProcess | undefined;
  endOnSignals(() => ponder);
  for (;;) {
    const seen = await firstLook(settings);
    if (seen.verdict !== "same") console.log(REASONS[seen.verdict]);
    await clearAway(settings, seen);
    writeState(settings, seen.state);
    ponder = startPonder(settings, schemaName(seen.state));
    const code = await follow(settings, ponder);
    if (code === TRY_AGAIN) await delay(RETRY_MS);
    else if (code !== undefined) process.exit(code);
  }
}

try {
  await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
