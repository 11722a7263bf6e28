import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

/** The repository. */
const ROOT = resolve(import.meta.dirname, "../..");

/**
 * Runs Node 24 in the repository with its output on this terminal, and resolves to its exit code.
 * A signal to this process ends the command first, then this process. A command that dies counts as exit code 1.
 */
export async function runNode(args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  const interruption = new AbortController();
  const forward = (signal: NodeJS.Signals) => {
    interruption.abort();
    child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, forward);
  const [code] = (await once(child, "exit")) as [number | null];
  for (const signal of signals) process.off(signal, forward);
  if (interruption.signal.aborted) process.exit(130);
  return code ?? 1;
}
