import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { CommunitySettings } from "../settings.ts";
import type { AccessModule } from "./Access.ts";
import type { MembershipModule } from "./Membership.ts";
import type { RoomsModule } from "./Rooms.ts";

/** The event tickets, which do not know their store yet. */
export function ticketsModule(
  { tickets }: CommunitySettings,
  access: AccessModule,
  members: MembershipModule,
  rooms: RoomsModule,
) {
  return buildModule("Tickets", (m) => {
    const { accessManager } = m.useModule(access);
    const { membership } = m.useModule(members);
    const { badges } = m.useModule(rooms);
    const eventTickets = m.contract("EventTickets", [
      accessManager,
      membership,
      badges,
      tickets.name,
      tickets.symbol,
      tickets.contractURI,
    ]);
    return { eventTickets };
  });
}

/** See {@link ticketsModule}. */
export type TicketsModule = ReturnType<typeof ticketsModule>;
