import { contentHash, ratingCommitment } from "@hearth/protocol/review";
import { reviewTypes, typedDataDomain } from "@hearth/protocol/typedData";
import { hashTypedData, type Hex } from "viem";
import { ApiError, invalidField } from "../http/errors.ts";
import { requireProduct } from "../products/routes.ts";
import type { Services } from "../services.ts";
import type { Submission } from "./schemas.ts";
import { addReview, findConflict, type Review } from "./store.ts";

/** How far from now a review may say it was written, in seconds. */
const CLOCK_TOLERANCE = 600n;

/**
 * Checks a review and keeps it. Throws an ApiError that says what is wrong with it.
 * @param submission As its author signed it.
 */
export async function submitReview(services: Services, submission: Submission): Promise<Review> {
  const { chain, database, now } = services;
  await requireProduct(services, submission.product);
  const head = await chain.head();
  checkWrittenAt(submission.writtenAt, head.timestamp, now());
  await checkCampaign(services, submission.campaignId, head.timestamp);
  const hashes = {
    contentHash: contentHash(submission.title, submission.text),
    ratingCommitment: ratingCommitment(submission.rating, submission.ratingSalt),
  };
  if (
    !(await chain.isSignedBy(
      submission.author,
      reviewDigest(services, submission, hashes),
      submission.signature,
    ))
  ) {
    throw invalidField("signature", "The signature is not the author's signature of this review.");
  }
  const { memberId } = await chain.standingOf(submission.author);
  if (memberId === null) throw new ApiError("forbidden", "Only members write reviews. Please join first.");
  const review = { ...submission, ...hashes, memberId };
  const kept = await addReview(database, review);
  if (!kept) throw conflict(await findConflict(database, review), memberId);
  return kept;
}

function checkWrittenAt(writtenAt: bigint, chainTime: bigint, now: Date): void {
  const serverTime = BigInt(Math.floor(now.getTime() / 1000));
  const near = [chainTime, serverTime].some((time) => {
    const distance = writtenAt > time ? writtenAt - time : time - writtenAt;
    return distance <= CLOCK_TOLERANCE;
  });
  if (!near)
    throw invalidField("writtenAt", "The review was written more than ten minutes ago or in the future.");
}

async function checkCampaign({ chain }: Services, campaignId: bigint, time: bigint): Promise<void> {
  const campaign = await chain.campaign(campaignId);
  if (!campaign) throw invalidField("campaignId", `There is no campaign ${campaignId}.`);
  if (!campaign.forReviews)
    throw invalidField("campaignId", `Campaign ${campaignId} does not pay for reviews.`);
  if (time < campaign.start) throw new ApiError("conflict", "This campaign has not begun yet.");
  if (time >= campaign.end) throw new ApiError("conflict", "This campaign is over.");
}

function reviewDigest(
  { deployment }: Services,
  { author, campaignId, product, writtenAt }: Submission,
  hashes: { contentHash: Hex; ratingCommitment: Hex },
): Hex {
  return hashTypedData({
    domain: typedDataDomain(deployment.chainId, deployment.contracts.Campaigns.address),
    types: reviewTypes,
    primaryType: "Review",
    message: { author, campaignId, product, ...hashes, writtenAt },
  });
}

function conflict(other: Review | undefined, memberId: bigint): ApiError {
  return other?.memberId === memberId
    ? new ApiError("conflict", "You have reviewed this product in this campaign already.")
    : new ApiError("conflict", "A review with exactly these words is here already. Please use your own.");
}
