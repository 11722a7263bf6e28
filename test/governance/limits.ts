import { expect } from "chai";
import { networkHelpers } from "../helpers/chain.ts";
import { budgetStory, support, votingCommunity } from "../helpers/governorStory.ts";

const { loadFixture } = networkHelpers;
const MAX_REASON = 1_024;
const MAX_DESCRIPTION = 32_768;

describe("CommunityGovernor › what ballots and proposals may carry", () => {
  for (const length of [MAX_REASON - 1, MAX_REASON]) {
    it(`takes a reason of ${length} bytes`, async () => {
      const community = await loadFixture(votingCommunity);
      const { governor, accounts } = community;
      const story = await (await budgetStory(community)).reach("active", accounts.ada);
      const reason = "é".repeat(length / 2) + (length % 2 === 1 ? "e" : "");
      await expect(governor.connect(accounts.ben).castVoteWithReason(await story.id(), support.for, reason))
        .to.emit(governor, "VoteCast")
        .withArgs(accounts.ben.address, await story.id(), support.for, 3n, reason);
    });
  }

  it("refuses a reason of one byte more, counted in bytes", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const story = await (await budgetStory(community)).reach("active", accounts.ada);
    const reason = `${"é".repeat(MAX_REASON / 2)}e`;
    const asBen = governor.connect(accounts.ben);
    await expect(asBen.castVoteWithReason(await story.id(), support.for, reason))
      .to.be.revertedWithCustomError(governor, "CommunityGovernorReasonTooLong")
      .withArgs(MAX_REASON + 1, MAX_REASON);
    expect(await governor.hasVoted(await story.id(), accounts.ben)).to.equal(false);
  });

  for (const length of [MAX_REASON - 1, MAX_REASON, MAX_REASON + 1]) {
    it(`${length > MAX_REASON ? "refuses" : "takes"} parameters of ${length} bytes`, async () => {
      const community = await loadFixture(votingCommunity);
      const { governor, accounts } = community;
      const story = await (await budgetStory(community)).reach("active", accounts.ada);
      const params = `0x${"5a".repeat(length)}`;
      const asBen = governor.connect(accounts.ben);
      const sent = asBen.castVoteWithReasonAndParams(await story.id(), support.against, "", params);
      if (length > MAX_REASON) {
        await expect(sent)
          .to.be.revertedWithCustomError(governor, "CommunityGovernorParamsTooLong")
          .withArgs(length, MAX_REASON);
        return;
      }
      await expect(sent)
        .to.emit(governor, "VoteCastWithParams")
        .withArgs(accounts.ben.address, await story.id(), support.against, 3n, "", params);
    });
  }

  for (const length of [MAX_DESCRIPTION - 1, MAX_DESCRIPTION, MAX_DESCRIPTION + 1]) {
    it(`${length > MAX_DESCRIPTION ? "refuses" : "takes"} a description of ${length} bytes`, async () => {
      const community = await loadFixture(votingCommunity);
      const { governor, accounts } = community;
      const sent = (await budgetStory(community, 1n, "x".repeat(length))).propose(accounts.ada);
      if (length > MAX_DESCRIPTION) {
        await expect(sent)
          .to.be.revertedWithCustomError(governor, "CommunityGovernorDescriptionTooLong")
          .withArgs(length, MAX_DESCRIPTION);
        return;
      }
      await sent;
      expect(await governor.proposalCount()).to.equal(1n);
    });
  }
});
