import type { abis, ContractName } from "@hearth/protocol/contracts";
import type { RoleName } from "@hearth/protocol/roles";
import type { ContractFunctionName } from "viem";

type Mutation<Name extends ContractName> = ContractFunctionName<
  (typeof abis)[Name],
  "nonpayable" | "payable"
>;

/** Who may call a function that asks by itself who calls: those holding a role, some contracts, or nobody like that. */
interface Reserved {
  /** What everybody else is told. */
  error: string;
  role?: RoleName;
  contracts?: readonly ContractName[];
}

const byManagersAdmin = { error: "AccessManagerUnauthorizedAccount", role: "ADMIN" } as const;
const byTimelock = { error: "GovernorOnlyExecutor", contracts: ["TimelockController"] } as const;
const byGovernor = {
  error: "AccessControlUnauthorizedAccount",
  contracts: ["CommunityGovernor"],
} as const;
const byTimelocksAdmin = {
  error: "AccessControlUnauthorizedAccount",
  contracts: ["TimelockController"],
} as const;

/**
 * Functions that are not `restricted` and yet not for everybody: what the contracts do for each other, and what
 * OpenZeppelin's contracts keep for themselves. A function that turns callers away and is neither here nor in
 * `deploy/roles.ts` fails the matrix, and so does one that is here and lets others in.
 */
export const reserved: { [Name in ContractName]?: Partial<Record<Mutation<Name>, Reserved>> } = {
  RewardToken: {
    mint: { error: "RewardTokenUnauthorized", contracts: ["Campaigns"] },
    mintBatch: { error: "RewardTokenUnauthorized", contracts: ["Campaigns"] },
    revoke: { error: "RewardTokenUnauthorized", contracts: ["Campaigns"] },
    rebind: { error: "RewardTokenUnauthorized", contracts: ["Membership"] },
    escrow: { error: "RewardTokenUnauthorized", contracts: ["RewardsStore", "ProposalDeposits"] },
  },
  Membership: {
    rebind: { error: "MembershipUnauthorized", contracts: ["Recovery"] },
  },
  RewardsStore: {
    refundTicket: { error: "RewardsStoreUnauthorized", contracts: ["EventTickets"] },
    transferOrder: { error: "RewardsStoreUnauthorized", contracts: ["EventTickets"] },
  },
  EventTickets: {
    issue: { error: "EventTicketsUnauthorized", contracts: ["RewardsStore"] },
  },
  ProposalDeposits: {
    markSpam: { error: "ProposalDepositsUnauthorized", role: "GUARDIAN" },
    take: { error: "ProposalDepositsUnauthorized", contracts: ["CommunityGovernor"] },
  },
  CommunityGovernor: {
    relay: byTimelock,
    setGuardianExpiry: byTimelock,
    setLateQuorumVoteExtension: byTimelock,
    setProposalGuardian: byTimelock,
    setProposalThreshold: byTimelock,
    setVotingDelay: byTimelock,
    setVotingPeriod: byTimelock,
    updateQuorumNumerator: byTimelock,
    updateTimelock: byTimelock,
  },
  TimelockController: {
    cancel: byGovernor,
    schedule: byGovernor,
    scheduleBatch: byGovernor,
    grantRole: byTimelocksAdmin,
    revokeRole: byTimelocksAdmin,
    updateDelay: { error: "TimelockUnauthorizedCaller", contracts: ["TimelockController"] },
    // Only about oneself, and nobody is the zero address.
    renounceRole: { error: "AccessControlBadConfirmation" },
  },
  AccessManager: {
    grantRole: byManagersAdmin,
    labelRole: byManagersAdmin,
    revokeRole: byManagersAdmin,
    setGrantDelay: byManagersAdmin,
    setRoleAdmin: byManagersAdmin,
    setRoleGuardian: byManagersAdmin,
    setTargetAdminDelay: byManagersAdmin,
    setTargetClosed: byManagersAdmin,
    setTargetFunctionRole: byManagersAdmin,
    updateAuthority: byManagersAdmin,
    renounceRole: { error: "AccessManagerBadConfirmation" },
  },
};

/**
 * Whether an error is about who calls: those of the table and all that follow its naming.
 * @param error Its name.
 */
export function isAboutCaller(error: string): boolean {
  // This one is about an operation that was never scheduled.
  if (error === "AccessManagerUnauthorizedConsume") return false;
  return /Unauthorized|OnlyExecutor|BadConfirmation/.test(error);
}

/**
 * The entry of a function in {@link reserved}.
 * @param contract The contract.
 * @param name Name of the function.
 */
export function reservedEntry(contract: ContractName, name: string): Reserved | undefined {
  // Every managed contract has it from OpenZeppelin: only its present manager can name another.
  if (name === "setAuthority") return { error: "AccessManagedUnauthorized", contracts: ["AccessManager"] };
  const entries: Partial<Record<string, Reserved>> = reserved[contract] ?? {};
  return entries[name];
}
