import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { EarningModule } from "./Earning.ts";
import type { GovernanceModule } from "./Governance.ts";
import type { MembershipModule } from "./Membership.ts";
import type { RewardsModule } from "./Rewards.ts";
import type { TicketsModule } from "./Tickets.ts";
import type { TokenModule } from "./Token.ts";

/** The modules whose contracts are told of each other. */
export interface WiredModules {
  token: TokenModule;
  members: MembershipModule;
  tickets: TicketsModule;
  earning: EarningModule;
  rewards: RewardsModule;
  governance: GovernanceModule;
}

/**
 * Tells the contracts that came first of those that came later: the token whom it trusts,
 * the membership who moves it, the tickets who sells them.
 */
export function wiringModule(modules: WiredModules) {
  return buildModule("Wiring", (m) => {
    const { rewardToken } = m.useModule(modules.token);
    const { membership, recovery } = m.useModule(modules.members);
    const { campaigns } = m.useModule(modules.earning);
    const { eventTickets } = m.useModule(modules.tickets);
    const { rewardsStore } = m.useModule(modules.rewards);
    const { communityGovernor, proposalDeposits } = m.useModule(modules.governance);
    m.call(rewardToken, "wire", [campaigns, rewardsStore, membership, proposalDeposits], {
      id: "wireToken",
    });
    m.call(membership, "wire", [recovery], { id: "wireMembership" });
    m.call(eventTickets, "wire", [rewardsStore], { id: "wireTickets" });
    m.call(proposalDeposits, "wire", [communityGovernor], { id: "wireDeposits" });
    return { rewardToken, eventTickets, proposalDeposits };
  });
}

/** See {@link wiringModule}. */
export type WiringModule = ReturnType<typeof wiringModule>;
