import type { RewardToken } from "../../types/ethers-contracts/index.ts";
import { impersonate, type Signer } from "./chain.ts";
import { deployTestCommunity, openTransferCommunity, plainCommunity, type Community } from "./community.ts";

/** A reward token with the contracts it trusts as signers, to test it without what they check. */
export interface TokenStage {
  community: Community;
  token: RewardToken;
  /** Acts as the campaigns contract, which alone mints and revokes. */
  minter: Signer;
  /** Acts as the store. */
  store: Signer;
  /** Acts as the membership, which alone rebinds. */
  membership: Signer;
  /** Acts as the contract of deposits. */
  deposits: Signer;
}

/** Fixture: tokens move only to and from the store. */
export async function closedLoopToken(): Promise<TokenStage> {
  return await stageOf(await plainCommunity());
}

/** Fixture: tokens move freely. */
export async function openToken(): Promise<TokenStage> {
  return await stageOf(await openTransferCommunity());
}

/** Fixture: at most 1,000 tokens may exist, of which 600 may be minted per day. */
export async function cappedToken(): Promise<TokenStage> {
  const community = await deployTestCommunity({
    token: { transfer: "open", supplyCap: 1000, emission: { epoch: "1 day", cap: 600 } },
  });
  return await stageOf(community);
}

/**
 * Lines of a batch as {@link RewardToken.mintBatch} takes them.
 * @param accounts Who earns.
 * @param amounts How much each; less than 2^96.
 */
export function packMints(
  accounts: readonly ({ address: string } | string)[],
  amounts: readonly bigint[],
): bigint[] {
  return accounts.map((account, index) => {
    const address = typeof account === "string" ? account : account.address;
    return ((amounts[index] ?? 0n) << 160n) | BigInt(address);
  });
}

async function stageOf(community: Community): Promise<TokenStage> {
  return {
    community,
    token: community.token,
    minter: await impersonate(await community.campaigns.getAddress()),
    store: await impersonate(await community.store.getAddress()),
    membership: await impersonate(await community.membership.getAddress()),
    deposits: await impersonate(await community.deposits.getAddress()),
  };
}
