import type { Address, Hex } from "viem";
import type { Chain } from "../chain/chain.ts";

/** Somebody about whom data is kept: an account, the membership it has or had, and what the chain says is theirs. */
export interface Person {
  account: Address;
  memberId: bigint | null;
  /** Delivery hashes that their orders named first. */
  deliveries: readonly Hex[];
  /** Those of them whose orders are not over. */
  underWay: readonly Hex[];
}

/**
 * Who an account is. A wallet that lost its membership to another is nobody's: what the member did stays theirs.
 * @param account Who is signed in.
 */
export async function personOf(chain: Chain, account: Address): Promise<Person> {
  const memberId = await chain.memberIdOf(account);
  if (memberId === null) return { account, memberId, deliveries: [], underWay: [] };
  const named = [...(await chain.deliveries())].filter(([, delivery]) => delivery.memberId === memberId);
  const ended = await chain.endedRedemptions(named.flatMap(([, { redemptionIds }]) => redemptionIds));
  const isOpen = ([, { redemptionIds }]: (typeof named)[number]) =>
    redemptionIds.some((id) => !ended.has(id));
  const hashOf = ([hash]: (typeof named)[number]) => hash;
  return { account, memberId, deliveries: named.map(hashOf), underWay: named.filter(isOpen).map(hashOf) };
}
