import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { CommunitySettings } from "../settings.ts";
import type { AccessModule } from "./Access.ts";
import type { MembershipModule } from "./Membership.ts";
import type { RoomsModule } from "./Rooms.ts";
import type { TicketsModule } from "./Tickets.ts";
import type { TokenModule } from "./Token.ts";

/** The modules whose contracts campaigns work with. */
export interface EarningNeighbours {
  access: AccessModule;
  token: TokenModule;
  members: MembershipModule;
  rooms: RoomsModule;
  tickets: TicketsModule;
}

/** The campaigns. */
export function earningModule({ epochs }: CommunitySettings, modules: EarningNeighbours) {
  return buildModule("Earning", (m) => {
    const { accessManager } = m.useModule(modules.access);
    const { rewardToken } = m.useModule(modules.token);
    const { membership } = m.useModule(modules.members);
    const { rooms, badges } = m.useModule(modules.rooms);
    const { eventTickets } = m.useModule(modules.tickets);
    const neighbours = { token: rewardToken, membership, rooms, badges, tickets: eventTickets };
    return {
      campaigns: m.contract("Campaigns", [accessManager, neighbours, epochs.delay, epochs.claimWindow]),
    };
  });
}

/** See {@link earningModule}. */
export type EarningModule = ReturnType<typeof earningModule>;
