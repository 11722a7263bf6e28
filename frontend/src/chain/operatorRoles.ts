import { roleNames, roles, type RoleName } from "@hearth/protocol/roles";
import { queryOptions, skipToken, useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import { readContract } from "wagmi/actions";
import { keys } from "../api/keys.ts";
import { config } from "./config.ts";
import { contracts } from "./contracts.ts";
import { useWallet } from "./useWallet.ts";

/** One brand-side role. */
export type OperatorRole = Exclude<RoleName, "ADMIN">;

const OPERATOR_ROLES = roleNames.filter((name) => name !== "ADMIN");

async function readRoles(account: Address): Promise<readonly OperatorRole[]> {
  const answers = await Promise.all(
    OPERATOR_ROLES.map((role) =>
      readContract(config, {
        ...contracts.AccessManager,
        functionName: "hasRole",
        args: [roles[role], account],
      }),
    ),
  );
  return OPERATOR_ROLES.filter((_, index) => answers[index]?.[0]);
}

/** The roles an account holds, in the order of `roleNames`. */
function operatorRolesQuery(account: Address | undefined) {
  return queryOptions({
    queryKey: keys.operatorRoles(account ?? ""),
    queryFn: account ? () => readRoles(account) : skipToken,
  });
}

/** What the person at the screen may do for the brand. */
export interface OperatorRoles {
  roles: readonly OperatorRole[];
  has: (role: OperatorRole) => boolean;
  /** Holds at least one role, so the operator's area is shown. */
  isOperator: boolean;
  isPending: boolean;
}

/** Brand-side roles of the signed-in account. */
export function useOperatorRoles(): OperatorRoles {
  const { address } = useWallet();
  const { data: held = [], isPending } = useQuery(operatorRolesQuery(address));
  return {
    roles: held,
    has: (role) => held.includes(role),
    isOperator: held.length > 0,
    isPending: address !== undefined && isPending,
  };
}
