import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { AccessModule } from "./Access.ts";
import type { MembershipModule } from "./Membership.ts";
import type { RoomsModule } from "./Rooms.ts";
import type { TicketsModule } from "./Tickets.ts";
import type { TokenModule } from "./Token.ts";

/** The store, not yet wired. */
export function rewardsModule(
  access: AccessModule,
  token: TokenModule,
  members: MembershipModule,
  roomsAndBadges: RoomsModule,
  tickets: TicketsModule,
) {
  return buildModule("Rewards", (m) => {
    const { accessManager } = m.useModule(access);
    const { rewardToken } = m.useModule(token);
    const { membership } = m.useModule(members);
    const { eventTickets } = m.useModule(tickets);
    const { rooms, badges } = m.useModule(roomsAndBadges);
    const rewardsStore = m.contract("RewardsStore", [
      accessManager,
      rewardToken,
      membership,
      rooms,
      badges,
      eventTickets,
    ]);
    return { rewardsStore };
  });
}

/** See {@link rewardsModule}. */
export type RewardsModule = ReturnType<typeof rewardsModule>;
