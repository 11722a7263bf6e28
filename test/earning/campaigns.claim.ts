import { expect } from "chai";
import { id, parseEther } from "ethers";
import { at, networkHelpers } from "../helpers/chain.ts";
import { deployTestCommunity } from "../helpers/community.ts";
import { join } from "../helpers/members.ts";
import { seededRandom } from "../helpers/random.ts";
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
      .to.be.revertedWithCustomError(stage.campaigns, "CampaignsBudgetExceeded")
      .withArgs(stage.campaignId, amount, stage.terms.budget);
  });
});

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
