/** What is known of a member, as far as it is known yet. */
export interface Situation {
  /** Amount of the oldest approved review that was not collected yet, in the token's smallest unit. */
  claimable: bigint | undefined;
  /** Open proposals they have not voted on; the first ends first. */
  undecided: readonly { proposalId: bigint; title: string }[];
  /** Reviews they have written; `undefined` while the server is silent. */
  reviews: number | undefined;
  /** What they could redeem now, cheapest first. */
  affordable: readonly { rewardId: bigint; name: string }[];
  /** Events to come that they hold a ticket for, soonest first. */
  booked: readonly { name: string; doorsOpen: Date }[];
}

/** One thing worth doing next. */
export type NextStep =
  | { kind: "claim"; amount: bigint }
  | { kind: "vote"; proposalId: bigint; title: string; others: number }
  | { kind: "attend"; name: string; doorsOpen: Date }
  | { kind: "review"; first: boolean }
  | { kind: "redeem"; rewardId: bigint; name: string };

const MOST = 3;

/** What a member might do next, most pressing first; three at most, and never nothing. */
export function nextSteps(situation: Situation): NextStep[] {
  const { claimable, undecided, reviews, affordable, booked } = situation;
  const steps: NextStep[] = [];
  if (claimable !== undefined) steps.push({ kind: "claim", amount: claimable });
  const [proposal] = undecided;
  if (proposal) steps.push({ kind: "vote", ...proposal, others: undecided.length - 1 });
  const [event] = booked;
  if (event) steps.push({ kind: "attend", ...event });
  if (reviews === 0) steps.push({ kind: "review", first: true });
  const [reward] = affordable;
  if (reward) steps.push({ kind: "redeem", ...reward });
  if (steps.length < MOST && reviews !== 0) steps.push({ kind: "review", first: false });
  return steps.slice(0, MOST);
}
