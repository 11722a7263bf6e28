import type { Answer, BallotRules } from "@hearth/protocol/polls";
import { encodeBallot, pollMethods } from "@hearth/protocol/polls";
import { countPoll } from "@hearth/protocol/pollTally";
import { expect } from "chai";
import { networkHelpers, type Signer } from "../helpers/chain.ts";
import { seededRandom } from "../helpers/random.ts";
import { choose, expected, pollStage, readResult, startPoll, WEIGHT, type PollStage } from "./pollStage.ts";

const { loadFixture } = networkHelpers;

/** One story per method: who answers what, what it comes to. */
const stories: {
  rules: BallotRules;
  answers: [Answer, Answer, Answer, Answer];
  totals: bigint[];
  winners: number[];
}[] = [
  {
    rules: { method: "singleChoice", optionCount: 3, limit: 1 },
    answers: [choose(1), choose(2), choose(2), choose(3)],
    totals: [5n, 5n, 1n],
    winners: [1, 2],
  },
  {
    rules: { method: "approval", optionCount: 3, limit: 2 },
    answers: [
      { method: "approval", options: [1, 2] },
      { method: "approval", options: [2] },
      { method: "approval", options: [3] },
      { method: "approval", options: [3, 1] },
    ],
    totals: [6n, 8n, 3n],
    winners: [2],
  },
  {
    rules: { method: "split", optionCount: 3, limit: 100 },
    answers: [
      { method: "split", points: [50, 50, 0] },
      { method: "split", points: [0, 0, 100] },
      { method: "split", points: [10, 20, 30] },
      { method: "split", points: [100, 0, 0] },
    ],
    totals: [370n, 290n, 360n],
    winners: [1],
  },
  {
    rules: { method: "quadratic", optionCount: 3, limit: 100 },
    answers: [
      { method: "quadratic", votes: [10, 0, 0] },
      { method: "quadratic", votes: [0, 8, 6] },
      { method: "quadratic", votes: [0, 7, 7] },
      { method: "quadratic", votes: [0, 0, 10] },
    ],
    totals: [50n, 38n, 42n],
    winners: [1],
  },
  {
    rules: { method: "borda", optionCount: 3, limit: 3 },
    answers: [
      { method: "borda", bestFirst: [1, 2, 3] },
      { method: "borda", bestFirst: [2, 3] },
      { method: "borda", bestFirst: [3, 2] },
      { method: "borda", bestFirst: [3] },
    ],
    totals: [10n, 13n, 9n],
    winners: [2],
  },
  {
    rules: { method: "copeland", optionCount: 3, limit: 3 },
    answers: [
      { method: "copeland", bestFirst: [1, 2, 3] },
      { method: "copeland", bestFirst: [2, 3, 1] },
      { method: "copeland", bestFirst: [2, 3] },
      { method: "copeland", bestFirst: [3] },
    ],
    // 1 and 2 tie at 5, 1 beats 3 by... 5 to 6: nobody does; 2 beats 3 by 10 to 1.
    totals: [1n, 3n, 2n],
    winners: [2],
  },
];

async function people({ accounts }: PollStage): Promise<[Signer, Signer, Signer, Signer]> {
  return [accounts.ada, accounts.ben, accounts.cleo, accounts.dan];
}

describe("Polls › methods", () => {
  for (const { rules, answers, totals, winners } of stories) {
    it(`counts ${rules.method} with the tiers' units`, async () => {
      const stage = await loadFixture(pollStage);
      const poll = await startPoll(stage, { ...rules, weightMode: WEIGHT.tierUnits });
      const weights = [5n, 3n, 2n, 1n];
      for (const [index, person] of (await people(stage)).entries()) {
        const ballot = encodeBallot(answers[index] as Answer, poll);
        await expect(stage.polls.connect(person).cast(poll.pollId, ballot))
          .to.emit(stage.polls, "BallotCast")
          .withArgs(poll.pollId, BigInt(index + 1), ballot, weights[index], 7n);
      }
      await networkHelpers.time.increaseTo(poll.closes);
      const result = readResult(await stage.polls.result(poll.pollId));
      expect(result).to.deep.equal({ totals, winners, ballots: 4, turnout: 11n });
      const cast = answers.map((answer, index): [Answer, bigint] => [answer, weights[index] ?? 0n]);
      expect(result).to.deep.equal(expected(poll, cast));
    });
  }

  it("shows by whom each pair is preferred", async () => {
    const stage = await loadFixture(pollStage);
    const poll = await startPoll(stage, { method: "copeland", weightMode: WEIGHT.tierUnits });
    const ballot = encodeBallot({ method: "copeland", bestFirst: [2, 1] }, poll);
    await stage.polls.connect(stage.accounts.ada).cast(poll.pollId, ballot);
    const pairs = await stage.polls.pairs(poll.pollId);
    expect(pairs.map((row) => [...row])).to.deep.equal([
      [0n, 0n, 5n],
      [5n, 0n, 5n],
      [0n, 0n, 0n],
    ]);
    const other = await startPoll(stage);
    await expect(stage.polls.pairs(other.pollId))
      .to.be.revertedWithCustomError(stage.polls, "PollsNoPairs")
      .withArgs(other.pollId);
  });

  it("gives each member one vote where the poll says so, and no winner where nobody came", async () => {
    const stage = await loadFixture(pollStage);
    const poll = await startPoll(stage);
    expect(readResult(await stage.polls.tally(poll.pollId))).to.deep.equal(expected(poll, []));
    await stage.polls.connect(stage.accounts.ada).cast(poll.pollId, 2n);
    expect(readResult(await stage.polls.tally(poll.pollId))).to.deep.equal(expected(poll, [[choose(2), 1n]]));
  });
});

describe("Polls › ballots", () => {
  it("replace the one before as if it had never been, for every method and size", async () => {
    const stage = await loadFixture(pollStage);
    const random = seededRandom(11);
    for (const method of pollMethods) {
      for (const optionCount of [2, 3, 5, 15, 16]) {
        const poll = await startPoll(stage, { method, optionCount, weightMode: WEIGHT.tierUnits });
        const last = new Map<Signer, bigint>();
        for (let turn = 0; turn < 6; turn += 1) {
          const voters = await people(stage);
          const person = voters[random.whole(4)] as Signer;
          const ballot = encodeBallot(anyAnswer(poll, random.whole), poll);
          await stage.polls.connect(person).cast(poll.pollId, ballot);
          last.set(person, ballot);
        }
        const units = await Promise.all(
          [...last].map(async ([person, ballot]) => ({
            ballot,
            weight: (await stage.membership.unitsAt(person, poll.opens)).units,
          })),
        );
        expect(readResult(await stage.polls.tally(poll.pollId)), `${method} ${optionCount}`).to.deep.equal(
          countPoll(poll, units),
        );
      }
    }
  });

  it("are kept where one can read them", async () => {
    const stage = await loadFixture(pollStage);
    const poll = await startPoll(stage, { method: "borda", optionCount: 16 });
    const ballot = encodeBallot({ method: "borda", bestFirst: [16, 2, 9] }, poll);
    await stage.polls.connect(stage.accounts.ben).cast(poll.pollId, ballot);
    expect(await stage.polls.ballotOf(poll.pollId, stage.ids.ben)).to.deep.equal([ballot, 7n]);
    expect(await stage.polls.ballotOf(poll.pollId, stage.ids.ada)).to.deep.equal([0n, 0n]);
  });

  for (const [name, rules, ballot] of [
    ["no option", { method: "singleChoice" }, 0n],
    ["an option beyond the last", { method: "singleChoice" }, 4n],
    ["more approvals than allowed", { method: "approval", limit: 2 }, 0b111n],
    ["approval of an option beyond the last", { method: "approval" }, 0b1000n],
    ["more points than there are", { method: "split" }, 0x010064n],
    ["points for an option beyond the last", { method: "split" }, 1n << 24n],
    ["more votes than the credits buy", { method: "quadratic" }, 0x00010an],
    ["the same rank twice", { method: "borda" }, 0x011n],
    ["a rank left out", { method: "copeland" }, 0x031n],
    ["a rank beyond the limit", { method: "borda", limit: 2 }, 0x321n],
    ["bits beyond all options", { method: "copeland", optionCount: 16 }, (1n << 64n) | 1n],
  ] as [string, Partial<BallotRules>, bigint][]) {
    it(`are refused with ${name}`, async () => {
      const stage = await loadFixture(pollStage);
      const poll = await startPoll(stage, rules);
      await expect(stage.polls.connect(stage.accounts.ada).cast(poll.pollId, ballot))
        .to.be.revertedWithCustomError(stage.polls, "PollsInvalidBallot")
        .withArgs(ballot);
    });
  }
});

/** An answer that a poll allows. */
function anyAnswer({ method, optionCount, limit }: BallotRules, whole: (below: number) => number): Answer {
  const options = Array.from({ length: optionCount }, (_, index) => index + 1).sort(() => whole(3) - 1);
  const chosen = options.slice(0, 1 + whole(Math.min(limit, optionCount)));
  const amounts = (each: number) =>
    options.map((_, index) => (index < 4 ? whole(each) : index === 4 ? 1 : 0));
  switch (method) {
    case "singleChoice":
      return { method, option: 1 + whole(optionCount) };
    case "approval":
      return { method, options: chosen };
    case "split":
      return { method, points: amounts(20).with(0, 1 + whole(20)) };
    case "quadratic":
      return { method, votes: amounts(5).with(0, 1 + whole(5)) };
    case "borda":
    case "copeland":
      return { method, bestFirst: chosen };
  }
}
