import { z } from "@hono/zod-openapi";
import type { Address } from "viem";
import {
  address,
  bytes32,
  limit,
  rowId,
  signature,
  slug,
  text,
  uint256,
  unixSeconds,
} from "../http/fields.ts";
import { reviewStatuses, type reviews } from "./tables.ts";

/** A review as its author sends it. */
export const submissionSchema = z
  .strictObject({
    product: slug,
    campaignId: uint256,
    author: address,
    title: text(4, 120),
    text: text(80, 5000),
    rating: z.number().int().min(1).max(5),
    ratingSalt: bytes32,
    writtenAt: unixSeconds,
    signature,
  })
  .openapi("ReviewSubmission");

/** See {@link submissionSchema}. */
export type Submission = z.output<typeof submissionSchema>;

const claimSchema = z
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
    createdAt: z.string().openapi({ format: "date-time" }),
  })
  .openapi("Review");

/** Which reviews to list. */
export const filterSchema = z.object({
  product: slug.optional(),
  author: address.optional(),
  status: z.enum(reviewStatuses).optional(),
  limit,
  cursor: rowId.optional(),
});

/**
 * What somebody may see of a review.
 * @param row The review.
 * @param viewer Who is signed in; null for nobody.
 */
export function presentReview(
  row: typeof reviews.$inferSelect,
  viewer: Address | null,
): z.output<typeof reviewSchema> {
  // A grader must not find the stars here that the grading queue hides.
  const open = row.status !== "submitted" || row.author === viewer;
  return {
    id: String(row.id),
    product: row.product,
    campaignId: String(row.campaignId),
    author: row.author,
    memberId: String(row.memberId),
    title: row.title,
    text: row.text,
    rating: open ? row.rating : null,
    ratingSalt: open ? row.ratingSalt : null,
    contentHash: row.contentHash,
    ratingCommitment: row.ratingCommitment,
    writtenAt: String(row.writtenAt),
    signature: row.signature,
    status: row.status,
    rewarded: true,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.claim === null ? {} : { claim: row.claim }),
    createdAt: row.createdAt.toISOString(),
  };
}
