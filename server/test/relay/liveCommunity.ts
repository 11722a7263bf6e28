import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseDeployment } from "@hearth/protocol/deployment";
import { pollsAbi, membershipAbi } from "@hearth/protocol/generated/abis";
import { demoMnemonic } from "@hearth/protocol/personas";
import {
  createTestClient,
  http,
  numberToHex,
  publicActions,
  walletActions,
  type Address,
  type Hex,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";
import { freePort, startHardhatNode, type LocalNode } from "../node.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
/** The demo's operator. */
const operator = mnemonicToAccount(demoMnemonic, { addressIndex: 0 });

/** A community with open doors, deployed by the real script to a node of its own. */
export type LiveCommunity = Awaited<ReturnType<typeof startCommunity>>;

/**
 * Starts a node and deploys the demo's community to it.
 * @param startNode Which node; Hardhat's where it is not said.
 */
export async function startCommunity(startNode: (port: number) => Promise<LocalNode> = startHardhatNode) {
  const port = await freePort();
  const node = await startNode(port);
  const dir = await mkdtemp(join(tmpdir(), "hearth-relay-"));
  const deploymentFile = join(dir, "deployment.json");
  await deploy({ RPC_URL: node.url, DEPLOYMENT: deploymentFile, IGNITION_DIR: join(dir, "ignition") });
  const deployment = parseDeployment(JSON.parse(await readFile(deploymentFile, "utf8")));
  const chain = createTestClient({
    chain: hardhat,
    mode: "hardhat",
    transport: http(node.url, { retryCount: 0 }),
    pollingInterval: 20,
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(walletActions);
  const stop = async () => {
    await node.stop();
    await rm(dir, { recursive: true, force: true });
  };
  return { url: node.url, dir, deploymentFile, deployment, chain, stop };
}

async function deploy(env: Record<string, string>): Promise<void> {
  const args = ["--import", "tsx", "scripts/deploy.ts", "--network", "localhost"];
  const child = spawn(process.execPath, [...args, "--brand", "deploy/brands/hearthside.json5"], {
    cwd: repository,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`The deployment failed:\n${output}`);
}

/** Makes an account hold so many wei. */
export async function setBalance({ chain }: LiveCommunity, account: Address, wei: bigint): Promise<void> {
  await chain.request({ method: "hardhat_setBalance", params: [account, numberToHex(wei)] } as never);
}

/** Which of these accounts are members. */
export async function membersAmong(
  { chain, deployment }: Pick<LiveCommunity, "chain" | "deployment">,
  accounts: readonly Address[],
): Promise<Set<Address>> {
  const { address } = deployment.contracts.Membership;
  const ids = await Promise.all(
    accounts.map((account) =>
      chain.readContract({ address, abi: membershipAbi, functionName: "memberOf", args: [account] }),
    ),
  );
  return new Set(accounts.filter((_, index) => ids[index] !== 0n));
}

/** Opens a single-choice poll of everybody with two options; ballots may be cast at once. */
export async function openPoll({ chain, deployment }: LiveCommunity, seconds = 86_400): Promise<bigint> {
  const { address } = deployment.contracts.Polls;
  const { timestamp } = await chain.getBlock();
  const metadata = `data:application/json,${encodeURIComponent('{"name":"Which roast?"}')}`;
  const terms = {
    method: 0,
    weightMode: 0,
    minTier: 0,
    limit: 1,
    roomId: 0,
    opens: 0,
    closes: Number(timestamp) + seconds,
    revealUntil: 0,
    uri: metadata,
    optionUris: [metadata, metadata],
  } as const;
  const hash = await chain.writeContract({
    account: operator,
    address,
    abi: pollsAbi,
    functionName: "createPollByOperator",
    args: [terms],
  });
  await chain.waitForTransactionReceipt({ hash });
  await chain.increaseTime({ seconds: 2 });
  await chain.mine({ blocks: 1 });
  return chain.readContract({ address, abi: pollsAbi, functionName: "pollCount" });
}

/** How many ballots a poll has. */
export async function ballotsIn({ chain, deployment }: LiveCommunity, pollId: bigint): Promise<number> {
  const { address } = deployment.contracts.Polls;
  const { ballots } = await chain.readContract({
    address,
    abi: pollsAbi,
    functionName: "pollOf",
    args: [pollId],
  });
  return ballots;
}

/** Every transaction that an account has in the chain, by nonce. */
export async function transactionsOf(
  { chain }: LiveCommunity,
  account: Address,
): Promise<Map<number, Hex[]>> {
  const head = await chain.getBlockNumber();
  const found = new Map<number, Hex[]>();
  for (let block = 0n; block <= head; block++) {
    const { transactions } = await chain.getBlock({ blockNumber: block, includeTransactions: true });
    for (const { from, nonce, hash } of transactions)
      if (from.toLowerCase() === account.toLowerCase()) found.set(nonce, [...(found.get(nonce) ?? []), hash]);
  }
  return found;
}
