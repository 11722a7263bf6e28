import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { CommunitySettings } from "../settings.ts";
import { accessModule } from "./Access.ts";
import { earningModule } from "./Earning.ts";
import { governanceModule } from "./Governance.ts";
import { membershipModule } from "./Membership.ts";
import { relayModule, type RelayModule } from "./Relay.ts";
import { rewardsModule } from "./Rewards.ts";
import { handoverModule, rolesModule, type RoleModules } from "./Roles.ts";
import { roomsModule } from "./Rooms.ts";
import { ticketsModule } from "./Tickets.ts";
import { tokenModule } from "./Token.ts";
import { wiringModule } from "./Wiring.ts";

/**
 * The Ignition modules of one community.
 * - `community`: all contracts, wired, with the role table in force. The deployer is still admin and operator.
 * - `handedOver`: the same, and the deployer is left with its own roles only.
 * Ignition skips in the second what it has done for the first.
 * @param settings What to deploy.
 */
export function communityModules(settings: CommunitySettings) {
  const access = accessModule(settings);
  const token = tokenModule(settings, access);
  const members = membershipModule(settings, access, token);
  const rooms = roomsModule(settings, access, members);
  const tickets = ticketsModule(settings, access, members, rooms);
  const earning = earningModule(settings, { access, token, members, rooms, tickets });
  const rewards = rewardsModule(access, token, members, rooms, tickets);
  const governance = governanceModule(settings, access, token, members, rooms);
  const wiring = wiringModule({ token, members, tickets, earning, rewards, governance });
  const modules: RoleModules = {
    access,
    token,
    members,
    rooms,
    tickets,
    earning,
    rewards,
    governance,
    wiring,
  };
  const relay = relayModule(modules);
  const table = rolesModule(settings, modules);
  const handover = handoverModule(settings, table);
  return {
    community: composed("Community", modules, relay, table),
    handedOver: composed("HandedOver", modules, relay, handover),
  };
}

function composed<Id extends string>(
  id: Id,
  modules: RoleModules,
  relays: RelayModule,
  last: ReturnType<typeof rolesModule | typeof handoverModule>,
) {
  return buildModule(id, (m) => {
    const { accessManager } = m.useModule(last);
    const { rewardToken } = m.useModule(modules.token);
    const { membership, membershipCard, recovery } = m.useModule(modules.members);
    const { badges, rooms } = m.useModule(modules.rooms);
    const { campaigns } = m.useModule(modules.earning);
    const { eventTickets } = m.useModule(modules.tickets);
    const { rewardsStore } = m.useModule(modules.rewards);
    const { polls, timelock, proposalDeposits, communityGovernor } = m.useModule(modules.governance);
    const { relay } = m.useModule(relays);
    return {
      accessManager,
      rewardToken,
      membershipCard,
      membership,
      recovery,
      badges,
      rooms,
      campaigns,
      eventTickets,
      rewardsStore,
      polls,
      timelock,
      proposalDeposits,
      communityGovernor,
      relay,
    };
  });
}
