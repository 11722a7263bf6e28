import { leafOver, merkleTree, type MerkleTree } from "../helpers/merkle.ts";
import { startCampaign, type ReviewStage, type Terms } from "./stage.ts";

/** One leaf of an epoch. */
export interface Leaf {
  index: bigint;
  memberId: bigint;
  amount: bigint;
}

/** The hash of a leaf. */
export function hashOf({ index, memberId, amount }: Leaf): string {
  return leafOver(["uint256", "uint256", "uint256"], [index, memberId, amount]);
}

/** Numbers payments from zero on. */
export function leavesOf(payments: readonly Omit<Leaf, "index">[]): Leaf[] {
  return payments.map((payment, index) => ({ index: BigInt(index), ...payment }));
}

/** A leaf with its proof, as the contract takes it. */
export function claimOf(tree: MerkleTree, leaf: Leaf) {
  return { ...leaf, proof: tree.proofOf(hashOf(leaf)) };
}

/** An epoch and its tree. */
export interface Published {
  epochId: bigint;
  campaignId: bigint;
  terms: Terms;
  tree: MerkleTree;
  leaves: Leaf[];
  total: bigint;
}

/**
 * Starts a campaign, and publishes an epoch of it as the attester.
 * @param stage The community.
 * @param payments What it pays.
 * @param options Another total than their sum; how the campaign differs.
 */
export async function publish(
  stage: ReviewStage,
  payments: readonly Omit<Leaf, "index">[],
  options: { total?: bigint; campaign?: Partial<Terms> } = {},
): Promise<Published> {
  const { campaigns, accounts } = stage;
  const { campaignId, terms } = await startCampaign(stage, options.campaign);
  const leaves = leavesOf(payments);
  const tree = merkleTree(leaves.map(hashOf));
  const total = options.total ?? payments.reduce((sum, { amount }) => sum + amount, 0n);
  await campaigns.connect(accounts.attester).publishEpoch(campaignId, tree.root, total, "ipfs://list");
  return { epochId: await campaigns.epochCount(), campaignId, terms, tree, leaves, total };
}
