/** Names of the contracts of a community, as in the Solidity sources. */
export const contractNames = [
  "RewardToken",
  "Membership",
  "Campaigns",
  "CommunityGovernor",
  "TimelockController",
  "RewardsStore",
  "EventTickets",
  "AccessManager",
] as const;

/** Name of a contract of a community. */
export type ContractName = (typeof contractNames)[number];
