import type { Review } from "../../api/reads/reviews.ts";
import type { EventNow } from "../../chain/reads/events.ts";
import type { ProposalNow } from "../../chain/reads/proposals.ts";
import type { RewardNow } from "../../chain/reads/rewards.ts";

const secondsOf = (now: Date) => BigInt(Math.floor(now.getTime() / 1000));

/** Fewer pieces than this are worth saying. */
const FEW = 10;

/** Proposals one can vote on, and those about to open; what ends first comes first. */
export function openProposals<P extends Pick<ProposalNow, "state" | "voteEnd">>(
  proposals: readonly P[],
): P[] {
  return proposals
    .filter(({ state }) => state === "active" || state === "pending")
    .sort((a, b) => Number(a.voteEnd - b.voteEnd));
}

/** Events that are still to come or going on, soonest first. */
export function comingEvents<E extends Pick<EventNow, "cancelled" | "ends" | "doorsOpen">>(
  events: readonly E[],
  now: Date,
): E[] {
  return events
    .filter(({ cancelled, ends }) => !cancelled && ends > secondsOf(now))
    .sort((a, b) => Number(a.doorsOpen - b.doorsOpen));
}

type Listed = Pick<RewardNow, "rewardId" | "kind" | "stock" | "opens" | "closes">;

/** Whether a reward can be redeemed by somebody now, as far as the catalogue says. */
export function isOffered({ stock, opens, closes }: Listed, now: Date): boolean {
  const seconds = secondsOf(now);
  return stock > 0 && seconds >= opens && (closes === 0n || seconds < closes);
}

/** Whether a reward is nearly gone. */
export function isLow({ stock }: Pick<RewardNow, "stock">): boolean {
  return stock > 0 && stock < FEW;
}

/** Things worth a look in the catalogue: what is nearly gone, then what was listed last. Tickets go with events. */
export function featuredRewards<R extends Listed>(rewards: readonly R[], now: Date, count: number): R[] {
  return rewards
    .filter((reward) => reward.kind === "merch" && isOffered(reward, now))
    .sort((a, b) => Number(isLow(b)) - Number(isLow(a)) || Number(b.rewardId - a.rewardId))
    .slice(0, count);
}

/** The newest reviews, of as many different products as there are; `reviews` come newest first. */
export function variedReviews<R extends Pick<Review, "product">>(reviews: readonly R[], count: number): R[] {
  const isFirst = (review: R, index: number) =>
    reviews.findIndex(({ product }) => product === review.product) === index;
  const firsts = reviews.filter(isFirst);
  const others = reviews.filter((review) => !firsts.includes(review));
  return [...firsts, ...others].slice(0, count);
}
