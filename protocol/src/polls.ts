import { encodeAbiParameters, keccak256, type Address, type Hex } from "viem";
import { pollsTypes } from "./typedData.ts";

/** Methods of polls, in the order of `IPolls.Method`. */
export const pollMethods = ["singleChoice", "approval", "split", "quadratic", "borda", "copeland"] as const;

/** How members answer a poll, and how answers are counted. */
export type PollMethod = (typeof pollMethods)[number];

/** How much a ballot weighs, in the order of `IPolls.WeightMode`. */
export const weightModes = ["oneMember", "tierUnits"] as const;

/** See {@link weightModes}. */
export type WeightMode = (typeof weightModes)[number];

/** What a poll allows a ballot to say. */
export interface BallotRules {
  method: PollMethod;
  optionCount: number;
  /** Most options approved or ranked, points to split, or credits to spend; 1 for a single choice. */
  limit: number;
}

/** An answer as people mean it. Options are numbered from 1; `points` and `votes` stand in the options' order. */
export type Answer =
  | { method: "singleChoice"; option: number }
  | { method: "approval"; options: readonly number[] }
  | { method: "split"; points: readonly number[] }
  | { method: "quadratic"; votes: readonly number[] }
  | { method: "borda" | "copeland"; bestFirst: readonly number[] };

/** The sequence of ballots that members cast themselves. Signed ones have 1 to 6. */
export const IN_PERSON = 7;

/** Bits of one option in a packed ballot. */
const fieldBits = { approval: 1n, split: 8n, quadratic: 8n, borda: 4n, copeland: 4n } as const;

/**
 * Packs an answer into the number that `Polls` takes. Throws an Error that says what does not fit.
 * @param answer The answer.
 * @param rules The poll it is for.
 */
export function encodeBallot(answer: Answer, rules: BallotRules): bigint {
  if (answer.method !== rules.method)
    throw new Error(`This poll is answered by ${rules.method}, not ${answer.method}.`);
  switch (answer.method) {
    case "singleChoice":
      return BigInt(checkOptions([answer.option], rules)[0] ?? 0);
    case "approval":
      return pack(
        1n,
        toFields(checkOptions(answer.options, rules), rules, () => 1),
      );
    case "borda":
    case "copeland":
      return pack(
        4n,
        toFields(checkOptions(answer.bestFirst, rules), rules, (place) => place + 1),
      );
    case "split":
      return pack(
        8n,
        checkAmounts(answer.points, rules, (points) => points),
      );
    case "quadratic":
      return pack(
        8n,
        checkAmounts(answer.votes, rules, (votes) => votes * votes),
      );
  }
}

/**
 * Unpacks a ballot that `Polls` has accepted.
 * @param ballot The number.
 * @param rules The poll it was cast in.
 */
export function decodeBallot(ballot: bigint, { method, optionCount }: Omit<BallotRules, "limit">): Answer {
  if (method === "singleChoice") return { method, option: Number(ballot) };
  const bits = fieldBits[method];
  const fields = Array.from({ length: optionCount }, (_, index) =>
    Number((ballot >> (BigInt(index) * bits)) & ((1n << bits) - 1n)),
  );
  if (method === "split") return { method, points: fields };
  if (method === "quadratic") return { method, votes: fields };
  const chosen = fields.flatMap((field, index) => (field > 0 ? [{ field, option: index + 1 }] : []));
  if (method === "approval") return { method, options: chosen.map(({ option }) => option) };
  const bestFirst = chosen.sort((a, b) => a.field - b.field).map(({ option }) => option);
  return { method, bestFirst };
}

function checkOptions(options: readonly number[], { optionCount, limit }: BallotRules): readonly number[] {
  if (options.length === 0) throw new Error("Choose at least one option.");
  if (options.length > limit) throw new Error(`Choose at most ${limit} options, not ${options.length}.`);
  if (new Set(options).size < options.length) throw new Error("Each option can be chosen once.");
  const unknown = options.find((option) => !Number.isInteger(option) || option < 1 || option > optionCount);
  if (unknown !== undefined) throw new Error(`There is no option ${unknown}.`);
  return options;
}

function checkAmounts(
  amounts: readonly number[],
  { optionCount, limit }: BallotRules,
  cost: (amount: number) => number,
): readonly number[] {
  if (amounts.length !== optionCount)
    throw new Error(`There are ${optionCount} options, and ${amounts.length} amounts.`);
  const odd = amounts.find((amount) => !Number.isInteger(amount) || amount < 0 || amount > 255);
  if (odd !== undefined) throw new Error(`${odd} is not a whole number from 0 to 255.`);
  const spent = amounts.reduce((sum, amount) => sum + cost(amount), 0);
  if (spent === 0) throw new Error("Give something to at least one option.");
  if (spent > limit) throw new Error(`This costs ${spent}, and there are ${limit} to spend.`);
  return amounts;
}

function toFields(
  options: readonly number[],
  { optionCount }: BallotRules,
  value: (place: number) => number,
): number[] {
  const fields = new Array<number>(optionCount).fill(0);
  options.forEach((option, place) => (fields[option - 1] = value(place)));
  return fields;
}

function pack(bits: bigint, fields: readonly number[]): bigint {
  return fields.reduce((packed, field, index) => packed | (BigInt(field) << (BigInt(index) * bits)), 0n);
}

/**
 * What a member signs so that somebody else may cast the ballot, for `Polls` (its domain).
 * @param answer The answer.
 * @param request Who votes where; the sequence is 1 to 6 and higher than that of the member's last ballot.
 */
export function signedBallotRequest(
  answer: Answer,
  { voter, pollId, sequence }: { voter: Address; pollId: bigint; sequence: bigint },
) {
  const common = { voter, pollId, sequence };
  const numbers = (list: readonly number[]) => list.map(BigInt);
  switch (answer.method) {
    case "singleChoice":
      return request("SingleChoiceBallot", { ...common, option: BigInt(answer.option) });
    case "approval": {
      // The contract lists them in the options' order.
      const options = numbers(answer.options.toSorted((a, b) => a - b));
      return request("ApprovalBallot", { ...common, options });
    }
    case "split":
      return request("SplitBallot", { ...common, points: numbers(answer.points) });
    case "quadratic":
      return request("QuadraticBallot", { ...common, votes: numbers(answer.votes) });
    case "borda":
    case "copeland":
      return request("RankingBallot", { ...common, bestFirst: numbers(answer.bestFirst) });
  }
}

function request(
  primaryType: keyof typeof pollsTypes,
  message: Record<string, Address | bigint | readonly bigint[]>,
) {
  return { primaryType, types: { [primaryType]: pollsTypes[primaryType] }, message };
}

/** A ballot as the event `BallotsCast` has it. */
export interface CastBallot {
  memberId: bigint;
  weight: bigint;
  sequence: bigint;
  ballot: bigint;
}

/**
 * Unpacks one word of the event `BallotsCast`.
 * @param word The word.
 */
export function unpackCastBallot(word: bigint): CastBallot {
  return {
    memberId: word >> 224n,
    weight: (word >> 192n) & 0xffff_ffffn,
    sequence: (word >> 128n) & 0xffff_ffffn,
    ballot: word & ((1n << 128n) - 1n),
  };
}

/**
 * The commitment to a hidden ballot, as `Polls.commitmentFor` computes it.
 * @param polls The chain and the contract.
 * @param opening What will open it; the salt is 32 random bytes.
 */
export function ballotCommitment(
  polls: { chainId: number; address: Address },
  opening: { pollId: bigint; memberId: bigint; ballot: bigint; salt: Hex },
): Hex {
  const types = ["uint256", "address", "uint256", "uint256", "uint256", "bytes32"].map((type) => ({ type }));
  const { pollId, memberId, ballot, salt } = opening;
  const values = [BigInt(polls.chainId), polls.address, pollId, memberId, ballot, salt];
  return keccak256(encodeAbiParameters(types, values));
}
