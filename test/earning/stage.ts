import { id, parseEther } from "ethers";
import { DAY, now, type Signer } from "../helpers/chain.ts";
import { plainCommunity, type Community } from "../helpers/community.ts";
import { join } from "../helpers/members.ts";
import { sign, type SignedRequest } from "../helpers/signing.ts";

/** Kinds of campaign, as the contract numbers them. */
export const kind = {
  review: 0n,
  help: 1n,
  moderation: 2n,
  teaching: 3n,
  referral: 4n,
  attendance: 5n,
  custom: 6n,
  grading: 7n,
} as const;

/** Terms of a campaign with every number settled. */
export interface Terms {
  minReward: bigint;
  maxReward: bigint;
  perMemberCap: bigint;
  kind: bigint;
  signaturesNeeded: bigint;
  budget: bigint;
  start: bigint;
  end: bigint;
  roomId: bigint;
  badgeId: bigint;
  eventId: bigint;
  disputeWindow: bigint;
  referralStanding: bigint;
}

/** A community with two members and a campaign that pays 10 to 50 for a review. */
export interface ReviewStage extends Community {
  campaignId: bigint;
  terms: Terms;
  adaId: bigint;
  benId: bigint;
}

/** What an attestation in the tests says, all fields settled. */
export type Attestation = Record<"campaignId" | "memberId" | "amount" | "deadline", bigint> &
  Record<"subject" | "contentHash", string>;

/**
 * Terms of a review campaign that is open for 30 days from the newest block on.
 * @param changes What differs.
 */
export async function reviewTerms(changes: Partial<Terms> = {}): Promise<Terms> {
  const start = BigInt(await now());
  return {
    minReward: parseEther("10"),
    maxReward: parseEther("50"),
    perMemberCap: 0n,
    kind: kind.review,
    signaturesNeeded: 1n,
    budget: parseEther("1000"),
    start,
    end: start + BigInt(30 * DAY),
    roomId: 0n,
    badgeId: 0n,
    eventId: 0n,
    disputeWindow: BigInt(10 * DAY),
    referralStanding: 0n,
    ...changes,
  };
}

/**
 * Starts a campaign as the operator.
 * @param community The community.
 * @param changes How it differs from {@link reviewTerms}.
 * @returns Its number and terms.
 */
export async function startCampaign({ campaigns, accounts }: Community, changes: Partial<Terms> = {}) {
  const terms = await reviewTerms(changes);
  await campaigns.connect(accounts.operator).createCampaign(terms, "data:,Reviews");
  return { campaignId: await campaigns.campaignCount(), terms };
}

/** Fixture: ada and ben are members, and reviews are paid. */
export async function reviewStage(): Promise<ReviewStage> {
  const community = await plainCommunity();
  const { ada, ben } = community.accounts;
  const [adaId = 0n, benId = 0n] = await join(community, ada, ben);
  return { ...community, ...(await startCampaign(community)), adaId, benId };
}

let contributions = 0;

/**
 * A statement that ada has reviewed a product of her own; each call names another product.
 * @param stage The community.
 * @param changes What differs.
 */
export function attestation(stage: ReviewStage, changes: Partial<Attestation> = {}): Attestation {
  const subject = id(`product ${++contributions}`);
  return {
    campaignId: stage.campaignId,
    memberId: stage.adaId,
    subject,
    contentHash: id(`words about ${subject}`),
    amount: parseEther("20"),
    deadline: stage.terms.end,
    ...changes,
  };
}

/**
 * Signatures under an attestation, in the order the contract wants.
 * @param community The community.
 * @param statement What is signed.
 * @param signers Who signs.
 */
export async function approve(
  { campaigns }: Pick<Community, "campaigns">,
  statement: SignedRequest["Attestation"],
  ...signers: Pick<Signer, "address" | "signTypedData">[]
): Promise<{ signer: string; signature: string }[]> {
  const ascending = signers.toSorted((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
  return await Promise.all(
    ascending.map(async (signer) => ({
      signer: signer.address,
      signature: await sign(signer, campaigns, "Attestation", statement),
    })),
  );
}

/**
 * Signs an attestation as the attester and has the relayer submit it.
 * @param community The community.
 * @param statement What is claimed.
 */
export async function claim(community: Community, statement: Attestation) {
  const { campaigns, accounts } = community;
  const approvals = await approve(community, statement, accounts.attester);
  return await campaigns.connect(accounts.relayer).claim(statement, approvals);
}
