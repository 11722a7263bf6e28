import { expect } from "chai";
import { at, HOUR, networkHelpers } from "../helpers/chain.ts";
import { deployTestCommunity, type Community } from "../helpers/community.ts";
import {
  budgetStory,
  GovernorStory,
  proposalState,
  support,
  votingCommunity,
} from "../helpers/governorStory.ts";
import { join, joinAs } from "../helpers/members.ts";

const { loadFixture } = networkHelpers;

describe("CommunityGovernor › quorum", () => {
  it("is a share of all units at the snapshot, not of members and not of tokens", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const story = await (await budgetStory(community)).reach("active", accounts.ada);
    const snapshot = await governor.proposalSnapshot(await story.id());
    expect(await governor["quorumNumerator()"]()).to.equal(40n);
    expect(await governor.quorumDenominator()).to.equal(100n);
    expect(await governor.quorum(snapshot)).to.equal(4n);
  });

  it("grows with every member and every tier", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    await joinAs(community, "keeper", accounts.finn);
    await join(community, accounts.gus);
    const story = await (await budgetStory(community)).reach("active", accounts.ada);
    expect(await governor.quorum(await governor.proposalSnapshot(await story.id()))).to.equal(7n);
  });

  for (const [name, ballots, expected] of [
    ["3 of 4 for", { ben: support.for }, "defeated"],
    ["4 of 4 for", { ben: support.for, dan: support.for }, "succeeded"],
    ["5 of 4 for", { ada: support.for }, "succeeded"],
    ["for and abstaining, 4 together", { dan: support.for, ben: support.abstain }, "succeeded"],
    ["abstaining alone", { ada: support.abstain }, "defeated"],
    ["against alone, however many", { ada: support.against, ben: support.against }, "defeated"],
    [
      "3 for and many against: against makes no quorum",
      { ben: support.for, ada: support.against },
      "defeated",
    ],
    ["a tie", { ben: support.for, cleo: support.against, dan: support.against }, "defeated"],
    ["a tie over the quorum", { ada: support.for, ben: support.against, cleo: support.against }, "defeated"],
    ["nobody", {}, "defeated"],
  ] as const) {
    it(`${name}: ${expected}`, async () => {
      const community = await loadFixture(votingCommunity);
      const { accounts } = community;
      const story = await (await budgetStory(community)).reach("active", accounts.ada);
      for (const [voter, ballot] of Object.entries(ballots))
        await story.vote(accounts[voter as "ada"], ballot);
      await story.passPeriod();
      expect(await story.state()).to.equal(proposalState[expected]);
    });
  }

  it("stays defeated for ever, also when the quorum is lowered later", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const { ada, ben, cleo } = accounts;
    const defeated = await (await budgetStory(community)).reach("active", ada);
    await defeated.vote(ben);
    await defeated.passPeriod();
    expect(await defeated.state()).to.equal(proposalState.defeated);
    const data = governor.interface.encodeFunctionData("updateQuorumNumerator", [1n]);
    const target = await governor.getAddress();
    const lower = await new GovernorStory(community, [{ target, data }], "Lower").reach("executed", ada, [
      ada,
      cleo,
    ]);
    expect(await lower.state()).to.equal(proposalState.executed);
    expect(await governor["quorumNumerator()"]()).to.equal(1n);
    expect(await defeated.state()).to.equal(proposalState.defeated);
    await expect(defeated.queue(ada)).to.be.revertedWithCustomError(
      governor,
      "GovernorUnexpectedProposalState",
    );
  });
});

describe("CommunityGovernor › late quorum", () => {
  async function openVote() {
    const community = await votingCommunity();
    const story = await (await budgetStory(community)).reach("active", community.accounts.ada);
    const deadline = await community.governor.proposalDeadline(await story.id());
    return { community, story, deadline, proposalId: await story.id() };
  }

  const extension = BigInt(6 * HOUR);

  for (const before of [1n, 0n]) {
    it(`reached ${before} s before the end, gives everybody six hours more`, async () => {
      const { community, story, deadline, proposalId } = await loadFixture(openVote);
      const { governor, accounts } = community;
      await at(deadline - before);
      await expect(story.vote(accounts.ada))
        .to.emit(governor, "ProposalExtended")
        .withArgs(proposalId, deadline - before + extension);
      const extended = deadline - before + extension;
      expect(await governor.proposalDeadline(proposalId)).to.equal(extended);
      await at(extended);
      await story.vote(accounts.ben, support.against);
      await at(extended + 1n);
      await expect(story.vote(accounts.cleo)).to.be.revertedWithCustomError(
        governor,
        "GovernorUnexpectedProposalState",
      );
    });
  }

  it("extends once only", async () => {
    const { community, story, deadline, proposalId } = await loadFixture(openVote);
    const { governor, accounts } = community;
    await at(deadline);
    await story.vote(accounts.ada);
    const extended = await governor.proposalDeadline(proposalId);
    await at(extended);
    await expect(story.vote(accounts.ben)).not.to.emit(governor, "ProposalExtended");
    expect(await governor.proposalDeadline(proposalId)).to.equal(extended);
  });

  for (const [name, before, extends_] of [
    ["exactly six hours before the end, extends nothing", extension, false],
    ["a second later than that, extends by that second", extension - 1n, true],
  ] as const) {
    it(`reached ${name}`, async () => {
      const { community, story, deadline, proposalId } = await loadFixture(openVote);
      const { governor, accounts } = community;
      await at(deadline - before);
      const voted = story.vote(accounts.ada);
      if (extends_)
        await expect(voted)
          .to.emit(governor, "ProposalExtended")
          .withArgs(proposalId, deadline + 1n);
      else await expect(voted).not.to.emit(governor, "ProposalExtended");
      expect(await governor.proposalDeadline(proposalId)).to.equal(extends_ ? deadline + 1n : deadline);
    });
  }

  it("does not extend for votes against, which make no quorum", async () => {
    const { community, story, deadline, proposalId } = await loadFixture(openVote);
    const { governor, accounts } = community;
    await at(deadline - 1n);
    await story.vote(accounts.ada, support.against);
    expect(await governor.proposalDeadline(proposalId)).to.equal(deadline);
  });
});

describe("CommunityGovernor › settings of the brand", () => {
  async function ownTimes(): Promise<Community> {
    return await deployTestCommunity({
      governor: {
        votingDelay: "2 minutes",
        votingPeriod: "10 minutes",
        lateQuorumExtension: "3 minutes",
        timelockDelay: "4 minutes",
        proposalUnits: 5,
        quorumPercent: 7,
      },
    });
  }

  it("are those of the brand file", async () => {
    const { governor, timelock, accounts } = await loadFixture(ownTimes);
    expect(await governor.votingDelay()).to.equal(120n);
    expect(await governor.votingPeriod()).to.equal(600n);
    expect(await governor.lateQuorumVoteExtension()).to.equal(180n);
    expect(await governor.proposalThreshold()).to.equal(5n);
    expect(await governor["quorumNumerator()"]()).to.equal(7n);
    expect(await governor.proposalGuardian()).to.equal(accounts.guardian.address);
    expect(await governor.timelock()).to.equal(await timelock.getAddress());
    expect(await timelock.getMinDelay()).to.equal(240n);
    expect(await governor.name()).to.equal("Hearth Governor");
    expect(await governor.version()).to.equal("1");
    expect(await governor.COUNTING_MODE()).to.equal("support=bravo&quorum=for,abstain");
  });
});
