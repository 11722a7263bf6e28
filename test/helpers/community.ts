import type {
  AccessManager,
  Badges,
  Campaigns,
  CommunityGovernor,
  EventTickets,
  Membership,
  MembershipCard,
  Recovery,
  ProposalDeposits,
  Relay,
  Polls,
  RewardsStore,
  RewardToken,
  Rooms,
  TimelockController,
} from "../../types/ethers-contracts/index.ts";
import { deployCommunity } from "../../deploy/community.ts";
import { namedAccounts, type Accounts } from "./accounts.ts";
import { testBrand, type BrandChanges } from "./brand.ts";
import { connection, now } from "./chain.ts";
import { createGifts } from "./members.ts";

/** A deployed community, and the people of the tests. */
export interface Community {
  accounts: Accounts;
  manager: AccessManager;
  token: RewardToken;
  card: MembershipCard;
  membership: Membership;
  recovery: Recovery;
  badges: Badges;
  rooms: Rooms;
  campaigns: Campaigns;
  tickets: EventTickets;
  store: RewardsStore;
  polls: Polls;
  timelock: TimelockController;
  deposits: ProposalDeposits;
  governor: CommunityGovernor;
  relay: Relay;
  /** A campaign without limits, from which tests hand out standing. */
  giftsId: bigint;
}

/** Fixture: the community as the plain test brand has it. */
export async function plainCommunity(): Promise<Community> {
  return await deployTestCommunity({});
}

/** Fixture: one needs an invitation to join. */
export async function inviteCommunity(): Promise<Community> {
  return await deployTestCommunity({ membership: { entry: "invite" } });
}

/** Fixture: tokens may be transferred. */
export async function openTransferCommunity(): Promise<Community> {
  return await deployTestCommunity({ token: { transfer: "open" } });
}

/**
 * Deploys a community through the real deploy module.
 * @param changes What differs from the plain test brand.
 */
export async function deployTestCommunity(changes: BrandChanges): Promise<Community> {
  const accounts = await namedAccounts();
  const deployed = await deployCommunity(connection, testBrand(changes, await now()));
  const { campaigns, membership, timelock, governor } = deployed;
  return {
    accounts,
    manager: deployed.accessManager,
    token: deployed.rewardToken,
    card: deployed.membershipCard,
    membership,
    recovery: deployed.recovery,
    badges: deployed.badges,
    rooms: deployed.rooms,
    campaigns,
    tickets: deployed.eventTickets,
    store: deployed.rewardsStore,
    polls: deployed.polls,
    timelock,
    deposits: deployed.deposits,
    governor,
    relay: deployed.relay,
    giftsId: await createGifts(campaigns, accounts.operator),
  };
}
