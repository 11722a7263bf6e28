import {
  accessManagerAbi,
  campaignsAbi,
  communityGovernorAbi,
  eventTicketsAbi,
  membershipAbi,
  rewardsStoreAbi,
  rewardTokenAbi,
  timelockControllerAbi,
} from "@hearth/protocol/abis";
import { deployment } from "./deployment.ts";

const { contracts: at } = deployment;

/**
 * Address and ABI of each contract, to spread into a read:
 * `readContractQueryOptions(config, { ...contracts.Membership, functionName: "tierOf", args: [id] })`.
 */
export const contracts = {
  RewardToken: { address: at.RewardToken.address, abi: rewardTokenAbi },
  Membership: { address: at.Membership.address, abi: membershipAbi },
  Campaigns: { address: at.Campaigns.address, abi: campaignsAbi },
  CommunityGovernor: { address: at.CommunityGovernor.address, abi: communityGovernorAbi },
  TimelockController: { address: at.TimelockController.address, abi: timelockControllerAbi },
  RewardsStore: { address: at.RewardsStore.address, abi: rewardsStoreAbi },
  EventTickets: { address: at.EventTickets.address, abi: eventTicketsAbi },
  AccessManager: { address: at.AccessManager.address, abi: accessManagerAbi },
} as const;

/** Name of one of the community's contracts. */
export type ContractName = keyof typeof contracts;
