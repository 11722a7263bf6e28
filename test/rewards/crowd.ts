import { id, parseEther, Wallet, ZeroAddress } from "ethers";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import type { Community } from "../helpers/community.ts";
import { sign } from "../helpers/signing.ts";
import { packAwards } from "../helpers/members.ts";

const NEVER = 2n ** 40n;

/**
 * Lets many new wallets join, each with ether for gas and tokens to spend.
 * @param community The community.
 * @param count How many.
 * @param purse What each has earned, in the token's smallest unit.
 * @returns The wallets, connected to the chain.
 */
export async function crowd(community: Community, count: number, purse: bigint): Promise<Wallet[]> {
  const { membership, campaigns, accounts, giftsId } = community;
  const guests = Array.from(
    { length: count },
    (_, number) => new Wallet(id(`guest ${number}`), ethers.provider),
  );
  const first = (await membership.lastMemberId()) + 1n;
  for (const guest of guests) {
    const join = { account: guest.address, inviter: ZeroAddress, nonce: 0n, deadline: NEVER };
    await membership.joinFor(guest.address, NEVER, await sign(guest, membership, "Join", join));
    await networkHelpers.setBalance(guest.address, parseEther("1"));
  }
  const awards = guests.map((_, index) => ({ memberId: first + BigInt(index), amount: purse }));
  await campaigns.connect(accounts.attester).award(giftsId, id("to the crowd"), packAwards(awards));
  return guests;
}
