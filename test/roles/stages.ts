import { roleNames, roles, type RoleName } from "@hearth/protocol/roles";
import type { Address } from "viem";
import { communitySettings } from "../../deploy/community.ts";
import { holdersOf, type BrandHolders, type Stage } from "../../deploy/roles.ts";
import { accountNumber } from "../helpers/accounts.ts";
import { testBrand } from "../helpers/brand.ts";
import { connection, ethers, networkHelpers, now, type Signer } from "../helpers/chain.ts";
import { deployTestCommunity, type Community } from "../helpers/community.ts";
import { GovernorStory, type Call } from "../helpers/governorStory.ts";
import { join, joinAs } from "../helpers/members.ts";

/** A community at a stage of handing over, and who is who in it. */
export interface HandedOver {
  community: Community;
  stage: Stage;
  /** Addresses by the names the tests give them. */
  callers: Record<string, string>;
  /** Who holds each role by the table. */
  holders: Record<RoleName, string[]>;
}

/** The admin is not the account that deploys, so that the deployer is seen to be left with nothing. */
const brandRoles = { roles: { admin: [accountNumber("finn")] } };

async function brandRunCommunity(): Promise<Community> {
  const community = await deployTestCommunity(brandRoles);
  const { ada, ben, cleo } = community.accounts;
  await join(community, ada);
  await joinAs(community, "pillar", ben);
  await joinAs(community, "keeper", cleo);
  await networkHelpers.mine();
  return community;
}

/** Fixture: stage 0, as deployed. */
export async function brandRun(): Promise<HandedOver> {
  return await handedOver(await brandRunCommunity(), 0);
}

/** Fixture: stage 1, after the brand's admin has made the timelock the only admin. */
export async function shared(): Promise<HandedOver> {
  const community = await brandRunCommunity();
  const calls = await changes(community, 0, 1);
  for (const { target, data } of calls) await community.accounts.finn.sendTransaction({ to: target, data });
  return await handedOver(community, 1);
}

/** Fixture: stage 2, after an accepted proposal has taken the catalogue, the campaigns and the guardian from the brand. */
export async function communityOwned(): Promise<HandedOver> {
  const { community } = await shared();
  const { manager, governor, accounts } = community;
  const calls = await changes(community, 1, 2);
  const guardian = governor.interface.encodeFunctionData("setProposalGuardian", [ethers.ZeroAddress]);
  const story = new GovernorStory(community, [
    ...calls.filter(({ target }) => target === manager.target),
    { target: await governor.getAddress(), data: guardian },
  ]);
  await story.reach("executed", accounts.cleo, [accounts.cleo, accounts.ben]);
  return await handedOver(community, 2);
}

/** The calls of the AccessManager that lead from one stage to the next; roles are given before any is taken. */
async function changes({ manager, timelock }: Community, from: Stage, to: Stage): Promise<Call[]> {
  const target = await manager.getAddress();
  const brand = await brandHolders();
  const timelockAddress = (await timelock.getAddress()) as Address;
  const held = (role: RoleName, stage: Stage) => holdersOf(role, stage, brand, timelockAddress);
  const call = (name: "grantRole" | "revokeRole", role: RoleName, account: string): Call => ({
    target,
    data:
      name === "grantRole"
        ? manager.interface.encodeFunctionData(name, [roles[role], account, 0])
        : manager.interface.encodeFunctionData(name, [roles[role], account]),
  });
  // ADMIN goes last: without it nothing else could be changed.
  const order = roleNames.toReversed();
  const given = order.flatMap((role) =>
    held(role, to)
      .filter((account) => !held(role, from).includes(account))
      .map((account) => call("grantRole", role, account)),
  );
  const taken = order.flatMap((role) =>
    held(role, from)
      .filter((account) => !held(role, to).includes(account))
      .map((account) => call("revokeRole", role, account)),
  );
  return [...given, ...taken];
}

async function brandHolders(): Promise<BrandHolders> {
  const settings = await communitySettings(connection, testBrand(brandRoles, await now()));
  return settings.holders;
}

async function handedOver(community: Community, stage: Stage): Promise<HandedOver> {
  const brand = await brandHolders();
  const timelock = (await community.timelock.getAddress()) as Address;
  const { accounts } = community;
  const address = ({ address }: Signer): string => address;
  return {
    community,
    stage,
    callers: {
      stranger: address(accounts.stranger),
      member: address(accounts.ada),
      curator: address(accounts.ben),
      proposer: address(accounts.cleo),
      operator: address(accounts.operator),
      attester: address(accounts.attester),
      fulfilment: address(accounts.fulfilment),
      door: address(accounts.door),
      guardian: address(accounts.guardian),
      admin: address(accounts.finn),
      deployer: address(accounts.admin),
      timelock,
      governor: await community.governor.getAddress(),
    },
    holders: Object.fromEntries(
      roleNames.map((role) => [role, holdersOf(role, stage, brand, timelock).map(String)]),
    ) as Record<RoleName, string[]>,
  };
}
