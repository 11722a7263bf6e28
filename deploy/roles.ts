import type { abis, ContractName } from "@hearth/protocol/contracts";
import type { RoleName } from "@hearth/protocol/roles";
import type { Address, ContractFunctionName } from "viem";

type Mutation<Name extends ContractName> = ContractFunctionName<
  (typeof abis)[Name],
  "nonpayable" | "payable"
>;

/** Contracts with functions that take a role. */
export type ManagedContract =
  | "RewardToken"
  | "Membership"
  | "Recovery"
  | "Badges"
  | "Rooms"
  | "Campaigns"
  | "RewardsStore"
  | "EventTickets"
  | "Polls"
  | "ProposalDeposits";

/**
 * The role each restricted function takes. This table is the only place that says so: the deployment writes it to the
 * AccessManager, and a check compares the two. A function that is missing here falls to ADMIN, and a test fails.
 */
export const functionRoles = {
  RewardToken: {
    wire: "ADMIN",
    setEmissionCap: "ADMIN",
    setContractURI: "OPERATOR",
  },
  Membership: {
    wire: "ADMIN",
    setTiers: "ADMIN",
    setEntryPolicy: "OPERATOR",
    setAllowlist: "OPERATOR",
    suspend: "OPERATOR",
    reinstate: "OPERATOR",
  },
  Recovery: {
    approveByOperator: "OPERATOR",
  },
  Badges: {
    createBadge: "OPERATOR",
    setBadgeURI: "OPERATOR",
    setBadgeIssuer: "OPERATOR",
    issue: "OPERATOR",
    revoke: "OPERATOR",
    setContractURI: "OPERATOR",
  },
  Rooms: {
    createRoom: "OPERATOR",
    setRoomTerms: "OPERATOR",
    closeRoom: "OPERATOR",
    setSteward: "OPERATOR",
    setRoomURI: "OPERATOR",
    addToRoom: "OPERATOR",
    removeFromRoom: "OPERATOR",
    liftBar: "OPERATOR",
    setContractURI: "OPERATOR",
  },
  Campaigns: {
    createCampaign: "OPERATOR",
    setCampaignBudget: "OPERATOR",
    setCampaignEnd: "OPERATOR",
    award: "ATTESTER",
    publishEpoch: "ATTESTER",
    cancelEpoch: "OPERATOR",
    revoke: "OPERATOR",
    revokeEpochClaim: "OPERATOR",
  },
  RewardsStore: {
    listReward: "OPERATOR",
    setRewardPrice: "OPERATOR",
    adjustRewardStock: "OPERATOR",
    adjustVariantStock: "OPERATOR",
    setRewardWindow: "OPERATOR",
    setRewardGates: "OPERATOR",
    setRewardURI: "OPERATOR",
    closeReward: "OPERATOR",
    recoverSurplus: "ADMIN",
    cancelByOperator: "OPERATOR",
    fulfil: "FULFILMENT",
  },
  EventTickets: {
    wire: "ADMIN",
    createEvent: "OPERATOR",
    setEvent: "OPERATOR",
    cancelEvent: "OPERATOR",
    setContractURI: "OPERATOR",
    checkIn: "DOOR",
    checkInBatch: "DOOR",
  },
  Polls: {
    createPollByOperator: "OPERATOR",
    cancelPollByOperator: "OPERATOR",
  },
  ProposalDeposits: {
    wire: "ADMIN",
    setProposalDeposit: "ADMIN",
  },
} as const satisfies { [Name in ManagedContract]: Partial<Record<Mutation<Name>, RoleName>> };

/** Contracts of the table, in its order. */
export const managedContracts = Object.keys(functionRoles) as ManagedContract[];

/** How far control has passed: 0 brand-run, 1 shared, 2 community-owned. */
export type Stage = 0 | 1 | 2;

/** Who can hold a role: those the brand file names for it, or the timelock, which does what accepted proposals say. */
type HolderKind = "brand" | "timelock";

/**
 * Who holds which role at each stage.
 *
 * - Stage 0: the brand is the admin. The timelock is an operator from the first day, so that an accepted proposal can
 *   raise a budget or list a reward by itself.
 * - Stage 1: the timelock is the only admin: tiers, emission and roles are the members' to decide. The brand goes on
 *   with its daily work and keeps a guardian, who can only cancel a proposal.
 * - Stage 2: the timelock alone also decides campaigns and catalogue. The brand is left with what takes hands: grading,
 *   fulfilment, the door. There is no guardian.
 */
export const holdersByStage = {
  0: {
    ADMIN: ["brand"],
    OPERATOR: ["brand", "timelock"],
    ATTESTER: ["brand"],
    FULFILMENT: ["brand"],
    DOOR: ["brand"],
    GUARDIAN: ["brand"],
  },
  1: {
    ADMIN: ["timelock"],
    OPERATOR: ["brand", "timelock"],
    ATTESTER: ["brand"],
    FULFILMENT: ["brand"],
    DOOR: ["brand"],
    GUARDIAN: ["brand"],
  },
  2: {
    ADMIN: ["timelock"],
    OPERATOR: ["timelock"],
    ATTESTER: ["brand"],
    FULFILMENT: ["brand"],
    DOOR: ["brand"],
    GUARDIAN: [],
  },
} as const satisfies Record<Stage, Record<RoleName, readonly HolderKind[]>>;

/** The name each role has in the AccessManager. ADMIN has one of its own that can't be changed. */
export const roleLabels: Record<Exclude<RoleName, "ADMIN">, string> = {
  OPERATOR: "Operator",
  ATTESTER: "Attester",
  FULFILMENT: "Fulfilment",
  DOOR: "Door",
  GUARDIAN: "Guardian",
};

/**
 * The functions of a contract that take a role, grouped by role.
 * @param contract One of the contracts of the table.
 */
export function functionsByRole(contract: ManagedContract): Map<RoleName, string[]> {
  return Map.groupBy(Object.keys(functionRoles[contract]), (name) => roleOfFunction(contract, name));
}

/**
 * The role a function takes; ADMIN where the table has no entry, as in the AccessManager itself.
 * @param contract One of the contracts of the table.
 * @param name Name of the function.
 */
export function roleOfFunction(contract: ManagedContract, name: string): RoleName {
  const roles: Partial<Record<string, RoleName>> = functionRoles[contract];
  return roles[name] ?? "ADMIN";
}

/** Who the brand file names for each role. */
export type BrandHolders = Record<RoleName, readonly Address[]>;

/**
 * The accounts that hold a role at a stage.
 * @param role The role.
 * @param stage The stage.
 * @param brand Who the brand file names.
 * @param timelock What stands for the timelock: its address, or its future while it is being deployed.
 */
export function holdersOf<Timelock>(
  role: RoleName,
  stage: Stage,
  brand: BrandHolders,
  timelock: Timelock,
): (Address | Timelock)[] {
  const kinds: readonly HolderKind[] = holdersByStage[stage][role];
  return kinds.flatMap((kind): (Address | Timelock)[] => (kind === "brand" ? [...brand[role]] : [timelock]));
}
