import type { RedemptionNow, RewardNow } from "../../chain/reads/rewards.ts";
import { fromChainTime } from "../../ui/show/formatDate.ts";

/** What the member can do with an order of merch. */
export type OrderStep =
  | { kind: "cancel"; until: Date }
  | { kind: "wait"; refundableFrom: Date }
  | { kind: "refund" }
  | { kind: "none" };

/**
 * The step the store would allow now. What was not sent in time can be refunded by anybody, from the second after.
 * @param now As the contracts see it.
 */
export function stepOf(
  order: Pick<RedemptionNow, "state" | "placedAt" | "ticketId">,
  reward: Pick<RewardNow, "cancelWindow" | "fulfilWithin">,
  now: Date,
): OrderStep {
  if (order.state !== "placed" || order.ticketId !== 0n) return { kind: "none" };
  const lastToCancel = fromChainTime(order.placedAt + BigInt(reward.cancelWindow));
  const lastToSend = fromChainTime(order.placedAt + BigInt(reward.fulfilWithin));
  if (now > lastToSend) return { kind: "refund" };
  if (now <= lastToCancel) return { kind: "cancel", until: lastToCancel };
  return { kind: "wait", refundableFrom: lastToSend };
}
