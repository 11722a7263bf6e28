import { expect } from "chai";
import { parseEther, ZeroAddress } from "ethers";
import { impersonate, networkHelpers, type Signer } from "../helpers/chain.ts";
import { deployTestCommunity, type Community } from "../helpers/community.ts";
import { budgetStory, GovernorStory, support } from "../helpers/governorStory.ts";
import { joinAs } from "../helpers/members.ts";

const { loadFixture } = networkHelpers;
const DEPOSIT = parseEther("50");
const PURSE = parseEther("2000");

/** Fixture: Ada, Ben, Cleo and Dan are Keepers with 2,000 tokens and 5 units each; the quorum is 8 of 20. */
async function depositCommunity(): Promise<Community> {
  const community = await deployTestCommunity({ governor: { proposalDeposit: 50 } });
  const { ada, ben, cleo, dan } = community.accounts;
  await joinAs(community, "keeper", ada, ben, cleo, dan);
  await networkHelpers.mine(2);
  return community;
}

async function vote(story: GovernorStory, ballots: [Signer, bigint][]): Promise<void> {
  await story.passDelay();
  for (const [voter, ballot] of ballots) await story.vote(voter, ballot);
  await story.passPeriod();
}

async function expectReturned(community: Community, story: GovernorStory): Promise<void> {
  const { deposits, token, membership, accounts } = community;
  const proposalId = await story.id();
  const memberId = await membership.memberOf(accounts.ada);
  await expect(deposits.connect(accounts.stranger).reclaim(proposalId))
    .to.emit(deposits, "DepositReturned")
    .withArgs(proposalId, memberId, accounts.ada.address, DEPOSIT);
  expect(await token.balanceOf(accounts.ada)).to.equal(PURSE);
  expect(await token.balanceOf(deposits)).to.equal(0n);
  expect(await deposits.depositOf(proposalId)).to.deep.equal([memberId, DEPOSIT, false, true]);
}

async function expectBurned(community: Community, story: GovernorStory): Promise<void> {
  const { deposits, token, membership, accounts } = community;
  const proposalId = await story.id();
  const supply = await token.totalSupply();
  await expect(deposits.reclaim(proposalId))
    .to.be.revertedWithCustomError(deposits, "ProposalDepositsSpam")
    .withArgs(proposalId);
  await expect(deposits.connect(accounts.stranger).burn(proposalId))
    .to.emit(deposits, "DepositBurned")
    .withArgs(proposalId, await membership.memberOf(accounts.ada), DEPOSIT);
  expect(await token.totalSupply()).to.equal(supply - DEPOSIT);
  expect(await token.balanceOf(deposits)).to.equal(0n);
}

describe("ProposalDeposits › taking", () => {
  it("takes the deposit with the proposal, without an allowance", async () => {
    const community = await loadFixture(depositCommunity);
    const { deposits, token, membership, accounts } = community;
    const story = await budgetStory(community);
    const memberId = await membership.memberOf(accounts.ada);
    await expect(story.propose(accounts.ada))
      .to.emit(deposits, "DepositTaken")
      .withArgs(await story.id(), memberId, DEPOSIT);
    expect(await token.balanceOf(accounts.ada)).to.equal(PURSE - DEPOSIT);
    expect(await token.balanceOf(deposits)).to.equal(DEPOSIT);
    expect(await deposits.depositOf(await story.id())).to.deep.equal([memberId, DEPOSIT, false, false]);
  });

  it("refuses a proposal by somebody who can't pay, and one token less is too little", async () => {
    const community = await loadFixture(depositCommunity);
    const { deposits, token, governor, accounts } = community;
    const { ada } = accounts;
    await token.connect(ada).burn(PURSE - DEPOSIT + 1n);
    const story = await budgetStory(community);
    await expect(story.propose(ada))
      .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
      .withArgs(ada.address, DEPOSIT - 1n, DEPOSIT);
    expect(await governor.proposalCount()).to.equal(0n);
    expect(await token.balanceOf(deposits)).to.equal(0n);
  });

  it("leaves standing and votes as they are", async () => {
    const community = await loadFixture(depositCommunity);
    const { token, membership, accounts } = community;
    await (await budgetStory(community)).propose(accounts.ada);
    expect(await token.earned(accounts.ada)).to.equal(PURSE);
    expect(await membership.getVotes(accounts.ada)).to.equal(5n);
  });

  it("takes nothing from anybody but for the governor", async () => {
    const { deposits, accounts } = await loadFixture(depositCommunity);
    for (const caller of [accounts.stranger, accounts.admin, accounts.guardian]) {
      await expect(deposits.connect(caller).take(1n, 1n, accounts.ada))
        .to.be.revertedWithCustomError(deposits, "ProposalDepositsUnauthorized")
        .withArgs(caller.address);
    }
  });

  it("gives no proposal a hold on members' tokens: the governor itself may take none", async () => {
    const { token, governor, accounts } = await loadFixture(depositCommunity);
    const asGovernor = await impersonate(await governor.getAddress());
    await expect(token.connect(asGovernor).escrow(accounts.ben, 1n))
      .to.be.revertedWithCustomError(token, "RewardTokenUnauthorized")
      .withArgs(asGovernor.address);
  });
});

describe("ProposalDeposits › returning", () => {
  for (const state of ["canceled", "succeeded", "queued", "executed"] as const) {
    it(`gives the deposit of what is ${state} back to its author, whoever asks`, async () => {
      const community = await loadFixture(depositCommunity);
      const { ada, ben } = community.accounts;
      const story = await (await budgetStory(community)).reach(state, ada, [ada, ben]);
      await expectReturned(community, story);
    });
  }

  it("gives it back where too few have voted", async () => {
    const community = await loadFixture(depositCommunity);
    const story = await budgetStory(community);
    await story.propose(community.accounts.ada);
    await vote(story, []);
    await expectReturned(community, story);
  });

  it("gives it back where the guardian has cancelled without a word about spam", async () => {
    const community = await loadFixture(depositCommunity);
    const { ada, guardian } = community.accounts;
    const story = await (await budgetStory(community)).reach("active", ada);
    await story.cancel(guardian);
    await expectReturned(community, story);
  });

  it("gives it back where the members have accepted what the guardian called spam", async () => {
    const community = await loadFixture(depositCommunity);
    const { ada, ben, guardian } = community.accounts;
    const story = await budgetStory(community);
    await story.propose(ada);
    await community.deposits.connect(guardian).markSpam(await story.id());
    await vote(story, [
      [ada, support.for],
      [ben, support.for],
    ]);
    const { deposits, token } = community;
    await deposits.reclaim(await story.id());
    expect(await token.balanceOf(ada)).to.equal(PURSE);
  });

  for (const state of ["pending", "active"] as const) {
    it(`keeps the deposit of what is ${state}`, async () => {
      const community = await loadFixture(depositCommunity);
      const { deposits, accounts } = community;
      const story = await (await budgetStory(community)).reach(state, accounts.ada);
      for (const name of ["reclaim", "burn"] as const) {
        await expect(deposits[name](await story.id()))
          .to.be.revertedWithCustomError(deposits, "ProposalDepositsVoteNotOver")
          .withArgs(await story.id());
      }
    });
  }

  it("pays once", async () => {
    const community = await loadFixture(depositCommunity);
    const { deposits, accounts } = community;
    const story = await (await budgetStory(community)).reach("canceled", accounts.ada);
    await deposits.reclaim(await story.id());
    for (const name of ["reclaim", "burn"] as const) {
      await expect(deposits[name](await story.id()))
        .to.be.revertedWithCustomError(deposits, "ProposalDepositsNoDeposit")
        .withArgs(await story.id());
    }
  });

  it("pays somebody who has left", async () => {
    const community = await loadFixture(depositCommunity);
    const { membership, accounts } = community;
    const story = await (await budgetStory(community)).reach("canceled", accounts.ada);
    const memberId = await membership.memberOf(accounts.ada);
    await membership.connect(accounts.ada).leave();
    await expect(community.deposits.reclaim(await story.id()))
      .to.emit(community.deposits, "DepositReturned")
      .withArgs(await story.id(), memberId, accounts.ada.address, DEPOSIT);
  });

  it("knows no deposit of a proposal that was never made", async () => {
    const { deposits } = await loadFixture(depositCommunity);
    await expect(deposits.reclaim(7n)).to.be.revertedWithCustomError(deposits, "ProposalDepositsNoDeposit");
  });
});

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

describe("ProposalDeposits › settings", () => {
  it("are the admin's, and a deposit made before stays what it was", async () => {
    const community = await loadFixture(depositCommunity);
    const { deposits, token, accounts } = community;
    const story = await (await budgetStory(community)).reach("canceled", accounts.ada);
    await expect(deposits.connect(accounts.admin).setProposalDeposit(7n))
      .to.emit(deposits, "ProposalDepositUpdated")
      .withArgs(DEPOSIT, 7n);
    expect(await deposits.proposalDeposit()).to.equal(7n);
    await expectReturned(community, story);
    await (await budgetStory(community, 1n)).propose(accounts.ada);
    expect(await token.balanceOf(deposits)).to.equal(7n);
    await expect(deposits.connect(accounts.operator).setProposalDeposit(0n)).to.be.revertedWithCustomError(
      deposits,
      "AccessManagedUnauthorized",
    );
  });

  it("can be nothing at all: then nothing is taken and nothing can be settled", async () => {
    const community = await loadFixture(depositCommunity);
    const { deposits, token, accounts } = community;
    await deposits.connect(accounts.admin).setProposalDeposit(0n);
    const story = await (await budgetStory(community)).reach("canceled", accounts.ada);
    expect(await token.balanceOf(accounts.ada)).to.equal(PURSE);
    await expect(deposits.reclaim(await story.id())).to.be.revertedWithCustomError(
      deposits,
      "ProposalDepositsNoDeposit",
    );
  });

  it("name the governor once", async () => {
    const { deposits, governor, accounts } = await loadFixture(depositCommunity);
    expect(await deposits.governor()).to.equal(await governor.getAddress());
    await expect(deposits.connect(accounts.admin).wire(accounts.ada)).to.be.revertedWithCustomError(
      deposits,
      "ProposalDepositsAlreadyWired",
    );
  });
});
