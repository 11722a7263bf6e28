import { pollsAbi } from "@hearth/protocol/generated/abis";
import { decodeMetadata, encodeMetadata } from "@hearth/protocol/metadata";
import { encodeBallot, pollMethods, weightModes, type Answer } from "@hearth/protocol/polls";
import type { DemoChain } from "./chain.ts";
import type { DemoClock } from "./clock.ts";
import { OPERATOR_INDEX, walletIndex } from "./content/members.ts";
import type { BallotContent, PollContent } from "./content/polls.ts";
import { memberNumber } from "./members.ts";
import { roomNumber } from "./rooms.ts";

/**
 * Makes a poll unless it was made, casts the ballots that are missing, and lets it come to its end if it is to be over.
 * @returns Whether anything was missing.
 */
export async function holdPoll(chain: DemoChain, clock: DemoClock, content: PollContent): Promise<boolean> {
  const known = await findPoll(chain, content);
  const pollId = known ?? (await create(chain, content));
  const poll = await chain.client.readContract({
    address: chain.address("Polls"),
    abi: pollsAbi,
    functionName: "pollOf",
    args: [pollId],
  });
  // Weights are read at the second in which a poll opens, so ballots come after it.
  if (BigInt(poll.opens) >= (await chain.now())) await clock.pass(1n);
  let cast = 0;
  const open = (await chain.now()) < BigInt(poll.closes);
  if (open)
    for (const ballot of content.ballots) if (await castBallot(chain, pollId, content, ballot)) cast++;
  const left = BigInt(poll.closes) - (await chain.now());
  if (content.over && left > 0n) await clock.pass(left);
  return known === undefined || cast > 0;
}

async function findPoll(chain: DemoChain, { question }: PollContent): Promise<bigint | undefined> {
  const created = await chain.client.getContractEvents({
    address: chain.address("Polls"),
    abi: pollsAbi,
    eventName: "PollCreated",
    fromBlock: chain.deployment.startBlock,
    strict: true,
  });
  return created.find(({ args }) => decodeMetadata(args.terms.uri).name === question)?.args.pollId;
}

async function create(chain: DemoChain, content: PollContent): Promise<bigint> {
  const { question, description, options, method, weight, limit, author, room, open } = content;
  const terms = {
    method: pollMethods.indexOf(method),
    weightMode: weightModes.indexOf(weight),
    minTier: 0,
    limit,
    roomId: room === undefined ? 0 : Number(await roomNumber(chain, room)),
    opens: 0,
    closes: Number(await chain.now()) + open,
    revealUntil: 0,
    uri: encodeMetadata({ name: question, description }),
    optionUris: options.map((option) => encodeMetadata(option)),
  };
  await chain.send(author === undefined ? OPERATOR_INDEX : walletIndex(author), {
    contract: "Polls",
    abi: pollsAbi,
    functionName: author === undefined ? "createPollByOperator" : "createPoll",
    args: [terms],
  });
  return chain.client.readContract({
    address: chain.address("Polls"),
    abi: pollsAbi,
    functionName: "pollCount",
  });
}

async function castBallot(
  chain: DemoChain,
  pollId: bigint,
  content: PollContent,
  { member, options }: BallotContent,
): Promise<boolean> {
  const [ballot] = await chain.client.readContract({
    address: chain.address("Polls"),
    abi: pollsAbi,
    functionName: "ballotOf",
    args: [pollId, await memberNumber(chain, member)],
  });
  if (ballot !== 0n) return false;
  const { method, limit } = content;
  const rules = { method, limit, optionCount: content.options.length };
  await chain.send(walletIndex(member), {
    contract: "Polls",
    abi: pollsAbi,
    functionName: "cast",
    args: [pollId, encodeBallot(answerOf(content, options), rules)],
  });
  return true;
}

function answerOf({ method }: PollContent, options: readonly number[]): Answer {
  if (method === "singleChoice") return { method, option: options[0] ?? 0 };
  return method === "approval" ? { method, options } : { method, bestFirst: options };
}
