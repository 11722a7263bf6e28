import { expect } from "chai";
import { id, parseEther } from "ethers";
import { at, networkHelpers } from "../helpers/chain.ts";
import { deployTestCommunity } from "../helpers/community.ts";
import { join } from "../helpers/members.ts";
import { approve, attestation, claim, reviewStage, startCampaign, type Attestation } from "./stage.ts";

const { loadFixture } = networkHelpers;

/** Fixture: the community may mint 100 tokens a week. */
async function thriftyStage() {
  const community = await deployTestCommunity({ token: { emission: { epoch: "1 week", cap: 100 } } });
  const [adaId = 0n, benId = 0n] = await join(community, community.accounts.ada, community.accounts.ben);
  return { ...community, ...(await startCampaign(community)), adaId, benId };
}

describe("Campaigns: claiming", () => {
  it("pays the member, whoever submits it", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, token, accounts, campaignId, adaId } = stage;
    const statement = attestation(stage);
    const approvals = await approve(stage, statement, accounts.attester);

    await expect(campaigns.connect(accounts.stranger).claim(statement, approvals))
      .to.emit(campaigns, "ContributionPaid")
      .withArgs(campaignId, adaId, statement.subject, statement.contentHash, statement.amount);

    expect(await token.balanceOf(accounts.ada)).to.equal(statement.amount);
    expect(await token.earned(accounts.ada)).to.equal(statement.amount);
    expect(await token.totalSupply()).to.equal(statement.amount);
    expect(await token.balanceOf(accounts.stranger)).to.equal(0n);
    expect((await campaigns.campaign(campaignId)).paid).to.equal(statement.amount);
    expect(await campaigns.isPaid(campaignId, statement.subject, adaId)).to.equal(true);
  });

  it("lets the member submit it too", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, accounts } = stage;
    const statement = attestation(stage);
    const approvals = await approve(stage, statement, accounts.attester);
    await expect(campaigns.connect(accounts.ada).claim(statement, approvals)).to.emit(
      campaigns,
      "ContributionPaid",
    );
  });

  it("marks nobody else and nothing else as paid", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, campaignId, adaId, benId, giftsId } = stage;
    const statement = attestation(stage);
    await claim(stage, statement);
    expect(await campaigns.isPaid(campaignId, statement.subject, benId)).to.equal(false);
    expect(await campaigns.isPaid(campaignId, id("another product"), adaId)).to.equal(false);
    expect(await campaigns.isPaid(giftsId, statement.subject, adaId)).to.equal(false);
  });

  it("adds up over several contributions", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, token, accounts, campaignId } = stage;
    const amounts = [parseEther("10"), parseEther("50"), parseEther("17.5")];
    for (const amount of amounts) await claim(stage, attestation(stage, { amount }));
    const total = amounts.reduce((sum, amount) => sum + amount, 0n);
    expect(await token.balanceOf(accounts.ada)).to.equal(total);
    expect(await token.earned(accounts.ada)).to.equal(total);
    expect((await campaigns.campaign(campaignId)).paid).to.equal(total);
  });
});

describe("Campaigns: when a claim counts", () => {
  it("pays from the first second to the last but not outside", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, terms: old } = stage;
    const start = old.start + 1000n;
    const end = start + 1000n;
    const { campaignId } = await startCampaign(stage, { start, end });
    const notOpen = async (statement: Attestation): Promise<void> => {
      await expect(claim(stage, statement))
        .to.be.revertedWithCustomError(campaigns, "CampaignsNotOpen")
        .withArgs(campaignId, start, end);
    };

    await at(start - 1n);
    await notOpen(attestation(stage, { campaignId }));
    await at(start);
    await claim(stage, attestation(stage, { campaignId }));
    await at(end - 1n);
    await claim(stage, attestation(stage, { campaignId }));
    await at(end);
    await notOpen(attestation(stage, { campaignId }));
  });

  for (const [name, wait, accepted] of [
    ["one second before", -1n, true],
    ["at", 0n, true],
    ["one second after", 1n, false],
  ] as const) {
    it(`is ${accepted ? "accepted" : "refused"} ${name} its deadline`, async () => {
      const stage = await loadFixture(reviewStage);
      const { campaigns } = stage;
      const deadline = stage.terms.start + 1000n;
      const statement = attestation(stage, { deadline });
      await at(deadline + wait);
      if (accepted) {
        await expect(claim(stage, statement)).to.emit(campaigns, "ContributionPaid");
      } else {
        await expect(claim(stage, statement))
          .to.be.revertedWithCustomError(campaigns, "CampaignsAttestationExpired")
          .withArgs(deadline);
      }
    });
  }

  it("needs a campaign", async () => {
    const stage = await loadFixture(reviewStage);
    for (const campaignId of [0n, 99n]) {
      await expect(claim(stage, attestation(stage, { campaignId })))
        .to.be.revertedWithCustomError(stage.campaigns, "CampaignsUnknownCampaign")
        .withArgs(campaignId);
    }
  });
});

describe("Campaigns: how much a claim pays", () => {
  it("stays between the least and the most", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, terms } = stage;
    for (const amount of [terms.minReward - 1n, terms.maxReward + 1n]) {
      await expect(claim(stage, attestation(stage, { amount })))
        .to.be.revertedWithCustomError(campaigns, "CampaignsRewardOutOfRange")
        .withArgs(amount, terms.minReward, terms.maxReward);
    }
    for (const amount of [terms.minReward, terms.maxReward]) {
      await expect(claim(stage, attestation(stage, { amount }))).to.emit(campaigns, "ContributionPaid");
    }
  });

  it("stops at the budget, to the smallest unit", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, accounts } = stage;
    const budget = parseEther("60");
    const { campaignId } = await startCampaign(stage, { budget });
    const claimed = async (amount: bigint) => await claim(stage, attestation(stage, { campaignId, amount }));
    await claimed(parseEther("50") - 1n);
    const left = parseEther("10") + 1n;

    await expect(claimed(left + 1n))
      .to.be.revertedWithCustomError(campaigns, "CampaignsBudgetExceeded")
      .withArgs(campaignId, left + 1n, left);
    await claimed(left);
    expect((await campaigns.campaign(campaignId)).paid).to.equal(budget);
    await expect(claimed(parseEther("10")))
      .to.be.revertedWithCustomError(campaigns, "CampaignsBudgetExceeded")
      .withArgs(campaignId, parseEther("10"), 0n);

    await campaigns.connect(accounts.operator).setCampaignBudget(campaignId, budget + parseEther("10"));
    await expect(claimed(parseEther("10"))).to.emit(campaigns, "ContributionPaid");
  });

  it("stops at what the epoch may emit, and goes on in the next", async () => {
    const stage = await loadFixture(thriftyStage);
    const { campaigns, token, campaignId } = stage;
    const week = 604_800n;
    const monday = (stage.terms.start / week + 1n) * week;
    const claimed = async (amount: bigint) => await claim(stage, attestation(stage, { amount }));
    await at(monday);
    await claimed(parseEther("50"));
    await claimed(parseEther("40"));

    await expect(claimed(parseEther("10") + 1n))
      .to.be.revertedWithCustomError(token, "RewardTokenEmissionExceeded")
      .withArgs(parseEther("10") + 1n, parseEther("10"));
    await claimed(parseEther("10"));
    expect((await campaigns.campaign(campaignId)).paid).to.equal(parseEther("100"));

    await at(monday + week - 1n);
    await expect(claimed(parseEther("10")))
      .to.be.revertedWithCustomError(token, "RewardTokenEmissionExceeded")
      .withArgs(parseEther("10"), 0n);
    await at(monday + week);
    await expect(claimed(parseEther("10"))).to.emit(campaigns, "ContributionPaid");
  });

  it("never pays more than a number can hold", async () => {
    const stage = await loadFixture(reviewStage);
    const amount = 2n ** 256n - 1n;
    await expect(claim(stage, attestation(stage, { amount })))
      .to.be.revertedWithCustomError(stage.campaigns, "CampaignsRewardOutOfRange")
      .withArgs(amount, stage.terms.minReward, stage.terms.maxReward);
  });
});
