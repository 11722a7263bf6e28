import { abis } from "@hearth/protocol/contracts";
import { createConfig } from "ponder";
import { deployment, settings } from "./deployment.ts";

/** Chains that run on a developer's machine, where the same number may be another chain tomorrow. */
const LOCAL_CHAINS = [31337, 1337];

/**
 * Ponder begins with this many requests a second to each address of a node, and allows more only slowly. It is what holds
 * the reading of the past, so a node that takes more is named more than once.
 */
const REQUESTS_PER_LANE = 20;

/** Where a contract of the community is, and from which block on it can have said something. */
function at<Name extends keyof typeof abis>(name: Name) {
  return {
    abi: abis[name],
    chain: "community" as const,
    address: deployment.contracts[name].address,
    startBlock: Number(deployment.startBlock),
  };
}

export default createConfig({
  database:
    settings.databaseUrl === undefined
      ? { kind: "pglite", directory: settings.dataDir }
      : { kind: "postgres", connectionString: settings.databaseUrl },
  chains: {
    community: {
      id: deployment.chainId,
      rpc: Array<string>(Math.ceil(settings.rpcRequestsPerSecond / REQUESTS_PER_LANE)).fill(settings.rpcUrl),
      pollingInterval: settings.pollingInterval,
      disableCache: LOCAL_CHAINS.includes(deployment.chainId),
    },
  },
  contracts: {
    RewardToken: at("RewardToken"),
    Membership: at("Membership"),
    Recovery: at("Recovery"),
    Badges: at("Badges"),
    Rooms: at("Rooms"),
    Campaigns: at("Campaigns"),
    ProposalDeposits: at("ProposalDeposits"),
    CommunityGovernor: at("CommunityGovernor"),
    RewardsStore: at("RewardsStore"),
    EventTickets: at("EventTickets"),
    Polls: at("Polls"),
    AccessManager: at("AccessManager"),
  },
});
