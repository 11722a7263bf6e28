import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { AccessModule } from "./Access.ts";
import type { MembershipModule } from "./Membership.ts";
import type { TicketsModule } from "./Tickets.ts";
import type { TokenModule } from "./Token.ts";

/** The store, not yet wired. */
export function rewardsModule(
  access: AccessModule,
  token: TokenModule,
  members: MembershipModule,
  tickets: TicketsModule,
) {
  return buildModule("Rewards", (m) => {
    const { accessManager } = m.useModule(access);
    const { rewardToken } = m.useModule(token);
    const { membership } = m.useModule(members);
    const { eventTickets } = m.useModule(tickets);
    const rewardsStore = m.contract("RewardsStore", [accessManager, rewardToken, membership, eventTickets]);
    return { rewardsStore };
  });
}

/** See {@link rewardsModule}. */
export type RewardsModule = ReturnType<typeof rewardsModule>;
