import { choose, pollStage, signBallot, startPoll } from "../../test/governance/pollStage.ts";
import type { Floor } from "../floor.ts";
import type { Row } from "../rows.ts";
import { inBatches, own } from "./measure.ts";
import { regulars } from "./regulars.ts";

const OPTIONS = 4;

/** The poll, the word of ballots, the tally; for each ballot the voter's slot. */
function ballotFloor(batch: number, signatures: number): Floor {
  return {
    once: { contracts: 1, reads: 1, writes: 2, logs: [[2, 96 + 32 * (batch - 1)]] },
    each: { reads: 1, signatures },
  };
}

/** What it costs here to say what one would like. */
export async function pollRows(): Promise<Row[]> {
  const stage = await pollStage();
  const { others } = await regulars(stage);
  const { polls, accounts } = stage;
  const poll = await startPoll(stage, { optionCount: OPTIONS });
  const ballots = await Promise.all(
    others.map(
      async ({ wallet }, index) => await signBallot(stage, wallet, poll, choose(1 + (index % OPTIONS))),
    ),
  );
  for (const person of [accounts.ada, accounts.ben, accounts.cleo])
    await polls.connect(person).cast(poll.pollId, 1n);
  const rows = [await own("ballot", polls.connect(accounts.dan).cast(poll.pollId, 1n), ballotFloor(1, 0))];
  for (const { batch, part } of inBatches(ballots)) {
    const sent = polls.connect(accounts.relayer).castMany(poll.pollId, part);
    rows.push(await own("ballotSigned", sent, ballotFloor(batch, 1), { batch }));
  }
  return rows;
}
