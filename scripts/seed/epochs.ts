import { decodeEpochList, encodeEpochList, epochTree, type EpochLeaf } from "@hearth/protocol/epochs";
import { campaignsAbi } from "@hearth/protocol/generated/abis";
import { parseEther } from "viem";
import { campaignNames } from "./awards.ts";
import type { DemoChain } from "./chain.ts";
import type { DemoClock } from "./clock.ts";
import type { EpochContent } from "./content/epochs.ts";
import { OPERATOR_INDEX, walletIndex, type MemberName } from "./content/members.ts";
import { memberNumber } from "./members.ts";

/**
 * Publishes an epoch unless it was, waits until it pays, and pays those who have claimed.
 * @returns How many were paid.
 */
export async function payEpoch(chain: DemoChain, clock: DemoClock, content: EpochContent): Promise<number> {
  const leaves = await leavesOf(chain, content);
  const epochId = (await findEpoch(chain, content)) ?? (await publish(chain, content, leaves));
  const epoch = await chain.client.readContract({
    address: chain.address("Campaigns"),
    abi: campaignsAbi,
    functionName: "epochOf",
    args: [epochId],
  });
  const now = await chain.now();
  if (BigInt(epoch.activeAt) > now) await clock.pass(BigInt(epoch.activeAt) - now);
  let paid = 0;
  for (const name of content.claimed) if (await claim(chain, epochId, leaves, name)) paid++;
  return paid;
}

async function leavesOf(chain: DemoChain, { amounts }: EpochContent): Promise<EpochLeaf[]> {
  const entries = Object.entries(amounts);
  return await Promise.all(
    entries.map(async ([name, tokens], place) => ({
      index: BigInt(place),
      memberId: await memberNumber(chain, name as MemberName),
      amount: parseEther(String(tokens)),
    })),
  );
}

async function findEpoch(chain: DemoChain, { name }: EpochContent): Promise<bigint | undefined> {
  const published = await chain.client.getContractEvents({
    address: chain.address("Campaigns"),
    abi: campaignsAbi,
    eventName: "EpochPublished",
    fromBlock: chain.deployment.startBlock,
    strict: true,
  });
  return published.find(({ args }) => decodeEpochList(args.uri)?.name === name)?.args.epochId;
}

async function publish(
  chain: DemoChain,
  { name, description, campaign }: EpochContent,
  leaves: readonly EpochLeaf[],
): Promise<bigint> {
  const campaignId = BigInt((await campaignNames(chain)).indexOf(campaign) + 1);
  if (campaignId === 0n) throw new Error(`The community has no campaign called "${campaign}".`);
  const { root, total } = epochTree(leaves);
  await chain.send(OPERATOR_INDEX, {
    contract: "Campaigns",
    abi: campaignsAbi,
    functionName: "publishEpoch",
    args: [campaignId, root, total, encodeEpochList({ name, description, leaves })],
  });
  return chain.client.readContract({
    address: chain.address("Campaigns"),
    abi: campaignsAbi,
    functionName: "epochCount",
  });
}

async function claim(
  chain: DemoChain,
  epochId: bigint,
  leaves: readonly EpochLeaf[],
  name: MemberName,
): Promise<boolean> {
  const memberId = await memberNumber(chain, name);
  const leaf = leaves.find((each) => each.memberId === memberId);
  if (!leaf) throw new Error(`${name} is not in the list of the epoch.`);
  const claimed = await chain.client.readContract({
    address: chain.address("Campaigns"),
    abi: campaignsAbi,
    functionName: "isEpochClaimed",
    args: [epochId, leaf.index],
  });
  if (claimed) return false;
  await chain.send(walletIndex(name), {
    contract: "Campaigns",
    abi: campaignsAbi,
    functionName: "claimEpoch",
    args: [epochId, { ...leaf, proof: epochTree(leaves).proofOf(leaf.index) }],
  });
  return true;
}
