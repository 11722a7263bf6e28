import { expect } from "chai";
import { at, inOneBlock, networkHelpers, now } from "../helpers/chain.ts";
import type { Community } from "../helpers/community.ts";
import { budgetStory, support, votingCommunity, type GovernorStory } from "../helpers/governorStory.ts";
import { earn, join, standingOf } from "../helpers/members.ts";
import { seededRandom } from "../helpers/random.ts";

const { loadFixture } = networkHelpers;

interface Stage {
  community: Community;
  story: GovernorStory;
  proposalId: bigint;
}

async function openVote(): Promise<Stage> {
  const community = await votingCommunity();
  const story = await (await budgetStory(community)).reach("active", community.accounts.ada);
  return { community, story, proposalId: await story.id() };
}

async function pendingVote(): Promise<Stage> {
  const community = await votingCommunity();
  const story = await (await budgetStory(community)).reach("pending", community.accounts.ada);
  return { community, story, proposalId: await story.id() };
}

describe("CommunityGovernor › castVote", () => {
  it("weighs each ballot with the member's units", async () => {
    const { community, story, proposalId } = await loadFixture(openVote);
    const { governor, accounts } = community;
    const { ada, ben, cleo, dan, eve } = accounts;
    const ballots = [
      [ada, support.for, 5n],
      [ben, support.against, 3n],
      [cleo, support.abstain, 2n],
      [dan, support.against, 1n],
      [eve, support.for, 1n],
    ] as const;
    for (const [voter, ballot, weight] of ballots) {
      expect(await governor.hasVoted(proposalId, voter)).to.equal(false);
      await expect(story.vote(voter, ballot))
        .to.emit(governor, "VoteCast")
        .withArgs(voter.address, proposalId, ballot, weight, "");
      expect(await governor.hasVoted(proposalId, voter)).to.equal(true);
    }
    expect(await governor.proposalVotes(proposalId)).to.deep.equal([4n, 6n, 2n]);
  });

  it("takes one ballot of each", async () => {
    const { community, story } = await loadFixture(openVote);
    const { governor, accounts } = community;
    await story.vote(accounts.ada);
    for (const ballot of [support.for, support.against]) {
      await expect(story.vote(accounts.ada, ballot))
        .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
        .withArgs(accounts.ada.address);
    }
  });

  it("refuses an answer that is none", async () => {
    const { community, story } = await loadFixture(openVote);
    for (const ballot of [3n, 255n]) {
      await expect(story.vote(community.accounts.ada, ballot)).to.be.revertedWithCustomError(
        community.governor,
        "GovernorInvalidVoteType",
      );
    }
  });

  it("gives a stranger no weight", async () => {
    const { community, story, proposalId } = await loadFixture(openVote);
    const { governor, accounts } = community;
    await expect(story.vote(accounts.stranger))
      .to.emit(governor, "VoteCast")
      .withArgs(accounts.stranger.address, proposalId, 1n, 0n, "");
    expect(await governor.proposalVotes(proposalId)).to.deep.equal([0n, 0n, 0n]);
  });

  it("refuses a proposal nobody made", async () => {
    const { community } = await loadFixture(openVote);
    await expect(community.governor.castVote(42n, 1n))
      .to.be.revertedWithCustomError(community.governor, "GovernorNonexistentProposal")
      .withArgs(42n);
  });

  it("carries reason and parameters as they are", async () => {
    const { community, proposalId } = await loadFixture(openVote);
    const { governor, accounts } = community;
    await expect(governor.connect(accounts.ben).castVoteWithReason(proposalId, 0n, "Too dear ☕"))
      .to.emit(governor, "VoteCast")
      .withArgs(accounts.ben.address, proposalId, 0n, 3n, "Too dear ☕");
    await expect(governor.connect(accounts.cleo).castVoteWithReasonAndParams(proposalId, 1n, "Yes", "0x1234"))
      .to.emit(governor, "VoteCastWithParams")
      .withArgs(accounts.cleo.address, proposalId, 1n, 2n, "Yes", "0x1234");
  });

  it("counts a delegated vote with the delegatee alone", async () => {
    const { community, story, proposalId } = await loadFixture(pendingVote);
    const { governor, membership, accounts } = community;
    await membership.connect(accounts.ben).delegate(accounts.eve);
    await story.passDelay();
    await story.vote(accounts.ben);
    await story.vote(accounts.eve);
    expect(await governor.proposalVotes(proposalId)).to.deep.equal([0n, 4n, 0n]);
  });
});

describe("CommunityGovernor › snapshot", () => {
  it("counts who joins in its second, and not who joins a second later", async () => {
    const { community, story, proposalId } = await loadFixture(pendingVote);
    const { governor, membership, accounts } = community;
    const snapshot = await governor.proposalSnapshot(proposalId);
    await at(snapshot);
    await membership.connect(accounts.gus).join();
    await at(snapshot + 1n);
    await membership.connect(accounts.hana).join();
    await story.vote(accounts.gus);
    await story.vote(accounts.hana);
    expect(await governor.proposalVotes(proposalId)).to.deep.equal([0n, 1n, 0n]);
  });

  it("gives nothing to who joins and votes in one block", async () => {
    const { community, story, proposalId } = await loadFixture(openVote);
    const { governor, membership, accounts } = community;
    const { gus } = accounts;
    const receipts = await inOneBlock(async () => [
      await membership.connect(gus).join({ gasLimit: 600_000n }),
      await governor.connect(gus).castVote(proposalId, 1n, { gasLimit: 600_000n }),
    ]);
    expect(receipts.map(({ status }) => status)).to.deep.equal([1, 1]);
    expect(await governor.hasVoted(proposalId, gus)).to.equal(true);
    expect(await governor.proposalVotes(proposalId)).to.deep.equal([0n, 0n, 0n]);
    await expect(story.vote(gus)).to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote");
  });

  it("gives nothing to who joins, proposes and votes at once: the vote begins later", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const story = await budgetStory(community);
    const proposalId = await story.id();
    const receipts = await inOneBlock(async () => [
      await governor
        .connect(accounts.ada)
        .propose(story.targets, story.values, story.datas, story.description, { gasLimit: 900_000n }),
      await governor.connect(accounts.ada).castVote(proposalId, 1n, { gasLimit: 600_000n }),
    ]);
    expect(receipts.map(({ status }) => status)).to.deep.equal([1, 0]);
    expect(await governor.votingDelay()).to.be.greaterThan(0n);
  });

  it("makes later tiers count for nothing", async () => {
    const { community, story, proposalId } = await loadFixture(openVote);
    await earn(community, community.accounts.dan, standingOf.keeper);
    await story.vote(community.accounts.dan);
    expect(await community.governor.proposalVotes(proposalId)).to.deep.equal([0n, 1n, 0n]);
  });

  it("lets nobody vote twice by leaving, coming back or delegating", async () => {
    const { community, story, proposalId } = await loadFixture(openVote);
    const { governor, membership, accounts } = community;
    const { ada, ben } = accounts;
    await story.vote(ben);
    await membership.connect(ben).delegate(ada);
    await membership.connect(ben).leave();
    await join(community, ben);
    await expect(story.vote(ben)).to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote");
    await story.vote(ada);
    expect(await governor.proposalVotes(proposalId)).to.deep.equal([0n, 8n, 0n]);
  });

  it("still counts who was a member in its second and has left since", async () => {
    const { community, story, proposalId } = await loadFixture(openVote);
    await community.membership.connect(community.accounts.cleo).leave();
    await story.vote(community.accounts.cleo);
    expect(await community.governor.proposalVotes(proposalId)).to.deep.equal([0n, 2n, 0n]);
  });

  for (const seed of [21, 22, 23]) {
    it(`keeps weights and quorum whatever happens after it (seed ${seed})`, async () => {
      const { community, story, proposalId } = await loadFixture(openVote);
      const { governor, membership, accounts } = community;
      const { ada, ben, cleo, dan, eve, gus } = accounts;
      const members = [ada, ben, cleo, dan, eve, gus];
      const random = seededRandom(seed);
      const snapshot = await governor.proposalSnapshot(proposalId);
      const weights = await Promise.all(members.map((member) => governor.getVotes(member, snapshot)));
      const quorum = await governor.quorum(snapshot);
      for (let step = 0; step < 25; ++step) {
        const member = random.pick(members);
        const active = (await membership.memberOf(member)) !== 0n;
        if (!active) await membership.connect(member).join();
        else if (random.whole(3) === 0) await membership.connect(member).leave();
        else if (random.whole(2) === 0) await earn(community, member, standingOf.regular);
        else {
          const other = random.pick(members);
          if ((await membership.memberOf(other)) !== 0n) await membership.connect(member).delegate(other);
        }
      }
      for (const member of members) await story.vote(member, BigInt(random.whole(3)));
      const after = await Promise.all(members.map((member) => governor.getVotes(member, snapshot)));
      expect(after).to.deep.equal(weights);
      expect(weights).to.deep.equal([5n, 3n, 2n, 1n, 1n, 0n]);
      expect(await governor.quorum(snapshot)).to.equal(quorum);
      const { againstVotes, forVotes, abstainVotes } = await governor.proposalVotes(proposalId);
      expect(againstVotes + forVotes + abstainVotes).to.equal(12n);
    });
  }

  it("can't be read before it is past", async () => {
    const { community, proposalId } = await loadFixture(pendingVote);
    const { governor, membership, accounts } = community;
    const snapshot = await governor.proposalSnapshot(proposalId);
    await expect(governor.getVotes(accounts.ada, snapshot))
      .to.be.revertedWithCustomError(membership, "ERC5805FutureLookup")
      .withArgs(snapshot, await now());
  });
});
