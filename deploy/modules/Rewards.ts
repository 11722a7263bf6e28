import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { CommunitySettings } from "../settings.ts";
import type { AccessModule } from "./Access.ts";
import type { EarningModule } from "./Earning.ts";
import type { MembershipModule } from "./Membership.ts";
import type { TokenModule } from "./Token.ts";

/** Tickets and store; then the token learns who mints and who takes escrow, and the tickets who sells. */
export function rewardsModule(
  { tickets }: CommunitySettings,
  access: AccessModule,
  token: TokenModule,
  members: MembershipModule,
  earning: EarningModule,
) {
  return buildModule("Rewards", (m) => {
    const { accessManager } = m.useModule(access);
    const { rewardToken } = m.useModule(token);
    const { membership } = m.useModule(members);
    const { campaigns } = m.useModule(earning);
    const eventTickets = m.contract("EventTickets", [accessManager, tickets.name, tickets.symbol]);
    const rewardsStore = m.contract("RewardsStore", [accessManager, rewardToken, membership, eventTickets]);
    m.call(rewardToken, "wire", [campaigns, rewardsStore], { id: "wireToken" });
    m.call(eventTickets, "wire", [rewardsStore], { id: "wireTickets" });
    return { eventTickets, rewardsStore };
  });
}

/** See {@link rewardsModule}. */
export type RewardsModule = ReturnType<typeof rewardsModule>;
