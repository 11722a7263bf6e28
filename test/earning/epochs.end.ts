import { expect } from "chai";
import { parseEther } from "ethers";
import { at, networkHelpers } from "../helpers/chain.ts";
import { activeStage, claimOf, DELAY, publishedStage, WINDOW, type Leaf } from "./epochStage.ts";

const { loadFixture } = networkHelpers;

describe("Campaigns: the end of an epoch", () => {
  it("is at the operator's word before it pays, and gives everything back", async () => {
    const { campaigns, accounts, epochId, campaignId, publishedAt } = await loadFixture(publishedStage);
    await at(publishedAt + DELAY - 1);
    await expect(campaigns.connect(accounts.operator).cancelEpoch(epochId))
      .to.emit(campaigns, "EpochCancelled")
      .withArgs(epochId);
    expect((await campaigns.campaign(campaignId)).paid).to.equal(0n);
    await expect(campaigns.connect(accounts.operator).cancelEpoch(epochId))
      .to.be.revertedWithCustomError(campaigns, "CampaignsEpochSettled")
      .withArgs(epochId);
  });

  it("is not at anybody's word once it pays", async () => {
    const { campaigns, accounts, epochId, publishedAt } = await loadFixture(publishedStage);
    await at(publishedAt + DELAY);
    await expect(campaigns.connect(accounts.operator).cancelEpoch(epochId))
      .to.be.revertedWithCustomError(campaigns, "CampaignsEpochActive")
      .withArgs(epochId, publishedAt + DELAY);
  });

  it("pays nobody after it was cancelled", async () => {
    const { campaigns, token, accounts, epochId, tree, leaves } = await loadFixture(publishedStage);
    await campaigns.connect(accounts.operator).cancelEpoch(epochId);
    await networkHelpers.time.increase(DELAY);
    const claim = claimOf(tree, leaves[0] as Leaf);
    for (const sent of [campaigns.claimEpoch(epochId, claim), campaigns.claimEpochMany(epochId, [claim])]) {
      await expect(sent).to.be.revertedWithCustomError(campaigns, "CampaignsEpochSettled").withArgs(epochId);
    }
    await networkHelpers.time.increase(WINDOW);
    await expect(campaigns.closeEpoch(epochId)).to.be.revertedWithCustomError(
      campaigns,
      "CampaignsEpochSettled",
    );
    expect(await token.totalSupply()).to.equal(0n);
  });

  it("gives the rest back to the budget, at anybody's word, once", async () => {
    const { campaigns, accounts, epochId, campaignId, first, publishedAt } = await loadFixture(activeStage);
    await campaigns.claimEpoch(epochId, first);
    const [activeAt, closesAt] = [publishedAt + DELAY, publishedAt + DELAY + WINDOW];
    await at(closesAt - 1);
    await expect(campaigns.closeEpoch(epochId))
      .to.be.revertedWithCustomError(campaigns, "CampaignsEpochNotOpen")
      .withArgs(epochId, activeAt, closesAt);
    await at(closesAt);
    await expect(campaigns.connect(accounts.stranger).closeEpoch(epochId))
      .to.emit(campaigns, "EpochClosed")
      .withArgs(epochId, parseEther("90"));
    expect((await campaigns.campaign(campaignId)).paid).to.equal(parseEther("10"));
    await expect(campaigns.closeEpoch(epochId)).to.be.revertedWithCustomError(
      campaigns,
      "CampaignsEpochSettled",
    );
  });
});
