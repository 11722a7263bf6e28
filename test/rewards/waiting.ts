import { ZeroHash } from "ethers";
import type { Signer } from "../helpers/chain.ts";
import type { Community } from "../helpers/community.ts";
import { joinAs } from "../helpers/members.ts";
import { list, order, PRICE, storeStage } from "./stage.ts";

/** How somebody joins a waiting list, where it is not the plainest way. */
interface Place {
  variant?: bigint;
  maxPrice?: bigint;
  deliveryHash?: string;
  termsVersion?: bigint;
}

/**
 * Joins the waiting list for a reward as the member.
 * @param community The community.
 * @param person The member.
 * @param rewardId The reward.
 * @param place What is not the plainest.
 */
export async function joinLine(
  { store }: Pick<Community, "store">,
  person: Signer,
  rewardId: bigint,
  { variant = 0n, maxPrice = PRICE, deliveryHash = ZeroHash, termsVersion }: Place = {},
) {
  const seen = termsVersion ?? (await store.reward(rewardId)).termsVersion;
  return await store.connect(person).joinWaitingList(rewardId, seen, variant, maxPrice, deliveryHash);
}

/**
 * Joins the waiting list.
 * @param community The community.
 * @param person The member.
 * @param rewardId The reward.
 * @param place What is not the plainest.
 * @returns Number of the order.
 */
export async function wait(
  community: Pick<Community, "store">,
  person: Signer,
  rewardId: bigint,
  place: Place = {},
): Promise<bigint> {
  await joinLine(community, person, rewardId, place);
  return await community.store.redemptionCount();
}

/** Fixture: ada has the only print; ben, cleo and dan, who can each pay for it, do not wait for it yet. */
export async function soldOutStage() {
  const stage = await storeStage();
  const { cleo, dan } = stage.accounts;
  const [cleoId = 0n, danId = 0n] = await joinAs(stage, "pillar", cleo, dan);
  const printId = await list(stage, { stock: 1n });
  return { ...stage, printId, cleoId, danId, adasOrder: await order(stage, stage.accounts.ada, printId) };
}

/** Fixture: {@link soldOutStage}, and ben, cleo and dan wait in this order. */
export async function lineStage() {
  const stage = await soldOutStage();
  const { ben, cleo, dan } = stage.accounts;
  const waiting = [
    await wait(stage, ben, stage.printId),
    await wait(stage, cleo, stage.printId),
    await wait(stage, dan, stage.printId),
  ] as const;
  return { ...stage, waiting };
}
