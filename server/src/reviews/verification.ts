import { z } from "@hono/zod-openapi";
import { productSubject } from "@hearth/protocol/review";
import { typedDataDomain } from "@hearth/protocol/typedData";
import type { Address } from "viem";
import type { Payment } from "../chain/chain.ts";
import type { Services } from "../services.ts";
import { presentVersion, claimSchema, versionSchema } from "./schemas.ts";
import { findReceipt, listVersions, type ListedReview } from "./store.ts";

/** All that a page needs to check a review without believing this server. */
export const verificationSchema = z
  .object({
    domain: z.object({
      name: z.string(),
      version: z.string(),
      chainId: z.number().int(),
      verifyingContract: z.string(),
    }),
    product: z.string(),
    campaignId: z.string(),
    memberId: z.string(),
    subject: z.string(),
    versions: z.array(versionSchema).openapi({
      description: "Each with the signature (EIP-712 `Review`) over its content hash and rating commitment",
    }),
    claim: claimSchema.nullable().openapi({
      description: "What graders signed (EIP-712 `Attestation`), with their signatures; null until approved",
    }),
    payment: z
      .object({ contentHash: z.string(), amount: z.string(), transactionHash: z.string() })
      .nullable()
      .openapi({ description: "`ContributionPaid` on chain; null until claimed" }),
    receipt: z
      .object({
        buyer: z.string(),
        product: z.string(),
        orderHash: z.string(),
        deadline: z.string(),
        shop: z.string(),
        signature: z.string(),
      })
      .nullable()
      .openapi({ description: "What the shop signed (EIP-712 `PurchaseReceipt`)" }),
  })
  .openapi("ReviewVerification");

/**
 * Gathers what it takes to check a review.
 * @param viewer Who is signed in; null for nobody.
 */
export async function verificationOf(
  { chain, database, deployment }: Services,
  review: ListedReview,
  viewer: Address | null,
): Promise<z.output<typeof verificationSchema>> {
  const { id, product, campaignId, memberId } = review;
  const subject = productSubject(product);
  const [versions, receipt, payment] = await Promise.all([
    listVersions(database, id),
    findReceipt(database, id),
    chain.payment(campaignId, subject, memberId),
  ]);
  return {
    domain: typedDataDomain(deployment.chainId, deployment.contracts.Campaigns.address),
    product,
    campaignId: String(campaignId),
    memberId: String(memberId),
    subject,
    versions: versions.map((version) => presentVersion(version, review, viewer)),
    claim: review.claim,
    payment: payment && presentPayment(payment),
    receipt: receipt
      ? {
          buyer: receipt.buyer,
          product: receipt.product,
          orderHash: receipt.orderHash,
          deadline: String(receipt.deadline),
          shop: receipt.shop,
          signature: receipt.signature,
        }
      : null,
  };
}

function presentPayment({ contentHash, amount, transactionHash }: Payment) {
  return { contentHash, amount: String(amount), transactionHash };
}
