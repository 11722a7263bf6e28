import { keys } from "../../../api/keys.ts";
import type { RedemptionNow } from "../../../chain/reads/rewards.ts";
import type { TransactionRequest } from "../../../chain/transaction.ts";
import { zeroHash } from "viem";

/** Marks orders as sent and burns what was paid for them; those cancelled in the meantime are left out. */
export function fulfilOrders(redemptionIds: readonly bigint[]): TransactionRequest {
  const count = redemptionIds.length;
  const shipments = redemptionIds.map((redemptionId) => ({ redemptionId, trackingHash: zeroHash }));
  return {
    title: count === 1 ? "Mark 1 order as sent" : `Mark ${count} orders as sent`,
    call: { contract: "RewardsStore", functionName: "fulfil", args: [shipments] },
    makesStale: [keys.redemptions(), keys.token()],
  };
}

/** Cancels an order for the brand; the member reads the reason. */
export function cancelForBrand({ redemptionId }: RedemptionNow, reason: string): TransactionRequest {
  return {
    title: `Cancel order ${redemptionId}`,
    call: {
      contract: "RewardsStore",
      functionName: "cancelByOperator",
      args: [[redemptionId], true, reason],
    },
    makesStale: [keys.redemptions(), keys.rewards(), keys.membership(), keys.token()],
  };
}
