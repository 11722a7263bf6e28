import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort } from "../node.ts";
import type { LiveCommunity } from "./liveCommunity.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

/** A real server in a process of its own. */
export interface ServerProcess {
  url: string;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to end, and waits until it has. Returns its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts the server on a port that is free and waits until it answers.
 * @param community Its community and chain.
 * @param env More of the environment: the database, the relay's settings.
 */
export async function startServer(
  { url: rpcUrl, deploymentFile }: LiveCommunity,
  env: Record<string, string>,
): Promise<ServerProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, ["--import", "tsx", "server/src/main.ts"], {
    cwd: repository,
    env: {
      ...process.env,
      RPC_URL: rpcUrl,
      DEPLOYMENT: deploymentFile,
      PORT: String(port),
      RATE_LIMIT: "0",
      LOG_LEVEL: "warn",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)));
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url))) {
    if (hasEnded(child)) throw new Error(`The server ended at once:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, kill: () => end(child, "SIGKILL").then(() => undefined), stop: () => end(child, "SIGTERM") };
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(`${url}/api/relay`).catch(() => undefined);
  return response?.ok ?? false;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (!hasEnded(child)) {
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }
  return child.exitCode;
}
