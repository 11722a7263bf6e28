import { packRights, roles } from "@hearth/protocol/roles";
import type {
  AccessManager,
  Campaigns,
  CommunityGovernor,
  EventTickets,
  Membership,
  MembershipCard,
  RewardsStore,
  RewardToken,
  TimelockController,
} from "../../types/ethers-contracts/index.ts";
import type { Brand } from "../../deploy/brand/schema.ts";
import { namedAccounts, type Accounts } from "./accounts.ts";
import { testBrand, type BrandChanges } from "./brand.ts";
import { ethers, now } from "./chain.ts";
import { createGifts } from "./members.ts";

/** A deployed community, and the people of the tests. */
export interface Community {
  accounts: Accounts;
  manager: AccessManager;
  token: RewardToken;
  card: MembershipCard;
  membership: Membership;
  campaigns: Campaigns;
  tickets: EventTickets;
  store: RewardsStore;
  timelock: TimelockController;
  governor: CommunityGovernor;
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
 * Deploys a community through the deploy module.
 * @param changes What differs from the plain test brand.
 */
export async function deployTestCommunity(changes: BrandChanges): Promise<Community> {
  const brand = testBrand(changes, await now());
  const accounts = await namedAccounts();
  const contracts = await deployByHand(brand, accounts);
  const giftsId = await createGifts(contracts.campaigns, accounts.operator);
  return { accounts, ...contracts, giftsId };
}

async function deployByHand(brand: Brand, accounts: Accounts) {
  const { admin } = accounts;
  const { token: tokenBrand, membership: memberBrand, governor: gov, tickets: ticketBrand, theme } = brand;
  const manager = await ethers.deployContract("AccessManager", [admin.address]);
  const authority = await manager.getAddress();
  const token = await ethers.deployContract("RewardToken", [
    authority,
    tokenBrand.name,
    tokenBrand.symbol,
    tokenBrand.transfer === "open" ? 0 : 1,
    tokenBrand.supplyCap ?? 0n,
    tokenBrand.emission.epoch,
    tokenBrand.emission.cap,
    "data:application/json;base64,e30=",
  ]);
  const { card: ground, cardText, accent } = theme.colours;
  const card = await ethers.deployContract(
    "MembershipCard",
    [ground, cardText, accent].map((colour) => colour.slice(1)) as [string, string, string],
  );
  const membership = await ethers.deployContract("Membership", [
    authority,
    token,
    card,
    memberBrand.name,
    memberBrand.symbol,
    memberBrand.entry === "open" ? 0 : 1,
    memberBrand.tiers.map((tier) => ({ ...tier, rights: packRights(tier.rights) })),
  ]);
  const campaigns = await ethers.deployContract("Campaigns", [authority, token, membership]);
  const tickets = await ethers.deployContract("EventTickets", [
    authority,
    ticketBrand.name,
    ticketBrand.symbol,
  ]);
  const store = await ethers.deployContract("RewardsStore", [authority, token, membership, tickets]);
  await token.wire(campaigns, store);
  await tickets.wire(store);
  const timelock = await ethers.deployContract("TimelockController", [
    gov.timelockDelay,
    [],
    [ethers.ZeroAddress],
    admin.address,
  ]);
  const governor = await ethers.deployContract("CommunityGovernor", [
    membership,
    timelock,
    {
      votingDelay: gov.votingDelay,
      votingPeriod: gov.votingPeriod,
      proposalThreshold: gov.proposalUnits,
      quorumPercent: gov.quorumPercent,
      lateQuorumExtension: gov.lateQuorumExtension,
      guardian: accounts.guardian.address,
    },
  ]);
  await timelock.grantRole(await timelock.PROPOSER_ROLE(), governor);
  await timelock.grantRole(await timelock.CANCELLER_ROLE(), governor);
  await timelock.renounceRole(await timelock.DEFAULT_ADMIN_ROLE(), admin.address);

  const grant = async (
    target: {
      getAddress(): Promise<string>;
      interface: { getFunction(name: string): { selector: string } | null };
    },
    names: string[],
    role: bigint,
  ) => {
    const selectors = names.map((name) => target.interface.getFunction(name)!.selector);
    await manager.setTargetFunctionRole(await target.getAddress(), selectors, role);
  };
  await grant(campaigns, ["createCampaign", "setCampaignBudget", "setCampaignEnd"], roles.OPERATOR);
  await grant(campaigns, ["award"], roles.ATTESTER);
  await grant(tickets, ["createEvent", "cancelEvent"], roles.OPERATOR);
  await grant(tickets, ["checkIn"], roles.DOOR);
  await grant(
    store,
    ["listReward", "setRewardPrice", "adjustRewardStock", "setRewardWindow", "cancelByOperator"].filter(
      (name) => store.interface.fragments.some((f) => "name" in f && f.name === name),
    ),
    roles.OPERATOR,
  );
  await grant(store, ["fulfil"], roles.FULFILMENT);
  await grant(membership, ["setEntryPolicy"], roles.OPERATOR);
  await manager.grantRole(roles.OPERATOR, accounts.operator.address, 0);
  await manager.grantRole(roles.ATTESTER, accounts.attester.address, 0);
  await manager.grantRole(roles.FULFILMENT, accounts.fulfilment.address, 0);
  await manager.grantRole(roles.DOOR, accounts.door.address, 0);
  await manager.grantRole(roles.GUARDIAN, accounts.guardian.address, 0);
  return { manager, token, card, membership, campaigns, tickets, store, timelock, governor };
}
