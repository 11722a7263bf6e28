import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { CommunitySettings } from "../settings.ts";
import type { AccessModule } from "./Access.ts";
import type { MembershipModule } from "./Membership.ts";

/** Badges, and the rooms that some of them open. */
export function roomsModule(settings: CommunitySettings, access: AccessModule, members: MembershipModule) {
  return buildModule("Rooms", (m) => {
    const { accessManager } = m.useModule(access);
    const { membership } = m.useModule(members);
    const badges = m.contract("Badges", [accessManager, membership, settings.badges.contractURI]);
    const rooms = m.contract("Rooms", [accessManager, membership, badges, settings.rooms.contractURI]);
    return { badges, rooms };
  });
}

/** See {@link roomsModule}. */
export type RoomsModule = ReturnType<typeof roomsModule>;
