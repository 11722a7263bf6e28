import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { at, networkHelpers } from "../helpers/chain.ts";
import type { Community } from "../helpers/community.ts";
import {
  budgetCall,
  budgetStory,
  GovernorStory,
  proposalState,
  votingCommunity,
} from "../helpers/governorStory.ts";

const { loadFixture, time } = networkHelpers;

/** Calls by which members change who guards and for how long. */
async function guardianCalls({ governor, accounts }: Community) {
  const target = await governor.getAddress();
  const { interface: abi } = governor;
  return {
    remove: { target, data: abi.encodeFunctionData("setProposalGuardian", [ZeroAddress]) },
    replace: { target, data: abi.encodeFunctionData("setProposalGuardian", [accounts.eve.address]) },
    end: { target, data: abi.encodeFunctionData("setGuardianExpiry", [1n]) },
    other: { target, data: abi.encodeFunctionData("setVotingDelay", [7n]) },
  };
}

describe("CommunityGovernor › the guardian's time", () => {
  it("is over at its second and not before", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const expiry = await governor.guardianExpiry();
    await time.increaseTo(expiry - 10_000n);
    const story = await (await budgetStory(community)).reach("pending", accounts.ada);
    const other = await budgetStory(community, 1n);
    await at(expiry - 2n);
    await story.cancel(accounts.guardian);
    expect(await story.state()).to.equal(proposalState.canceled);
    await at(expiry - 1n);
    await other.propose(accounts.ada);
    expect(await governor.proposalGuardian()).to.equal(accounts.guardian.address);
    await at(expiry);
    await expect(other.cancel(accounts.guardian))
      .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
      .withArgs(await other.id(), accounts.guardian.address);
    await networkHelpers.mine();
    expect(await governor.proposalGuardian()).to.equal(ZeroAddress);
  });

  it("begins at deployment with the term of the brand file", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor } = community;
    const [created] = await governor.queryFilter(governor.filters.GuardianExpiryUpdated());
    const block = await created?.getBlock();
    expect(created?.args.newExpiry).to.equal(BigInt(block?.timestamp ?? 0) + 364n * 86_400n);
    expect(created?.args.oldExpiry).to.equal(0n);
  });

  it("is prolonged by nobody but the members", async () => {
    const { governor, accounts } = await loadFixture(votingCommunity);
    for (const caller of [accounts.guardian, accounts.admin, accounts.ada]) {
      await expect(governor.connect(caller).setGuardianExpiry(2n ** 48n - 1n))
        .to.be.revertedWithCustomError(governor, "GovernorOnlyExecutor")
        .withArgs(caller.address);
    }
  });

  it("is ended by a proposal, which the guardian can't cancel", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const { end, remove } = await guardianCalls(community);
    const before = await governor.guardianExpiry();
    const story = await new GovernorStory(community, [end, remove]).reach("active", accounts.ada);
    await expect(story.cancel(accounts.guardian))
      .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
      .withArgs(await story.id(), accounts.guardian.address);
    await story.vote(accounts.ada);
    await story.passPeriod();
    await story.queue(accounts.ada);
    await expect(story.cancel(accounts.guardian)).to.be.revertedWithCustomError(
      governor,
      "GovernorUnableToCancel",
    );
    await story.passTimelock();
    await expect(story.execute(accounts.ada)).to.emit(governor, "GuardianExpiryUpdated").withArgs(before, 1n);
    expect(await governor.proposalGuardian()).to.equal(ZeroAddress);
  });

  it("does not shield a proposal that does more than change the guardian", async () => {
    const community = await loadFixture(votingCommunity);
    const { replace, other } = await guardianCalls(community);
    const { ada, guardian } = community.accounts;
    for (const calls of [
      [replace, other],
      [replace, await budgetCall(community)],
      [{ ...replace, target: await community.store.getAddress() }],
    ]) {
      const story = await new GovernorStory(community, calls).reach("active", ada);
      await story.cancel(guardian);
      expect(await story.state()).to.equal(proposalState.canceled);
    }
  });

  it("leaves the author's own right to cancel before the vote", async () => {
    const community = await loadFixture(votingCommunity);
    const { replace } = await guardianCalls(community);
    const story = await new GovernorStory(community, [replace]).reach("pending", community.accounts.ada);
    await story.cancel(community.accounts.ada);
    expect(await story.state()).to.equal(proposalState.canceled);
  });
});
