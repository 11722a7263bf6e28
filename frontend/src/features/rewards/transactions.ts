import type { Hex } from "viem";
import { keys } from "../../api/keys.ts";
import type { RedemptionNow, RewardNow } from "../../chain/reads/rewards.ts";
import type { TransactionRequest } from "../../chain/transaction.ts";

const STORE = [keys.rewards(), keys.redemptions(), keys.membership(), keys.token()] as const;

/** Redeems a reward on the terms and at the price on the screen. */
export function redeemReward(reward: RewardNow, variant: number, deliveryHash: Hex): TransactionRequest {
  return {
    title: `Redeem ${reward.metadata.name}`,
    call: {
      contract: "RewardsStore",
      functionName: "redeem",
      args: [reward.rewardId, BigInt(reward.termsVersion), variant, reward.price, deliveryHash],
    },
    makesStale: [...STORE, keys.events(), keys.tickets()],
  };
}

/** Cancels an order of merch within the window, or once it is overdue. */
export function cancelOrder(order: RedemptionNow, name: string, overdue: boolean): TransactionRequest {
  return {
    title: overdue ? `Get the refund for ${name}` : `Cancel ${name}`,
    call: { contract: "RewardsStore", functionName: "cancel", args: [order.redemptionId] },
    makesStale: STORE,
  };
}
