import { expect } from "chai";
import { at, DAY, networkHelpers, now } from "../helpers/chain.ts";
import {
  budgetCall,
  budgetStory,
  GovernorStory,
  proposalState,
  votingCommunity,
} from "../helpers/governorStory.ts";

const { loadFixture } = networkHelpers;
const BUDGET = 7n * 10n ** 24n;

describe("CommunityGovernor › from idea to deed", () => {
  it("does what the members agreed on", async () => {
    const community = await loadFixture(votingCommunity);
    const { campaigns, giftsId, governor, accounts } = community;
    const { ada, ben, cleo, stranger } = accounts;
    const story = await budgetStory(community);
    await story.propose(ada);
    await story.passDelay();
    await story.vote(ada);
    await story.vote(ben);
    await story.vote(cleo, 0n);
    await story.passPeriod();
    await story.queue(stranger);
    await story.passTimelock();
    await expect(story.execute(stranger))
      .to.emit(campaigns, "CampaignBudgetUpdated")
      .withArgs(giftsId, 2n ** 96n - 1n, BUDGET);
    expect((await campaigns.campaign(giftsId)).budget).to.equal(BUDGET);
    expect(await governor.proposalVotes(await story.id())).to.deep.equal([2n, 8n, 0n]);
    expect(await story.state()).to.equal(proposalState.executed);
  });

  it("tells every step in events that any reader of governors knows", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, timelock, accounts } = community;
    const { ada, ben } = accounts;
    const story = await budgetStory(community, BUDGET, "# More reviews\n\nLet us pay for more.");
    const proposalId = await story.id();
    const second = (await now()) + 5;
    await at(second);
    const snapshot = second + 3600;
    await expect(story.propose(ada))
      .to.emit(governor, "ProposalCreated")
      .withArgs(
        proposalId,
        ada.address,
        story.targets,
        [0n],
        [""],
        story.datas,
        snapshot,
        snapshot + 3 * DAY,
        "# More reviews\n\nLet us pay for more.",
      );
    await story.passDelay();
    await expect(governor.connect(ben).castVoteWithReason(proposalId, 1n, "Because"))
      .to.emit(governor, "VoteCast")
      .withArgs(ben.address, proposalId, 1n, 3n, "Because");
    await story.vote(ada);
    await story.passPeriod();
    const queuedAt = (await now()) + 5;
    await at(queuedAt);
    const queued = story.queue(ben);
    await expect(queued)
      .to.emit(governor, "ProposalQueued")
      .withArgs(proposalId, queuedAt + DAY);
    await expect(queued).to.emit(timelock, "CallScheduled");
    await story.passTimelock();
    await expect(story.execute(ben)).to.emit(governor, "ProposalExecuted").withArgs(proposalId);
  });

  it("goes through the states at the right seconds", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const { ada } = accounts;
    const story = await budgetStory(community);
    await story.propose(ada);
    const proposalId = await story.id();
    const snapshot = await governor.proposalSnapshot(proposalId);
    const deadline = await governor.proposalDeadline(proposalId);
    expect(deadline - snapshot).to.equal(BigInt(3 * DAY));
    const seen: bigint[] = [await story.state()];
    const look = async (second: bigint): Promise<void> => {
      await networkHelpers.time.increaseTo(second);
      seen.push(await story.state());
    };
    await look(snapshot);
    await look(snapshot + 1n);
    await story.vote(ada);
    await look(deadline);
    await look(deadline + 1n);
    const { pending, active, succeeded } = proposalState;
    expect(seen).to.deep.equal([pending, pending, active, active, succeeded]);
  });

  it("takes no vote in the snapshot's second, and the last in the deadline's", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const { ada, ben, cleo, dan } = accounts;
    const story = await budgetStory(community);
    await story.propose(ada);
    const proposalId = await story.id();
    const snapshot = await governor.proposalSnapshot(proposalId);
    const deadline = await governor.proposalDeadline(proposalId);
    const onlyActive = `0x${(1 << Number(proposalState.active)).toString(16).padStart(64, "0")}`;
    await at(snapshot);
    await expect(story.vote(ada))
      .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
      .withArgs(proposalId, proposalState.pending, onlyActive);
    await at(snapshot + 1n);
    await story.vote(ada);
    await at(deadline - 1n);
    await story.vote(ben);
    await at(deadline);
    await story.vote(cleo);
    await at(deadline + 1n);
    await expect(story.vote(dan))
      .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
      .withArgs(proposalId, proposalState.succeeded, onlyActive);
  });

  it("executes when the delay is over, and not a second before", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, timelock, accounts } = community;
    const story = await (await budgetStory(community)).reach("queued", accounts.ada, [accounts.ada]);
    const eta = await governor.proposalEta(await story.id());
    const ready = `0x${(1 << 2).toString(16).padStart(64, "0")}`;
    await at(eta - 1n);
    await expect(story.execute(accounts.ada))
      .to.be.revertedWithCustomError(timelock, "TimelockUnexpectedOperationState")
      .withArgs(await story.operation(), ready);
    await at(eta);
    await story.execute(accounts.ada);
    expect(await story.state()).to.equal(proposalState.executed);
  });

  it("does each thing once", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const { ada } = accounts;
    const story = await (await budgetStory(community)).reach("queued", ada, [ada]);
    await expect(story.queue(ada)).to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState");
    await story.passTimelock();
    await story.execute(ada);
    for (const again of [() => story.execute(ada), () => story.queue(ada), () => story.propose(ada)]) {
      await expect(again()).to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState");
    }
  });

  for (const state of ["pending", "active", "defeated", "canceled"] as const) {
    it(`queues and executes nothing that is ${state}`, async () => {
      const community = await loadFixture(votingCommunity);
      const { governor, accounts } = community;
      const story = await (await budgetStory(community)).reach(state, accounts.ada, [accounts.ada]);
      for (const step of [() => story.queue(accounts.ben), () => story.execute(accounts.ben)]) {
        await expect(step()).to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState");
      }
      expect(await story.state()).to.equal(proposalState[state]);
    });
  }

  it("executes nothing that was not queued", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const story = await (await budgetStory(community)).reach("succeeded", accounts.ada, [accounts.ada]);
    await expect(story.execute(accounts.ada)).to.be.revertedWithCustomError(
      governor,
      "GovernorUnexpectedProposalState",
    );
  });

  it("does all of several things or none", async () => {
    const community = await loadFixture(votingCommunity);
    const { campaigns, giftsId, accounts } = community;
    const calls = [await budgetCall(community, 7n * 10n ** 24n), await budgetCall(community, 0n)];
    const story = await new GovernorStory(community, calls).reach("queued", accounts.ada, [accounts.ada]);
    await story.passTimelock();
    await expect(story.execute(accounts.ada)).to.be.revertedWithCustomError(
      campaigns,
      "CampaignsBudgetBelowPaid",
    );
    expect((await campaigns.campaign(giftsId)).budget).to.equal(2n ** 96n - 1n);
    expect(await story.state()).to.equal(proposalState.queued);
  });

  it("can do only what the timelock's roles allow: no minting, no raising of the emission in stage 0", async () => {
    const community = await loadFixture(votingCommunity);
    const { token, timelock, accounts } = community;
    const target = await token.getAddress();
    const data = token.interface.encodeFunctionData("setEmissionCap", [1n]);
    const story = await new GovernorStory(community, [{ target, data }]).reach("queued", accounts.ada, [
      accounts.ada,
    ]);
    await story.passTimelock();
    await expect(story.execute(accounts.ada))
      .to.be.revertedWithCustomError(token, "AccessManagedUnauthorized")
      .withArgs(await timelock.getAddress());
  });

  it("keeps the details on chain, and queues, executes by number alone", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, campaigns, giftsId, accounts } = community;
    const story = await (await budgetStory(community)).reach("succeeded", accounts.ada, [accounts.ada]);
    const proposalId = await story.id();
    expect(await governor.proposalCount()).to.equal(1n);
    expect(await governor.proposalDetailsAt(0n)).to.deep.equal([
      proposalId,
      story.targets,
      story.values,
      story.datas,
      story.descriptionHash,
    ]);
    expect((await governor.proposalDetails(proposalId)).targets).to.deep.equal(story.targets);
    await governor["queue(uint256)"](proposalId);
    await story.passTimelock();
    await governor["execute(uint256)"](proposalId);
    expect((await campaigns.campaign(giftsId)).budget).to.equal(BUDGET);
  });
});
