import type { RedemptionNow, RewardNow } from "../../../chain/reads/rewards.ts";

/** An order is pressing when less than this is left, in seconds. */
const PRESSING = 2 * 86_400;

/** How much time is left to send an order. */
export interface Deadline {
  urgency: "calm" | "pressing" | "overdue";
  /** Until anybody may take the refund; 0 when they may. */
  secondsLeft: number;
}

/**
 * The deadline of an order: from the second after it, anybody can refund it.
 * @param now As the contracts see it.
 */
export function deadlineOf(
  { placedAt }: Pick<RedemptionNow, "placedAt">,
  { fulfilWithin }: Pick<RewardNow, "fulfilWithin">,
  now: Date,
): Deadline {
  const left = Number(placedAt) + fulfilWithin - Math.floor(now.getTime() / 1000);
  if (left < 0) return { urgency: "overdue", secondsLeft: 0 };
  return { urgency: left < PRESSING ? "pressing" : "calm", secondsLeft: left };
}
