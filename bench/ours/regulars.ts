import { parseEther, type Wallet } from "ethers";
import { networkHelpers } from "../../test/helpers/chain.ts";
import type { Community } from "../../test/helpers/community.ts";
import { crowd } from "../../test/rewards/crowd.ts";
import { BATCHES } from "./measure.ts";

/** Members who have earned before. */
export interface Regular {
  wallet: Wallet;
  memberId: bigint;
}

/** Enough members for one batch of each size, and one who goes first. */
export const ENOUGH = BATCHES.reduce<number>((sum, batch) => sum + batch, 1);

/**
 * Lets {@link ENOUGH} people join and earn, so that the slots which everybody has are written.
 * @param community The community.
 * @param purse What each has earned.
 * @returns The first, and one for each unit of the batches.
 */
export async function regulars(community: Community, purse: bigint = parseEther("1")) {
  const firstId = (await community.membership.lastMemberId()) + 1n;
  const wallets = await crowd(community, ENOUGH, purse);
  await networkHelpers.mine();
  const [first, ...others] = wallets.map((wallet, index): Regular => ({
    wallet,
    memberId: firstId + BigInt(index),
  }));
  if (first === undefined) throw new Error("Nobody has joined.");
  return { first, others };
}
