import { queryOptions } from "@tanstack/react-query";
import { verifyTypedData } from "wagmi/actions";
import { api } from "../../api/client.ts";
import { keys } from "../../api/keys.ts";
import { readReceipt, type Review } from "../../api/reads/reviews.ts";
import { chain, config } from "../../chain/config.ts";
import { domainOf } from "../../chain/contracts.ts";
import { readPayment } from "../../chain/reads/payments.ts";
import { verifyReview } from "./verify.ts";

/** The outcome of checking a review in this browser. */
export function verificationQuery(review: Review) {
  return queryOptions({
    queryKey: keys.verification(`${review.id}.${review.version}.${review.verifiedPurchase ? 1 : 0}`),
    queryFn: () =>
      verifyReview(review, {
        domain: domainOf("Campaigns"),
        askWallet: (address, data, signature) =>
          verifyTypedData(config, { ...data, address, signature, chainId: chain.id }),
        receipt: () => readReceipt(review.id),
        photoBytes: (hash) => api.bytes(`/photos/${hash}`),
        paidHash: async () => (await readPayment(review))?.contentHash,
      }),
  });
}
