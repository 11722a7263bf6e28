import { expect } from "chai";
import { id, parseEther } from "ethers";
import { kind, reviewTerms } from "../earning/stage.ts";
import { DAY, networkHelpers, now } from "../helpers/chain.ts";
import { GovernorStory } from "../helpers/governorStory.ts";
import { packAwards } from "../helpers/members.ts";
import { parcels, PRICE } from "../rewards/stage.ts";
import { claimSigned, EMISSION, FAR, REVIEW, targets } from "./theft.ts";

const { loadFixture } = networkHelpers;
const WAITING = 2n;
const VETOED = 5n;

for (const [title, fixture] of Object.entries(targets)) {
  describe(`Roles › stolen keys › ${title} › operator`, () => {
    it("can't mint; accomplices who have a referral ready get one epoch's emission at most", async () => {
      const target = await loadFixture(fixture);
      const { campaigns, token, membership, campaignId, accounts } = target;
      const { operator, eve, dan } = accounts;
      const thief = campaigns.connect(operator);
      const supply = await token.totalSupply();
      await thief.setCampaignBudget(campaignId, 2n ** 96n - 1n);
      const lines = packAwards([{ memberId: target.ids.ben, amount: REVIEW }]);
      await expect(thief.award(campaignId, id("ben"), lines))
        .to.be.revertedWithCustomError(campaigns, "AccessManagedUnauthorized")
        .withArgs(operator.address);
      expect(await token.totalSupply()).to.equal(supply);

      const danId = await membership.memberOf(dan);
      const changes = {
        kind: kind.referral,
        signaturesNeeded: 0n,
        referralStanding: 1n,
        minReward: EMISSION,
        maxReward: EMISSION,
        budget: 9n * EMISSION,
      };
      for (const each of [1, 2]) {
        await thief.createCampaign(await reviewTerms(changes), `data:,${each}`);
        const claimed = thief.claimReferral(await campaigns.campaignCount(), danId);
        if (each === 1) await claimed;
        else
          await expect(claimed)
            .to.be.revertedWithCustomError(token, "RewardTokenEmissionExceeded")
            .withArgs(EMISSION, 0n);
      }
      expect((await token.totalSupply()) - supply).to.equal(EMISSION);
      expect(await token.balanceOf(operator)).to.equal(0n);
      expect(await token.balanceOf(eve)).to.equal(parseEther("100") + EMISSION);
    });

    it("can't move a membership before its wallet has had the time to veto", async () => {
      const target = await loadFixture(fixture);
      const { recovery, membership, token, ids, accounts } = target;
      const { ada, gus, operator } = accounts;
      const balance = await token.balanceOf(ada);
      await recovery.connect(gus).request(ids.ada);
      await recovery.connect(operator).approveByOperator(1n);
      const { dueAt } = await recovery.requestOf(1n);
      expect(dueAt).to.equal(BigInt(await now()) + (await recovery.delay()));
      await networkHelpers.time.increaseTo(dueAt - 2n);
      await expect(recovery.connect(operator).execute(1n))
        .to.be.revertedWithCustomError(recovery, "RecoveryWrongState")
        .withArgs(1n, WAITING);
      await recovery.connect(ada).veto(1n);
      await networkHelpers.time.increaseTo(dueAt);
      await expect(recovery.connect(operator).execute(1n))
        .to.be.revertedWithCustomError(recovery, "RecoveryWrongState")
        .withArgs(1n, VETOED);
      expect(await membership.ownerOf(ids.ada)).to.equal(ada.address);
      expect(await token.balanceOf(ada)).to.equal(balance);
    });

    it("can take back only what can still be disputed, once, and nothing that is settled", async () => {
      const target = await loadFixture(fixture);
      const { campaigns, token, campaignId, giftsId, ids, accounts } = target;
      const { ada, operator } = accounts;
      const thief = campaigns.connect(operator);
      const settled = await token.balanceOf(ada);
      await claimSigned(target, [accounts.attester], ids.ada, id("a review"));
      const { end, disputeWindow } = await campaigns.campaign(giftsId);
      await expect(thief.revoke(giftsId, id("gift 1"), ids.ada, 1n, ""))
        .to.be.revertedWithCustomError(campaigns, "CampaignsDisputeOver")
        .withArgs(end + disputeWindow);
      await expect(thief.setCampaignEnd(giftsId, FAR >> 4n))
        .to.be.revertedWithCustomError(campaigns, "CampaignsSettled")
        .withArgs(giftsId);
      await expect(thief.revoke(campaignId, id("a review"), ids.ada, REVIEW + 1n, ""))
        .to.be.revertedWithCustomError(campaigns, "CampaignsRevocationOutOfRange")
        .withArgs(REVIEW + 1n, REVIEW);
      await thief.revoke(campaignId, id("a review"), ids.ada, REVIEW, "");
      await expect(thief.revoke(campaignId, id("a review"), ids.ada, 1n, "")).to.be.revertedWithCustomError(
        campaigns,
        "CampaignsAlreadyRevoked",
      );
      expect(await token.balanceOf(ada)).to.equal(settled);
      expect(await token.debtOf(ada)).to.equal(0n);
    });

    it("can't keep what members have paid, whatever it does to shelf and event", async () => {
      const target = await loadFixture(fixture);
      const { store, tickets, token, orders, mugId, ticketId, accounts } = target;
      const { ada, operator, stranger } = accounts;
      const balance = await token.balanceOf(ada);
      const thief = store.connect(operator);
      await thief.setRewardPrice(mugId, 2n ** 96n - 1n);
      await thief.closeReward(mugId);
      await expect(thief.cancelByOperator([orders.ticket], false, ""))
        .to.be.revertedWithCustomError(store, "RewardsStoreWrongKind")
        .withArgs(orders.ticket);
      await expect(thief.fulfil(parcels(orders.mug)))
        .to.be.revertedWithCustomError(store, "AccessManagedUnauthorized")
        .withArgs(operator.address);
      await tickets.connect(operator).cancelEvent(ticketId >> 32n, "no event");
      await tickets.connect(stranger).refundCancelled(ticketId);
      await networkHelpers.time.increase(15 * DAY);
      await store.connect(stranger).cancel(orders.mug);
      expect(await token.balanceOf(ada)).to.equal(balance + 2n * PRICE);
      expect(await token.balanceOf(store)).to.equal(0n);
    });

    it("can suspend everybody, and yet those who could vote before vote it down", async () => {
      const target = await loadFixture(fixture);
      const { membership, manager, token, ids, accounts } = target;
      const { ada, ben, cleo, operator } = accounts;
      const reinstatement = {
        target: await membership.getAddress(),
        data: membership.interface.encodeFunctionData("reinstate", [ids.ada, "it was a thief"]),
      };
      const dismissal = {
        target: await manager.getAddress(),
        data: manager.interface.encodeFunctionData("revokeRole", [1n, operator.address]),
      };
      const story = new GovernorStory(
        target,
        target.stage === 0 ? [reinstatement] : [dismissal, reinstatement],
      );
      await story.propose(cleo);
      await story.passDelay();
      const balance = await token.balanceOf(ada);
      for (const memberId of Object.values(ids)) {
        await membership.connect(operator).suspend(memberId, FAR, "");
      }
      expect(await membership.getVotes(ada)).to.equal(0n);
      expect(await token.balanceOf(ada)).to.equal(balance);

      for (const voter of [ada, ben, cleo]) await story.vote(voter);
      await story.passPeriod();
      await story.queue(ben);
      await story.passTimelock();
      await story.execute(ben);
      expect(await membership.memberOf(ada)).to.equal(ids.ada);
      expect(await membership.getVotes(ada)).to.equal(2n);
      if (target.stage === 0) await manager.connect(target.admin).revokeRole(1n, operator);
      await expect(membership.connect(operator).suspend(ids.ada, FAR, ""))
        .to.be.revertedWithCustomError(membership, "AccessManagedUnauthorized")
        .withArgs(operator.address);
    });
  });
}
