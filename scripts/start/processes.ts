import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync, closeSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** The repository. */
export const ROOT = resolve(import.meta.dirname, "../..");

/** Ends a program whose starter is gone. */
const LEASH = join(import.meta.dirname, "leash.ts");
/** How long a child may take to end by itself before it is killed. */
const GRACE_MS = 5_000;
const POLL_MS = 100;

/** A program of the stack: Node 24 with these arguments, in the repository. */
export interface Program {
  /** Short name, also the name of its log file. */
  name: string;
  args: string[];
  env: Record<string, string>;
  cwd?: string;
}

/** A program failed to start, or ended when it should not have. Holds the end of its log. */
export class ProgramFailed extends Error {
  constructor(what: string, logFile: string) {
    const tail = readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-30).join("\n");
    super(`${what}. The end of ${logFile}:\n\n${tail}`);
    this.name = "ProgramFailed";
  }
}

interface Running extends Program {
  child: ChildProcess;
  logFile: string;
}

/** The programs of one stack. Each runs in its own process group, so that stopping leaves nothing behind. */
export class Programs {
  readonly #logDir: string;
  readonly #onCrash: (error: ProgramFailed) => void;
  readonly #running: Running[] = [];
  #stopping: Promise<void> | undefined;

  /**
   * @param logDir Directory of the log files, one per program.
   * @param onCrash Called when a service ends although nobody stopped it.
   */
  constructor(logDir: string, onCrash: (error: ProgramFailed) => void) {
    this.#logDir = logDir;
    this.#onCrash = onCrash;
    mkdirSync(logDir, { recursive: true });
  }

  /** Runs a program to its end. Throws {@link ProgramFailed} when it does not succeed. */
  async run(program: Program): Promise<void> {
    const { child, logFile } = this.#spawn(program);
    const [code] = (await once(child, "exit")) as [number | null];
    this.#throwIfStopping();
    if (code !== 0) throw new ProgramFailed(`${program.name} failed (exit code ${code})`, logFile);
  }

  /**
   * Starts a service and waits until it answers.
   * @param isReady Asked every tenth of a second; may throw while the service is not up yet.
   * @param timeoutMs How long it may take.
   */
  async serve(program: Program, isReady: () => Promise<boolean>, timeoutMs = 120_000): Promise<void> {
    const service = this.#spawn(program);
    const deadline = Date.now() + timeoutMs;
    while (!(await isReady().catch(() => false))) {
      this.#throwIfStopping();
      if (hasEnded(service.child)) throw new ProgramFailed(`${program.name} ended at once`, service.logFile);
      if (Date.now() > deadline) throw new ProgramFailed(`${program.name} does not answer`, service.logFile);
      await delay(POLL_MS);
    }
    const crashed = () => {
      if (!this.#stopping)
        this.#onCrash(new ProgramFailed(`${program.name} ended unexpectedly`, service.logFile));
    };
    if (hasEnded(service.child)) crashed();
    else service.child.once("exit", crashed);
  }

  /** Ends every program, the newest first, and waits until all are gone. Safe to call twice. */
  async stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    await this.#stopping;
  }

  async #stopAll(): Promise<void> {
    for (const { child } of this.#running.toReversed()) await endGroup(child);
  }

  #throwIfStopping(): void {
    if (this.#stopping) throw new Error("The stack is stopping.");
  }

  #spawn(program: Program): Running {
    this.#throwIfStopping();
    const logFile = join(this.#logDir, `${program.name}.log`);
    const log = openSync(logFile, "a");
    const child = spawn(process.execPath, ["--import", LEASH, ...program.args], {
      cwd: program.cwd ?? ROOT,
      env: { ...process.env, ...program.env },
      stdio: ["pipe", log, log],
      detached: true,
    });
    closeSync(log);
    const running = { ...program, child, logFile };
    this.#running.push(running);
    return running;
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Asks a process group to end, then makes it. */
async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  if (!hasEnded(child)) {
    const ended = once(child, "exit");
    signalGroup(child.pid, "SIGTERM");
    await Promise.race([ended, delay(GRACE_MS, undefined, { ref: false })]);
  }
  signalGroup(child.pid, "SIGKILL");
  if (!hasEnded(child)) await once(child, "exit");
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // The whole group has ended already.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
