import { expect } from "chai";
import { parseEther } from "ethers";
import { networkHelpers, type Signer } from "../helpers/chain.ts";
import { deployTestCommunity, type Community } from "../helpers/community.ts";
import type { GovernorStory } from "../helpers/governorStory.ts";
import { joinAs } from "../helpers/members.ts";

/** What a proposal takes. */
export const DEPOSIT = parseEther("50");
/** What each member has. */
export const PURSE = parseEther("2000");

/** Fixture: Ada, Ben, Cleo and Dan are Keepers with 2,000 tokens and 5 units each; the quorum is 8 of 20. */
export async function depositCommunity(): Promise<Community> {
  const community = await deployTestCommunity({ governor: { proposalDeposit: 50 } });
  const { ada, ben, cleo, dan } = community.accounts;
  await joinAs(community, "keeper", ada, ben, cleo, dan);
  await networkHelpers.mine(2);
  return community;
}

/** Brings a proposal through its vote. */
export async function vote(story: GovernorStory, ballots: [Signer, bigint][]): Promise<void> {
  await story.passDelay();
  for (const [voter, ballot] of ballots) await story.vote(voter, ballot);
  await story.passPeriod();
}

/** Settles the deposit, and expects it back with its author. */
export async function expectReturned(community: Community, story: GovernorStory): Promise<void> {
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

/** Settles the deposit, and expects it burned. */
export async function expectBurned(community: Community, story: GovernorStory): Promise<void> {
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
