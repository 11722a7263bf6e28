import { productSubject } from "@hearth/protocol/review";
import { campaignsTypes, typedDataDomain } from "@hearth/protocol/typedData";
import { hashTypedData, type Address, type Hex } from "viem";
import { mayGrade, type Campaign, type Standing } from "../chain/chain.ts";
import { ApiError, invalidField } from "../http/errors.ts";
import { findReview, type Review } from "../reviews/store.ts";
import type { Services } from "../services.ts";
import { keepGrade, liveGrades, type Grade, type NewGrade } from "./store.ts";
import { approvalGroups, verdictOf } from "./verdict.ts";

/** Least time a member gets to claim, in seconds. */
const LEAST_CLAIM_TIME = 600n;

/** What a grader decided about a review. */
export type Decision =
  | { decision: "approve"; amount: bigint; deadline: bigint; signature: Hex }
  | { decision: "reject"; reason: string; contentHash?: Hex | undefined };

/** Where a review stands after a grade. */
export interface Graded {
  status: Review["status"];
  gradesHave: number;
  gradesNeeded: number;
}

/**
 * Lets a grader in, or throws an ApiError (403).
 * @param account Who is signed in.
 */
export async function requireGrader({ chain }: Services, account: Address): Promise<Standing> {
  const standing = await chain.standingOf(account);
  if (!mayGrade(standing)) {
    throw new ApiError("forbidden", "Only attesters, and members whose tier may curate, grade reviews.");
  }
  return standing;
}

/**
 * Keeps one grader's decision and settles the review once enough agree. Throws an ApiError that says why not.
 * @param grader Who decides, with role or right as the chain has it now.
 * @param reviewId The review.
 */
export async function gradeReview(
  services: Services,
  grader: Standing,
  reviewId: bigint,
  decision: Decision,
): Promise<Graded> {
  const { chain, database } = services;
  const review = await findReview(database, reviewId);
  if (!review) throw new ApiError("not_found", `There is no review ${reviewId}.`);
  if (review.author === grader.account || review.memberId === grader.memberId) {
    throw new ApiError("forbidden", "Nobody grades their own review.");
  }
  if (review.hidden) throw new ApiError("conflict", "This review was hidden by an operator.");
  const [{ timestamp: time }, campaign] = await Promise.all([
    chain.head(),
    chain.campaign(review.campaignId),
  ]);
  if (!campaign) throw new ApiError("conflict", `There is no campaign ${review.campaignId} any more.`);
  if (!(await isOpen(services, review, time))) throw decided();
  if (decision.decision === "reject" && (decision.contentHash ?? review.contentHash) !== review.contentHash)
    throw changed();
  if (decision.decision === "approve")
    await checkApproval(services, { grader, review, campaign, time }, decision);

  const earlier = await liveGrades(database, [review.id], time);
  const lapsed = await lapsedAmong(
    services,
    earlier.map(({ signer }) => signer),
  );
  const counts = ({ signer }: Grade) => !lapsed.has(signer);
  const grade: NewGrade = { reviewId, signer: grader.account, ...gradeOf(decision) };
  const kept = await keepGrade(database, { review, grade, time }, (live) =>
    verdictOf(live.filter(counts), campaign.signaturesNeeded, attestationOf(review)),
  );
  if (kept === "decided") throw decided();
  if (kept === "changed") throw changed();
  if (kept === "graded") throw new ApiError("conflict", "You have graded this review already.");
  const leading = approvalGroups(kept.live.filter(counts))[0];
  return {
    status: kept.verdict?.status ?? "submitted",
    gradesHave: leading?.approvals.length ?? 0,
    gradesNeeded: campaign.signaturesNeeded,
  };
}

/** What is kept of a decision. */
function gradeOf(decision: Decision): Omit<NewGrade, "reviewId" | "signer"> {
  return decision.decision === "approve" ? decision : { decision: "reject", reason: decision.reason };
}

/**
 * Whether a review still wants grades: undecided, or approved by an attestation that can't be claimed any more and was
 * not. It can't once it expired, or once one of its signers may no longer grade.
 */
export async function isOpen(services: Services, review: Review, time: bigint): Promise<boolean> {
  const { claim } = review;
  if (review.status !== "approved" || !claim) return review.status === "submitted";
  const isVoid =
    BigInt(claim.attestation.deadline) < time ||
    (
      await lapsedAmong(
        services,
        claim.approvals.map(({ signer }) => signer),
      )
    ).size > 0;
  if (!isVoid) return false;
  return !(await services.chain.isPaid(review.campaignId, productSubject(review.product), review.memberId));
}

/** Those who may no longer grade: the contract refuses their signatures. */
export async function lapsedAmong({ chain }: Services, signers: readonly Address[]): Promise<Set<Address>> {
  const standings = await Promise.all([...new Set(signers)].map((signer) => chain.standingOf(signer)));
  return new Set(standings.filter((standing) => !mayGrade(standing)).map(({ account }) => account));
}

async function checkApproval(
  { chain, deployment }: Services,
  { grader, review, campaign, time }: { grader: Standing; review: Review; campaign: Campaign; time: bigint },
  { amount, deadline, signature }: Extract<Decision, { decision: "approve" }>,
): Promise<void> {
  if (amount < campaign.minReward || amount > campaign.maxReward) {
    throw invalidField("amount", `This campaign pays from ${campaign.minReward} to ${campaign.maxReward}.`);
  }
  if (time >= campaign.end) throw new ApiError("conflict", "The campaign of this review is over.");
  if (campaign.paid + amount > campaign.budget) {
    throw new ApiError("conflict", "The campaign's budget does not reach for this amount any more.");
  }
  if (deadline < time + LEAST_CLAIM_TIME) {
    throw invalidField(
      "deadline",
      "The deadline must leave at least ten minutes to claim, by the chain's clock.",
    );
  }
  const digest = hashTypedData({
    domain: typedDataDomain(deployment.chainId, deployment.contracts.Campaigns.address),
    types: campaignsTypes,
    primaryType: "Attestation",
    message: {
      campaignId: review.campaignId,
      memberId: review.memberId,
      subject: productSubject(review.product),
      contentHash: review.contentHash,
      amount,
      deadline,
    },
  });
  if (!(await chain.isSignedBy(grader.account, digest, signature))) {
    throw invalidField("signature", "The signature is not your signature of this attestation.");
  }
}

function attestationOf({ campaignId, memberId, product, contentHash }: Review) {
  return {
    campaignId: String(campaignId),
    memberId: String(memberId),
    subject: productSubject(product),
    contentHash,
  };
}

function changed(): ApiError {
  return new ApiError("conflict", "This review has changed meanwhile. Please read it again.");
}

function decided(): ApiError {
  return new ApiError("conflict", "This review has been decided already.");
}
