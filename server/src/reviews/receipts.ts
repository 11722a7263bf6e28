import { receiptTypes } from "@hearth/protocol/review";
import { typedDataDomain } from "@hearth/protocol/typedData";
import { hashTypedData, type Address } from "viem";
import { ApiError, invalidField } from "../http/errors.ts";
import type { Services } from "../services.ts";
import type { Receipt } from "./schemas.ts";
import type { KeptReceipt } from "./store.ts";

/**
 * Checks that a shop of this community signed for a purchase. Throws an ApiError that says what is wrong.
 * @param receipt As the buyer got it from the shop.
 * @param bought Who reviews what: the receipt must be theirs and about this product.
 * @param path Where the receipt is in the request, with its dot.
 * @param time Unix seconds of the chain.
 */
export async function checkReceipt(
  { chain, config, deployment, now }: Services,
  { orderHash, deadline, signature }: Receipt,
  { buyer, product }: { buyer: Address; product: string },
  { path, time }: { path: string; time: bigint },
): Promise<Omit<KeptReceipt, "reviewId">> {
  if (config.shopAccounts.length === 0) {
    throw new ApiError("conflict", "This community takes no purchase receipts.");
  }
  if (deadline < time) throw invalidField(`${path}deadline`, "The receipt has expired.");
  const digest = hashTypedData({
    domain: typedDataDomain(deployment.chainId, deployment.contracts.Campaigns.address),
    types: receiptTypes,
    primaryType: "PurchaseReceipt",
    message: { buyer, product, orderHash, deadline },
  });
  for (const shop of config.shopAccounts) {
    if (await chain.isSignedBy(shop, digest, signature)) {
      return { product, orderHash, buyer, deadline, shop, signature, createdAt: now() };
    }
  }
  throw invalidField(
    `${path}signature`,
    "The shop has not signed this receipt for this buyer, product and community.",
  );
}

/** The answer to a receipt that can't be kept. */
export function usedReceipt(): ApiError {
  return new ApiError("conflict", "This receipt has been used for a review, or this review has one.");
}
