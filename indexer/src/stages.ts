import { roles } from "@hearth/protocol/roles";
import { isAddressEqual, zeroAddress, type Address } from "viem";

/** Who may do what, as far as the stage of a community follows from it. */
export interface Control {
  admins: Address[];
  operators: Address[];
  guardians: Address[];
  /** Who can cancel proposals; the zero address for nobody. */
  proposalGuardian: Address;
  /** 0 brand-run, 1 shared, 2 community-owned. */
  stage: number;
}

/** One change of it. */
export type ControlChange =
  | { change: "granted"; role: bigint; account: Address; delay: number }
  | { change: "revoked"; role: bigint; account: Address }
  | { change: "proposalGuardian"; account: Address };

/** Before anybody was given a role. */
export const brandNew: Control = {
  admins: [],
  operators: [],
  guardians: [],
  proposalGuardian: zeroAddress,
  stage: 0,
};

/** The lists that the stage follows from, by number of the role. */
const lists = new Map<bigint, "admins" | "operators" | "guardians">([
  [roles.ADMIN, "admins"],
  [roles.OPERATOR, "operators"],
  [roles.GUARDIAN, "guardians"],
]);

/**
 * Who may do what after a change, and the stage that this amounts to.
 * @param before Who could until then.
 * @param change What changed. Of other roles than admin, operator and guardian nothing depends here.
 * @param timelock The contract that does what members have decided.
 */
export function controlAfter(before: Control, change: ControlChange, timelock: Address): Control {
  const after = { ...before };
  if (change.change === "proposalGuardian") after.proposalGuardian = change.account;
  else {
    const list = lists.get(change.role);
    if (list) {
      const others = before[list].filter((account) => !isAddressEqual(account, change.account));
      after[list] = change.change === "granted" ? [...others, change.account] : others;
    }
  }
  return { ...after, stage: stageOf(after, timelock) };
}

/** As `npm run handover` judges it: who else than the timelock is admin, operator or guardian. */
function stageOf({ admins, operators, guardians, proposalGuardian }: Control, timelock: Address): number {
  const alone = (holders: readonly Address[]) => holders.every((each) => isAddressEqual(each, timelock));
  if (admins.length === 0 || !alone(admins)) return 0;
  return alone(operators) && guardians.length === 0 && proposalGuardian === zeroAddress ? 2 : 1;
}
