import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT, Running, until } from "./process.ts";
import { Reader } from "./reader.ts";

/** Where an indexer under test finds and keeps things. */
export interface Place {
  rpcUrl: string;
  deployment: string;
  dataDir: string;
  port: number;
}

/** What is killed: the program that watches the chain, Ponder below it, or both. */
export type Victim = "both" | "main" | "ponder";

/** A running indexer. */
export class LiveIndexer {
  readonly #reader: Reader;
  readonly #process: Running;

  /** Starts it. */
  constructor(place: Place) {
    this.#reader = new Reader(`http://127.0.0.1:${place.port}`);
    this.#process = new Running(`${place.dataDir}.log`, ["--import", "tsx", "indexer/main.ts"], {
      RPC_URL: place.rpcUrl,
      DEPLOYMENT: place.deployment,
      INDEXER_DIR: place.dataDir,
      INDEXER_PORT: String(place.port),
      INDEXER_POLLING_INTERVAL: "100",
      DATABASE_URL: "",
    });
  }

  /** Waits until it has read up to a block. */
  async reaches(block: bigint): Promise<void> {
    await this.#until(`Reading up to block ${block}`, async () => {
      const status = await this.#reader.get<{ community: { block: { number: number } } }>("/status");
      return BigInt(status.community.block.number) >= block;
    });
  }

  /** Waits until it has as many rows of a kind as given. */
  async counts(rows: string, count: number): Promise<void> {
    let seen = -1;
    await this.#until(`${count} ${rows}`, async () => {
      seen = (await this.#reader.ask(rows, "at", "limit: 1")).totalCount;
      return seen === count;
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}\nThere are ${seen}.`);
    });
  }

  /** Ends it. */
  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    await this.#process.end(signal);
  }

  /**
   * Kills at once both of its processes, or one; the other one then ends by itself.
   * @param victim Which.
   */
  async kill(victim: Victim): Promise<void> {
    if (victim === "both") return this.end("SIGKILL");
    const ponders = processesUnder(this.#process.pid, "ponder.js");
    // While there is no Ponder yet, it is the other one that is killed.
    const pids = victim === "ponder" && ponders.length > 0 ? ponders : [this.#process.pid];
    for (const pid of pids) process.kill(pid, "SIGKILL");
    await this.#process.ended();
    await until("The end of Ponder", () => Promise.resolve(!ponders.some(isAlive)));
  }

  async #until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    await until(what, isSo, () => this.#process.tail());
  }
}

/** Numbers of the processes that a process has started and whose command line has a text in it. */
function processesUnder(pid: number, text: string): number[] {
  const { stdout } = spawnSync("pgrep", ["-P", String(pid), "-f", text], { encoding: "utf8" });
  return stdout.split("\n").filter(Boolean).map(Number);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** What PGlite, in the version that wrote the files, is used for here. */
interface Database {
  query: (text: string) => Promise<{ rows: Record<string, string>[] }>;
  close: () => Promise<void>;
}

/**
 * Hashes of all tables of an indexer that has ended, by name: of every column of every row.
 * @param dataDir Its files.
 */
export async function tableHashes(dataDir: string): Promise<Record<string, string>> {
  const [schema, ...others] = readdirSync(dataDir).filter((name) => name.startsWith("hearth_"));
  if (schema === undefined || others.length > 0) throw new Error(`${dataDir} does not hold one database.`);
  const pglite = createRequire(join(ROOT, "node_modules/ponder/package.json")).resolve(
    "@electric-sql/pglite",
  );
  const { PGlite } = (await import(pathToFileURL(pglite).href)) as {
    PGlite: new (dir: string) => Database;
  };
  const database = new PGlite(join(dataDir, schema));
  const { rows } = await database.query(
    `select table_name as name from information_schema.tables
     where table_schema = '${schema}' and table_type = 'BASE TABLE' and table_name not like '\\_%' order by 1`,
  );
  const hashes: Record<string, string> = {};
  for (const { name = "" } of rows) {
    const table = await database.query(
      `select row_to_json(t)::text as row from "${schema}"."${name}" t order by 1`,
    );
    const text = table.rows.map(({ row }) => row).join("\n");
    hashes[name] = `${table.rows.length} rows, ${createHash("sha256").update(text).digest("hex")}`;
  }
  await database.close();
  return hashes;
}
