import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseDeployment, type Deployment } from "@hearth/protocol/deployment";
import { createPublicClient, http } from "viem";
import { DemoChain, LOCAL_CHAIN_ID } from "./chain.ts";
import { DemoClock } from "./clock.ts";
import { DemoServer } from "./server.ts";

/** The repository. */
export const ROOT = resolve(import.meta.dirname, "../..");

/** Where `npm run deploy` writes the record of the local chain. */
const DEPLOYMENT = `protocol/deployments/${LOCAL_CHAIN_ID}.json`;

/** What every step of the seed works with. */
export interface Demo {
  chain: DemoChain;
  server: DemoServer;
  clock: DemoClock;
}

/**
 * Opens a local community to be filled. Throws an Error that says what to do when there is none.
 * @param env `RPC_URL`, `SERVER_URL`, `DEPLOYMENT` and `PUBLIC_ORIGIN` where they differ from the defaults.
 */
export async function openDemo(env: Readonly<Record<string, string | undefined>>): Promise<Demo> {
  const rpcUrl = env["RPC_URL"] || "http://127.0.0.1:8545";
  const serverUrl = env["SERVER_URL"] || "http://127.0.0.1:8787";
  const origin = (env["PUBLIC_ORIGIN"] || "http://localhost:5173").split(",")[0] ?? "";
  await requireLocalChain(rpcUrl);
  const chain = new DemoChain(rpcUrl, await readDeployment(env["DEPLOYMENT"] || DEPLOYMENT));
  await requireContracts(chain);
  return { chain, server: new DemoServer(serverUrl, origin.trim()), clock: await DemoClock.of(chain) };
}

async function requireLocalChain(rpcUrl: string): Promise<void> {
  const client = createPublicClient({ transport: http(rpcUrl, { retryCount: 1 }) });
  const chainId = await client.getChainId().catch((error: unknown) => {
    throw new Error(`No chain answers at ${rpcUrl}. Start one, or set RPC_URL.`, { cause: error });
  });
  if (chainId === LOCAL_CHAIN_ID) return;
  throw new Error(
    `The demo is only ever written to the local chain (${LOCAL_CHAIN_ID}); ${rpcUrl} is chain ${chainId}. ` +
      "Its members' keys are public: whoever likes could act as them.",
  );
}

async function readDeployment(path: string): Promise<Deployment> {
  const text = await readFile(resolve(ROOT, path), "utf8").catch((error: unknown) => {
    throw new Error(`There is no ${path}. Run npm run deploy first.`, { cause: error });
  });
  return parseDeployment(JSON.parse(text));
}

/** A record of an earlier chain would send everything to addresses without code, which "succeeds". */
async function requireContracts(chain: DemoChain): Promise<void> {
  const code = await chain.client.getCode({ address: chain.address("Membership") });
  if (code) return;
  throw new Error(
    "The deployment record is of another chain than the one running. Run npm run deploy again.",
  );
}
