import { contentHash, ratingCommitment } from "@hearth/protocol/review";
import { reviewTypes, typedDataDomain } from "@hearth/protocol/typedData";
import { hashTypedData, type Hex } from "viem";
import { ApiError, invalidField } from "../http/errors.ts";
import { requireProduct } from "../products/routes.ts";
import type { Services } from "../services.ts";
import { checkReceipt, usedReceipt } from "./receipts.ts";
import type { Revision, Submission } from "./schemas.ts";
import {
  addReview,
  findReview,
  MOST_VERSIONS,
  reviseReview,
  type ListedReview,
  type Obstacle,
  type Signed,
} from "./store.ts";

/** How far from now a review may say it was written, in seconds. */
const CLOCK_TOLERANCE = 600n;

/** What a review is about, and for which campaign it was written. */
type Occasion = Pick<Submission, "product" | "campaignId">;

/**
 * Checks a review and keeps it. Throws an ApiError that says what is wrong with it.
 * @param submission As its author signed it.
 */
export async function submitReview(services: Services, submission: Submission): Promise<ListedReview> {
  const { chain, database } = services;
  const { receipt, ...review } = submission;
  await requireProduct(services, review.product);
  const { timestamp: time } = await chain.head();
  await checkCampaign(services, review.campaignId, time);
  const { signed, memberId } = await checkSigned(services, review, review, time);
  const bought = { buyer: review.author, product: review.product };
  const vouched = receipt && (await checkReceipt(services, receipt, bought, { path: "receipt.", time }));
  const { product, campaignId } = review;
  const kept = await addReview(database, { ...signed, product, campaignId, memberId }, vouched);
  if (typeof kept === "string") throw refusalOf(kept);
  return kept;
}

/**
 * Checks a new version of a review and keeps it. Throws an ApiError that says what is wrong with it.
 * @param id The review.
 * @param revision As its author signed it.
 */
export async function submitRevision(
  services: Services,
  id: bigint,
  revision: Revision,
): Promise<ListedReview> {
  const { chain, database } = services;
  const review = await findReview(database, id);
  if (!review) throw new ApiError("not_found", `There is no review ${id}.`);
  const { timestamp: time } = await chain.head();
  const { signed, memberId } = await checkSigned(services, review, revision, time);
  if (memberId !== review.memberId) {
    throw new ApiError("forbidden", "Only its author can change a review.");
  }
  if (review.hidden) {
    throw new ApiError("conflict", "This review was hidden. You can appeal, but not change it meanwhile.");
  }
  const kept = await reviseReview(database, review, signed);
  if (typeof kept === "string") throw refusalOf(kept);
  return { ...kept, verifiedPurchase: review.verifiedPurchase };
}

/** What an author sent, if it is signed by a member, just now. */
async function checkSigned(
  services: Services,
  occasion: Occasion,
  sent: Revision,
  time: bigint,
): Promise<{ signed: Signed; memberId: bigint }> {
  const { chain, now } = services;
  const { author, title, text, photos, rating, ratingSalt, writtenAt, signature } = sent;
  checkWrittenAt(writtenAt, time, now());
  const hashes = {
    contentHash: contentHash(title, text, photos),
    ratingCommitment: ratingCommitment(rating, ratingSalt),
  };
  const digest = reviewDigest(services, occasion, sent, hashes);
  if (!(await chain.isSignedBy(author, digest, signature))) {
    throw invalidField("signature", "The signature is not the author's signature of this review.");
  }
  const { memberId } = await chain.standingOf(author);
  if (memberId === null) throw new ApiError("forbidden", "Only members write reviews. Please join first.");
  return {
    signed: { author, title, text, photos, rating, ratingSalt, writtenAt, signature, ...hashes },
    memberId,
  };
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
  { campaignId, product }: Occasion,
  { author, writtenAt }: Revision,
  hashes: { contentHash: Hex; ratingCommitment: Hex },
): Hex {
  return hashTypedData({
    domain: typedDataDomain(deployment.chainId, deployment.contracts.Campaigns.address),
    types: reviewTypes,
    primaryType: "Review",
    message: { author, campaignId, product, ...hashes, writtenAt },
  });
}

function refusalOf(obstacle: Obstacle): ApiError {
  switch (obstacle) {
    case "occasion":
      return new ApiError("conflict", "You have reviewed this product in this campaign already.");
    case "words":
      return new ApiError(
        "conflict",
        "A review with exactly these words is here already. Please use your own.",
      );
    case "photos":
      return invalidField(
        "photos",
        "One of the photos is not yours, or was forgotten. Please send it again.",
      );
    case "receipt":
      return usedReceipt();
    case "changed":
      return new ApiError("conflict", "This review has changed meanwhile. Please look at it again.");
    case "versions":
      return new ApiError("conflict", `A review can have at most ${MOST_VERSIONS} versions.`);
    case "older":
      return invalidField("writtenAt", "The new version must be later than the one before.");
  }
}
