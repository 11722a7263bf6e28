import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** A running local node with a fresh chain. */
export interface LocalNode {
  url: string;
  stop(): Promise<void>;
}

/** A TCP port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || !address) throw new Error("The system gave no port.");
  return address.port;
}

/** Starts Hardhat's own node and waits until it answers. */
export async function startHardhatNode(port: number): Promise<LocalNode> {
  const args = [
    "node_modules/hardhat/dist/src/cli.js",
    "node",
    "--hostname",
    "127.0.0.1",
    "--port",
    String(port),
  ];
  const child = spawn(process.execPath, args, { cwd: repository, stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  await waitForAnswer(url, child);
  return { url, stop: () => stop(child) };
}

/** Starts Anvil, which can reorganise its chain, and waits until it answers. */
export async function startAnvil(port: number): Promise<LocalNode> {
  const args = ["--host", "127.0.0.1", "--port", String(port), "--chain-id", "31337", "--silent"];
  const child = spawn("node_modules/.bin/anvil", args, { cwd: repository, stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  await waitForAnswer(url, child);
  return { url, stop: () => stop(child) };
}

async function waitForAnswer(url: string, child: ChildProcess): Promise<void> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
  const headers = { "content-type": "application/json" };
  while (child.exitCode === null) {
    const response = await fetch(url, { method: "POST", headers, body }).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The node ended with code ${child.exitCode} before it answered.`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = once(child, "exit");
  child.kill();
  await exited;
}
