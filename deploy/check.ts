import { abis } from "@hearth/protocol/contracts";
import { roleNames, roles } from "@hearth/protocol/roles";
import type { BaseContract } from "ethers";
import { relayedFunctions } from "@hearth/protocol/relay";
import { getAddress, toFunctionSelector, toFunctionSignature, zeroAddress, type AbiFunction } from "viem";
import type { Community } from "./community.ts";
import { eventsOf } from "./events.ts";
import { timelockRoles } from "./modules/Governance.ts";
import { holdersOf, managedContracts, roleOfFunction, type ManagedContract } from "./roles.ts";
import type { CommunitySettings } from "./settings.ts";

/** What was compared, and what differs, in plain words. Empty differences: chain and table are the same. */
export interface CheckResult {
  functions: number;
  holders: number;
  differences: string[];
}

/**
 * Compares what the chain says about permissions with the role table: the role of every function of every contract,
 * every holder of every role, the timelock's own roles, what the relay passes on, and the wiring that can't be undone.
 * @param community The contracts.
 * @param settings What they were deployed with.
 * @param startBlock First block that can hold an event of theirs.
 */
export async function checkCommunity(
  community: Community,
  settings: CommunitySettings,
  startBlock: number,
): Promise<CheckResult> {
  const functions = await checkFunctions(community);
  const holders = await checkHolders(community, settings, startBlock);
  const timelock = await checkTimelock(community, startBlock);
  const wiring = await checkWiring(community, settings);
  const relay = await checkRelay(community);
  return {
    functions: functions.compared,
    holders: holders.compared + timelock.compared,
    differences: [
      ...functions.differences,
      ...holders.differences,
      ...timelock.differences,
      ...relay,
      ...wiring,
    ],
  };
}

interface Comparison {
  compared: number;
  differences: string[];
}

async function checkFunctions(community: Community): Promise<Comparison> {
  const { accessManager } = community;
  const names = new Map(roleNames.map((name) => [roles[name], name]));
  const results = managedContracts.map(async (contract) => {
    const target = await targetOf(community, contract).getAddress();
    const found = mutations(contract).map(async ({ name, selector, signature }) => {
      const role = await accessManager.getTargetFunctionRole(target, selector);
      const expected = roleOfFunction(contract, name);
      if (role === roles[expected]) return [];
      const actual = names.get(role as (typeof roles)[typeof expected]) ?? `role ${role}`;
      return [`${contract}.${signature} takes ${actual}, and should take ${expected}`];
    });
    const differences = (await Promise.all(found)).flat();
    if (await accessManager.isTargetClosed(target)) differences.push(`${contract} is closed`);
    return { compared: found.length, differences };
  });
  return sum(await Promise.all(results));
}

function mutations(
  contract: ManagedContract,
): { name: string; selector: `0x${string}`; signature: string }[] {
  const entries: readonly AbiFunction[] = abis[contract].filter((entry) => entry.type === "function");
  return entries
    .filter(({ stateMutability }) => stateMutability !== "view" && stateMutability !== "pure")
    .map((entry) => ({
      name: entry.name,
      selector: toFunctionSelector(entry),
      signature: toFunctionSignature(entry),
    }));
}

function targetOf(community: Community, contract: ManagedContract): BaseContract {
  const targets: Record<ManagedContract, BaseContract> = {
    RewardToken: community.rewardToken,
    Membership: community.membership,
    Recovery: community.recovery,
    Badges: community.badges,
    Rooms: community.rooms,
    Campaigns: community.campaigns,
    RewardsStore: community.rewardsStore,
    EventTickets: community.eventTickets,
    Polls: community.polls,
    ProposalDeposits: community.deposits,
  };
  return targets[contract];
}

async function checkHolders(
  { accessManager, timelock }: Community,
  { stage, holders }: CommunitySettings,
  startBlock: number,
): Promise<Comparison> {
  const granted = await eventsOf(accessManager, accessManager.filters.RoleGranted(), startBlock);
  const pairs = granted.map(({ args }) => ({
    role: args[0] as bigint,
    account: getAddress(args[1] as string),
  }));
  const timelockAddress = getAddress(await timelock.getAddress());
  const known: bigint[] = Object.values(roles);
  const strange = [...new Set(pairs.map(({ role }) => role))].filter((role) => !known.includes(role));
  const comparisons = roleNames.map(async (role) => {
    const expected = holdersOf(role, stage, holders, timelockAddress).map((account) => getAddress(account));
    const candidates = new Set([
      ...expected,
      ...pairs.flatMap((pair) => (pair.role === roles[role] ? pair.account : [])),
    ]);
    const actual: string[] = [];
    for (const account of candidates) {
      if ((await accessManager.hasRole(roles[role], account)).isMember) actual.push(account);
    }
    const differences = compareHolders(role, actual, expected);
    const admin = await accessManager.getRoleAdmin(roles[role]);
    if (admin !== roles.ADMIN)
      differences.push(`role ${role} is given by role ${admin}, and should be by ADMIN`);
    return { compared: candidates.size, differences };
  });
  const unknown = strange.map((role) => `role ${role} has been given, and the table does not know it`);
  return sum([...(await Promise.all(comparisons)), { compared: 0, differences: unknown }]);
}

async function checkTimelock({ timelock, governor }: Community, startBlock: number): Promise<Comparison> {
  const governorAddress = getAddress(await governor.getAddress());
  const expected: Record<keyof typeof timelockRoles, string[]> = {
    DEFAULT_ADMIN_ROLE: [getAddress(await timelock.getAddress())],
    PROPOSER_ROLE: [governorAddress],
    EXECUTOR_ROLE: [zeroAddress],
    CANCELLER_ROLE: [governorAddress],
  };
  const granted = await eventsOf(timelock, timelock.filters.RoleGranted(), startBlock);
  const comparisons = Object.entries(timelockRoles).map(async ([name, role]) => {
    const should = expected[name as keyof typeof timelockRoles];
    const accounts = granted.flatMap(({ args }) => (args[0] === role ? getAddress(args[1] as string) : []));
    const candidates = new Set([...should, ...accounts]);
    const actual: string[] = [];
    for (const account of candidates) if (await timelock.hasRole(role, account)) actual.push(account);
    return {
      compared: candidates.size,
      differences: compareHolders(`of the timelock, ${name},`, actual, should),
    };
  });
  return sum(await Promise.all(comparisons));
}

function compareHolders(role: string, actual: readonly string[], expected: readonly string[]): string[] {
  const extra = actual.filter((account) => !expected.includes(account));
  const missing = expected.filter((account) => !actual.includes(account));
  return [
    ...extra.map((account) => `role ${role} is held by ${account}, and should not be`),
    ...missing.map((account) => `role ${role} is not held by ${account}, and should be`),
  ];
}

async function checkWiring(community: Community, settings: CommunitySettings): Promise<string[]> {
  const { rewardToken, membership, recovery, badges, rooms, campaigns } = community;
  const { rewardsStore, eventTickets, polls, deposits, governor, timelock } = community;
  const guardian =
    (await governor.clock()) < (await governor.guardianExpiry()) ? settings.governor.guardian : zeroAddress;
  const facts: [what: string, actual: string, expected: string][] = [
    ["the token's minter", await rewardToken.campaigns(), await campaigns.getAddress()],
    ["the token's store", await rewardToken.store(), await rewardsStore.getAddress()],
    ["the token's membership", await rewardToken.membership(), await membership.getAddress()],
    ["the membership's recovery", await membership.recovery(), await recovery.getAddress()],
    ["the recovery's membership", await recovery.membership(), await membership.getAddress()],
    ["what holds the token's deposits", await rewardToken.deposits(), await deposits.getAddress()],
    ["the deposits' governor", await deposits.governor(), await governor.getAddress()],
    ["the governor's deposits", await governor.deposits(), await deposits.getAddress()],
    ["the badges' membership", await badges.membership(), await membership.getAddress()],
    ["the rooms' membership", await rooms.membership(), await membership.getAddress()],
    ["the rooms' badges", await rooms.badges(), await badges.getAddress()],
    ["the tickets' store", await eventTickets.store(), await rewardsStore.getAddress()],
    ["the polls' membership", await polls.membership(), await membership.getAddress()],
    ["the polls' rooms", await polls.rooms(), await rooms.getAddress()],
    ["the governor's timelock", await governor.timelock(), await timelock.getAddress()],
    ["the governor's guardian", await governor.proposalGuardian(), guardian],
  ];
  for (const contract of managedContracts) {
    const managed = community.rewardToken.attach(await targetOf(community, contract).getAddress());
    const authority = await (managed as typeof rewardToken).authority();
    facts.push([`the authority of ${contract}`, authority, await community.accessManager.getAddress()]);
  }
  return facts
    .filter(([, actual, expected]) => getAddress(actual) !== getAddress(expected))
    .map(([what, actual, expected]) => `${what} is ${actual}, and should be ${expected}`);
}

/** The relay passes on what the protocol says and nothing that takes a role. */
async function checkRelay(community: Community): Promise<string[]> {
  const results = managedContracts.map(async (contract) => {
    const target = await targetOf(community, contract).getAddress();
    const expected = new Set(relayedFunctions(contract).map((entry) => toFunctionSelector(entry)));
    const found = mutations(contract).map(async ({ selector, signature }) => {
      const relayed = await community.relay.isRelayed(target, selector);
      if (relayed === expected.has(selector)) return [];
      return [`${contract}.${signature} is ${relayed ? "" : "not "}passed on by the relay`];
    });
    return (await Promise.all(found)).flat();
  });
  return (await Promise.all(results)).flat();
}

function sum(comparisons: Comparison[]): Comparison {
  return {
    compared: comparisons.reduce((total, { compared }) => total + compared, 0),
    differences: comparisons.flatMap(({ differences }) => differences),
  };
}
