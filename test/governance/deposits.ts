import { expect } from "chai";
import { impersonate, networkHelpers } from "../helpers/chain.ts";
import { budgetStory, support } from "../helpers/governorStory.ts";
import { DEPOSIT, PURSE, depositCommunity, vote, expectReturned } from "./depositStage.ts";

const { loadFixture } = networkHelpers;

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
