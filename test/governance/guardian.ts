import { expect } from "chai";
import { networkHelpers } from "../helpers/chain.ts";
import {
  budgetStory,
  GovernorStory,
  proposalState,
  support,
  votingCommunity,
} from "../helpers/governorStory.ts";

const { loadFixture } = networkHelpers;

describe("CommunityGovernor › guardian", () => {
  for (const state of ["pending", "active", "succeeded", "defeated", "queued"] as const) {
    it(`can cancel what is ${state}`, async () => {
      const community = await loadFixture(votingCommunity);
      const { governor, accounts } = community;
      const story = await (await budgetStory(community)).reach(state, accounts.ada, [accounts.ada]);
      await expect(story.cancel(accounts.guardian))
        .to.emit(governor, "ProposalCanceled")
        .withArgs(await story.id());
      expect(await story.state()).to.equal(proposalState.canceled);
    });
  }

  it("stops what is queued in the timelock too, for good", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, timelock, campaigns, giftsId, accounts } = community;
    const story = await (await budgetStory(community)).reach("queued", accounts.ada, [accounts.ada]);
    const operation = await story.operation();
    expect(await timelock.isOperationPending(operation)).to.equal(true);
    await expect(story.cancel(accounts.guardian)).to.emit(timelock, "Cancelled").withArgs(operation);
    expect(await timelock.isOperation(operation)).to.equal(false);
    await networkHelpers.time.increase(10 * 86_400);
    await expect(story.execute(accounts.guardian)).to.be.revertedWithCustomError(
      governor,
      "GovernorUnexpectedProposalState",
    );
    expect((await campaigns.campaign(giftsId)).budget).to.equal(2n ** 96n - 1n);
  });

  it("can cancel by number as well", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const story = await (await budgetStory(community)).reach("active", accounts.ada);
    await governor.connect(accounts.guardian)["cancel(uint256)"](await story.id());
    expect(await story.state()).to.equal(proposalState.canceled);
  });

  for (const state of ["executed", "canceled"] as const) {
    it(`can't cancel what is ${state}`, async () => {
      const community = await loadFixture(votingCommunity);
      const { governor, accounts } = community;
      const story = await (await budgetStory(community)).reach(state, accounts.ada, [accounts.ada]);
      await expect(story.cancel(accounts.guardian)).to.be.revertedWithCustomError(
        governor,
        "GovernorUnexpectedProposalState",
      );
    });
  }

  it("can't propose, nor give a vote any weight", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const { ada, guardian } = accounts;
    await expect((await budgetStory(community)).propose(guardian))
      .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
      .withArgs(guardian.address, 0n, 3n);
    const story = await (await budgetStory(community)).reach("active", ada);
    await story.vote(guardian);
    expect(await governor.proposalVotes(await story.id())).to.deep.equal([0n, 0n, 0n]);
  });

  it("can't execute early, nor change anything in governor and timelock", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, timelock, accounts } = community;
    const { ada, guardian } = accounts;
    const story = await (await budgetStory(community)).reach("queued", ada, [ada]);
    await expect(story.execute(guardian)).to.be.revertedWithCustomError(
      timelock,
      "TimelockUnexpectedOperationState",
    );
    const asGuardian = timelock.connect(guardian);
    const zero = `0x${"00".repeat(32)}`;
    const cancellerRole = await timelock.CANCELLER_ROLE();
    await expect(asGuardian.cancel(await story.operation()))
      .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
      .withArgs(guardian.address, cancellerRole);
    const proposerRole = await timelock.PROPOSER_ROLE();
    await expect(asGuardian.schedule(ada, 0n, "0x", zero, zero, 86_400n))
      .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
      .withArgs(guardian.address, proposerRole);
    await expect(asGuardian.grantRole(proposerRole, guardian))
      .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
      .withArgs(guardian.address, zero);
    await expect(governor.connect(guardian).setProposalGuardian(ada))
      .to.be.revertedWithCustomError(governor, "GovernorOnlyExecutor")
      .withArgs(guardian.address);
  });

  it("can be changed by a proposal alone, and then the old one can do nothing", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const { ada, eve, guardian } = accounts;
    const target = await governor.getAddress();
    const data = governor.interface.encodeFunctionData("setProposalGuardian", [eve.address]);
    const change = new GovernorStory(community, [{ target, data }], "A new guardian");
    await change.reach("queued", ada, [ada]);
    await change.passTimelock();
    await expect(change.execute(ada))
      .to.emit(governor, "ProposalGuardianSet")
      .withArgs(guardian.address, eve.address);
    const story = await (await budgetStory(community)).reach("active", ada);
    await expect(story.cancel(guardian))
      .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
      .withArgs(await story.id(), guardian.address);
    await story.cancel(eve);
  });
});

describe("CommunityGovernor › cancel by others", () => {
  it("is the author's right until the vote begins", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const { ada } = accounts;
    const story = await budgetStory(community);
    await story.propose(ada);
    const snapshot = await governor.proposalSnapshot(await story.id());
    await networkHelpers.time.setNextBlockTimestamp(snapshot);
    await story.cancel(ada);
    expect(await story.state()).to.equal(proposalState.canceled);
  });

  for (const state of ["active", "succeeded", "queued"] as const) {
    it(`is refused to the author once it is ${state}`, async () => {
      const community = await loadFixture(votingCommunity);
      const { governor, accounts } = community;
      const { ada } = accounts;
      const story = await (await budgetStory(community)).reach(state, ada, [ada]);
      await expect(story.cancel(ada))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(await story.id(), ada.address);
    });
  }

  it("is refused to everybody else at any time, the brand's people included", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const { ada, ben, stranger, operator, admin } = accounts;
    const story = await budgetStory(community);
    await story.propose(ada);
    for (const step of [() => story.passDelay(), () => story.vote(ada, support.for)]) {
      for (const caller of [ben, stranger, operator, admin]) {
        await expect(story.cancel(caller))
          .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
          .withArgs(await story.id(), caller.address);
      }
      await step();
    }
  });

  it("is refused for a proposal nobody made", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const story = await budgetStory(community);
    await expect(story.cancel(accounts.stranger)).to.be.revertedWithCustomError(
      governor,
      "GovernorNonexistentProposal",
    );
  });
});
