import { decodeBallot, type Answer, type BallotRules } from "./polls.ts";

/** A ballot that counts, and what it weighs. */
export interface WeightedBallot {
  ballot: bigint;
  weight: bigint;
}

/** What a poll has come to, as `Polls.result` tells it. */
export interface PollResult {
  /** By option; for Copeland two for each option that it beats, one for each that it ties with. */
  totals: bigint[];
  /** The options with the highest total, numbered from 1: several in a tie, none where nobody voted. */
  winners: number[];
  ballots: number;
  turnout: bigint;
}

/**
 * Counts a poll anew from its ballots, each member's last one, as anybody can from the events.
 * @param rules The poll.
 * @param ballots The ballots.
 */
export function countPoll(rules: Omit<BallotRules, "limit">, ballots: readonly WeightedBallot[]): PollResult {
  const votes = ballots.map(({ ballot, weight }) => ({ answer: decodeBallot(ballot, rules), weight }));
  const options = Array.from({ length: rules.optionCount }, (_, index) => index + 1);
  const totals =
    rules.method === "copeland"
      ? copelandScores(options, votes)
      : options.map((option) =>
          votes.reduce((sum, { answer, weight }) => sum + weight * pointsFor(option, answer, rules), 0n),
        );
  const most = totals.reduce((high, total) => (total > high ? total : high), 0n);
  return {
    totals,
    winners: ballots.length === 0 ? [] : options.filter((option) => totals[option - 1] === most),
    ballots: ballots.length,
    turnout: ballots.reduce((sum, { weight }) => sum + weight, 0n),
  };
}

/** How often an option's total counts the weight of a ballot. */
function pointsFor(option: number, answer: Answer, { optionCount }: { optionCount: number }): bigint {
  switch (answer.method) {
    case "singleChoice":
      return answer.option === option ? 1n : 0n;
    case "approval":
      return answer.options.includes(option) ? 1n : 0n;
    case "split":
      return BigInt(answer.points[option - 1] ?? 0);
    case "quadratic":
      return BigInt(answer.votes[option - 1] ?? 0);
    case "borda":
    case "copeland": {
      // One point for each option that can stand below it; none for the unranked.
      const place = answer.bestFirst.indexOf(option);
      return place < 0 ? 0n : BigInt(optionCount - 1 - place);
    }
  }
}

function copelandScores(options: readonly number[], votes: { answer: Answer; weight: bigint }[]): bigint[] {
  const prefer = (a: number, b: number) =>
    votes.reduce((sum, { answer, weight }) => (isAbove(a, b, answer) ? sum + weight : sum), 0n);
  return options.map((option) =>
    options
      .filter((other) => other !== option)
      .map((other) => prefer(option, other) - prefer(other, option))
      .reduce((score, margin) => score + (margin > 0n ? 2n : margin === 0n ? 1n : 0n), 0n),
  );
}

function isAbove(a: number, b: number, answer: Answer): boolean {
  if (!("bestFirst" in answer)) return false;
  const [placeA, placeB] = [answer.bestFirst.indexOf(a), answer.bestFirst.indexOf(b)];
  return placeA >= 0 && (placeB < 0 || placeA < placeB);
}
