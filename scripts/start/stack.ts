import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { demoMnemonic, relayIndex } from "@hearth/protocol/personas";
import { numberToHex, parseEther } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { findFreePort, HOST } from "./ports.ts";
import { type Program, type ProgramFailed, Programs, ROOT } from "./processes.ts";

/** TCP ports on the loopback address. */
export interface Ports {
  rpc: number;
  indexer: number;
  server: number;
  web: number;
}

/** The parts of a stack, in the order in which they start. */
export type Step = "chain" | "deploy" | "server" | "seed" | "indexer" | "dashboard";

export interface StackOptions {
  /** Preferred ports; the next free one is taken when one is busy. */
  ports?: Partial<Ports>;
  /** Whether to fill the community with the demo members, reviews and proposals. */
  seed: boolean;
  /** The dashboard: Vite's development server, a production build, or none. */
  frontend: "dev" | "preview" | "none";
  /** Where everything of this stack goes (addresses, journal, server data, logs, build); emptied first. */
  dataDir: string;
  /** Aborting stops everything, also while the stack is still starting. */
  signal?: AbortSignal;
  /** Called before (`seconds` undefined) and after each step. */
  onStep?: (step: Step, seconds?: number) => void;
  /** Called when a preferred port was busy. */
  onBusyPort?: (what: keyof Ports, preferred: number, taken: number) => void;
  /** Called when a service ends by itself. */
  onCrash?: (error: ProgramFailed) => void;
}

/** A running Hearth. URLs have no slash at the end; `webUrl` is empty without a frontend. */
export interface Stack {
  rpcUrl: string;
  indexerUrl: string;
  serverUrl: string;
  webUrl: string;
  /** Ends every program and waits until they are gone. */
  stop: () => Promise<void>;
}

/** Chain id of Hardhat's node: the stack is always a local one. */
const CHAIN_ID = 31337;
const DEFAULT_PORTS: Ports = { rpc: 8545, indexer: 42069, server: 8787, web: 5173 };
/** A community with demo members began a day ago, so that they have a history. */
const PAST_MS = 24 * 60 * 60 * 1000;
const BRAND = "deploy/brands/hearthside.json5";

/**
 * Starts a whole Hearth with a fresh chain and fresh data: node, contracts, server, demo community, indexer,
 * dashboard.
 * @throws ProgramFailed when a part does not start; everything started until then has been stopped.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const dataDir = resolve(ROOT, options.dataDir);
  await claim(dataDir);
  const ports = await choosePorts(options);
  const programs = new Programs(join(dataDir, "logs"), (error) => options.onCrash?.(error));
  const stack: Stack = {
    rpcUrl: `http://${HOST}:${ports.rpc}`,
    indexerUrl: `http://${HOST}:${ports.indexer}`,
    serverUrl: `http://${HOST}:${ports.server}`,
    webUrl: options.frontend === "none" ? "" : `http://${HOST}:${ports.web}`,
    stop: () => programs.stop(),
  };
  options.signal?.addEventListener("abort", () => void programs.stop(), { once: true });
  try {
    options.signal?.throwIfAborted();
    await startParts(options, { dataDir, ports, programs, stack });
  } catch (error) {
    await programs.stop();
    throw error;
  }
  return stack;
}

/** Empties the folder for this stack. Throws when a running one uses it. */
async function claim(dataDir: string): Promise<void> {
  const pidFile = join(dataDir, "pid");
  const pid = Number(await readFile(pidFile, "utf8").catch(() => "0"));
  if (pid !== 0 && pid !== process.pid && isRunning(pid)) {
    throw new Error(
      `Hearth is running already (process ${pid}). Stop it first; if that is not so, remove ${pidFile}.`,
    );
  }
  // A new chain makes everything derived from the old one wrong: addresses, journals, the server's data.
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  await writeFile(pidFile, String(process.pid));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

interface Parts {
  dataDir: string;
  ports: Ports;
  programs: Programs;
  stack: Stack;
}

async function startParts(options: StackOptions, parts: Parts): Promise<void> {
  const { ports, programs, stack } = parts;
  const env = environment(options, parts);
  const step = async (name: Step, work: () => Promise<void>): Promise<void> => {
    const began = performance.now();
    options.onStep?.(name);
    await work();
    options.onStep?.(name, (performance.now() - began) / 1000);
  };
  await step("chain", async () => {
    await programs.serve(chain(ports.rpc, env), () => answersRpc(stack.rpcUrl));
    await fundRelay(stack.rpcUrl);
  });
  await step("deploy", () => programs.run(deploy(env)));
  await step("server", () => programs.serve(server(env), () => answersHttp(stack.serverUrl)));
  if (options.seed) await step("seed", () => programs.run(seed(env)));
  await step("indexer", () => programs.serve(indexer(env), () => hasRead(stack.indexerUrl)));
  if (options.frontend !== "none")
    await step("dashboard", () => startDashboard(options.frontend, parts, env));
}

async function startDashboard(
  frontend: StackOptions["frontend"],
  { dataDir, ports, programs, stack }: Parts,
  env: Record<string, string>,
): Promise<void> {
  const cwd = join(ROOT, "frontend");
  const outDir = join(dataDir, "web");
  const listen = ["--host", HOST, "--port", String(ports.web), "--strictPort"];
  const vite = (name: string, ...args: string[]): Program => ({
    name,
    args: [bin("vite/bin/vite.js"), ...args],
    env,
    cwd,
  });
  const ready = () => answersHttp(stack.webUrl);
  if (frontend === "dev") return programs.serve(vite("dashboard", "dev", ...listen), ready);
  await programs.run(vite("dashboard-build", "build", "--outDir", outDir, "--emptyOutDir"));
  await programs.serve(vite("dashboard", "preview", "--outDir", outDir, ...listen), ready);
}

function chain(port: number, env: Record<string, string>): Program {
  const args = [bin("hardhat/dist/src/cli.js"), "node", "--hostname", HOST, "--port", String(port)];
  return { name: "chain", args, env };
}

function deploy(env: Record<string, string>): Program {
  const args = ["--import", "tsx", "scripts/deploy.ts", "--network", "localhost", "--brand", BRAND];
  return { name: "deploy", args, env };
}

function server(env: Record<string, string>): Program {
  return { name: "server", args: ["--import", "tsx", "server/src/main.ts"], env };
}

function indexer(env: Record<string, string>): Program {
  return { name: "indexer", args: ["--import", "tsx", "indexer/main.ts"], env };
}

function seed(env: Record<string, string>): Program {
  return { name: "seed", args: ["--import", "tsx", "scripts/seed.ts"], env };
}

/** Where each part finds the others. One environment for all: a part reads what it needs. */
function environment(
  { seed: hasHistory }: StackOptions,
  { dataDir, ports, stack }: Parts,
): Record<string, string> {
  return {
    CHAIN_ID: String(CHAIN_ID),
    CHAIN_START: new Date(Date.now() - (hasHistory ? PAST_MS : 0)).toISOString(),
    DEPLOYMENT: join(dataDir, "deployment.json"),
    IGNITION_DIR: join(dataDir, "ignition"),
    RPC_URL: stack.rpcUrl,
    SERVER_URL: stack.serverUrl,
    PORT: String(ports.server),
    DATA_DIR: join(dataDir, "server"),
    INDEXER_PORT: String(ports.indexer),
    INDEXER_DIR: join(dataDir, "indexer"),
    PUBLIC_ORIGIN: `http://${HOST}:${ports.web},http://localhost:${ports.web}`,
    VITE_CHAIN_ID: String(CHAIN_ID),
    VITE_RPC_URL: stack.rpcUrl,
    VITE_SERVER_URL: stack.serverUrl,
  };
}

async function choosePorts({ ports, onBusyPort }: StackOptions): Promise<Ports> {
  const preferred = { ...DEFAULT_PORTS, ...ports };
  const chosen: Ports = { ...preferred };
  const taken: number[] = [];
  for (const what of ["rpc", "indexer", "server", "web"] as const) {
    chosen[what] = await findFreePort(preferred[what], taken);
    taken.push(chosen[what]);
    if (chosen[what] !== preferred[what]) onBusyPort?.(what, preferred[what], chosen[what]);
  }
  return chosen;
}

async function answersRpc(url: string): Promise<boolean> {
  return (await callRpc(url, "eth_chainId", [])).ok;
}

/** Gives the wallet from which the server pays for members more ETH than a demo can use up. */
async function fundRelay(url: string): Promise<void> {
  const { address } = mnemonicToAccount(demoMnemonic, { addressIndex: relayIndex });
  await callRpc(url, "hardhat_setBalance", [address, numberToHex(parseEther("10000"))]);
}

function callRpc(url: string, method: string, params: unknown[]): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
}

/** The indexer has read everything there was when it started. */
async function hasRead(url: string): Promise<boolean> {
  return (await fetch(`${url}/ready`)).ok;
}

/** Any answer will do: the service is listening and handles requests. */
async function answersHttp(url: string): Promise<boolean> {
  await fetch(url);
  return true;
}

function bin(path: string): string {
  return join(ROOT, "node_modules", path);
}
