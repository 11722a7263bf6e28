import { abis, type ContractName } from "@hearth/protocol/contracts";
import { deployment } from "./deployment.ts";

const { contracts: at } = deployment;

/**
 * Address and ABI of each contract, to spread into a read:
 * `readContract(config, { ...contracts.Membership, functionName: "memberOf", args: [account] })`.
 */
export const contracts = {
  RewardToken: { address: at.RewardToken.address, abi: abis.RewardToken },
  Membership: { address: at.Membership.address, abi: abis.Membership },
  Campaigns: { address: at.Campaigns.address, abi: abis.Campaigns },
  CommunityGovernor: { address: at.CommunityGovernor.address, abi: abis.CommunityGovernor },
  TimelockController: { address: at.TimelockController.address, abi: abis.TimelockController },
  RewardsStore: { address: at.RewardsStore.address, abi: abis.RewardsStore },
  EventTickets: { address: at.EventTickets.address, abi: abis.EventTickets },
  AccessManager: { address: at.AccessManager.address, abi: abis.AccessManager },
} as const satisfies Record<ContractName, object>;
