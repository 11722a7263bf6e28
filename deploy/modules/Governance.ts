import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { keccak256, stringToBytes, zeroAddress, zeroHash } from "viem";
import type { CommunitySettings } from "../settings.ts";
import type { AccessModule } from "./Access.ts";
import type { MembershipModule } from "./Membership.ts";
import type { RoomsModule } from "./Rooms.ts";
import type { TokenModule } from "./Token.ts";

/** Roles of the TimelockController, which keeps its own. */
export const timelockRoles = {
  DEFAULT_ADMIN_ROLE: zeroHash,
  PROPOSER_ROLE: keccak256(stringToBytes("PROPOSER_ROLE")),
  EXECUTOR_ROLE: keccak256(stringToBytes("EXECUTOR_ROLE")),
  CANCELLER_ROLE: keccak256(stringToBytes("CANCELLER_ROLE")),
} as const;

/**
 * Polls, timelock, governor and what takes deposits for it. In the end the governor alone proposes and cancels in the
 * timelock, anybody executes what is due, and nobody but the timelock administers it.
 */
export function governanceModule(
  settings: CommunitySettings,
  access: AccessModule,
  token: TokenModule,
  members: MembershipModule,
  places: RoomsModule,
) {
  const { deployer, timelockDelay, proposalDeposit, governor } = settings;
  return buildModule("Governance", (m) => {
    const { accessManager } = m.useModule(access);
    const { rewardToken } = m.useModule(token);
    const { membership } = m.useModule(members);
    const { rooms } = m.useModule(places);
    const polls = m.contract("Polls", [accessManager, membership, rooms]);
    const timelock = m.contract("TimelockController", [timelockDelay, [], [zeroAddress], deployer]);
    const proposalDeposits = m.contract("ProposalDeposits", [
      accessManager,
      rewardToken,
      membership,
      proposalDeposit,
    ]);
    const communityGovernor = m.contract("CommunityGovernor", [
      membership,
      proposalDeposits,
      timelock,
      { ...governor },
    ]);
    const grant = (role: keyof typeof timelockRoles, id: string) =>
      m.call(timelock, "grantRole", [timelockRoles[role], communityGovernor], { id });
    const granted = [grant("PROPOSER_ROLE", "grantProposer"), grant("CANCELLER_ROLE", "grantCanceller")];
    m.call(timelock, "renounceRole", [timelockRoles.DEFAULT_ADMIN_ROLE, deployer], {
      id: "renounceTimelockAdmin",
      after: granted,
    });
    return { polls, timelock, proposalDeposits, communityGovernor };
  });
}

/** See {@link governanceModule}. */
export type GovernanceModule = ReturnType<typeof governanceModule>;
