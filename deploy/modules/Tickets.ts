import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { CommunitySettings } from "../settings.ts";
import type { AccessModule } from "./Access.ts";
import type { MembershipModule } from "./Membership.ts";

/** The event tickets, which do not know their store yet. */
export function ticketsModule(
  { tickets }: CommunitySettings,
  access: AccessModule,
  members: MembershipModule,
) {
  return buildModule("Tickets", (m) => {
    const { accessManager } = m.useModule(access);
    const { membership } = m.useModule(members);
    const eventTickets = m.contract("EventTickets", [
      accessManager,
      membership,
      tickets.name,
      tickets.symbol,
    ]);
    return { eventTickets };
  });
}

/** See {@link ticketsModule}. */
export type TicketsModule = ReturnType<typeof ticketsModule>;
