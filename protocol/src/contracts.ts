import type { Abi } from "viem";
import {
  accessManagerAbi,
  badgesAbi,
  campaignsAbi,
  communityGovernorAbi,
  eventTicketsAbi,
  membershipAbi,
  recoveryAbi,
  proposalDepositsAbi,
  relayAbi,
  pollsAbi,
  rewardsStoreAbi,
  rewardTokenAbi,
  roomsAbi,
  timelockControllerAbi,
} from "./generated/abis.ts";

/** ABI of every contract of a community, typed to the last argument. */
export const abis = {
  RewardToken: rewardTokenAbi,
  Membership: membershipAbi,
  Recovery: recoveryAbi,
  Badges: badgesAbi,
  Rooms: roomsAbi,
  Campaigns: campaignsAbi,
  ProposalDeposits: proposalDepositsAbi,
  CommunityGovernor: communityGovernorAbi,
  TimelockController: timelockControllerAbi,
  RewardsStore: rewardsStoreAbi,
  EventTickets: eventTicketsAbi,
  Relay: relayAbi,
  Polls: pollsAbi,
  AccessManager: accessManagerAbi,
} as const satisfies Record<string, Abi>;

/** Name of a contract of a community, as in the Solidity sources. */
export type ContractName = keyof typeof abis;

/** Names of all contracts of a community. */
export const contractNames = Object.keys(abis) as ContractName[];
