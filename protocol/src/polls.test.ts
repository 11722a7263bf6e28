import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { hashTypedData } from "viem";
import { describe, expect, test } from "vitest";
import { countPoll } from "./pollTally.ts";
import {
  ballotCommitment,
  decodeBallot,
  encodeBallot,
  pollMethods,
  signedBallotRequest,
  unpackCastBallot,
  weightModes,
  type Answer,
  type BallotRules,
} from "./polls.ts";

const source = readFileSync(resolve(import.meta.dirname, "../../contracts/governance/IPolls.sol"), "utf8");

function enumIn(name: string): string[] | undefined {
  return new RegExp(`enum ${name} \\{([^}]*)\\}`)
    .exec(source)?.[1]
    ?.split(",")
    .map((each) => each.trim())
    .map((each) => each.charAt(0).toLowerCase() + each.slice(1));
}

test("methods and weight modes stand in the contract's order", () => {
  expect(enumIn("Method")).toEqual([...pollMethods]);
  expect(enumIn("WeightMode")).toEqual([...weightModes]);
});

const good: [Answer, BallotRules, bigint][] = [
  [{ method: "singleChoice", option: 3 }, { method: "singleChoice", optionCount: 3, limit: 1 }, 3n],
  [{ method: "approval", options: [1, 4] }, { method: "approval", optionCount: 5, limit: 2 }, 0b1001n],
  [{ method: "split", points: [60, 0, 40] }, { method: "split", optionCount: 3, limit: 100 }, 0x28003cn],
  [{ method: "quadratic", votes: [0, 8, 6] }, { method: "quadratic", optionCount: 3, limit: 100 }, 0x060800n],
  [{ method: "borda", bestFirst: [3, 1] }, { method: "borda", optionCount: 4, limit: 3 }, 0x102n],
  [
    { method: "copeland", bestFirst: [16, 1, 2] },
    { method: "copeland", optionCount: 16, limit: 15 },
    (1n << 60n) | 0x32n,
  ],
];

describe("encodeBallot", () => {
  test.each(good)("packs %o", (answer, rules, ballot) => {
    expect(encodeBallot(answer, rules)).toBe(ballot);
    expect(decodeBallot(ballot, rules)).toEqual(answer);
  });

  const single: BallotRules = { method: "singleChoice", optionCount: 3, limit: 1 };
  const approval: BallotRules = { method: "approval", optionCount: 5, limit: 2 };
  const split: BallotRules = { method: "split", optionCount: 3, limit: 100 };
  const quadratic: BallotRules = { method: "quadratic", optionCount: 3, limit: 100 };
  const borda: BallotRules = { method: "borda", optionCount: 4, limit: 3 };
  test.each<[Answer, BallotRules, string]>([
    [{ method: "singleChoice", option: 0 }, single, "There is no option 0."],
    [{ method: "singleChoice", option: 4 }, single, "There is no option 4."],
    [{ method: "singleChoice", option: 1.5 }, single, "There is no option 1.5."],
    [{ method: "singleChoice", option: 1 }, approval, "This poll is answered by approval, not singleChoice."],
    [{ method: "approval", options: [] }, approval, "Choose at least one option."],
    [{ method: "approval", options: [1, 2, 3] }, approval, "Choose at most 2 options, not 3."],
    [{ method: "approval", options: [2, 2] }, approval, "Each option can be chosen once."],
    [{ method: "borda", bestFirst: [1, 2, 3, 4] }, borda, "Choose at most 3 options, not 4."],
    [{ method: "borda", bestFirst: [1, 5] }, borda, "There is no option 5."],
    [{ method: "split", points: [50, 50] }, split, "There are 3 options, and 2 amounts."],
    [{ method: "split", points: [50, 50, 1] }, split, "This costs 101, and there are 100 to spend."],
    [{ method: "split", points: [0, 0, 0] }, split, "Give something to at least one option."],
    [{ method: "split", points: [-1, 0, 5] }, split, "-1 is not a whole number from 0 to 255."],
    [{ method: "split", points: [256, 0, 5] }, split, "256 is not a whole number from 0 to 255."],
    [{ method: "quadratic", votes: [8, 6, 1] }, quadratic, "This costs 101, and there are 100 to spend."],
  ])("refuses %o", (answer, rules, sentence) => {
    expect(() => encodeBallot(answer, rules)).toThrow(sentence);
  });
});

describe("signedBallotRequest", () => {
  const request = { voter: "0x00000000000000000000000000000000000000aa", pollId: 4n, sequence: 2n } as const;

  test.each([
    ["SingleChoiceBallot", "option", 3n],
    ["ApprovalBallot", "options", [1n, 4n]],
    ["SplitBallot", "points", [60n, 0n, 40n]],
    ["QuadraticBallot", "votes", [0n, 8n, 6n]],
    ["RankingBallot", "bestFirst", [3n, 1n]],
  ])("shows %s as people mean it", (primaryType, field, value) => {
    const [answer] = good[["option", "options", "points", "votes", "bestFirst"].indexOf(field)] ?? [];
    if (!answer) throw new Error("no such answer");
    const signed = signedBallotRequest(answer, request);
    expect(signed.primaryType).toBe(primaryType);
    expect(signed.message).toEqual({ ...request, [field]: value });
    expect(hashTypedData(signed)).toMatch(/^0x[0-9a-f]{64}$/);
  });

  test("lists approved options in their order, however they were chosen", () => {
    const { message } = signedBallotRequest({ method: "approval", options: [4, 1] }, request);
    expect(message).toEqual({ ...request, options: [1n, 4n] });
  });
});

test("a word of the event is taken apart", () => {
  const word = (7n << 224n) | (10n << 192n) | (2n << 128n) | 0x102n;
  expect(unpackCastBallot(word)).toEqual({ memberId: 7n, weight: 10n, sequence: 2n, ballot: 0x102n });
});

test("a commitment depends on everything it is bound to", () => {
  const polls = { chainId: 31337, address: "0x00000000000000000000000000000000000000aa" } as const;
  const opening = { pollId: 1n, memberId: 2n, ballot: 3n, salt: `0x${"11".repeat(32)}` } as const;
  const all = [
    ballotCommitment(polls, opening),
    ballotCommitment({ ...polls, chainId: 1 }, opening),
    ballotCommitment({ ...polls, address: "0x00000000000000000000000000000000000000ab" }, opening),
    ballotCommitment(polls, { ...opening, pollId: 2n }),
    ballotCommitment(polls, { ...opening, memberId: 3n }),
    ballotCommitment(polls, { ...opening, ballot: 4n }),
    ballotCommitment(polls, { ...opening, salt: `0x${"12".repeat(32)}` }),
  ];
  expect(new Set(all).size).toBe(all.length);
});

describe("countPoll", () => {
  const cast = (rules: BallotRules, ...votes: [Answer, bigint][]) =>
    votes.map(([answer, weight]) => ({ ballot: encodeBallot(answer, rules), weight }));

  test("adds up weights, and names every winner of a tie", () => {
    const rules: BallotRules = { method: "approval", optionCount: 3, limit: 3 };
    const ballots = cast(
      rules,
      [{ method: "approval", options: [1, 2] }, 3n],
      [{ method: "approval", options: [2, 3] }, 1n],
      [{ method: "approval", options: [1] }, 1n],
    );
    expect(countPoll(rules, ballots)).toEqual({
      totals: [4n, 4n, 1n],
      winners: [1, 2],
      ballots: 3,
      turnout: 5n,
    });
  });

  test("gives Borda points, none to the unranked", () => {
    const rules: BallotRules = { method: "borda", optionCount: 4, limit: 4 };
    const ballots = cast(
      rules,
      [{ method: "borda", bestFirst: [2, 1, 4, 3] }, 1n],
      [{ method: "borda", bestFirst: [1] }, 2n],
    );
    expect(countPoll(rules, ballots).totals).toEqual([8n, 3n, 0n, 1n]);
  });

  test("finds the option that beats every other, though Borda would take another", () => {
    const bestFirst: [number[], bigint][] = [
      [[1, 2, 3], 3n],
      [[2, 3, 1], 2n],
    ];
    const of = (method: "borda" | "copeland") => {
      const rules: BallotRules = { method, optionCount: 3, limit: 3 };
      const votes = bestFirst.map(([list, weight]): [Answer, bigint] => [
        { method, bestFirst: list },
        weight,
      ]);
      return countPoll(rules, cast(rules, ...votes));
    };
    expect(of("copeland")).toMatchObject({ totals: [4n, 2n, 0n], winners: [1] });
    expect(of("borda")).toMatchObject({ totals: [6n, 7n, 2n], winners: [2] });
  });

  test("leaves a circle of three undecided", () => {
    const rules: BallotRules = { method: "copeland", optionCount: 3, limit: 3 };
    const ballots = cast(
      rules,
      ...[
        [1, 2, 3],
        [2, 3, 1],
        [3, 1, 2],
      ].map((bestFirst): [Answer, bigint] => [{ method: "copeland", bestFirst }, 1n]),
    );
    expect(countPoll(rules, ballots)).toMatchObject({ totals: [2n, 2n, 2n], winners: [1, 2, 3] });
  });

  test("names no winner where nobody voted", () => {
    const rules: BallotRules = { method: "split", optionCount: 2, limit: 10 };
    expect(countPoll(rules, [])).toEqual({ totals: [0n, 0n], winners: [], ballots: 0, turnout: 0n });
  });
});
