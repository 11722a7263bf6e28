import { communityGovernorAbi } from "@hearth/protocol/generated/abis";
import { getContract, keccak256, stringToBytes, type Address, type Hex } from "viem";
import type { DemoChain } from "./chain.ts";
import type { DemoClock } from "./clock.ts";
import { walletIndex } from "./content/members.ts";
import type { VoteContent } from "./content/proposals.ts";
import type { PlannedProposal } from "./proposalActions.ts";

const SUPPORT = { against: 0, for: 1, abstain: 2 } as const;
/** `IGovernor.ProposalState`. */
const STATE = { pending: 0, active: 1, succeeded: 4, queued: 5, executed: 7 } as const;

/** What identifies a proposal to the governor. */
type Identity = readonly [targets: Address[], values: bigint[], calldatas: Hex[], descriptionHash: Hex];

/**
 * Makes the proposals that were not made before, waits until their votes are open, and casts the votes that are
 * missing.
 * @returns How many proposals or their votes were missing.
 */
export async function openVotes(
  chain: DemoChain,
  clock: DemoClock,
  plans: readonly PlannedProposal[],
): Promise<number> {
  const proposed: boolean[] = [];
  for (const plan of plans) proposed.push(await propose(chain, plan));
  let changed = 0;
  for (const [position, plan] of plans.entries()) {
    await waitForVote(chain, clock, plan);
    const voted = await castVotes(chain, plan);
    if (proposed[position] || voted > 0) changed++;
  }
  return changed;
}

/**
 * Takes a proposal all the way: proposed, voted on, queued, carried out.
 * @returns Whether anything was left to do.
 */
export async function carryOut(chain: DemoChain, clock: DemoClock, plan: PlannedProposal): Promise<boolean> {
  if ((await stateOf(chain, plan)) === STATE.executed) return false;
  await openVotes(chain, clock, [plan]);
  const [governor, id] = [governorOf(chain), await idOf(chain, plan)];
  if ((await stateOf(chain, plan)) === STATE.active) {
    await waitUntil(chain, clock, await governor.read.proposalDeadline([id]));
  }
  const sender = walletIndex(plan.content.author);
  const call = {
    contract: "CommunityGovernor",
    abi: communityGovernorAbi,
    args: identity(chain, plan),
  } as const;
  if ((await stateOf(chain, plan)) === STATE.succeeded) {
    await chain.send(sender, { ...call, functionName: "queue" });
  }
  if ((await stateOf(chain, plan)) === STATE.queued) {
    await waitUntil(chain, clock, await governor.read.proposalEta([id]));
    await chain.send(sender, { ...call, functionName: "execute" });
  }
  const state = await stateOf(chain, plan);
  if (state !== STATE.executed)
    throw new Error(`A proposal by ${plan.content.author} ended in state ${state}.`);
  return true;
}

/** Waits until the vote on a proposal is open, where it is still to begin. */
async function waitForVote(chain: DemoChain, clock: DemoClock, plan: PlannedProposal): Promise<void> {
  if ((await stateOf(chain, plan)) !== STATE.pending) return;
  await waitUntil(chain, clock, await governorOf(chain).read.proposalSnapshot([await idOf(chain, plan)]));
}

async function waitUntil(chain: DemoChain, clock: DemoClock, second: bigint): Promise<void> {
  const now = await chain.now();
  // Votes open and close in the second after the one they name.
  if (now <= second) await clock.pass(second - now + 1n);
}

async function propose(chain: DemoChain, plan: PlannedProposal): Promise<boolean> {
  if ((await stateOf(chain, plan)) !== undefined) return false;
  const [targets, values, calldatas] = identity(chain, plan);
  await chain.send(walletIndex(plan.content.author), {
    contract: "CommunityGovernor",
    abi: communityGovernorAbi,
    functionName: "propose",
    args: [targets, values, calldatas, plan.description],
  });
  return true;
}

async function castVotes(chain: DemoChain, plan: PlannedProposal): Promise<number> {
  if ((await stateOf(chain, plan)) !== STATE.active) return 0;
  const proposalId = await idOf(chain, plan);
  let cast = 0;
  for (const vote of plan.content.votes) {
    if (await castVote(chain, proposalId, vote)) cast++;
  }
  return cast;
}

async function castVote(chain: DemoChain, proposalId: bigint, vote: VoteContent): Promise<boolean> {
  const index = walletIndex(vote.member);
  if (await governorOf(chain).read.hasVoted([proposalId, chain.account(index).address])) return false;
  await chain.send(index, {
    contract: "CommunityGovernor",
    abi: communityGovernorAbi,
    functionName: "castVoteWithReason",
    args: [proposalId, SUPPORT[vote.support], vote.reason],
  });
  return true;
}

/** State of a proposal; undefined where it was never made. */
async function stateOf(chain: DemoChain, plan: PlannedProposal): Promise<number | undefined> {
  const governor = governorOf(chain);
  const id = await idOf(chain, plan);
  // A proposal that does not exist has no snapshot; asking for its state would revert.
  const snapshot = await governor.read.proposalSnapshot([id]);
  return snapshot === 0n ? undefined : governor.read.state([id]);
}

async function idOf(chain: DemoChain, plan: PlannedProposal): Promise<bigint> {
  return governorOf(chain).read.getProposalId(identity(chain, plan));
}

function governorOf(chain: DemoChain) {
  return getContract({
    address: chain.address("CommunityGovernor"),
    abi: communityGovernorAbi,
    client: chain.client,
  });
}

function identity(chain: DemoChain, { action, description }: PlannedProposal): Identity {
  return [[chain.address(action.contract)], [0n], [action.data], keccak256(stringToBytes(description))];
}
