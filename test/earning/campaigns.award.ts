import { expect } from "chai";
import { id, parseEther } from "ethers";
import { at, networkHelpers } from "../helpers/chain.ts";
import { deployTestCommunity } from "../helpers/community.ts";
import { type Award, join, packAwards } from "../helpers/members.ts";
import { attestation, claim, reviewStage, startCampaign, type ReviewStage } from "./stage.ts";

const { loadFixture } = networkHelpers;
const LESSON = id("lesson: pouring slowly");

/** Fixture: three members; awards of 10 to 50. */
async function lessonStage(): Promise<ReviewStage & { cleoId: bigint }> {
  const stage = await reviewStage();
  const [cleoId = 0n] = await join(stage, stage.accounts.cleo);
  return { ...stage, cleoId };
}

/** Fixture: the community may mint 100 tokens a week. */
async function thriftyLessonStage() {
  const community = await deployTestCommunity({ token: { emission: { epoch: "1 week", cap: 100 } } });
  const { ada, ben, cleo } = community.accounts;
  const [adaId = 0n, benId = 0n, cleoId = 0n] = await join(community, ada, ben, cleo);
  return { ...community, ...(await startCampaign(community)), adaId, benId, cleoId };
}

async function award(stage: ReviewStage, awards: Award[], campaignId = stage.campaignId, subject = LESSON) {
  return await stage.campaigns
    .connect(stage.accounts.attester)
    .award(campaignId, subject, packAwards(awards));
}

async function expectNothingPaid(stage: ReviewStage, campaignId = stage.campaignId): Promise<void> {
  const { campaigns, token, adaId, accounts } = stage;
  expect(await token.totalSupply()).to.equal(0n);
  expect(await token.earned(accounts.ada)).to.equal(0n);
  expect((await campaigns.campaign(campaignId)).paid).to.equal(0n);
  expect(await campaigns.isPaid(campaignId, LESSON, adaId)).to.equal(false);
  expect(await campaigns.paidCount(campaignId, adaId)).to.equal(0n);
}

describe("Campaigns: awarding a batch", () => {
  it("pays everybody their own amount", async () => {
    const stage = await loadFixture(lessonStage);
    const { campaigns, token, accounts, campaignId, adaId, benId, cleoId } = stage;
    const awards = [
      { memberId: cleoId, amount: parseEther("10") },
      { memberId: adaId, amount: parseEther("20") },
      { memberId: benId, amount: parseEther("50") },
    ];

    await expect(award(stage, awards))
      .to.emit(campaigns, "ContributionsAwarded")
      .withArgs(campaignId, LESSON, accounts.attester.address, packAwards(awards));

    expect(await token.balanceOf(accounts.cleo)).to.equal(parseEther("10"));
    expect(await token.balanceOf(accounts.ada)).to.equal(parseEther("20"));
    expect(await token.earned(accounts.ben)).to.equal(parseEther("50"));
    expect(await token.totalSupply()).to.equal(parseEther("80"));
    expect((await campaigns.campaign(campaignId)).paid).to.equal(parseEther("80"));
    for (const { memberId } of awards) {
      expect(await campaigns.isPaid(campaignId, LESSON, memberId)).to.equal(true);
    }
  });

  it("keeps to the cap per member also where every reward is the same", async () => {
    const stage = await loadFixture(lessonStage);
    const { campaigns, adaId } = stage;
    const amount = parseEther("20");
    const { campaignId } = await startCampaign(stage, {
      minReward: amount,
      maxReward: amount,
      perMemberCap: 1n,
    });
    await award(stage, [{ memberId: adaId, amount }], campaignId);
    await expect(award(stage, [{ memberId: adaId, amount }], campaignId, id("another lesson")))
      .to.be.revertedWithCustomError(campaigns, "CampaignsMemberCapReached")
      .withArgs(campaignId, adaId, 1n);
  });

  it("refuses an empty list", async () => {
    const stage = await loadFixture(lessonStage);
    await expect(award(stage, [])).to.be.revertedWithCustomError(stage.campaigns, "CampaignsNoAwards");
  });

  it("pays nobody if one was paid already", async () => {
    const stage = await loadFixture(lessonStage);
    const { campaigns, token, accounts, campaignId, adaId, benId } = stage;
    await award(stage, [{ memberId: benId, amount: parseEther("10") }]);
    const awards = [
      { memberId: adaId, amount: parseEther("20") },
      { memberId: benId, amount: parseEther("20") },
    ];
    await expect(award(stage, awards))
      .to.be.revertedWithCustomError(campaigns, "CampaignsAlreadyPaid")
      .withArgs(campaignId, benId, LESSON);
    expect(await token.balanceOf(accounts.ada)).to.equal(0n);
    expect(await campaigns.isPaid(campaignId, LESSON, adaId)).to.equal(false);
  });

  it("pays nobody if one is on the list twice", async () => {
    const stage = await loadFixture(lessonStage);
    const { campaigns, campaignId, adaId, benId } = stage;
    const awards = [adaId, benId, adaId].map((memberId) => ({ memberId, amount: parseEther("10") }));
    await expect(award(stage, awards))
      .to.be.revertedWithCustomError(campaigns, "CampaignsAlreadyPaid")
      .withArgs(campaignId, adaId, LESSON);
    await expectNothingPaid(stage);
  });

  it("pays nobody if one is no member, or has left", async () => {
    const stage = await loadFixture(lessonStage);
    const { campaigns, membership, accounts, adaId, cleoId } = stage;
    await membership.connect(accounts.cleo).leave();
    for (const nobody of [0n, cleoId + 1n, cleoId]) {
      const awards = [adaId, nobody].map((memberId) => ({ memberId, amount: parseEther("10") }));
      await expect(award(stage, awards))
        .to.be.revertedWithCustomError(campaigns, "CampaignsMemberNotActive")
        .withArgs(nobody);
    }
    await expectNothingPaid(stage);
  });

  it("pays nobody if one amount is out of range", async () => {
    const stage = await loadFixture(lessonStage);
    const { campaigns, terms, adaId, benId } = stage;
    for (const amount of [terms.minReward - 1n, terms.maxReward + 1n]) {
      const awards = [
        { memberId: adaId, amount: terms.minReward },
        { memberId: benId, amount },
      ];
      await expect(award(stage, awards))
        .to.be.revertedWithCustomError(campaigns, "CampaignsRewardOutOfRange")
        .withArgs(amount, terms.minReward, terms.maxReward);
    }
    await expectNothingPaid(stage);
  });

  it("stops at the budget for all of them together", async () => {
    const stage = await loadFixture(lessonStage);
    const { campaigns, token, adaId, benId } = stage;
    const budget = parseEther("60");
    const { campaignId } = await startCampaign(stage, { budget });
    const awards = (extra: bigint): Award[] => [
      { memberId: adaId, amount: parseEther("50") },
      { memberId: benId, amount: parseEther("10") + extra },
    ];
    await expect(award(stage, awards(1n), campaignId))
      .to.be.revertedWithCustomError(campaigns, "CampaignsBudgetExceeded")
      .withArgs(campaignId, budget + 1n, budget);
    await expectNothingPaid(stage, campaignId);
    await award(stage, awards(0n), campaignId);
    expect(await token.totalSupply()).to.equal(budget);
  });

  it("stops at what the epoch may emit", async () => {
    const stage = await loadFixture(thriftyLessonStage);
    const { token, adaId, benId, cleoId } = stage;
    const awards = (extra: bigint): Award[] => [
      { memberId: adaId, amount: parseEther("50") },
      { memberId: benId, amount: parseEther("40") },
      { memberId: cleoId, amount: parseEther("10") + extra },
    ];
    await expect(award(stage, awards(1n)))
      .to.be.revertedWithCustomError(token, "RewardTokenEmissionExceeded")
      .withArgs(parseEther("100") + 1n, parseEther("100"));
    await expectNothingPaid(stage);
    await award(stage, awards(0n));
    expect(await token.totalSupply()).to.equal(parseEther("100"));
  });

  it("counts towards the limit of one member, and pays nobody if one has reached it", async () => {
    const stage = await loadFixture(lessonStage);
    const { campaigns, adaId, benId } = stage;
    const { campaignId } = await startCampaign(stage, { perMemberCap: 2n });
    const amount = parseEther("10");
    for (const lesson of ["one", "two"])
      await award(stage, [{ memberId: adaId, amount }], campaignId, id(lesson));
    const both = [benId, adaId].map((memberId) => ({ memberId, amount }));
    await expect(award(stage, both, campaignId))
      .to.be.revertedWithCustomError(campaigns, "CampaignsMemberCapReached")
      .withArgs(campaignId, adaId, 2n);
    expect(await campaigns.paidCount(campaignId, adaId)).to.equal(2n);
    expect(await campaigns.paidCount(campaignId, benId)).to.equal(0n);
  });

  it("refuses an attester on his own list", async () => {
    const stage = await loadFixture(lessonStage);
    const { campaigns, accounts, adaId } = stage;
    const [own = 0n] = await join(stage, accounts.attester);
    const awards = [adaId, own].map((memberId) => ({ memberId, amount: parseEther("10") }));
    await expect(award(stage, awards))
      .to.be.revertedWithCustomError(campaigns, "CampaignsSignerIsMember")
      .withArgs(accounts.attester.address);
    await expectNothingPaid(stage);
  });

  it("pays from the first second of the campaign to the last but not outside", async () => {
    const stage = await loadFixture(lessonStage);
    const { campaigns, adaId, terms: old } = stage;
    const start = old.start + 1000n;
    const end = start + 1000n;
    const { campaignId } = await startCampaign(stage, { start, end });
    const awarded = async (lesson: string) =>
      await award(stage, [{ memberId: adaId, amount: parseEther("10") }], campaignId, id(lesson));

    for (const [second, open] of [
      [start - 1n, false],
      [start, true],
      [end - 1n, true],
      [end, false],
    ] as const) {
      await at(second);
      const sent = awarded(`lesson at ${second}`);
      if (open) await sent;
      else {
        await expect(sent)
          .to.be.revertedWithCustomError(campaigns, "CampaignsNotOpen")
          .withArgs(campaignId, start, end);
      }
    }
  });

  it("needs a campaign", async () => {
    const stage = await loadFixture(lessonStage);
    await expect(award(stage, [{ memberId: stage.adaId, amount: 1n }], 99n))
      .to.be.revertedWithCustomError(stage.campaigns, "CampaignsUnknownCampaign")
      .withArgs(99n);
  });

  it("shares what was paid with claims of the same subject", async () => {
    const stage = await loadFixture(lessonStage);
    const { campaigns, campaignId, adaId, benId } = stage;
    await award(stage, [{ memberId: adaId, amount: parseEther("10") }]);
    await expect(claim(stage, attestation(stage, { subject: LESSON })))
      .to.be.revertedWithCustomError(campaigns, "CampaignsAlreadyPaid")
      .withArgs(campaignId, adaId, LESSON);
    await claim(stage, attestation(stage, { subject: LESSON, memberId: benId }));
    await expect(award(stage, [{ memberId: benId, amount: parseEther("10") }]))
      .to.be.revertedWithCustomError(campaigns, "CampaignsAlreadyPaid")
      .withArgs(campaignId, benId, LESSON);
  });

  for (const name of ["admin", "operator", "fulfilment", "door", "guardian", "ada", "stranger"] as const) {
    it(`is not for ${name}`, async () => {
      const { campaigns, accounts, campaignId, benId } = await loadFixture(lessonStage);
      const awards = [{ memberId: benId, amount: parseEther("10") }];
      await expect(campaigns.connect(accounts[name]).award(campaignId, LESSON, packAwards(awards)))
        .to.be.revertedWithCustomError(campaigns, "AccessManagedUnauthorized")
        .withArgs(accounts[name].address);
    });
  }
});
