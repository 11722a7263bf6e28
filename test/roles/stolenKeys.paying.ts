import { expect } from "chai";
import { id } from "ethers";
import { startCampaign } from "../earning/stage.ts";
import { DAY, networkHelpers, now } from "../helpers/chain.ts";
import { join, packAwards } from "../helpers/members.ts";
import { order, PRICE } from "../rewards/stage.ts";
import { BUDGET, claimSigned, EMISSION, REVIEW, targets, type Target } from "./theft.ts";

const { loadFixture } = networkHelpers;

/** Has the thief's own member paid, over and over, as long as somebody's word is good for it. */
async function grabReviews(pay: (subject: string) => Promise<unknown>): Promise<string[]> {
  const subjects = Array.from({ length: Number(BUDGET / REVIEW) }, (_, number) => id(`theft ${number}`));
  for (const subject of subjects) await pay(subject);
  return subjects;
}

/** The operator takes back what was paid for some subjects. */
async function takeBack(target: Target, memberId: bigint, subjects: string[]): Promise<void> {
  const { campaigns, campaignId, accounts } = target;
  for (const subject of subjects) {
    await campaigns.connect(accounts.operator).revoke(campaignId, subject, memberId, REVIEW, "stolen");
  }
}

for (const [title, fixture] of Object.entries(targets)) {
  describe(`Roles › stolen keys › ${title} › attester`, () => {
    it("can pay an accomplice the budget and no more, and revocation takes it back", async () => {
      const target = await loadFixture(fixture);
      const { campaigns, token, store, campaignId, accounts, mugId } = target;
      const { attester, gus, operator } = accounts;
      const [gusId = 0n] = await join(target, gus);
      const supply = await token.totalSupply();
      const pay = async (subject: string) =>
        await campaigns
          .connect(attester)
          .award(campaignId, subject, packAwards([{ memberId: gusId, amount: REVIEW }]));
      const subjects = await grabReviews(pay);
      await expect(pay(id("one more")))
        .to.be.revertedWithCustomError(campaigns, "CampaignsBudgetExceeded")
        .withArgs(campaignId, REVIEW, 0n);
      await expect(campaigns.connect(attester).publishEpoch(campaignId, id("list"), 1n, ""))
        .to.be.revertedWithCustomError(campaigns, "CampaignsBudgetExceeded")
        .withArgs(campaignId, 1n, 0n);
      expect((await token.totalSupply()) - supply).to.equal(BUDGET);

      // Part of it is already spent when the theft is noticed: that stays owed, and the refund repays it.
      const mug = await order(target, gus, mugId);
      await takeBack(target, gusId, subjects);
      expect(await token.balanceOf(gus)).to.equal(0n);
      expect(await token.earned(gus)).to.equal(0n);
      expect(await token.debtOf(gus)).to.equal(PRICE);
      await store.connect(operator).cancelByOperator([mug], true, "stolen");
      expect(await token.debtOf(gus)).to.equal(0n);
      expect(await token.totalSupply()).to.equal(supply);
    });

    it("can have minted what one epoch allows and no more, however large the budgets", async () => {
      const target = await loadFixture(fixture);
      const { campaigns, token, accounts } = target;
      const { attester, gus, operator } = accounts;
      const [gusId = 0n] = await join(target, gus);
      const { campaignId } = await startCampaign(target, {
        minReward: 1n,
        maxReward: 2n * EMISSION,
        budget: 100n * EMISSION,
      });
      const supply = await token.totalSupply();
      const pay = async (subject: string, amount: bigint) =>
        await campaigns
          .connect(attester)
          .award(campaignId, id(subject), packAwards([{ memberId: gusId, amount }]));
      await expect(pay("too much", EMISSION + 1n))
        .to.be.revertedWithCustomError(token, "RewardTokenEmissionExceeded")
        .withArgs(EMISSION + 1n, EMISSION);
      await pay("all there is", EMISSION);
      await expect(pay("a little more", 1n))
        .to.be.revertedWithCustomError(token, "RewardTokenEmissionExceeded")
        .withArgs(1n, 0n);
      expect((await token.totalSupply()) - supply).to.equal(EMISSION);

      // A published list pays only after a delay, in which it can be called off.
      await campaigns.connect(attester).publishEpoch(campaignId, id("list"), EMISSION, "");
      await campaigns.connect(operator).cancelEpoch(await campaigns.epochCount());
      expect((await campaigns.campaign(campaignId)).paid).to.equal(EMISSION);
      // What is stopped stays stopped in the next epoch.
      await campaigns.connect(operator).setCampaignEnd(campaignId, await now());
      await networkHelpers.time.increase(7 * DAY);
      await expect(pay("next week", 1n)).to.be.revertedWithCustomError(campaigns, "CampaignsNotOpen");
    });

    it("can't pay itself", async () => {
      const target = await loadFixture(fixture);
      const { campaigns, campaignId, accounts } = target;
      const { attester } = accounts;
      const [ownId = 0n] = await join(target, attester);
      const lines = packAwards([{ memberId: ownId, amount: REVIEW }]);
      await expect(campaigns.connect(attester).award(campaignId, id("me"), lines))
        .to.be.revertedWithCustomError(campaigns, "CampaignsSignerIsMember")
        .withArgs(attester.address);
      await expect(claimSigned(target, [attester], ownId, id("me")))
        .to.be.revertedWithCustomError(campaigns, "CampaignsSignerIsMember")
        .withArgs(attester.address);
    });
  });

  describe(`Roles › stolen keys › ${title} › curator`, () => {
    it("can pay an accomplice the budget where one signature is enough, and revocation takes it back", async () => {
      const target = await loadFixture(fixture);
      const { campaigns, token, ids, accounts } = target;
      const { ben, gus } = accounts;
      const [gusId = 0n] = await join(target, gus);
      const supply = await token.totalSupply();
      await expect(claimSigned(target, [ben], ids.ben, id("me")))
        .to.be.revertedWithCustomError(campaigns, "CampaignsSignerIsMember")
        .withArgs(ben.address);
      const subjects = await grabReviews(async (subject) => await claimSigned(target, [ben], gusId, subject));
      await expect(claimSigned(target, [ben], gusId, id("one more"))).to.be.revertedWithCustomError(
        campaigns,
        "CampaignsBudgetExceeded",
      );
      expect((await token.totalSupply()) - supply).to.equal(BUDGET);
      await takeBack(target, gusId, subjects);
      expect(await token.totalSupply()).to.equal(supply);
    });

    it("can pay nothing where two must sign, and has no attester's batch", async () => {
      const target = await loadFixture(fixture);
      const { campaigns, accounts } = target;
      const { ben, gus } = accounts;
      const [gusId = 0n] = await join(target, gus);
      const lines = packAwards([{ memberId: gusId, amount: REVIEW }]);
      await expect(campaigns.connect(ben).award(target.campaignId, id("batch"), lines))
        .to.be.revertedWithCustomError(campaigns, "AccessManagedUnauthorized")
        .withArgs(ben.address);
      const { campaignId } = await startCampaign(target, { signaturesNeeded: 2n });
      const strict = { ...target, campaignId };
      await expect(claimSigned(strict, [ben], gusId, id("alone")))
        .to.be.revertedWithCustomError(campaigns, "CampaignsWrongSignatureCount")
        .withArgs(1n, 2n);
      await expect(claimSigned(strict, [ben, ben], gusId, id("twice")))
        .to.be.revertedWithCustomError(campaigns, "CampaignsSignersNotAscending")
        .withArgs(ben.address);
    });
  });
}
