import { rights, roleNames, roles, type RoleName } from "@hearth/protocol/roles";
import { getAddress, isAddressEqual, zeroAddress, type Address } from "viem";
import type { Community } from "../../deploy/community.ts";
import { eventsOf } from "../../deploy/events.ts";
import { timelockRoles } from "../../deploy/modules/Governance.ts";
import type { Stage } from "../../deploy/roles.ts";

/** The contracts that a handover reads and changes. */
export type Handles = Pick<Community, "accessManager" | "timelock" | "governor" | "membership">;

/** Who holds what at the moment, as the chain says. */
export interface Standing {
  accessManager: Address;
  governor: Address;
  timelock: Address;
  /** Who can cancel proposals; the zero address for nobody. */
  guardian: Address;
  holders: Record<RoleName, Address[]>;
  /** What is wrong with the timelock, in plain words; empty where it does what accepted proposals say and no more. */
  faults: string[];
}

/**
 * Reads who holds what.
 * @param handles The contracts.
 * @param startBlock First block that can hold an event of theirs.
 */
export async function readStanding(handles: Handles, startBlock: number): Promise<Standing> {
  const { accessManager, timelock, governor } = handles;
  const granted = await eventsOf(accessManager, accessManager.filters.RoleGranted(), startBlock);
  const pairs = granted.map(({ args }) => ({
    role: args[0] as bigint,
    account: getAddress(args[1] as string),
  }));
  const holders = await Promise.all(
    roleNames.map(async (name) => {
      const known = new Set(pairs.filter(({ role }) => role === roles[name]).map(({ account }) => account));
      const members: Address[] = [];
      for (const account of known) {
        if ((await accessManager.hasRole(roles[name], account)).isMember) members.push(account);
      }
      return [name, members] as const;
    }),
  );
  return {
    accessManager: getAddress(await accessManager.getAddress()),
    governor: getAddress(await governor.getAddress()),
    timelock: getAddress(await timelock.getAddress()),
    guardian: getAddress(await governor.proposalGuardian()),
    holders: Object.fromEntries(holders) as Record<RoleName, Address[]>,
    faults: await faultsOf(handles),
  };
}

/** Whoever the timelock obeys will rule the community: that must be the governor and nobody else. */
async function faultsOf({ timelock, governor, membership }: Handles): Promise<string[]> {
  const address = getAddress(await timelock.getAddress());
  const driven = getAddress(await governor.timelock());
  const governorAddress = await governor.getAddress();
  const facts: [string, boolean][] = [
    [`the governor executes through ${driven}, not through the timelock ${address}`, driven === address],
    [
      "the governor can't queue in the timelock",
      await timelock.hasRole(timelockRoles.PROPOSER_ROLE, governorAddress),
    ],
    [
      "nobody is sure to be able to execute what the timelock has queued",
      await timelock.hasRole(timelockRoles.EXECUTOR_ROLE, zeroAddress),
    ],
    ["no member's tier gives the right to propose", await somebodyProposes({ membership })],
  ];
  return facts.filter(([, fine]) => !fine).map(([fault]) => fault);
}

async function somebodyProposes({ membership }: Pick<Handles, "membership">): Promise<boolean> {
  const last = await membership.lastMemberId();
  for (let memberId = 1n; memberId <= last; memberId++) {
    const { account, active } = await membership.walletOf(memberId);
    if (active && (await membership.hasRight(account, rights.propose))) return true;
  }
  return false;
}

/**
 * The stage that the holders of the roles amount to.
 * @param standing Who holds what.
 */
export function stageOf({ holders, timelock, guardian }: Standing): Stage {
  const alone = (role: RoleName): boolean => holders[role].every((each) => isAddressEqual(each, timelock));
  if (holders.ADMIN.length === 0 || !alone("ADMIN")) return 0;
  const owned = alone("OPERATOR") && holders.GUARDIAN.length === 0 && guardian === zeroAddress;
  return owned ? 2 : 1;
}
