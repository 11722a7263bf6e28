import type { EventNow } from "../../chain/reads/events.ts";
import type { RewardNow } from "../../chain/reads/rewards.ts";
import { fromChainTime } from "../../ui/show/formatDate.ts";

/** Whether a reward can be redeemed by anybody at all, and if not, why. */
export type Availability =
  | { kind: "open" }
  | { kind: "notYet"; opens: Date }
  | { kind: "over" }
  | { kind: "soldOut" }
  | { kind: "eventCancelled" };

type Terms = Pick<RewardNow, "opens" | "closes" | "stock">;
type Seats = Pick<EventNow, "cancelled" | "ends" | "capacity" | "outstanding">;

/** Pieces left: of a ticket no more than seats are free. */
export function piecesLeft({ stock }: Pick<RewardNow, "stock">, event: Seats | undefined): number {
  return event ? Math.min(stock, Math.max(0, event.capacity - event.outstanding)) : stock;
}

/**
 * What the store would say to a member who meets every condition.
 * @param event The event a ticket is for; `undefined` for merch.
 * @param now As the contracts see it.
 */
export function availabilityOf(reward: Terms, event: Seats | undefined, now: Date): Availability {
  const seconds = BigInt(Math.floor(now.getTime() / 1000));
  if (event?.cancelled) return { kind: "eventCancelled" };
  if ((reward.closes !== 0n && seconds >= reward.closes) || (event && seconds >= event.ends)) {
    return { kind: "over" };
  }
  if (seconds < reward.opens) return { kind: "notYet", opens: fromChainTime(reward.opens) };
  return piecesLeft(reward, event) === 0 ? { kind: "soldOut" } : { kind: "open" };
}
