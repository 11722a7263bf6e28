import { useQueries, useQuery } from "@tanstack/react-query";
import { reviewsOfQuery } from "../../api/reads/reviews.ts";
import { useChainNow } from "../../chain/chainClock.ts";
import { eventsQuery, ticketsOfQuery } from "../../chain/reads/events.ts";
import type { MemberNow } from "../../chain/reads/member.ts";
import { isPaidQuery } from "../../chain/reads/payments.ts";
import { hasVotedQuery, proposalsQuery } from "../../chain/reads/proposals.ts";
import { readDescription } from "../../chain/reads/proposalText.ts";
import { rewardsQuery } from "../../chain/reads/rewards.ts";
import { fromChainTime } from "../../ui/show/formatDate.ts";
import { comingEvents, isOffered, openProposals } from "./highlights.ts";
import type { Situation } from "./nextSteps.ts";

/** Open proposals a member has not voted on. */
function useUndecided(member: MemberNow): Situation["undecided"] {
  const { data: proposals = [] } = useQuery(proposalsQuery());
  const active = openProposals(proposals).filter(({ state }) => state === "active");
  const voted = useQueries({
    queries: active.map(({ proposalId }) => hasVotedQuery(proposalId, member.account)),
  });
  return active
    .filter((_, index) => voted[index]?.data === false)
    .map(({ proposalId, description }) => ({ proposalId, title: readDescription(description).title }));
}

/** How many reviews a member wrote, and what waits to be collected for them. */
function useOwnReviews(member: MemberNow, now: Date): Pick<Situation, "claimable" | "reviews"> {
  const { data: reviews } = useQuery(reviewsOfQuery(member.account));
  const second = BigInt(Math.floor(now.getTime() / 1000));
  const approved = (reviews ?? []).flatMap((review) => {
    const { attestation } = review.claim ?? {};
    return attestation && attestation.deadline >= second ? [{ review, attestation }] : [];
  });
  const paid = useQueries({ queries: approved.map(({ review }) => isPaidQuery(review)) });
  const waiting = approved.filter((_, index) => paid[index]?.data === false);
  return { reviews: reviews?.length, claimable: waiting.at(-1)?.attestation.amount };
}

/** Everything that says what a member might do next. What is not known yet counts as not there. */
export function useSituation(member: MemberNow): Situation {
  const now = useChainNow();
  const { data: rewards = [] } = useQuery(rewardsQuery());
  const { data: events = [] } = useQuery(eventsQuery());
  const { data: tickets = [] } = useQuery(ticketsOfQuery(member.account));
  const undecided = useUndecided(member);
  const own = useOwnReviews(member, now);
  const affordable = rewards
    .filter((reward) => reward.kind === "merch" && isOffered(reward, now))
    .filter(({ price, minTier }) => price <= member.balance && minTier <= member.tier)
    .sort((a, b) => (a.price < b.price ? -1 : 1))
    .map(({ rewardId, metadata }) => ({ rewardId, name: metadata.name }));
  const booked = comingEvents(events, now)
    .filter(({ eventId }) => tickets.some((ticket) => ticket.eventId === eventId && !ticket.checkedIn))
    .map(({ metadata, doorsOpen }) => ({ name: metadata.name, doorsOpen: fromChainTime(doorsOpen) }));
  return { ...own, undecided, affordable, booked };
}
