import type { NetworkConnection } from "hardhat/types/network";
import type { Address } from "viem";
import type { Brand } from "./brand/schema.ts";
import { communityModules } from "./modules/Community.ts";
import { settingsOf, type CommunitySettings } from "./settings.ts";

/** A connection to any of the configured networks. */
export type Connection = NetworkConnection<string>;

type Modules = ReturnType<typeof communityModules>;

/** The chain id of Hardhat's own node, where accounts are public and role holders may be named by number. */
export const LOCAL_CHAIN_ID = 31337;

/** A local chain mines at once, so there is nothing to wait for. */
const LOCAL_IGNITION = { requiredConfirmations: 1, blockPollingInterval: 20, disableFeeBumping: true };

/**
 * What a brand's contracts need on a network: who deploys, who holds which role.
 * @param connection The network; its first account deploys.
 * @param brand The brand.
 */
export async function communitySettings(connection: Connection, brand: Brand): Promise<CommunitySettings> {
  const signers = await connection.ethers.getSigners();
  const accounts = signers.map((signer) => signer.address as Address);
  return settingsOf(brand, accounts, await isLocal(connection));
}

/**
 * Deploys a community through the real Ignition modules, up to and including the handover of the deployer's roles.
 * Campaigns, events and rewards of the brand are not listed (see `scripts/deploy/catalogue.ts`).
 * @param connection The network; its first account deploys.
 * @param brand The brand.
 * @returns Typed ethers handles of all contracts, connected to the first account.
 */
export async function deployCommunity(connection: Connection, brand: Brand) {
  const settings = await communitySettings(connection, brand);
  return deployModule(connection, communityModules(settings).handedOver);
}

/** The contracts of a community as typed ethers handles. */
export type Community = Awaited<ReturnType<typeof deployCommunity>>;

/**
 * Deploys, or goes on deploying, one of a community's modules.
 * @param connection The network.
 * @param module One of {@link communityModules}.
 * @param displayUi Whether to show Ignition's progress.
 */
export async function deployModule(
  connection: Connection,
  module: Modules[keyof Modules],
  displayUi = false,
) {
  const config = (await isLocal(connection)) ? LOCAL_IGNITION : {};
  const deployed = await connection.ignition.deploy(module, { config, displayUi });
  const { ethers } = connection;
  return {
    accessManager: await ethers.getContractAt("AccessManager", deployed.accessManager),
    rewardToken: await ethers.getContractAt("RewardToken", deployed.rewardToken),
    membershipCard: await ethers.getContractAt("MembershipCard", deployed.membershipCard),
    membership: await ethers.getContractAt("Membership", deployed.membership),
    recovery: await ethers.getContractAt("Recovery", deployed.recovery),
    badges: await ethers.getContractAt("Badges", deployed.badges),
    rooms: await ethers.getContractAt("Rooms", deployed.rooms),
    campaigns: await ethers.getContractAt("Campaigns", deployed.campaigns),
    eventTickets: await ethers.getContractAt("EventTickets", deployed.eventTickets),
    rewardsStore: await ethers.getContractAt("RewardsStore", deployed.rewardsStore),
    polls: await ethers.getContractAt("Polls", deployed.polls),
    timelock: await ethers.getContractAt("TimelockController", deployed.timelock),
    deposits: await ethers.getContractAt("ProposalDeposits", deployed.proposalDeposits),
    governor: await ethers.getContractAt("CommunityGovernor", deployed.communityGovernor),
    relay: await ethers.getContractAt("Relay", deployed.relay),
  };
}

async function isLocal(connection: Connection): Promise<boolean> {
  const { chainId } = await connection.ethers.provider.getNetwork();
  return Number(chainId) === LOCAL_CHAIN_ID;
}
