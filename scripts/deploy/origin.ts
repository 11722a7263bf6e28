import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { LOCAL_CHAIN_ID } from "../../deploy/community.ts";

const originSchema = z.object({
  /** Short name of the brand. */
  brand: z.string(),
  /** Hash of the chain's first block: tells one local chain from the next, which have the same id. */
  genesis: z.string(),
  /** First block that can hold an event of the community. */
  startBlock: z.number(),
  /** Second from which the brand file's relative times count. */
  launch: z.number(),
});

/** When and where a deployment began. Kept beside Ignition's journal, so that a later run goes on with the same. */
export type Origin = z.infer<typeof originSchema>;

/** A chain as it is now. */
export interface ChainFacts {
  chainId: number;
  genesis: string;
  newestBlock: number;
  /** Second of the newest block. */
  now: number;
}

/**
 * Where an earlier run for this chain began, if there was one. What is left of a local chain that is gone is removed.
 * Throws an Error where the journal is of another chain or of another brand.
 * @param folder Folder of the deployment's journal.
 * @param chain The chain.
 * @param brand Short name of the brand.
 */
export async function findOrigin(
  folder: string,
  chain: ChainFacts,
  brand: string,
): Promise<Origin | undefined> {
  if (!existsSync(folder)) return undefined;
  const file = join(folder, "origin.json");
  const origin = existsSync(file) ? originSchema.parse(JSON.parse(await readFile(file, "utf8"))) : undefined;
  if (origin?.genesis !== chain.genesis) {
    if (chain.chainId !== LOCAL_CHAIN_ID) {
      throw new Error(
        `${folder} is the journal of another chain with the id ${chain.chainId}. Move it away first.`,
      );
    }
    await rm(folder, { recursive: true });
    return undefined;
  }
  if (origin.brand !== brand) {
    throw new Error(
      `This chain has the community "${origin.brand}" of this checkout. Deploy "${brand}" from another one, ` +
        `or move ${folder} away first.`,
    );
  }
  return origin;
}

/**
 * Notes where a deployment begins.
 * @param folder Folder of the deployment's journal.
 * @param chain The chain.
 * @param brand Short name of the brand.
 */
export async function noteOrigin(folder: string, chain: ChainFacts, brand: string): Promise<Origin> {
  const origin: Origin = {
    brand,
    genesis: chain.genesis,
    startBlock: chain.newestBlock + 1,
    launch: chain.now,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "origin.json"), `${JSON.stringify(origin, null, 2)}\n`);
  return origin;
}
