import type { ContractName } from "@hearth/protocol/contracts";
import { relayedFunctions } from "@hearth/protocol/relay";
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { AddressResolvableFuture } from "@nomicfoundation/ignition-core";
import { toFunctionSelector } from "viem";
import type { RoleModules } from "./Roles.ts";

/** Contracts that members' requests can be for. */
type Destination = Exclude<ContractName, "Relay" | "AccessManager" | "TimelockController">;

/** The relay, which knows for good what it passes on. */
export function relayModule(modules: RoleModules) {
  return buildModule("Relay", (m) => {
    const { rewardToken } = m.useModule(modules.token);
    const { membership, recovery } = m.useModule(modules.members);
    const { badges, rooms } = m.useModule(modules.rooms);
    const { campaigns } = m.useModule(modules.earning);
    const { eventTickets } = m.useModule(modules.tickets);
    const { rewardsStore } = m.useModule(modules.rewards);
    const { polls, proposalDeposits, communityGovernor } = m.useModule(modules.governance);
    const targets: Record<Destination, AddressResolvableFuture> = {
      RewardToken: rewardToken,
      Membership: membership,
      Recovery: recovery,
      Badges: badges,
      Rooms: rooms,
      Campaigns: campaigns,
      ProposalDeposits: proposalDeposits,
      CommunityGovernor: communityGovernor,
      RewardsStore: rewardsStore,
      EventTickets: eventTickets,
      Polls: polls,
    };
    const destinations = Object.entries(targets).flatMap(([name, target]) => {
      const selectors = relayedFunctions(name as Destination).map((entry) => toFunctionSelector(entry));
      return selectors.length > 0 ? [{ target, selectors }] : [];
    });
    return { relay: m.contract("Relay", [destinations]) };
  });
}

/** See {@link relayModule}. */
export type RelayModule = ReturnType<typeof relayModule>;
