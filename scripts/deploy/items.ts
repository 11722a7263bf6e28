import { decodeMetadata, type Metadata } from "@hearth/protocol/metadata";
import type { ContractTransactionResponse } from "ethers";
import type { Community } from "../../deploy/community.ts";

/** The contracts that a catalogue is listed in, connected to who may list. */
export type Catalogue = Pick<Community, "badges" | "rooms" | "campaigns" | "eventTickets" | "rewardsStore">;

/** One thing of the brand file that belongs on chain. */
export interface Item {
  /** In words, such as `campaign "Be there"`. */
  label: string;
  /** Whether the chain has it already. */
  present: boolean;
  send: () => Promise<ContractTransactionResponse>;
}

/**
 * Numbers of what is on chain, by name.
 * @param count How many there are; they are numbered from 1.
 * @param uriOf Where each describes itself.
 */
export async function namesOnChain(
  count: bigint,
  uriOf: (id: bigint) => Promise<string>,
): Promise<Map<string, bigint>> {
  const names = new Map<string, bigint>();
  for (let id = 1n; id <= count; id++) names.set(decodeMetadata(await uriOf(id)).name, id);
  return names;
}

/** Numbers of what is on chain, by the slug that the brand file gives it; those that are not there are left out. */
export function idsBySlug(
  items: readonly { slug: string; name: string }[],
  names: ReadonlyMap<string, bigint>,
): Map<string, bigint> {
  return new Map(
    items.flatMap(({ slug, name }): [string, bigint][] => {
      const id = names.get(name);
      return id === undefined ? [] : [[slug, id]];
    }),
  );
}

/** Name, description and picture of an item of the brand file. */
export function metadataOf(item: {
  name: string;
  description: string;
  image?: string | undefined;
}): Metadata {
  const { name, description, image } = item;
  return image === undefined ? { name, description } : { name, description, image: `/api/media/${image}` };
}
