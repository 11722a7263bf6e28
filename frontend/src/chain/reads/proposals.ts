import { queryOptions, skipToken } from "@tanstack/react-query";
import type { Address, Hash, Hex } from "viem";
import { readContract } from "wagmi/actions";
import { keys } from "../../api/keys.ts";
import { config } from "../config.ts";
import { contracts } from "../contracts.ts";
import { readEvents } from "./logs.ts";

/** Where a proposal stands, in the order of `IGovernor.ProposalState`. */
export const proposalStates = [
  "pending",
  "active",
  "canceled",
  "defeated",
  "succeeded",
  "queued",
  "expired",
  "executed",
] as const;

/** Where a proposal stands. */
export type ProposalState = (typeof proposalStates)[number];

/** A proposal as it stands. Votes in voting units, times in seconds. */
export interface ProposalNow {
  proposalId: bigint;
  proposer: Address;
  /** Markdown; its first heading or line is the title. */
  description: string;
  targets: readonly Address[];
  values: readonly bigint[];
  calldatas: readonly Hex[];
  state: ProposalState;
  /** Second at which votes are counted as they were; voting is open after it. */
  voteStart: bigint;
  voteEnd: bigint;
  /** Second from which it can be executed; 0n until it is queued. */
  eta: bigint;
  forVotes: bigint;
  againstVotes: bigint;
  abstainVotes: bigint;
  /** For and abstain needed; 0n until voting is open. */
  quorum: bigint;
  transactionHash: Hash;
}

/** One vote. */
export interface VoteCast {
  voter: Address;
  /** 0 against, 1 for, 2 abstain. */
  support: number;
  weight: bigint;
  reason: string;
  transactionHash: Hash;
}

type Created = Awaited<ReturnType<typeof readCreated>>[number];

const readCreated = () => readEvents(contracts.CommunityGovernor, "ProposalCreated");

/** The quorum is a share of the units there were when voting opened, so before that there is none. */
async function readQuorum(state: ProposalState, voteStart: bigint): Promise<bigint> {
  if (state === "pending") return 0n;
  return readContract(config, { ...contracts.CommunityGovernor, functionName: "quorum", args: [voteStart] });
}

async function readProposal({ args, transactionHash }: Created): Promise<ProposalNow> {
  const { proposalId, proposer, description, targets, values, calldatas, voteStart } = args;
  const governor = { ...contracts.CommunityGovernor, args: [proposalId] } as const;
  const [stateIndex, [againstVotes, forVotes, abstainVotes], voteEnd, eta] = await Promise.all([
    readContract(config, { ...governor, functionName: "state" }),
    readContract(config, { ...governor, functionName: "proposalVotes" }),
    readContract(config, { ...governor, functionName: "proposalDeadline" }),
    readContract(config, { ...governor, functionName: "proposalEta" }),
  ]);
  const state = proposalStates[stateIndex] ?? "pending";
  const quorum = await readQuorum(state, voteStart).catch(() => 0n);
  return {
    ...{ proposalId, proposer, description, targets, values, calldatas, voteStart, voteEnd, eta },
    ...{ state, forVotes, againstVotes, abstainVotes, quorum, transactionHash },
  };
}

/** All proposals, newest first. */
export function proposalsQuery() {
  return queryOptions({
    queryKey: keys.proposals(),
    queryFn: async () => Promise.all((await readCreated()).reverse().map(readProposal)),
  });
}

/** Votes on a proposal, newest first. */
export function votesOnQuery(proposalId: bigint) {
  return queryOptions({
    queryKey: keys.votesOn(proposalId),
    queryFn: async (): Promise<VoteCast[]> => {
      // `proposalId` is not indexed in Governor's event, so all votes are read and sorted out here.
      const plain = await readEvents(contracts.CommunityGovernor, "VoteCast");
      return plain
        .filter(({ args }) => args.proposalId === proposalId)
        .map(({ args, transactionHash }) => ({ ...args, transactionHash }))
        .reverse();
    },
  });
}

/** Whether an account has voted on a proposal. */
export function hasVotedQuery(proposalId: bigint, account: Address | undefined) {
  return queryOptions({
    queryKey: keys.votedOn(proposalId, account ?? ""),
    queryFn: account
      ? () =>
          readContract(config, {
            ...contracts.CommunityGovernor,
            functionName: "hasVoted",
            args: [proposalId, account],
          })
      : skipToken,
  });
}
