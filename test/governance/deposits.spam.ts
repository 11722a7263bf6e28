import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { impersonate, networkHelpers, type Signer } from "../helpers/chain.ts";
import { deployTestCommunity } from "../helpers/community.ts";
import { budgetStory, support } from "../helpers/governorStory.ts";
import { depositCommunity, vote, expectReturned, expectBurned } from "./depositStage.ts";

const { loadFixture } = networkHelpers;

describe("ProposalDeposits › spam", () => {
  it("burns the deposit of what the guardian called spam and cancelled", async () => {
    const community = await loadFixture(depositCommunity);
    const { deposits, accounts } = community;
    const story = await (await budgetStory(community)).reach("active", accounts.ada);
    const proposalId = await story.id();
    await expect(deposits.connect(accounts.guardian).markSpam(proposalId))
      .to.emit(deposits, "ProposalMarkedSpam")
      .withArgs(proposalId, accounts.guardian.address);
    expect(await deposits.isSpam(proposalId)).to.equal(false);
    await story.cancel(accounts.guardian);
    expect(await deposits.isSpam(proposalId)).to.equal(true);
    await expectBurned(community, story);
  });

  it("burns it though the author cancels what the guardian has called spam", async () => {
    const community = await loadFixture(depositCommunity);
    const { ada, guardian } = community.accounts;
    const story = await budgetStory(community);
    await story.propose(ada);
    await community.deposits.connect(guardian).markSpam(await story.id());
    await story.cancel(ada);
    await expectBurned(community, story);
  });

  it("is what the guardian alone says, and not for ever", async () => {
    const community = await loadFixture(depositCommunity);
    const { deposits, governor, accounts } = community;
    const story = await (await budgetStory(community)).reach("active", accounts.ada);
    const proposalId = await story.id();
    for (const caller of [accounts.ada, accounts.operator, accounts.admin]) {
      await expect(deposits.connect(caller).markSpam(proposalId))
        .to.be.revertedWithCustomError(deposits, "ProposalDepositsUnauthorized")
        .withArgs(caller.address);
    }
    const asGuardian = deposits.connect(accounts.guardian);
    await expect(asGuardian.markSpam(7n)).to.be.revertedWithCustomError(
      deposits,
      "ProposalDepositsNoDeposit",
    );
    await story.passPeriod();
    await expect(asGuardian.markSpam(proposalId))
      .to.be.revertedWithCustomError(deposits, "ProposalDepositsVoteOver")
      .withArgs(proposalId);
    await networkHelpers.time.increaseTo(await governor.guardianExpiry());
    await expect(asGuardian.markSpam(proposalId)).to.be.revertedWithCustomError(
      deposits,
      "ProposalDepositsUnauthorized",
    );
  });

  it("is nobody's word where there is no guardian", async () => {
    const community = await deployTestCommunity({
      governor: { proposalDeposit: 50 },
      roles: { guardian: [] },
    });
    const { deposits } = community;
    const nobody = await impersonate(ZeroAddress);
    // The zero address signs nothing; even if it did, it would find no undecided proposal of its own.
    await expect(deposits.connect(nobody).markSpam(7n)).to.be.revertedWithCustomError(
      deposits,
      "ProposalDepositsNoDeposit",
    );
  });

  /** Votes against, for, abstained (of 5 units each), and whether that throws the proposal out as spam. */
  const tallies: [against: number, inFavour: number, abstain: number, spam: boolean][] = [
    [4, 0, 0, true],
    [2, 0, 0, true],
    [3, 1, 0, true],
    [3, 0, 1, true],
    [2, 1, 0, false],
    [1, 0, 0, false],
    [2, 0, 1, false],
    [0, 0, 0, false],
  ];
  for (const [against, inFavour, abstain, spam] of tallies) {
    it(`${spam ? "is" : "is not"} what ${against} are against, ${inFavour} for, and ${abstain} abstain`, async () => {
      const community = await loadFixture(depositCommunity);
      const { deposits, accounts } = community;
      const { ada, ben, cleo, dan } = accounts;
      const voters = [ben, cleo, dan, ada];
      const ballots = [
        ...Array.from({ length: against }, () => support.against),
        ...Array.from({ length: inFavour }, () => support.for),
        ...Array.from({ length: abstain }, () => support.abstain),
      ];
      const story = await budgetStory(community);
      await story.propose(ada);
      await vote(
        story,
        ballots.map((ballot, index) => [voters[index] as Signer, ballot]),
      );
      expect(await deposits.isSpam(await story.id())).to.equal(spam);
      if (spam) {
        await expectBurned(community, story);
        return;
      }
      await expect(deposits.burn(await story.id()))
        .to.be.revertedWithCustomError(deposits, "ProposalDepositsNotSpam")
        .withArgs(await story.id());
      await expectReturned(community, story);
    });
  }
});
