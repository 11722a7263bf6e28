import { encodeFunctionData, keccak256, stringToHex, type Address, type Hex } from "viem";
import { keys } from "../../api/keys.ts";
import { contracts } from "../../chain/contracts.ts";
import type { ProposalNow } from "../../chain/reads/proposals.ts";
import type { TransactionRequest } from "../../chain/transaction.ts";

/** Support values of OpenZeppelin's `GovernorCountingSimple`. */
export const support = { against: 0, for: 1, abstain: 2 } as const;

/** How one votes. */
export type Support = keyof typeof support;

/** Votes on a proposal; a reason is kept on the public record. */
export function castVote(proposal: ProposalNow, choice: Support, reason: string): TransactionRequest {
  return {
    title: "Vote",
    call: {
      contract: "CommunityGovernor",
      functionName: "castVoteWithReason",
      args: [proposal.proposalId, support[choice], reason.trim()],
    },
    makesStale: [keys.proposals(), keys.membership()],
  };
}

/** What a proposal asks of Governor, by which it is found again. */
function terms({ targets, values, calldatas, description }: ProposalNow) {
  return [targets, values, calldatas, keccak256(stringToHex(description))] as const;
}

/** Hands an accepted proposal to the timelock. */
export function queueProposal(proposal: ProposalNow): TransactionRequest {
  return {
    title: "Queue the proposal",
    call: { contract: "CommunityGovernor", functionName: "queue", args: terms(proposal) },
    makesStale: [keys.proposals()],
  };
}

/** Carries an accepted proposal out; it can touch everything the community has. */
export function executeProposal(proposal: ProposalNow): TransactionRequest {
  return {
    title: "Carry the proposal out",
    call: { contract: "CommunityGovernor", functionName: "execute", args: terms(proposal) },
    makesStale: [keys.chain()],
  };
}

/** Takes back a proposal of one's own before voting begins. */
export function cancelProposal(proposal: ProposalNow): TransactionRequest {
  return {
    title: "Withdraw the proposal",
    call: { contract: "CommunityGovernor", functionName: "cancel", args: terms(proposal) },
    makesStale: [keys.proposals()],
  };
}

/** One change that a proposal makes. Amounts in the token's smallest unit. */
export type ProposedChange =
  | { kind: "campaignBudget"; campaignId: bigint; budget: bigint }
  | { kind: "rewardPrice"; rewardId: bigint; price: bigint }
  | { kind: "rewardStock"; rewardId: bigint; added: bigint };

/** The call that makes a change. */
function callOf(change: ProposedChange): { target: Address; data: Hex } {
  const { Campaigns, RewardsStore } = contracts;
  switch (change.kind) {
    case "campaignBudget": {
      const args = [change.campaignId, change.budget] as const;
      const data = encodeFunctionData({ abi: Campaigns.abi, functionName: "setCampaignBudget", args });
      return { target: Campaigns.address, data };
    }
    case "rewardPrice": {
      const args = [change.rewardId, change.price] as const;
      const data = encodeFunctionData({ abi: RewardsStore.abi, functionName: "setRewardPrice", args });
      return { target: RewardsStore.address, data };
    }
    case "rewardStock": {
      const args = [change.rewardId, change.added] as const;
      const data = encodeFunctionData({ abi: RewardsStore.abi, functionName: "adjustRewardStock", args });
      return { target: RewardsStore.address, data };
    }
  }
}

/** Makes a proposal of one change. */
export function propose(change: ProposedChange, description: string): TransactionRequest {
  const { target, data } = callOf(change);
  return {
    title: "Make a proposal",
    call: {
      contract: "CommunityGovernor",
      functionName: "propose",
      args: [[target], [0n], [data], description],
    },
    makesStale: [keys.proposals()],
  };
}
