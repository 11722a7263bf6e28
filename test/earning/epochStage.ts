import { parseEther } from "ethers";
import { DAY, networkHelpers, now } from "../helpers/chain.ts";
import { leafOver, merkleTree, type MerkleTree } from "../helpers/merkle.ts";
import { join } from "../helpers/members.ts";
import { reviewStage, startCampaign, type ReviewStage, type Terms } from "./stage.ts";

/** Seconds from publication until an epoch pays, and for which it does, in the test brand. */
export const DELAY = DAY;
export const WINDOW = 30 * DAY;

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

/** Fixture: an epoch of four leaves over 100 tokens, not active yet; ada has two of them. */
export async function publishedStage() {
  const stage = await reviewStage();
  const [cleoId = 0n] = await join(stage, stage.accounts.cleo);
  const { adaId, benId } = stage;
  const tokens = (memberId: bigint, amount: string) => ({ memberId, amount: parseEther(amount) });
  const epoch = await publish(stage, [
    tokens(adaId, "10"),
    tokens(benId, "20"),
    tokens(cleoId, "30"),
    tokens(adaId, "40"),
  ]);
  return { ...stage, ...epoch, cleoId, publishedAt: await now() };
}

/** Fixture: {@link publishedStage}, and the epoch pays. */
export async function activeStage() {
  const stage = await publishedStage();
  await networkHelpers.time.increase(DELAY);
  const claims = stage.leaves.map((leaf) => claimOf(stage.tree, leaf));
  return { ...stage, claims, first: claims[0] as (typeof claims)[number] };
}
