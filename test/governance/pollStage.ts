import { countPoll, type PollResult } from "@hearth/protocol/pollTally";
import {
  encodeBallot,
  pollMethods,
  signedBallotRequest,
  type Answer,
  type BallotRules,
} from "@hearth/protocol/polls";
import { Signature, type TypedDataDomain } from "ethers";
import type { IPolls } from "../../types/ethers-contracts/contracts/governance/Polls.ts";
import { DAY, networkHelpers, now, type Signer } from "../helpers/chain.ts";
import { plainCommunity, type Community } from "../helpers/community.ts";
import { joinAs } from "../helpers/members.ts";
import { domainOf } from "../helpers/signing.ts";

/** Weight modes as the contract numbers them. */
export const WEIGHT = { oneMember: 0n, tierUnits: 1n } as const;

/** A community whose members are there: ada a keeper (5 units), ben a pillar (3), cleo a regular (2), dan a newcomer (1). */
export interface PollStage extends Community {
  ids: { ada: bigint; ben: bigint; cleo: bigint; dan: bigint };
}

/** Fixture: see {@link PollStage}. */
export async function pollStage(): Promise<PollStage> {
  const community = await plainCommunity();
  const { ada, ben, cleo, dan } = community.accounts;
  const [adaId = 0n] = await joinAs(community, "keeper", ada);
  const [benId = 0n] = await joinAs(community, "pillar", ben);
  const [cleoId = 0n] = await joinAs(community, "regular", cleo);
  const [danId = 0n] = await joinAs(community, "newcomer", dan);
  return { ...community, ids: { ada: adaId, ben: benId, cleo: cleoId, dan: danId } };
}

/** A poll that was made. */
export interface StartedPoll extends BallotRules {
  pollId: bigint;
  opens: number;
  closes: number;
  revealUntil: number;
}

/** What a poll may differ in; `method` and number of options shape the rest. */
export type PollChanges = Partial<IPolls.TermsStruct> & Partial<BallotRules>;

/**
 * Terms of a poll: by default a single choice among three options, one vote each, for all, opening in an hour for a day.
 * @param changes What differs.
 */
export async function pollTerms(changes: PollChanges = {}): Promise<IPolls.TermsStruct> {
  const { method = "singleChoice", optionCount = 3, ...rest } = changes as Partial<BallotRules>;
  const opens = (await now()) + 3600;
  const limits = { singleChoice: 1, approval: optionCount, split: 100, quadratic: 100 } as const;
  const limit = method in limits ? limits[method as keyof typeof limits] : Math.min(optionCount, 15);
  return {
    weightMode: WEIGHT.oneMember,
    minTier: 0n,
    limit,
    roomId: 0n,
    opens,
    closes: opens + DAY,
    revealUntil: 0n,
    uri: "data:,What shall we roast next?",
    optionUris: Array.from({ length: optionCount }, (_, index) => `data:,Option ${index + 1}`),
    ...rest,
    method: BigInt(pollMethods.indexOf(method)),
  };
}

/**
 * Makes a poll in the community's name and waits until it takes ballots.
 * @param stage The community.
 * @param changes What differs from {@link pollTerms}.
 */
export async function startPoll(stage: Community, changes: PollChanges = {}): Promise<StartedPoll> {
  const poll = await makePoll(stage, changes);
  await networkHelpers.time.increaseTo(poll.opens);
  return poll;
}

/** As {@link startPoll}, without waiting. */
export async function makePoll(
  { polls, accounts }: Community,
  changes: PollChanges = {},
): Promise<StartedPoll> {
  const terms = await pollTerms(changes);
  await polls.connect(accounts.operator).createPollByOperator(terms);
  const pollId = await polls.pollCount();
  const { optionCount, limit, opens, closes } = await polls.pollOf(pollId);
  return {
    pollId,
    method: changes.method ?? "singleChoice",
    optionCount: Number(optionCount),
    limit: Number(limit),
    opens: Number(opens),
    closes: Number(closes),
    revealUntil: Number(terms.revealUntil),
  };
}

/** A choice of one option. */
export function choose(option: number): Answer {
  return { method: "singleChoice", option };
}

/** Somebody who can sign, also one whose ether nobody has counted. */
export interface BallotSigner {
  address: string;
  signTypedData: Signer["signTypedData"];
}

/**
 * A ballot signed as a wallet would, in the short form.
 * @param stage The community.
 * @param signer Whose key.
 * @param poll The poll.
 * @param answer The answer.
 * @param changes What differs: sequence, wallet in whose name it is signed, domain.
 */
export async function signBallot(
  { polls }: Community,
  signer: BallotSigner,
  poll: StartedPoll,
  answer: Answer,
  changes: { sequence?: bigint; voter?: string; domain?: TypedDataDomain; pollId?: bigint } = {},
) {
  const { sequence = 1n, voter = signer.address, domain = {}, pollId = poll.pollId } = changes;
  const { types, message } = signedBallotRequest(answer, { voter: voter as `0x${string}`, pollId, sequence });
  const fields = Object.fromEntries(
    Object.entries(types).map(([name, list]) => [name, list.map((field) => ({ ...field }))]),
  );
  const signature = await signer.signTypedData(await domainOf(polls, domain), fields, message);
  const { r, yParityAndS: vs } = Signature.from(signature);
  return { voter, ballot: encodeBallot(answer, poll), sequence, r, vs };
}

/**
 * What a poll should have come to, counted anew from what was cast.
 * @param poll The poll.
 * @param cast Answers and weights, each member's last.
 */
export function expected(poll: StartedPoll, cast: readonly [Answer, bigint][]): PollResult {
  return countPoll(
    poll,
    cast.map(([answer, weight]) => ({ ballot: encodeBallot(answer, poll), weight })),
  );
}

/** A result as the chain gives it, in the shape of {@link expected}. */
export function readResult(result: IPolls.ResultStructOutput): PollResult {
  return {
    totals: [...result.totals],
    winners: result.winners.map(Number),
    ballots: Number(result.ballots),
    turnout: result.turnout,
  };
}
