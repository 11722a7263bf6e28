import { roles } from "@hearth/protocol/roles";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import type { Address } from "viem";
import { checkCommunity } from "../../deploy/check.ts";
import { communitySettings, deployCommunity, type Community } from "../../deploy/community.ts";
import type { Stage } from "../../deploy/roles.ts";
import { handOver, type HandoverResult } from "../../scripts/handover/handOver.ts";
import { readOptions } from "../../scripts/handover/options.ts";
import { refusalOf } from "../../scripts/handover/plan.ts";
import { readStanding, stageOf } from "../../scripts/handover/standing.ts";
import { accountNumber, namedAccounts, type Accounts } from "../helpers/accounts.ts";
import { testBrand } from "../helpers/brand.ts";
import { connection, networkHelpers, now, type Signer } from "../helpers/chain.ts";
import type { Community as TestCommunity } from "../helpers/community.ts";
import { createGifts, joinAs } from "../helpers/members.ts";

const { loadFixture, time } = networkHelpers;

/** What the tests need of a community that its brand runs: Ada may propose and has all the votes it takes. */
interface Stage0 {
  community: Community;
  accounts: Accounts;
}

/** Fixture: finn is the brand's admin, and not who deployed. */
async function brandRun(): Promise<Stage0> {
  const accounts = await namedAccounts();
  const community = await deployCommunity(connection, await brand(0));
  const { membership, campaigns } = community;
  const giftsId = await createGifts(campaigns, accounts.operator);
  await joinAs({ membership, campaigns, accounts, giftsId } as TestCommunity, "keeper", accounts.ada);
  await networkHelpers.mine(2);
  return { community, accounts };
}

/** Fixture: the same before anybody has joined. */
async function memberless(): Promise<Stage0> {
  return { community: await deployCommunity(connection, await brand(0)), accounts: await namedAccounts() };
}

/** Fixture: finn has handed over to stage 1. */
async function shared(): Promise<Stage0> {
  const stage = await brandRun();
  await go(stage, stage.accounts.finn, 1);
  return stage;
}

async function brand(stage: Stage) {
  return { ...testBrand({ roles: { admin: [accountNumber("finn")] } }, await now()), stage };
}

/** Runs the command's code as an account. */
async function go(
  { community }: Stage0,
  account: Signer,
  to: 1 | 2,
  dryRun = false,
): Promise<HandoverResult> {
  const handles = {
    accessManager: community.accessManager.connect(account),
    timelock: community.timelock,
    governor: community.governor.connect(account),
    membership: community.membership,
  };
  return await handOver(handles, account.address as Address, { to, dryRun, startBlock: 0 });
}

async function refused(attempt: Promise<unknown>): Promise<string> {
  return await attempt.then(
    () => "it was accepted",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

/** What `npm run deploy` would find wrong with the roles of a stage. */
async function differences({ community }: Stage0, stage: Stage): Promise<string[]> {
  const settings = await communitySettings(connection, await brand(stage));
  return (await checkCommunity(community, settings, 0)).differences;
}

async function newest({ community }: Stage0): Promise<bigint> {
  const { governor } = community;
  const [proposalId] = await governor.proposalDetailsAt((await governor.proposalCount()) - 1n);
  return proposalId;
}

describe("npm run handover › stage 1", () => {
  it("is one transaction of the brand's admin, after which the admin can do nothing more", async () => {
    const stage = await loadFixture(brandRun);
    const { community, accounts } = stage;
    const before = await networkHelpers.time.latestBlock();
    const { stage: reached, report } = await go(stage, accounts.finn, 1);
    expect(reached).to.equal(1);
    expect(await networkHelpers.time.latestBlock()).to.equal(before + 1);
    expect(report.join("\n")).to.include("Give ADMIN to the timelock").and.include("Done");
    expect(await differences(stage, 1)).to.deep.equal([]);
    const asOldAdmin = community.accessManager.connect(accounts.finn);
    await expect(asOldAdmin.grantRole(roles.OPERATOR, accounts.finn, 0)).to.be.revertedWithCustomError(
      community.accessManager,
      "AccessManagerUnauthorizedAccount",
    );
    await expect(
      community.rewardToken.connect(accounts.finn).setEmissionCap(1n),
    ).to.be.revertedWithCustomError(community.rewardToken, "AccessManagedUnauthorized");
  });

  it("says all and sends nothing in a dry run", async () => {
    const stage = await loadFixture(brandRun);
    const before = await networkHelpers.time.latestBlock();
    const { stage: reached, report } = await go(stage, stage.accounts.finn, 1, true);
    expect(reached).to.equal(0);
    expect(report.join("\n")).to.include(`Take ADMIN from ${stage.accounts.finn.address}`);
    expect(report.at(-1)).to.include("nothing was sent");
    expect(await networkHelpers.time.latestBlock()).to.equal(before);
  });

  it("gives others the call that the admin has to send, and that call does it", async () => {
    const stage = await loadFixture(brandRun);
    const { accounts } = stage;
    const { stage: reached, outside } = await go(stage, accounts.stranger, 1);
    expect(reached).to.equal(0);
    if (!outside) throw new Error("There is no call");
    await accounts.finn.sendTransaction({ to: outside.target, data: outside.data });
    expect(await differences(stage, 1)).to.deep.equal([]);
  });

  it("finishes what was begun by hand", async () => {
    const stage = await loadFixture(brandRun);
    const { community, accounts } = stage;
    const asAdmin = community.accessManager.connect(accounts.finn);
    await asAdmin.grantRole(roles.ADMIN, community.timelock, 0);
    await asAdmin.grantRole(roles.ADMIN, accounts.eve, 0);
    expect((await go(stage, accounts.finn, 1)).stage).to.equal(1);
    expect(await differences(stage, 1)).to.deep.equal([]);
  });

  it("has nothing left to do the next time", async () => {
    const stage = await loadFixture(shared);
    const before = await networkHelpers.time.latestBlock();
    const { report } = await go(stage, stage.accounts.stranger, 1);
    expect(report.join("\n")).to.include("Nothing is left to do");
    expect(await networkHelpers.time.latestBlock()).to.equal(before);
  });

  it("is refused while no member could make a proposal", async () => {
    const stage = await loadFixture(memberless);
    const message = await refused(go(stage, stage.accounts.finn, 1));
    expect(message).to.include("no member's tier gives the right to propose");
  });
});

describe("npm run handover › stage 2", () => {
  it("comes after stage 1", async () => {
    const stage = await loadFixture(brandRun);
    expect(await refused(go(stage, stage.accounts.finn, 2))).to.include("Go to stage 1 first");
  });

  it("is a proposal of the members, taken on step by step by whoever runs the command", async () => {
    const stage = await loadFixture(shared);
    const { community, accounts } = stage;
    const { governor, accessManager, rewardsStore } = community;

    expect((await go(stage, accounts.ada, 2)).report.at(-1)).to.include("Run this command again");
    const proposalId = await newest(stage);
    expect((await go(stage, accounts.ada, 2)).report.join("\n")).to.include("Then members vote");
    await time.increaseTo((await governor.proposalSnapshot(proposalId)) + 1n);
    await governor.connect(accounts.ada).castVote(proposalId, 1n);
    expect((await go(stage, accounts.ada, 2)).report.join("\n")).to.include("for 5, against 0");
    await time.increaseTo((await governor.proposalDeadline(proposalId)) + 1n);
    await go(stage, accounts.stranger, 2);
    expect((await go(stage, accounts.stranger, 2)).report.join("\n")).to.include("is in the queue");
    await time.increaseTo(await governor.proposalEta(proposalId));
    const { stage: reached, report } = await go(stage, accounts.stranger, 2);

    expect(report.at(-1)).to.include("Done");
    expect(reached).to.equal(2);
    expect(await governor.proposalCount()).to.equal(1n);
    expect(await differences(stage, 2)).to.deep.equal([]);
    expect(await governor.proposalGuardian()).to.equal(ZeroAddress);
    expect((await accessManager.hasRole(roles.OPERATOR, accounts.operator)).isMember).to.equal(false);
    await expect(
      rewardsStore.connect(accounts.operator).setRewardPrice(1n, 1n),
    ).to.be.revertedWithCustomError(rewardsStore, "AccessManagedUnauthorized");
    expect((await go(stage, accounts.stranger, 2)).report.join("\n")).to.include("Nothing is left to do");
  });

  it("gives somebody who may not propose the call for a member who may", async () => {
    const stage = await loadFixture(shared);
    const { accounts, community } = stage;
    const { outside, report } = await go(stage, accounts.stranger, 2);
    expect(report.join("\n")).to.include("is no member whose tier may propose");
    if (!outside) throw new Error("There is no call");
    await accounts.ada.sendTransaction({ to: outside.target, data: outside.data });
    expect(await community.governor.proposalCount()).to.equal(1n);
    expect((await go(stage, accounts.stranger, 2)).report.join("\n")).to.include("Then members vote");
  });

  it("is proposed anew where the guardian has cancelled it", async () => {
    const stage = await loadFixture(shared);
    const { accounts, community } = stage;
    await go(stage, accounts.ada, 2);
    const first = await newest(stage);
    await community.governor.connect(accounts.guardian)["cancel(uint256)"](first);
    await go(stage, accounts.ada, 2);
    const second = await newest(stage);
    expect(second).not.to.equal(first);
    expect(await community.governor.state(second)).to.equal(0n);
  });

  it("waits for the member's other proposal", async () => {
    const stage = await loadFixture(shared);
    const { accounts, community } = stage;
    const { governor } = community;
    const data = governor.interface.encodeFunctionData("setVotingDelay", [7n]);
    await governor.connect(accounts.ada).propose([governor], [0n], [data], "Another thing");
    expect((await go(stage, accounts.ada, 2)).report.join("\n")).to.include("another proposal under way");
  });

  it("does not go back", async () => {
    const { community } = await loadFixture(shared);
    const standing = await readStanding(community, 0);
    const owned = {
      ...standing,
      guardian: ZeroAddress as Address,
      holders: { ...standing.holders, OPERATOR: standing.holders.ADMIN, GUARDIAN: [] },
    };
    expect(stageOf(owned)).to.equal(2);
    expect(refusalOf(owned, 1)).to.include("Control does not go back");
  });
});

describe("npm run handover › command line", () => {
  it("reads what it is told", () => {
    expect(readOptions(["--to", "1"])).to.deep.equal({ network: "localhost", to: 1, dryRun: false });
    expect(readOptions(["--to", "2", "--network", "base", "--dry-run"])).to.deep.equal({
      network: "base",
      to: 2,
      dryRun: true,
    });
    expect(readOptions(["--help"])).to.equal(undefined);
  });

  for (const args of [[], ["--to", "0"], ["--to", "3"], ["--to", "community"]]) {
    it(`refuses ${args.join(" ") || "nothing"}`, () => {
      expect(() => readOptions(args)).to.throw("Say which stage to go to");
    });
  }
});
