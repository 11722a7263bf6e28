import { packAward } from "@hearth/protocol/campaigns";
import { id, MaxUint256, parseEther } from "ethers";
import type { Campaigns } from "../../types/ethers-contracts/index.ts";
import { now, type Signer } from "./chain.ts";
import type { Community } from "./community.ts";

const UINT96_MAX = 2n ** 96n - 1n;
const UINT80_MAX = 2n ** 80n - 1n;
const UINT32_MAX = 2n ** 32n - 1n;
const kindCustom = 6n;

/** Standing at which the plain test brand's tiers begin. */
export const standingOf = {
  newcomer: 0n,
  regular: parseEther("100"),
  pillar: parseEther("500"),
  keeper: parseEther("2000"),
} as const;

/**
 * Starts a campaign that pays anything to anybody, at the word of one attester.
 * @param campaigns The campaigns contract.
 * @param operator Who may start campaigns.
 * @returns Its number.
 */
export async function createGifts(campaigns: Campaigns, operator: Signer): Promise<bigint> {
  await campaigns.connect(operator).createCampaign(
    {
      minReward: 1n,
      maxReward: UINT80_MAX,
      start: await now(),
      end: UINT32_MAX,
      perMemberCap: 0n,
      kind: kindCustom,
      signaturesNeeded: 1n,
      budget: UINT96_MAX,
      roomId: 0n,
      badgeId: 0n,
      eventId: 0n,
      disputeWindow: 0n,
      referralStanding: 0n,
    },
    "",
  );
  return await campaigns.campaignCount();
}

/**
 * Lets people join, where entry is open.
 * @returns Their member numbers, in order.
 */
export async function join(
  { membership }: Pick<Community, "membership">,
  ...people: Signer[]
): Promise<bigint[]> {
  const memberIds: bigint[] = [];
  for (const person of people) {
    await membership.connect(person).join();
    memberIds.push(await membership.memberOf(person));
  }
  return memberIds;
}

/** One line of a batch award. */
export interface Award {
  memberId: bigint;
  amount: bigint;
}

/**
 * Lines of a batch award as the contract takes them.
 * @param awards The lines.
 */
export function packAwards(awards: readonly Award[]): bigint[] {
  return awards.map(({ memberId, amount }) => packAward(memberId, amount));
}

let gifts = 0;

/**
 * Pays a member, and so raises its standing, through the campaigns contract as an attester would.
 * @param community The community.
 * @param person A member.
 * @param amount In the token's smallest unit.
 * @param overrides Gas, where it can't be estimated.
 */
export async function earn(
  community: Community,
  person: Signer,
  amount: bigint,
  overrides: { gasLimit?: bigint } = {},
) {
  const { campaigns, membership, accounts, giftsId } = community;
  const memberId = await membership.memberOf(person);
  const subject = id(`gift ${++gifts}`);
  return await campaigns
    .connect(accounts.attester)
    .award(giftsId, subject, [packAward(memberId, amount)], overrides);
}

/**
 * Lets people join with the standing of a tier.
 * @param community The community.
 * @param tier The tier.
 * @param people Who.
 * @returns Their member numbers, in order.
 */
export async function joinAs(
  community: Community,
  tier: keyof typeof standingOf,
  ...people: Signer[]
): Promise<bigint[]> {
  const memberIds = await join(community, ...people);
  if (standingOf[tier] === 0n) return memberIds;
  for (const person of people) await earn(community, person, standingOf[tier]);
  return memberIds;
}

/** A deadline that never comes. */
export const NEVER = MaxUint256;
