import { infiniteQueryOptions, queryOptions, skipToken } from "@tanstack/react-query";
import type { Address, Hex } from "viem";
import { z } from "zod/mini";
import { api } from "../client.ts";
import { address, decimal, hex, moment } from "../fields.ts";
import { keys } from "../keys.ts";

const claimSchema = z.object({
  attestation: z.object({
    campaignId: decimal,
    memberId: decimal,
    subject: hex,
    contentHash: hex,
    amount: decimal,
    deadline: decimal,
  }),
  approvals: z.array(z.object({ signer: address, signature: hex })),
});

const reviewSchema = z.object({
  id: z.string(),
  product: z.string(),
  campaignId: decimal,
  author: address,
  memberId: decimal,
  title: z.string(),
  text: z.string(),
  photos: z.array(hex),
  rating: z.nullable(z.number()),
  ratingSalt: z.nullable(hex),
  contentHash: hex,
  ratingCommitment: hex,
  writtenAt: decimal,
  signature: hex,
  status: z.enum(["submitted", "approved", "rejected"]),
  reason: z.optional(z.string()),
  claim: z.optional(claimSchema),
  version: z.number(),
  approvedHash: z.nullable(hex),
  verifiedPurchase: z.boolean(),
  helpfulCount: z.number(),
  hidden: z.boolean(),
  createdAt: moment,
});
const receiptSchema = z.object({
  buyer: address,
  product: z.string(),
  orderHash: hex,
  deadline: decimal,
  shop: address,
  signature: hex,
});
const verificationSchema = z.object({ receipt: z.nullable(receiptSchema) });
const pageSchema = z.object({ reviews: z.array(reviewSchema), nextCursor: z.nullable(z.string()) });

/** The answer to a review that was just handed in. */
export const keptReviewSchema = z.object({ review: reviewSchema });

/**
 * A review as its author signed it. `writtenAt` in seconds. Stars and their salt are null until it is decided,
 * but for its author; `claim` is what pays for it, once approved. `photos` are hashes of what {@link photoUrl} serves;
 * `approvedHash` is the content hash of the version that was approved, which may be an earlier one.
 */
export type Review = z.infer<typeof reviewSchema>;

/** What a shop signed for the author of a review; `orderHash` stands for the order. */
export type PurchaseReceipt = z.infer<typeof receiptSchema>;

/** What pays for an approved review: the arguments of `Campaigns.claim`. */
export type ReviewClaim = z.infer<typeof claimSchema>;

/** Where a photo of a review is. */
export function photoUrl(hash: Hex): string {
  return `/api/photos/${hash}`;
}

/** The shop's receipt of a review; null if it has none. */
export async function readReceipt(reviewId: string): Promise<PurchaseReceipt | null> {
  return (await api.get(`/reviews/${reviewId}/verification`, verificationSchema)).receipt;
}

const PAGE = 20;

/** Reviews of one product, newest first, in whatever state. */
export function reviewsOnQuery(product: string) {
  return infiniteQueryOptions({
    queryKey: keys.reviewsOn(product),
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? "" : `&cursor=${pageParam}`;
      const path = `/reviews?product=${encodeURIComponent(product)}&limit=${PAGE}${cursor}`;
      return api.get(path, pageSchema, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** The newest approved reviews of everything. */
export function newestReviewsQuery(count: number) {
  return queryOptions({
    queryKey: keys.newestReviews(count),
    queryFn: async ({ signal }) =>
      (await api.get(`/reviews?status=approved&limit=${count}`, pageSchema, signal)).reviews,
  });
}

/** The newest hundred reviews of one author. */
export function reviewsOfQuery(author: Address | undefined) {
  return queryOptions({
    queryKey: keys.reviewsOf(author ?? ""),
    queryFn: author
      ? async ({ signal }) =>
          (await api.get(`/reviews?author=${author}&limit=100`, pageSchema, signal)).reviews
      : skipToken,
  });
}
