import { z } from "@hono/zod-openapi";
import type { Address } from "viem";
import {
  address,
  bytes32,
  limit,
  photoHashes,
  signature,
  slug,
  text,
  uint256,
  unixSeconds,
} from "../http/fields.ts";
import type { ListedReview, Review, Version } from "./store.ts";
import { reviewStatuses } from "./tables.ts";

/** What a shop signed for a buyer (EIP-712 `PurchaseReceipt`); buyer and product are the review's. */
export const receiptSchema = z
  .strictObject({ orderHash: bytes32, deadline: unixSeconds, signature })
  .openapi("PurchaseReceipt");

/** See {@link receiptSchema}. */
export type Receipt = z.output<typeof receiptSchema>;

const versionFields = {
  author: address,
  title: text(4, 120),
  text: text(80, 5000),
  photos: photoHashes.default([]),
  rating: z.number().int().min(1).max(5),
  ratingSalt: bytes32,
  writtenAt: unixSeconds,
  signature,
};

/** A review as its author sends it. */
export const submissionSchema = z
  .strictObject({
    product: slug,
    campaignId: uint256,
    ...versionFields,
    receipt: receiptSchema.optional(),
  })
  .openapi("ReviewSubmission");

/** A new version of a review, signed as the first was. */
export const revisionSchema = z.strictObject(versionFields).openapi("ReviewRevision");

/** See {@link revisionSchema}. */
export type Revision = z.output<typeof revisionSchema>;

/** See {@link submissionSchema}. */
export type Submission = z.output<typeof submissionSchema>;

/** What pays an approved review. */
export const claimSchema = z
  .object({
    attestation: z.object({
      campaignId: z.string(),
      memberId: z.string(),
      subject: z.string(),
      contentHash: z.string(),
      amount: z.string(),
      deadline: z.string(),
    }),
    approvals: z.array(z.object({ signer: z.string(), signature: z.string() })),
  })
  .openapi("Claim", { description: "The arguments of `Campaigns.claim`; approvals ascend by signer" });

/** A review as everybody sees it. */
export const reviewSchema = z
  .object({
    id: z.string(),
    product: z.string(),
    campaignId: z.string(),
    author: z.string(),
    memberId: z.string(),
    title: z.string(),
    text: z.string(),
    photos: z.array(z.string()).openapi({ description: "Hashes; the pictures are at `/photos/{hash}`" }),
    rating: z.number().int().nullable().openapi({
      description: "Null until the review is decided, so that no grader sees it; its author always does",
    }),
    ratingSalt: z.string().nullable(),
    contentHash: z.string(),
    ratingCommitment: z.string(),
    writtenAt: z.string(),
    signature: z.string(),
    status: z.enum(reviewStatuses),
    rewarded: z.literal(true).openapi({ description: "Reviews here are paid for, whatever they say" }),
    reason: z.string().optional(),
    claim: claimSchema.optional(),
    version: z.number().int().openapi({ description: "1, and one more for each change" }),
    approvedHash: z
      .string()
      .nullable()
      .openapi({ description: "Content hash of the version that was approved; payments name it" }),
    verifiedPurchase: z.boolean(),
    helpfulCount: z.number().int(),
    hidden: z.boolean().openapi({ description: "By an operator: its author and operators alone see it" }),
    createdAt: z.string().openapi({ format: "date-time" }),
  })
  .openapi("Review");

/** Orders in which reviews are listed. */
export const reviewOrders = ["newest", "highest", "lowest", "helpful"] as const;

/** Which reviews to list. */
export const filterSchema = z.object({
  product: slug.optional(),
  author: address.optional(),
  status: z.enum(reviewStatuses).optional(),
  rating: z
    .enum(["1", "2", "3", "4", "5"])
    .transform(Number)
    .optional()
    .openapi({ type: "integer", minimum: 1, maximum: 5, description: "Finds decided reviews only" }),
  verified: z.enum(["true"]).optional().openapi({ description: "Verified purchases only" }),
  search: text(2, 100).optional().openapi({ description: "Words of title and text" }),
  sort: z.enum(reviewOrders).default("newest").openapi({ description: "By stars: decided reviews only" }),
  limit,
  cursor: z
    .string()
    .regex(/^(?:\d{1,9}\.)?[1-9]\d{0,17}$/, "must be the cursor of a page")
    .optional(),
});

/** One version of a review. */
export const versionSchema = z
  .object({
    version: z.number().int(),
    author: z.string(),
    title: z.string(),
    text: z.string(),
    photos: z.array(z.string()),
    rating: z.number().int().nullable(),
    ratingSalt: z.string().nullable(),
    contentHash: z.string(),
    ratingCommitment: z.string(),
    writtenAt: z.string(),
    signature: z.string(),
    approved: z.boolean().openapi({ description: "Whether it is the version that was approved" }),
    createdAt: z.string().openapi({ format: "date-time" }),
  })
  .openapi("ReviewVersion");

/**
 * What somebody may see of a review.
 * @param row The review.
 * @param viewer Who is signed in; null for nobody.
 */
export function presentReview(row: ListedReview, viewer: Address | null): z.output<typeof reviewSchema> {
  const { id, product, campaignId, memberId, status, version, approvedHash, hidden, helpfulCount } = row;
  return {
    id: String(id),
    product,
    campaignId: String(campaignId),
    memberId: String(memberId),
    ...presentSigned(row, isOpenTo(row, viewer)),
    status,
    rewarded: true,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.claim === null ? {} : { claim: row.claim }),
    version,
    approvedHash,
    verifiedPurchase: row.verifiedPurchase,
    helpfulCount,
    hidden,
    createdAt: row.createdAt.toISOString(),
  };
}

/** A version of a review, its stars shown where the review's are. */
export function presentVersion(
  row: Version,
  review: Review,
  viewer: Address | null,
): z.output<typeof versionSchema> {
  return {
    version: row.version,
    ...presentSigned(row, isOpenTo(review, viewer)),
    approved: row.contentHash === review.approvedHash,
    createdAt: row.createdAt.toISOString(),
  };
}

/** A grader must not find the stars here that the grading queue hides. */
function isOpenTo({ status, author }: Review, viewer: Address | null): boolean {
  return status !== "submitted" || author === viewer;
}

function presentSigned(row: Review | Version, open: boolean) {
  return {
    author: row.author,
    title: row.title,
    text: row.text,
    photos: row.photos,
    rating: open ? row.rating : null,
    ratingSalt: open ? row.ratingSalt : null,
    contentHash: row.contentHash,
    ratingCommitment: row.ratingCommitment,
    writtenAt: String(row.writtenAt),
    signature: row.signature,
  };
}
