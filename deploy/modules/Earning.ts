import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { AccessModule } from "./Access.ts";
import type { MembershipModule } from "./Membership.ts";
import type { TokenModule } from "./Token.ts";

/** The campaigns. */
export function earningModule(access: AccessModule, token: TokenModule, members: MembershipModule) {
  return buildModule("Earning", (m) => {
    const { accessManager } = m.useModule(access);
    const { rewardToken } = m.useModule(token);
    const { membership } = m.useModule(members);
    return { campaigns: m.contract("Campaigns", [accessManager, rewardToken, membership]) };
  });
}

/** See {@link earningModule}. */
export type EarningModule = ReturnType<typeof earningModule>;
