import { abis } from "@hearth/protocol/contracts";
import { roleNames, roles, type RoleName } from "@hearth/protocol/roles";
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type {
  AddressResolvableFuture,
  ArgumentType,
  IgnitionModuleBuilder,
  NamedArtifactContractDeploymentFuture,
} from "@nomicfoundation/ignition-core";
import { toFunctionSelector, type AbiFunction } from "viem";
import { functionsByRole, holdersOf, managedContracts, roleLabels, type ManagedContract } from "../roles.ts";
import type { CommunitySettings } from "../settings.ts";
import type { AccessModule } from "./Access.ts";
import type { EarningModule } from "./Earning.ts";
import type { GovernanceModule } from "./Governance.ts";
import type { MembershipModule } from "./Membership.ts";
import type { RewardsModule } from "./Rewards.ts";
import type { RoomsModule } from "./Rooms.ts";
import type { TicketsModule } from "./Tickets.ts";
import type { TokenModule } from "./Token.ts";
import type { WiringModule } from "./Wiring.ts";

type AccessManagerFuture = NamedArtifactContractDeploymentFuture<"AccessManager">;

/** A call of the AccessManager that waits to be sent with others. `id` is its name in the deployment's journal. */
interface AccessCall {
  id: string;
  name: "setTargetFunctionRole" | "labelRole" | "grantRole" | "renounceRole";
  args: ArgumentType[];
}

/** The modules whose contracts the role table names. */
export interface RoleModules {
  access: AccessModule;
  token: TokenModule;
  members: MembershipModule;
  rooms: RoomsModule;
  tickets: TicketsModule;
  earning: EarningModule;
  rewards: RewardsModule;
  governance: GovernanceModule;
  wiring: WiringModule;
}

/**
 * Writes the role table to the AccessManager in one transaction: either all of it holds or nothing does. The deployer
 * is an operator besides, until {@link handoverModule}, so that it can list what the community begins with.
 */
export function rolesModule(settings: CommunitySettings, modules: RoleModules) {
  return buildModule("Roles", (m) => {
    const { accessManager } = m.useModule(modules.access);
    const { rewardToken } = m.useModule(modules.token);
    const { membership, recovery } = m.useModule(modules.members);
    const { badges, rooms } = m.useModule(modules.rooms);
    const { campaigns } = m.useModule(modules.earning);
    const { eventTickets } = m.useModule(modules.tickets);
    const { rewardsStore } = m.useModule(modules.rewards);
    const { polls, timelock, proposalDeposits } = m.useModule(modules.governance);
    const targets: Record<ManagedContract, AddressResolvableFuture> = {
      RewardToken: rewardToken,
      Membership: membership,
      Recovery: recovery,
      Badges: badges,
      Rooms: rooms,
      Campaigns: campaigns,
      RewardsStore: rewardsStore,
      EventTickets: eventTickets,
      Polls: polls,
      ProposalDeposits: proposalDeposits,
    };
    const calls = [
      ...managedContracts.flatMap((contract) => functionCalls(contract, targets[contract])),
      ...labelCalls(),
      ...grantCalls(settings, timelock),
    ];
    // Wiring takes ADMIN, which is the deployer's anyway; it comes first so that nothing is ever half wired and open.
    sendTogether(m, accessManager, "applyRoleTable", calls, [modules.rooms, modules.wiring]);
    return { accessManager };
  });
}

/** See {@link rolesModule}. */
export type RolesModule = ReturnType<typeof rolesModule>;

/** Takes from the deployer, in one transaction, every role that the table does not give it. */
export function handoverModule(settings: CommunitySettings, table: RolesModule) {
  return buildModule("Handover", (m) => {
    const { accessManager } = m.useModule(table);
    const calls = deployerLeaves(settings).map((role): AccessCall => ({
      id: `renounce${role}`,
      name: "renounceRole",
      args: [roles[role], settings.deployer],
    }));
    if (calls.length > 0) sendTogether(m, accessManager, "renounceDeployerRoles", calls, [table]);
    return { accessManager };
  });
}

/** The roles that the deployer has during the deployment only. ADMIN is last: without it nothing can be put right. */
function deployerLeaves({ deployer, stage, holders }: CommunitySettings): RoleName[] {
  const temporary: RoleName[] = ["OPERATOR", "ADMIN"];
  return temporary.filter((role) => !holdersOf(role, stage, holders, "timelock").includes(deployer));
}

function functionCalls(contract: ManagedContract, target: AddressResolvableFuture): AccessCall[] {
  return Array.from(functionsByRole(contract), ([role, names]) => ({
    id: `${contract}_${role}`,
    name: "setTargetFunctionRole",
    args: [target, names.map((name) => selectorOf(contract, name)), roles[role]],
  }));
}

function labelCalls(): AccessCall[] {
  return Object.entries(roleLabels).map(([role, label]) => ({
    id: `label_${role}`,
    name: "labelRole",
    args: [roles[role as RoleName], label],
  }));
}

function grantCalls(
  { deployer, stage, holders }: CommunitySettings,
  timelock: AddressResolvableFuture,
): AccessCall[] {
  return roleNames.flatMap((role) => {
    const final = holdersOf(role, stage, holders, timelock);
    const all = role === "OPERATOR" && !final.includes(deployer) ? [...final, deployer] : final;
    return all
      .filter((account) => role !== "ADMIN" || account !== deployer)
      .map((account): AccessCall => {
        const name = typeof account === "string" ? account.slice(2) : "timelock";
        return { id: `grant_${role}_${name}`, name: "grantRole", args: [roles[role], account, 0] };
      });
  });
}

/**
 * The selector of a function.
 * @param contract The contract.
 * @param name The function, which must not be overloaded. Throws an Error where the contract has none.
 */
export function selectorOf(contract: ManagedContract, name: string): string {
  const functions: readonly AbiFunction[] = abis[contract].filter((entry) => entry.type === "function");
  const found = functions.filter((entry) => entry.name === name);
  if (found.length !== 1) throw new Error(`${contract} has ${found.length} functions called ${name}, not 1.`);
  return toFunctionSelector(found[0] as AbiFunction);
}

function sendTogether(
  m: IgnitionModuleBuilder,
  accessManager: AccessManagerFuture,
  id: string,
  calls: AccessCall[],
  after: Parameters<IgnitionModuleBuilder["call"]>[3] extends { after?: infer After } | undefined
    ? After
    : never,
): void {
  const encoded = calls.map((call) =>
    m.encodeFunctionCall(accessManager, call.name, call.args, { id: call.id }),
  );
  m.call(accessManager, "multicall", [encoded], { id, after });
}
