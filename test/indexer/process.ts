import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** The repository. */
export const ROOT = resolve(import.meta.dirname, "../..");

const LEASH = join(ROOT, "scripts/start/leash.ts");

/** A program in a process group of its own, which ends with the test at the latest. */
export class Running {
  readonly #child: ChildProcess;
  readonly #log: string;

  /**
   * Starts a program under Node 24, in the repository.
   * @param log File for what it says.
   * @param args Arguments of Node.
   * @param env What is added to the environment.
   */
  constructor(log: string, args: string[], env: Record<string, string>) {
    this.#log = log;
    mkdirSync(dirname(log), { recursive: true });
    const out = openSync(log, "a");
    this.#child = spawn(process.execPath, ["--import", LEASH, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ["pipe", out, out],
      detached: true,
    });
    closeSync(out);
  }

  /** The end of what it has said. */
  tail(): string {
    return readFileSync(this.#log, "utf8").split("\n").slice(-15).join("\n");
  }

  /** Its number, which is that of its group, too. */
  get pid(): number {
    if (this.#child.pid === undefined) throw new Error(`It did not start: ${this.#log}`);
    return this.#child.pid;
  }

  /** Waits until it has ended, by itself or otherwise. */
  async ended(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, "exit");
  }

  /** Ends it as politely as the signal is, and what it has started. */
  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = this.ended();
    // To a polite request the program sees itself; a kill meets all it has started.
    if (signal === "SIGKILL") process.kill(-this.pid, signal);
    else this.#child.kill(signal);
    await ended;
  }
}

/**
 * Runs a program to its end. Throws an Error with the end of what it said where it fails.
 * @param args Arguments of Node.
 * @param env What is added to the environment.
 */
export async function runToEnd(args: string[], env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: "pipe" });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += String(part)));
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`${args.join(" ")} failed:\n${said.slice(-2_000)}`);
}

/**
 * Waits until something is so.
 * @param what What is waited for, for the message.
 * @param isSo Asked ten times a second; may throw while nothing answers yet.
 * @param patience Says more where it takes longer than four minutes.
 */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  patience = (): string => "",
): Promise<void> {
  const deadline = Date.now() + 240_000;
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`${what}: not in four minutes. ${patience()}`);
    await delay(100);
  }
}
