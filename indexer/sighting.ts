import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Deployment } from "@hearth/protocol/deployment";
import { BlockNotFoundError, createPublicClient, http, type PublicClient } from "viem";
import type { BlockMark, ChainState, Sighting } from "./chainState.ts";

/** How many blocks deep a block lies that counts as final, as Ponder has it for most chains. */
const FINALITY = 30n;

/** What tables are made by, relative to this folder. */
const SOURCES = [
  "ponder.config.ts",
  "ponder.schema.ts",
  "schema/*.ts",
  "src/*.ts",
  "../protocol/src/**/*.ts",
];

/**
 * A look at the chain: undefined where the community is not on it.
 * @param rpcUrl The node. Throws viem's errors when it does not answer.
 * @param deployment The community.
 * @param state What is remembered of the chain.
 */
export async function lookAt(
  rpcUrl: string,
  deployment: Deployment,
  state: ChainState | undefined,
): Promise<Sighting | undefined> {
  const client = createPublicClient({ transport: http(rpcUrl), cacheTime: 0 });
  const [chainId, head, code] = await Promise.all([
    client.getChainId(),
    client.getBlockNumber(),
    client.getCode({ address: deployment.contracts.Membership.address }),
  ]);
  if (chainId !== deployment.chainId) {
    throw new Error(`The node is on chain ${chainId}, and the community on ${deployment.chainId}.`);
  }
  const { startBlock } = deployment;
  const start = await markAt(client, startBlock);
  if (!code || !start) return undefined;
  const instance = await instanceOf(client);
  const final = head - FINALITY > startBlock ? await markAt(client, head - FINALITY) : start;
  if (!final) return undefined;
  return {
    identity: hashOf([String(chainId), start.hash, instance, JSON.stringify(deployment.contracts)]),
    sources: sourcesHash(),
    final,
    atWitness: state ? ((await markAt(client, state.witness.number))?.hash ?? null) : null,
  };
}

async function markAt(client: PublicClient, number: bigint): Promise<BlockMark | undefined> {
  try {
    return { number, hash: (await client.getBlock({ blockNumber: number })).hash };
  } catch (error) {
    if (error instanceof BlockNotFoundError) return undefined;
    throw error;
  }
}

/** Hardhat's node names each run of itself, which tells two chains apart that began the same way. */
async function instanceOf(client: PublicClient): Promise<string> {
  const request = client.request as (call: { method: string; params: [] }) => Promise<unknown>;
  const answer = await request({ method: "hardhat_metadata", params: [] }).catch(() => undefined);
  const id = (answer as { instanceId?: unknown } | undefined)?.instanceId;
  return typeof id === "string" ? id : "";
}

function sourcesHash(): string {
  const cwd = import.meta.dirname;
  const files = globSync(SOURCES, { cwd }).filter((file) => !file.endsWith(".test.ts"));
  return hashOf(files.sort().flatMap((file) => [file, readFileSync(resolve(cwd, file), "utf8")]));
}

function hashOf(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}

/**
 * The name of the tables' schema: another for another chain, another version and another generation, so that rows of
 * two never mix.
 * @param state What is remembered of the chain.
 */
export function schemaName({ identity, sources, generation }: ChainState): string {
  return `hearth_${hashOf([identity, sources, String(generation)]).slice(0, 16)}`;
}
