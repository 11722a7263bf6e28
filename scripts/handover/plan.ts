import { abis } from "@hearth/protocol/contracts";
import { roleNames, roles, type RoleName } from "@hearth/protocol/roles";
import { encodeFunctionData, isAddressEqual, zeroAddress, type Address, type Hex } from "viem";
import { holdersByStage, type Stage } from "../../deploy/roles.ts";
import { stageOf, type Standing } from "./standing.ts";

/** One call that hands something over, and what it does in plain words. */
export interface Step {
  title: string;
  target: Address;
  data: Hex;
}

/** What each stage is called. */
export const stageNames = { 0: "brand-run", 1: "shared", 2: "community-owned" } as const;

/**
 * The calls that lead to a stage from where the community is. Empty where it is there.
 * Only roles that the table takes from the brand are touched; those it leaves to the brand stay as they are.
 * @param standing Who holds what.
 * @param to The stage.
 * @param sender Who makes the calls, all in one transaction.
 */
export function stepsTo(standing: Standing, to: Stage, sender: Address): Step[] {
  // ADMIN is last, and the sender's own the very last: without it nothing more could be changed.
  const changed = roleNames.toReversed();
  const given = changed.flatMap((role) => grants(standing, role, to));
  const taken = changed.flatMap((role) => revocations(standing, role, to, sender));
  return [...given, ...guardianSteps(standing, to), ...taken];
}

function grants({ accessManager, timelock, holders }: Standing, role: RoleName, to: Stage): Step[] {
  const kinds: readonly string[] = holdersByStage[to][role];
  if (!kinds.includes("timelock") || includes(holders[role], timelock)) return [];
  const data = encodeFunctionData({
    abi: abis.AccessManager,
    functionName: "grantRole",
    args: [roles[role], timelock, 0],
  });
  return [{ title: `Give ${role} to the timelock`, target: accessManager, data }];
}

function revocations(
  { accessManager, timelock, holders }: Standing,
  role: RoleName,
  to: Stage,
  sender: Address,
): Step[] {
  const kinds: readonly string[] = holdersByStage[to][role];
  if (kinds.includes("brand")) return [];
  return holders[role]
    .filter((account) => !isAddressEqual(account, timelock) || !kinds.includes("timelock"))
    .toSorted((a, b) => Number(isAddressEqual(a, sender)) - Number(isAddressEqual(b, sender)))
    .map((account) => {
      const args = [roles[role], account] as const;
      const data = encodeFunctionData({ abi: abis.AccessManager, functionName: "revokeRole", args });
      return { title: `Take ${role} from ${account}`, target: accessManager, data };
    });
}

function guardianSteps({ governor, guardian }: Standing, to: Stage): Step[] {
  const kinds: readonly string[] = holdersByStage[to].GUARDIAN;
  if (kinds.includes("brand") || guardian === zeroAddress) return [];
  const data = encodeFunctionData({
    abi: abis.CommunityGovernor,
    functionName: "setProposalGuardian",
    args: [zeroAddress],
  });
  return [{ title: `Leave proposals without a guardian (now ${guardian})`, target: governor, data }];
}

/**
 * Why a community can't go to a stage now, in plain words; undefined where it can.
 * @param standing Who holds what.
 * @param to The stage.
 */
export function refusalOf(standing: Standing, to: Stage): string | undefined {
  const now = stageOf(standing);
  if (to < now) {
    return `The community is at stage ${now} (${stageNames[now]}). Control does not go back to the brand from here: members would have to decide that in a proposal of their own.`;
  }
  if (to - now > 1) {
    return `The community is at stage ${now} (${stageNames[now]}). Go to stage ${now + 1} first: it shows that proposals work before everything depends on them.`;
  }
  if (to > now && standing.faults.length > 0) {
    return [
      "Nobody could run the community afterwards:",
      ...standing.faults.map((fault) => `  - ${fault}`),
    ].join("\n");
  }
  return undefined;
}

/**
 * One call of the AccessManager that makes all calls of it at once: either all hold or none.
 * @param steps Calls of the AccessManager.
 */
export function together(steps: readonly Step[]): Hex {
  const calls = steps.map(({ data }) => data);
  return encodeFunctionData({ abi: abis.AccessManager, functionName: "multicall", args: [calls] });
}

function includes(accounts: readonly Address[], account: Address): boolean {
  return accounts.some((each) => isAddressEqual(each, account));
}
