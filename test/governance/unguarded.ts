import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { networkHelpers } from "../helpers/chain.ts";
import type { Community } from "../helpers/community.ts";
import { budgetStory, GovernorStory, proposalState, votingCommunity } from "../helpers/governorStory.ts";

const { loadFixture } = networkHelpers;

/** Fixture: the members have done away with the guardian, as in stage 2. */
async function unguardedCommunity(): Promise<Community> {
  const community = await votingCommunity();
  const { governor, accounts } = community;
  const data = governor.interface.encodeFunctionData("setProposalGuardian", [ZeroAddress]);
  const call = { target: await governor.getAddress(), data };
  await new GovernorStory(community, [call], "No guardian").reach("executed", accounts.ada, [accounts.ada]);
  return community;
}

describe("CommunityGovernor › without a guardian", () => {
  it("lets authors cancel until the vote begins", async () => {
    const community = await loadFixture(unguardedCommunity);
    const { ada } = community.accounts;
    const story = await (await budgetStory(community)).reach("pending", ada);
    await story.cancel(ada);
    expect(await story.state()).to.equal(proposalState.canceled);
  });

  for (const state of ["active", "succeeded", "queued"] as const) {
    it(`lets nobody undo what is ${state}, its author neither`, async () => {
      const community = await loadFixture(unguardedCommunity);
      const { governor, accounts } = community;
      const { ada, ben, guardian, admin } = accounts;
      const story = await (await budgetStory(community)).reach(state, ada, [ada, ben]);
      for (const caller of [ada, guardian, admin]) {
        await expect(story.cancel(caller))
          .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
          .withArgs(await story.id(), caller.address);
      }
      expect(await story.state()).to.equal(proposalState[state]);
    });
  }
});
