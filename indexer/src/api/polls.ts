import { countPoll, type PollResult } from "@hearth/protocol/pollTally";
import type { PollMethod } from "@hearth/protocol/polls";
import { int, type RunQuery } from "./metrics/query.ts";

/**
 * Counts a poll from the ballots that count. Undefined where there is no such poll.
 * @param run Runs SQL.
 * @param pollId The poll.
 */
export async function tallyOf(run: RunQuery, pollId: number): Promise<PollResult | undefined> {
  const [poll] = await run<{ method: PollMethod; optionCount: number }>(
    `select method, option_count as "optionCount" from poll where id = ${int(pollId)}`,
  );
  if (!poll) return undefined;
  const ballots = await run<{ ballot: string; weight: string }>(
    `select ballot::text as ballot, weight::text as weight from ballot
     where poll_id = ${int(pollId)} and ballot is not null`,
  );
  return countPoll(
    poll,
    ballots.map(({ ballot, weight }) => ({ ballot: BigInt(ballot), weight: BigInt(weight) })),
  );
}
