import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "../node.ts";

/** Where Debian and those after it put PostgreSQL. */
const VERSIONS = "/usr/lib/postgresql";

/** The newest PostgreSQL on this machine that a test may run; undefined where there is none. */
export function findPostgres(): string | undefined {
  if (!existsSync(VERSIONS)) return undefined;
  const found = readdirSync(VERSIONS)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(VERSIONS, version, "bin"))
    .find((bin) => existsSync(join(bin, "initdb")));
  return found !== undefined && owner() !== undefined ? found : undefined;
}

/** Who runs it: whoever runs the tests, but for root, as whom PostgreSQL does not start. */
function owner(): { uid?: number; gid?: number } | undefined {
  if (process.getuid?.() !== 0) return {};
  const id = (which: string) => Number(execFileSync("id", [which, "postgres"], { stdio: "pipe" }).toString());
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}

/** A PostgreSQL of a test's own, which may be killed. Its files are in a temporary directory. */
export class OwnPostgres {
  readonly url: string;
  readonly #bin: string;
  readonly #dir: string;
  readonly #port: number;
  #process: ChildProcess | undefined;

  private constructor(bin: string, dir: string, port: number) {
    this.#bin = bin;
    this.#dir = dir;
    this.#port = port;
    this.url = `postgres://hearth@127.0.0.1:${port}/postgres`;
  }

  /**
   * Makes an empty cluster and starts it.
   * @param bin Where its programs are, from {@link findPostgres}.
   */
  static async create(bin: string): Promise<OwnPostgres> {
    const dir = await mkdtemp(join(tmpdir(), "hearth-postgres-"));
    const as = owner() ?? {};
    if (as.uid !== undefined && as.gid !== undefined) chownSync(dir, as.uid, as.gid);
    const args = ["-D", join(dir, "data"), "-U", "hearth", "-A", "trust", "-E", "UTF8"];
    execFileSync(join(bin, "initdb"), args, { ...as, cwd: dir, stdio: "pipe" });
    const postgres = new OwnPostgres(bin, dir, await freePort());
    await postgres.start();
    return postgres;
  }

  /** Starts it, again after it was killed, and waits until it answers. */
  async start(): Promise<void> {
    const args = [
      "-D",
      join(this.#dir, "data"),
      "-p",
      String(this.#port),
      "-h",
      "127.0.0.1",
      "-k",
      this.#dir,
    ];
    for (;;) {
      if (!this.#isRunning()) {
        this.#process = spawn(join(this.#bin, "postgres"), args, {
          ...owner(),
          cwd: this.#dir,
          stdio: "ignore",
        });
      }
      // Those who served the killed one may still hold its memory: then it ends at once, and is started again.
      if (await this.#query("select 1").then(...isDone)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Ends it at once, in the middle of whatever it does. */
  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  /** Refuses to write from now on, or no longer; connections stay. */
  async setReadOnly(isReadOnly: boolean): Promise<void> {
    const wanted = isReadOnly ? "on" : "off";
    await this.#query(`alter system set default_transaction_read_only = ${wanted}`);
    await this.#query("select pg_reload_conf()");
    // Whoever connects after the others were told finds the new setting.
    const setting = "select current_setting('default_transaction_read_only') as now";
    while ((await this.#query(setting))[0]?.["now"] !== wanted);
  }

  /** Ends it, and removes its files. */
  async remove(): Promise<void> {
    await this.#end("SIGQUIT");
    await rm(this.#dir, { recursive: true, force: true, maxRetries: 10 });
  }

  async #query(text: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<Record<string, unknown>>(text);
      return rows;
    } finally {
      await client.end();
    }
  }

  #isRunning(): boolean {
    return this.#process?.exitCode === null && this.#process.signalCode === null;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (!this.#process || !this.#isRunning()) return;
    const exited = once(this.#process, "exit");
    this.#process.kill(signal);
    await exited;
  }
}

const isDone = [() => true, () => false] as const;
