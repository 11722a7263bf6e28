import { abis, type ContractName } from "@hearth/protocol/contracts";
import { typedDataDomain } from "@hearth/protocol/typedData";
import { deployment } from "./deployment.ts";

const { contracts: at } = deployment;

/**
 * Address and ABI of each contract, to spread into a read:
 * `readContract(config, { ...contracts.Membership, functionName: "memberOf", args: [account] })`.
 */
export const contracts = {
  RewardToken: { address: at.RewardToken.address, abi: abis.RewardToken },
  Membership: { address: at.Membership.address, abi: abis.Membership },
  Recovery: { address: at.Recovery.address, abi: abis.Recovery },
  Badges: { address: at.Badges.address, abi: abis.Badges },
  Rooms: { address: at.Rooms.address, abi: abis.Rooms },
  Campaigns: { address: at.Campaigns.address, abi: abis.Campaigns },
  ProposalDeposits: { address: at.ProposalDeposits.address, abi: abis.ProposalDeposits },
  CommunityGovernor: { address: at.CommunityGovernor.address, abi: abis.CommunityGovernor },
  TimelockController: { address: at.TimelockController.address, abi: abis.TimelockController },
  RewardsStore: { address: at.RewardsStore.address, abi: abis.RewardsStore },
  EventTickets: { address: at.EventTickets.address, abi: abis.EventTickets },
  Relay: { address: at.Relay.address, abi: abis.Relay },
  Polls: { address: at.Polls.address, abi: abis.Polls },
  AccessManager: { address: at.AccessManager.address, abi: abis.AccessManager },
} as const satisfies Record<ContractName, object>;

/** What delivery details and the keys they are sealed to are bound to. */
export const deliveryPlace = { chainId: deployment.chainId, store: at.RewardsStore.address };

/** The EIP-712 domain of a contract: what a signature for it is bound to. */
export function domainOf(contract: ContractName) {
  return typedDataDomain(deployment.chainId, contracts[contract].address);
}
