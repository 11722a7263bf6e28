import { randomUUID } from "node:crypto";
import { pollsAbi } from "@hearth/protocol/generated/abis";
import type { ContractName } from "@hearth/protocol/contracts";
import { concat, keccak256, type Hex } from "viem";
import { readBallot } from "../ballotBox/ballots.ts";
import { ApiError, invalidField } from "../http/errors.ts";
import { callGasLimit } from "./batch.ts";
import { secondsToNextDay, type ExhaustedBudget } from "./budgets.ts";
import { deadlineOf, readRequest, type ReadRequest } from "./functions.ts";
import { findPayer, type Payer } from "./payers.ts";
import type { Relay, RelayContext } from "./relay.ts";
import { countWaiting, findByContent, keepRequest, type NewRequest } from "./requests.ts";

/** What a relay has been asked to carry. */
export interface Submission {
  contract: ContractName;
  data: Hex;
}

/** Seconds after which it makes sense to ask a relay again that can't send. */
const RETRY_AFTER = 15;

const OVER_BUDGET: Record<ExhaustedBudget, string> = {
  payer: "You have used up today's free actions. There will be new ones tomorrow.",
  newcomers: "The free places for newcomers are used up for today. There will be new ones tomorrow.",
  everybody: "The community's free actions are used up for today. There will be new ones tomorrow.",
};

/**
 * Takes a signed request: reads it, finds out whom it serves, tries it on the chain, and keeps it. Only then is it
 * promised. The same request handed in again is the same one.
 * @returns Its id.
 */
export async function takeRequest(relay: Relay, submission: Submission): Promise<string> {
  const { context } = relay;
  const request = read(context, submission);
  const contentHash = keccak256(concat([context.contract, request.target, request.data]));
  const known = await findByContent(context.database, contentHash);
  if (known !== undefined) return known;
  await checkReady(context);
  const payer = await findPayer(context.node, context.deployment, request);
  if (!payer) {
    throw new ApiError("forbidden", "The community pays for its members only.");
  }
  const gas = await tryRequest(context, request, payer);
  const id = await keep(context, await describe(context, request, payer, gas, contentHash));
  relay.poke();
  return id;
}

function read({ deployment }: RelayContext, { contract, data }: Submission): ReadRequest {
  const request = readRequest(deployment, contract, data);
  if (request === "unknown function") {
    throw invalidField("data", "The relay does not carry this function of the contract.");
  }
  if (request === "malformed arguments") {
    throw invalidField("data", "The arguments are not encoded as the function takes them.");
  }
  return request;
}

/** Nothing is promised that can't be sent. */
async function checkReady({ health, database, contract, settings }: RelayContext): Promise<void> {
  const [trouble] = health.troubles;
  if (trouble) {
    throw new ApiError("relay_unavailable", "The community can't pay for this just now.", {
      retryAfter: RETRY_AFTER,
    });
  }
  if ((await countWaiting(database, contract)) >= settings.queue) {
    throw new ApiError("relay_unavailable", "The community's relay has too much to do just now.", {
      retryAfter: RETRY_AFTER,
    });
  }
}

/** What the request needs, tried as the relay contract would call it. */
async function tryRequest(
  { node, settings }: RelayContext,
  { taken, target, data }: ReadRequest,
  { account }: Payer,
): Promise<bigint> {
  const [isRelayed, trial, mayVary] = await Promise.all([
    node.isRelayed(target, taken.selector),
    node.tryCall(target, data, settings.requestGas),
    account ? node.hasCode(account) : false,
  ]);
  if (!isRelayed)
    throw invalidField("data", "The community's relay contract does not pass this function on.");
  if ("refusal" in trial) throw new ApiError("refused", trial.refusal);
  // A contract that vouches for signatures can need little when tried and all it gets when sent.
  return mayVary ? callGasLimit(trial.gas) : trial.gas;
}

async function describe(
  context: RelayContext,
  { taken, target, data, args }: ReadRequest,
  { scope, isNewcomer }: Payer,
  gas: bigint,
  contentHash: Hex,
): Promise<NewRequest> {
  const { contract, now } = context;
  const ballot = taken.name === "Polls.castFor" ? readBallot(data) : undefined;
  const createdAt = now();
  return {
    id: randomUUID(),
    contentHash,
    relay: contract,
    target,
    data,
    functionName: taken.name,
    payer: scope,
    isNewcomer,
    gas,
    deadline: deadlineOf(args),
    pollId: ballot ? ballot.pollId : null,
    dueAt: ballot ? await ballotDue(context, ballot.pollId, createdAt) : createdAt,
    createdAt,
  };
}

/** A ballot waits for others, but never for more than half of the time that its poll is still open. */
async function ballotDue(
  { node, deployment, health, settings }: RelayContext,
  pollId: bigint,
  createdAt: Date,
): Promise<Date> {
  const { address } = deployment.contracts.Polls;
  const { closes } = await node.read({ address, abi: pollsAbi, functionName: "pollOf", args: [pollId] });
  const left = (closes - Number(health.state?.timestamp ?? closes)) * 1000;
  return new Date(createdAt.getTime() + Math.max(0, Math.min(settings.ballotAge, left / 2)));
}

async function keep({ database, settings, now }: RelayContext, request: NewRequest): Promise<string> {
  const kept = await keepRequest(database, request, settings);
  if ("id" in kept) return kept.id;
  throw new ApiError("too_many_requests", OVER_BUDGET[kept.exhausted], {
    retryAfter: secondsToNextDay(now()),
  });
}
