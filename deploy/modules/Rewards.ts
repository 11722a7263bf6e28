import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { AccessModule } from "./Access.ts";
import type { EarningModule } from "./Earning.ts";
import type { MembershipModule } from "./Membership.ts";
import type { TicketsModule } from "./Tickets.ts";
import type { TokenModule } from "./Token.ts";

/** The store; then the token learns who mints and who takes escrow, and the tickets who sells. */
export function rewardsModule(
  access: AccessModule,
  token: TokenModule,
  members: MembershipModule,
  tickets: TicketsModule,
  earning: EarningModule,
) {
  return buildModule("Rewards", (m) => {
    const { accessManager } = m.useModule(access);
    const { rewardToken } = m.useModule(token);
    const { membership } = m.useModule(members);
    const { campaigns } = m.useModule(earning);
    const { eventTickets } = m.useModule(tickets);
    const rewardsStore = m.contract("RewardsStore", [accessManager, rewardToken, membership, eventTickets]);
    m.call(rewardToken, "wire", [campaigns, rewardsStore], { id: "wireToken" });
    m.call(eventTickets, "wire", [rewardsStore], { id: "wireTickets" });
    return { rewardsStore };
  });
}

/** See {@link rewardsModule}. */
export type RewardsModule = ReturnType<typeof rewardsModule>;
