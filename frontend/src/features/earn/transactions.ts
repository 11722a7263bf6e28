import type { ReviewClaim } from "../../api/reads/reviews.ts";
import { keys } from "../../api/keys.ts";
import type { TransactionRequest } from "../../chain/transaction.ts";

/** Collects what an approved review earned. It can lift the member to another tier. */
export function claimReward({ attestation, approvals }: ReviewClaim): TransactionRequest {
  return {
    title: "Claim the reward of a review",
    call: { contract: "Campaigns", functionName: "claim", args: [attestation, approvals] },
    makesStale: [keys.membership(), keys.token(), keys.campaigns()],
  };
}
