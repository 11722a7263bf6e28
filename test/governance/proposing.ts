import { expect } from "chai";
import { at, inOneBlock, networkHelpers, now } from "../helpers/chain.ts";
import {
  budgetCall,
  budgetStory,
  GovernorStory,
  proposalState,
  votingCommunity,
} from "../helpers/governorStory.ts";
import { earn, join, joinAs, standingOf } from "../helpers/members.ts";
import { tiersOf } from "../helpers/tiers.ts";

const { loadFixture } = networkHelpers;

describe("CommunityGovernor › who may propose", () => {
  it("a member whose tier may and whose votes reach the threshold", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const story = await budgetStory(community);
    await story.propose(accounts.ada);
    expect(await governor.proposalProposer(await story.id())).to.equal(accounts.ada.address);
    expect(await governor.latestProposalOf(1n)).to.equal(await story.id());
    expect(await story.state()).to.equal(proposalState.pending);
  });

  it("not a member with enough votes whose tier may not", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    await expect((await budgetStory(community)).propose(accounts.ben))
      .to.be.revertedWithCustomError(governor, "CommunityGovernorProposerNotAllowed")
      .withArgs(accounts.ben.address);
  });

  it("not a stranger, whoever delegates: nobody can delegate to one", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    await expect((await budgetStory(community)).propose(accounts.stranger))
      .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
      .withArgs(accounts.stranger.address, 0n, 3n);
  });

  it("not one who has given away the votes", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, membership, accounts } = community;
    const { ada, ben } = accounts;
    await membership.connect(ada).delegate(ben);
    await networkHelpers.mine();
    await expect((await budgetStory(community)).propose(ada))
      .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
      .withArgs(ada.address, 0n, 3n);
  });

  it("a second after reaching the tier at the earliest", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const tiers = (await tiersOf(community)).map((tier) => ({ ...tier, rights: 7n }));
    await community.membership.connect(accounts.admin).setTiers(tiers);
    const fresh = accounts.gus;
    await join(community, fresh);
    const story = await budgetStory(community);
    const second = (await now()) + 10;
    await at(second);
    const [earned, proposed] = await inOneBlock(async () => [
      await earn(community, fresh, standingOf.pillar, { gasLimit: 600_000n }),
      await governor
        .connect(fresh)
        .propose(story.targets, story.values, story.datas, story.description, { gasLimit: 900_000n }),
    ]);
    expect([earned?.status, proposed?.status]).to.deep.equal([1, 0]);
    expect((await proposed?.getTransaction())?.blockNumber).to.equal(earned?.blockNumber);
    await story.propose(fresh);
    expect(await story.state()).to.equal(proposalState.pending);
  });

  it("not one who has left, even with votes that others once delegated", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, membership, accounts } = community;
    const { ada, ben } = accounts;
    await membership.connect(ben).delegate(ada);
    await membership.connect(ada).leave();
    await networkHelpers.mine();
    expect(await membership.getVotes(ada)).to.equal(3n);
    await expect((await budgetStory(community)).propose(ada))
      .to.be.revertedWithCustomError(governor, "CommunityGovernorProposerNotAllowed")
      .withArgs(ada.address);
  });
});

describe("CommunityGovernor › one proposal at a time", () => {
  for (const state of ["pending", "active", "succeeded"] as const) {
    it(`refuses a second while the first is ${state}`, async () => {
      const community = await loadFixture(votingCommunity);
      const { governor, accounts } = community;
      const { ada } = accounts;
      const first = await (await budgetStory(community)).reach(state, ada, [ada]);
      expect(await first.state()).to.equal(proposalState[state]);
      await expect((await budgetStory(community, 1n)).propose(ada))
        .to.be.revertedWithCustomError(governor, "CommunityGovernorProposalUnderWay")
        .withArgs(1n, await first.id());
    });
  }

  for (const state of ["canceled", "defeated", "queued", "executed"] as const) {
    it(`allows a second once the first is ${state}`, async () => {
      const community = await loadFixture(votingCommunity);
      const { governor, accounts } = community;
      const { ada } = accounts;
      const first = await (await budgetStory(community)).reach(state, ada, [ada]);
      expect(await first.state()).to.equal(proposalState[state]);
      const second = await budgetStory(community, 1n);
      await second.propose(ada);
      expect(await governor.latestProposalOf(1n)).to.equal(await second.id());
    });
  }

  it("does not lock an author out for ever over a proposal that can't be executed", async () => {
    const community = await loadFixture(votingCommunity);
    const { campaigns, accounts } = community;
    const { ada } = accounts;
    const doomed = await (await budgetStory(community, 0n)).reach("queued", ada, [ada]);
    await doomed.passTimelock();
    await expect(doomed.execute(ada)).to.be.revertedWithCustomError(campaigns, "CampaignsBudgetBelowPaid");
    await networkHelpers.time.increase(365 * 86_400);
    expect(await doomed.state()).to.equal(proposalState.queued);
    const second = await budgetStory(community, 1n);
    await second.propose(ada);
    expect(await second.state()).to.equal(proposalState.pending);
  });

  it("keeps members apart", async () => {
    const community = await loadFixture(votingCommunity);
    const { accounts } = community;
    await joinAs(community, "keeper", accounts.finn);
    await networkHelpers.mine();
    await (await budgetStory(community)).propose(accounts.ada);
    const second = await budgetStory(community, 1n);
    await second.propose(accounts.finn);
    expect(await second.state()).to.equal(proposalState.pending);
  });

  it("is not got round by leaving and coming back", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, membership, accounts } = community;
    const { ada } = accounts;
    const first = await budgetStory(community);
    await first.propose(ada);
    await membership.connect(ada).leave();
    await join(community, ada);
    await networkHelpers.mine();
    await expect((await budgetStory(community, 1n)).propose(ada))
      .to.be.revertedWithCustomError(governor, "CommunityGovernorProposalUnderWay")
      .withArgs(1n, await first.id());
  });

  it("frees an author whose proposal the guardian cancels", async () => {
    const community = await loadFixture(votingCommunity);
    const { ada, guardian } = community.accounts;
    const first = await (await budgetStory(community)).reach("active", ada);
    await first.cancel(guardian);
    await (await budgetStory(community, 1n)).propose(ada);
  });
});

describe("CommunityGovernor › what is proposed", () => {
  it("refuses nothing to do, and lists of different lengths", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const { target, data } = await budgetCall(community);
    const asAda = governor.connect(accounts.ada);
    await expect(asAda.propose([], [], [], "Nothing"))
      .to.be.revertedWithCustomError(governor, "GovernorInvalidProposalLength")
      .withArgs(0n, 0n, 0n);
    await expect(asAda.propose([target], [0n, 0n], [data], "Values"))
      .to.be.revertedWithCustomError(governor, "GovernorInvalidProposalLength")
      .withArgs(1n, 1n, 2n);
    await expect(asAda.propose([target], [0n], [], "Calls"))
      .to.be.revertedWithCustomError(governor, "GovernorInvalidProposalLength")
      .withArgs(1n, 0n, 1n);
    expect(await governor.latestProposalOf(1n)).to.equal(0n);
  });

  it("refuses the same proposal twice, from another author too", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    await joinAs(community, "keeper", accounts.finn);
    await networkHelpers.mine();
    const story = await budgetStory(community);
    await story.propose(accounts.ada);
    await expect(story.propose(accounts.finn))
      .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
      .withArgs(await story.id(), proposalState.pending, `0x${"00".repeat(32)}`);
    expect(await governor.latestProposalOf(await community.membership.memberOf(accounts.finn))).to.equal(0n);
  });

  it("can't be copied and cancelled by another when its text names the author", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const { ada, finn } = accounts;
    await joinAs(community, "keeper", finn);
    await networkHelpers.mine();
    const story = await budgetStory(community, 1n, `Mine #proposer=${ada.address}`);
    await expect(story.propose(finn))
      .to.be.revertedWithCustomError(governor, "GovernorRestrictedProposer")
      .withArgs(finn.address);
    await story.propose(ada);
    expect(await governor.proposalProposer(await story.id())).to.equal(ada.address);
    const lower = await budgetStory(community, 2n, `Mine #proposer=${finn.address.toLowerCase()}`);
    await lower.propose(finn);
  });

  it("takes any text that only looks like a suffix", async () => {
    const community = await loadFixture(votingCommunity);
    const { accounts } = community;
    const texts = [
      `#proposer=${accounts.ben.address} and more`,
      `#proposer=${accounts.ben.address.slice(0, -1)}`,
      `#proposer=0x${"zz".repeat(20)}`,
      "",
    ];
    for (const [index, text] of texts.entries()) {
      const story = new GovernorStory(community, [await budgetCall(community, BigInt(index + 1))], text);
      await story.propose(accounts.ada);
      await story.cancel(accounts.ada);
    }
  });
});
