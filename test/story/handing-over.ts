import { roles } from "@hearth/protocol/roles";
import { expect } from "chai";
import { id, parseEther, ZeroAddress, type Result } from "ethers";
import type { Address } from "viem";
import { handOver, type HandoverResult } from "../../scripts/handover/handOver.ts";
import { readStanding } from "../../scripts/handover/standing.ts";
import { accountNumber } from "../helpers/accounts.ts";
import { networkHelpers, type Signer } from "../helpers/chain.ts";
import { deployTestCommunity } from "../helpers/community.ts";
import { proposalState, support } from "../helpers/governorStory.ts";
import { standingOf } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";
import { list, merchTerms, PRICE } from "../rewards/stage.ts";
import { expectNoEther, give, people, submit, type Person } from "./people.ts";
import { joining, LATER, type Request } from "./requests.ts";

const { loadFixture, time } = networkHelpers;
const DEPOSIT = parseEther("50");
const DOMAIN = { name: "Hearth Governor" };

/** Fixture: the brand's admin is finn and not who deployed; three keepers, who can only sign; a deposit per proposal. */
async function brandHouse() {
  const community = await deployTestCommunity({
    roles: { admin: [accountNumber("finn")] },
    governor: { proposalDeposit: 50 },
  });
  const everybody = people("the handing over", "ada", "ben", "cleo");
  const all = Object.values(everybody);
  await submit(community, ...(await Promise.all(all.map((person) => joining(community, person)))));
  await give(community, ...all.map((person): [Person, bigint] => [person, standingOf.keeper]));
  const mugId = await list(community);
  return { ...community, everybody, mugId };
}

/** What a proposal does and says. */
interface Motion {
  targets: string[];
  values: bigint[];
  datas: string[];
  description: string;
}

describe("Handing over", () => {
  let house: Awaited<ReturnType<typeof brandHouse>>;

  before(async () => {
    house = await loadFixture(brandHouse);
  });

  const handles = (account?: Signer) => ({
    accessManager: account ? house.manager.connect(account) : house.manager,
    timelock: house.timelock,
    governor: account ? house.governor.connect(account) : house.governor,
    membership: house.membership,
  });

  /** Runs what `npm run handover` runs, as an account. */
  async function run(account: Signer, to: 1 | 2): Promise<HandoverResult> {
    return await handOver(handles(account), account.address as Address, { to, dryRun: false, startBlock: 0 });
  }

  /** A member's proposal, signed. */
  async function proposing(author: Person, motion: Motion): Promise<[bigint, Request]> {
    const { governor } = house;
    const { targets, values, datas, description } = motion;
    const proposalId = await governor.hashProposal(targets, values, datas, id(description));
    const request = { author: author.address, description, proposalId, deadline: LATER };
    const signature = await sign(author, governor, "Proposal", request, DOMAIN);
    const args = [author.address, targets, values, datas, description, LATER, signature];
    return [proposalId, { contract: governor, name: "proposeFor", args, gasLimit: 3_000_000n }];
  }

  async function voting(voter: Person, proposalId: bigint, choice: bigint): Promise<Request> {
    const { governor } = house;
    const nonce = await governor["nonces(address)"](voter);
    const ballot = { proposalId, support: choice, voter: voter.address, nonce };
    const signature = await sign(voter, governor, "Ballot", ballot, DOMAIN);
    return {
      contract: governor,
      name: "castVoteBySig",
      args: [proposalId, choice, voter.address, signature],
    };
  }

  /** All three vote for it, and its time passes. */
  async function accept(proposalId: bigint): Promise<void> {
    const { governor, everybody } = house;
    await time.increaseTo((await governor.proposalSnapshot(proposalId)) + 1n);
    const ballots = Object.values(everybody).map((person) => voting(person, proposalId, support.for));
    await submit(house, ...(await Promise.all(ballots)));
    await time.increaseTo((await governor.proposalDeadline(proposalId)) + 1n);
    expect(await governor.state(proposalId)).to.equal(proposalState.succeeded);
  }

  const settling = (name: "reclaim" | "burn", proposalId: bigint): Request => ({
    contract: house.deposits,
    name,
    args: [proposalId],
  });

  const purse = async (person: Person): Promise<bigint> => await house.token.balanceOf(person);

  const calling = (target: string, data: string, description: string): Motion => ({
    targets: [target],
    values: [0n],
    datas: [data],
    description,
  });

  it("begins with a brand that decides everything, and members who have votes", async () => {
    const { manager, membership, accounts, everybody } = house;
    const standing = await readStanding(handles(), 0);
    expect(standing.holders.ADMIN).to.deep.equal([accounts.finn.address]);
    expect(standing.holders.OPERATOR).to.include(accounts.operator.address);
    expect((await manager.hasRole(roles.ADMIN, accounts.admin)).isMember).to.equal(false);
    for (const person of Object.values(everybody)) expect(await membership.getVotes(person)).to.equal(5n);
  });

  it("gives who is not the admin the one call that it takes, which the admin then sends", async () => {
    const { manager, token, accounts, timelock } = house;
    const { stage, outside } = await run(accounts.stranger, 1);
    expect(stage).to.equal(0);
    if (!outside) throw new Error("There is no call");
    await accounts.finn.sendTransaction({ to: outside.target, data: outside.data });
    const after = await run(accounts.stranger, 1);
    expect(after.stage).to.equal(1);
    expect(after.report.join("\n")).to.include("Nothing is left to do");
    expect((await readStanding(handles(), 0)).holders.ADMIN).to.deep.equal([await timelock.getAddress()]);
    await expect(manager.connect(accounts.finn).grantRole(roles.ADMIN, accounts.finn, 0))
      .to.be.revertedWithCustomError(manager, "AccessManagerUnauthorizedAccount")
      .withArgs(accounts.finn.address, roles.ADMIN);
    await expect(token.connect(accounts.finn).setEmissionCap(1n)).to.be.revertedWithCustomError(
      token,
      "AccessManagedUnauthorized",
    );
  });

  it("leaves the brand its daily work", async () => {
    const { store, accounts, mugId } = house;
    await store.connect(accounts.operator).setRewardPrice(mugId, PRICE + 1n);
    expect((await store.reward(mugId)).price).to.equal(PRICE + 1n);
  });

  it("burns the deposit of what the guardian marks as spam and calls off", async () => {
    const { governor, deposits, token, accounts, everybody } = house;
    const { cleo } = everybody;
    const target = await token.getAddress();
    const data = token.interface.encodeFunctionData("setContractURI", ["https://example.com/win"]);
    const [proposalId, request] = await proposing(cleo, calling(target, data, "Win big"));
    await submit(house, request);
    expect(await purse(cleo)).to.equal(standingOf.keeper - DEPOSIT);
    const supply = await token.totalSupply();
    await deposits.connect(accounts.guardian).markSpam(proposalId);
    await governor.connect(accounts.guardian)["cancel(uint256)"](proposalId);
    await submit(house, settling("burn", proposalId));
    expect(await governor.state(proposalId)).to.equal(proposalState.canceled);
    expect(await token.totalSupply()).to.equal(supply - DEPOSIT);
    expect(await token.balanceOf(deposits)).to.equal(0n);
    expect(await token.earned(cleo)).to.equal(standingOf.keeper);
  });

  it("lets the members change their own tiers, which the brand no longer can", async () => {
    const { membership, governor, manager, accounts, everybody } = house;
    const tiers = (await membership.tiers()).map(({ name, threshold, units, rights }) => ({
      name,
      threshold,
      units,
      rights,
    }));
    const renamed = tiers.map((tier, index) => (index === 0 ? { ...tier, name: "Guest" } : tier));
    const data = membership.interface.encodeFunctionData("setTiers", [renamed]);
    for (const brand of [accounts.finn, accounts.operator]) {
      await expect(membership.connect(brand).setTiers(renamed))
        .to.be.revertedWithCustomError(membership, "AccessManagedUnauthorized")
        .withArgs(brand.address);
    }
    const motion = calling(await membership.getAddress(), data, "Say guest, not newcomer");
    const [proposalId, request] = await proposing(everybody.ben, motion);
    await submit(house, request);
    await accept(proposalId);
    await governor.connect(accounts.stranger)["queue(uint256)"](proposalId);
    await time.increaseTo(await governor.proposalEta(proposalId));
    await governor.connect(accounts.stranger)["execute(uint256)"](proposalId);
    expect((await membership.tiers())[0]?.name).to.equal("Guest");
    expect((await manager.hasRole(roles.OPERATOR, accounts.operator)).isMember).to.equal(true);
    await submit(house, settling("reclaim", proposalId));
    expect(await purse(everybody.ben)).to.equal(standingOf.keeper);
  });

  it("leaves the guardian nothing to call off once the guardian's time is over", async () => {
    const { governor, deposits, accounts, everybody } = house;
    const target = await governor.getAddress();
    const data = governor.interface.encodeFunctionData("setVotingDelay", [7200n]);
    const [proposalId, request] = await proposing(everybody.cleo, calling(target, data, "A longer pause"));
    expect(await governor.proposalGuardian()).to.equal(accounts.guardian.address);
    await time.increaseTo(await governor.guardianExpiry());
    await submit(house, request);
    const guardian = governor.connect(accounts.guardian);
    await expect(guardian["cancel(uint256)"](proposalId))
      .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
      .withArgs(proposalId, accounts.guardian.address);
    await expect(deposits.connect(accounts.guardian).markSpam(proposalId))
      .to.be.revertedWithCustomError(deposits, "ProposalDepositsUnauthorized")
      .withArgs(accounts.guardian.address);
    expect(await governor.proposalGuardian()).to.equal(ZeroAddress);
    await time.increaseTo((await governor.proposalDeadline(proposalId)) + 1n);
    expect(await governor.state(proposalId)).to.equal(proposalState.defeated);
    await submit(house, settling("reclaim", proposalId));
    expect(await purse(everybody.cleo)).to.equal(standingOf.keeper - DEPOSIT);
  });

  it("goes on to stage 2 by a proposal that ada only signs, and that strangers carry out", async () => {
    const { governor, accounts, everybody } = house;
    const { outside } = await run(accounts.stranger, 2);
    if (!outside) throw new Error("There is no call");
    const [targets, values, datas, description] = governor.interface.decodeFunctionData(
      "propose",
      outside.data,
    ) as unknown as [Result, Result, Result, string];
    const motion = {
      targets: targets.toArray() as string[],
      values: values.toArray() as bigint[],
      datas: datas.toArray() as string[],
      description,
    };
    const [proposalId, request] = await proposing(everybody.ada, motion);
    await submit(house, request);
    expect((await run(accounts.stranger, 2)).report.join("\n")).to.include("Then members vote");
    await accept(proposalId);
    expect((await run(accounts.stranger, 2)).stage).to.equal(1);
    await time.increaseTo(await governor.proposalEta(proposalId));
    const { stage, report } = await run(accounts.stranger, 2);
    expect(stage).to.equal(2);
    expect(report.at(-1)).to.include("Done");
    await submit(house, settling("reclaim", proposalId));
    expect(await purse(everybody.ada)).to.equal(standingOf.keeper);
  });

  it("ends with an operator who can't, and a timelock that can", async () => {
    const { store, governor, accounts, everybody, timelock, mugId } = house;
    const { holders, guardian } = await readStanding(handles(), 0);
    const owner = await timelock.getAddress();
    expect([holders.ADMIN, holders.OPERATOR, holders.GUARDIAN, guardian]).to.deep.equal([
      [owner],
      [owner],
      [],
      ZeroAddress,
    ]);
    expect(holders.FULFILMENT).to.deep.equal([accounts.fulfilment.address]);
    const operated = store.connect(accounts.operator);
    for (const attempt of [
      () => operated.setRewardPrice(mugId, 1n),
      () => operated.listReward(merchTerms(), "data:,a reward"),
    ]) {
      await expect(attempt())
        .to.be.revertedWithCustomError(store, "AccessManagedUnauthorized")
        .withArgs(accounts.operator.address);
    }
    const data = store.interface.encodeFunctionData("setRewardPrice", [mugId, PRICE]);
    const motion = calling(await store.getAddress(), data, "Mugs for what they cost before");
    const [proposalId, request] = await proposing(everybody.ada, motion);
    await submit(house, request);
    await accept(proposalId);
    await governor.connect(accounts.stranger)["queue(uint256)"](proposalId);
    await time.increaseTo(await governor.proposalEta(proposalId));
    await expect(governor.connect(accounts.stranger)["execute(uint256)"](proposalId))
      .to.emit(store, "RewardPriceUpdated")
      .withArgs(mugId, PRICE + 1n, PRICE);
  });

  it("ends with members who have decided all this without ether", async () => {
    await expectNoEther(house.everybody);
  });
});
