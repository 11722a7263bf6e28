import { expect } from "chai";
import { id, parseEther } from "ethers";
import { networkHelpers } from "../helpers/chain.ts";
import { seededRandom } from "../helpers/random.ts";
import { attestation, claim, reviewStage, startCampaign, type Attestation } from "./stage.ts";

const { loadFixture } = networkHelpers;

describe("Campaigns: paying once", () => {
  it("refuses the same claim again", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, token, accounts, campaignId, adaId } = stage;
    const statement = attestation(stage);
    await claim(stage, statement);
    await expect(claim(stage, statement))
      .to.be.revertedWithCustomError(campaigns, "CampaignsAlreadyPaid")
      .withArgs(campaignId, adaId, statement.subject);
    expect(await token.balanceOf(accounts.ada)).to.equal(statement.amount);
  });

  it("refuses the same subject in other words, for another amount, at another time", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, campaignId, adaId } = stage;
    const statement = attestation(stage);
    await claim(stage, statement);
    for (const changes of [
      { contentHash: id("other words") },
      { amount: statement.amount + 1n },
      { deadline: statement.deadline - 1n },
    ]) {
      await expect(claim(stage, { ...statement, ...changes }))
        .to.be.revertedWithCustomError(campaigns, "CampaignsAlreadyPaid")
        .withArgs(campaignId, adaId, statement.subject);
    }
  });

  it("pays another member for the same subject, and the same member in another campaign", async () => {
    const stage = await loadFixture(reviewStage);
    const { token, accounts, benId } = stage;
    const statement = attestation(stage);
    const { campaignId } = await startCampaign(stage);
    await claim(stage, statement);
    await claim(stage, { ...statement, memberId: benId });
    await claim(stage, { ...statement, campaignId });
    expect(await token.balanceOf(accounts.ben)).to.equal(statement.amount);
    expect(await token.balanceOf(accounts.ada)).to.equal(2n * statement.amount);
  });

  it("pays each claim once in whatever order they come, and however often", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, token, accounts, adaId, benId } = stage;
    const random = seededRandom(20_260_301);
    const subjects = [1, 2, 3, 4].map((number) => id(`permuted ${number}`));
    const statements = subjects.flatMap((subject, index) =>
      [adaId, benId].map((memberId) =>
        attestation(stage, { subject, memberId, amount: parseEther("10") + BigInt(index) }),
      ),
    );
    const paid = new Set<Attestation>();
    for (let attempt = 0; attempt < 60; attempt += 1) {
      const statement = random.pick(statements);
      const submitted = claim(stage, statement);
      if (paid.has(statement)) {
        await expect(submitted).to.be.revertedWithCustomError(campaigns, "CampaignsAlreadyPaid");
      } else {
        await submitted;
        paid.add(statement);
      }
    }
    expect(paid.size).to.equal(statements.length);
    const due = (memberId: bigint): bigint =>
      statements.reduce((sum, each) => (each.memberId === memberId ? sum + each.amount : sum), 0n);
    expect(await token.balanceOf(accounts.ada)).to.equal(due(adaId));
    expect(await token.balanceOf(accounts.ben)).to.equal(due(benId));
  });
});

describe("Campaigns: the limit of one member", () => {
  it("pays as often as the campaign allows and not once more", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, adaId, benId } = stage;
    const { campaignId } = await startCampaign(stage, { perMemberCap: 2n });
    await claim(stage, attestation(stage, { campaignId }));
    expect(await campaigns.paidCount(campaignId, adaId)).to.equal(1n);
    await claim(stage, attestation(stage, { campaignId }));
    expect(await campaigns.paidCount(campaignId, adaId)).to.equal(2n);
    await expect(claim(stage, attestation(stage, { campaignId })))
      .to.be.revertedWithCustomError(campaigns, "CampaignsMemberCapReached")
      .withArgs(campaignId, adaId, 2n);

    await claim(stage, attestation(stage, { campaignId, memberId: benId }));
    expect(await campaigns.paidCount(campaignId, benId)).to.equal(1n);
    expect(await campaigns.paidCount(campaignId, adaId)).to.equal(2n);
  });

  it("is kept per campaign", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns } = stage;
    const first = await startCampaign(stage, { perMemberCap: 1n });
    const second = await startCampaign(stage, { perMemberCap: 1n });
    await claim(stage, attestation(stage, { campaignId: first.campaignId }));
    await expect(claim(stage, attestation(stage, { campaignId: second.campaignId }))).to.emit(
      campaigns,
      "ContributionPaid",
    );
  });

  it("is not counted where there is none", async () => {
    const stage = await loadFixture(reviewStage);
    await claim(stage, attestation(stage));
    expect(await stage.campaigns.paidCount(stage.campaignId, stage.adaId)).to.equal(0n);
  });
});

describe("Campaigns: only members are paid", () => {
  it("refuses numbers that nobody has", async () => {
    const stage = await loadFixture(reviewStage);
    for (const memberId of [0n, stage.benId + 1n, 2n ** 255n]) {
      await expect(claim(stage, attestation(stage, { memberId })))
        .to.be.revertedWithCustomError(stage.campaigns, "CampaignsMemberNotActive")
        .withArgs(memberId);
    }
  });

  it("refuses who has left, and pays again who came back", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, membership, token, accounts, adaId } = stage;
    const statement = attestation(stage);
    await membership.connect(accounts.ada).leave();
    await expect(claim(stage, statement))
      .to.be.revertedWithCustomError(campaigns, "CampaignsMemberNotActive")
      .withArgs(adaId);

    await membership.connect(accounts.ada).join();
    await claim(stage, statement);
    expect(await token.balanceOf(accounts.ada)).to.equal(statement.amount);
  });

  it("gives nobody a second go by leaving and coming back", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, membership, accounts, adaId } = stage;
    const { campaignId } = await startCampaign(stage, { perMemberCap: 1n });
    const statement = attestation(stage, { campaignId });
    await claim(stage, statement);
    await membership.connect(accounts.ada).leave();
    await membership.connect(accounts.ada).join();

    await expect(claim(stage, statement))
      .to.be.revertedWithCustomError(campaigns, "CampaignsAlreadyPaid")
      .withArgs(campaignId, adaId, statement.subject);
    await expect(claim(stage, attestation(stage, { campaignId })))
      .to.be.revertedWithCustomError(campaigns, "CampaignsMemberCapReached")
      .withArgs(campaignId, adaId, 1n);
  });
});
