import { expect } from "chai";
import { id, parseEther } from "ethers";
import { at, DAY, networkHelpers } from "../helpers/chain.ts";
import { NEVER, standingOf } from "../helpers/members.ts";
import { claimOf, publish, type Leaf } from "./epochStage.ts";
import { attestation, claim, reviewStage, startCampaign } from "./stage.ts";

const { loadFixture } = networkHelpers;
const SUBJECT = id("product: house blend");
const AMOUNT = parseEther("30");
const DISPUTE = 10 * DAY;

/** Fixture: ada was paid 30 for one review and 20 for another. */
async function paidStage() {
  const stage = await reviewStage();
  await claim(stage, attestation(stage, { subject: SUBJECT, amount: AMOUNT }));
  const other = attestation(stage);
  await claim(stage, other);
  const operated = stage.campaigns.connect(stage.accounts.operator);
  return { ...stage, operated, other };
}

describe("Campaigns: revoking a payment", () => {
  it("burns what is still there, lowers standing, and says why", async () => {
    const { campaigns, operated, token, accounts, campaignId, adaId } = await loadFixture(paidStage);
    const sent = operated.revoke(campaignId, SUBJECT, adaId, AMOUNT, "bought by the author");
    await expect(sent)
      .to.emit(campaigns, "PaymentRevoked")
      .withArgs(campaignId, adaId, SUBJECT, AMOUNT, "bought by the author");
    await expect(sent).to.emit(token, "Revoked").withArgs(accounts.ada.address, AMOUNT, AMOUNT, 0n);
    expect(await token.balanceOf(accounts.ada)).to.equal(parseEther("20"));
    expect(await token.earned(accounts.ada)).to.equal(parseEther("20"));
    expect(await campaigns.isRevoked(campaignId, SUBJECT, adaId)).to.equal(true);
    expect(await campaigns.isPaid(campaignId, SUBJECT, adaId)).to.equal(true);
    expect((await campaigns.campaign(campaignId)).paid).to.equal(parseEther("50"));
  });

  it("lets nobody be paid for it again", async () => {
    const stage = await loadFixture(paidStage);
    const { campaigns, operated, campaignId, adaId } = stage;
    await operated.revoke(campaignId, SUBJECT, adaId, AMOUNT, "");
    await expect(claim(stage, attestation(stage, { subject: SUBJECT })))
      .to.be.revertedWithCustomError(campaigns, "CampaignsAlreadyPaid")
      .withArgs(campaignId, adaId, SUBJECT);
  });

  it("happens once to a payment, in whole or in part", async () => {
    const { campaigns, operated, campaignId, adaId } = await loadFixture(paidStage);
    await operated.revoke(campaignId, SUBJECT, adaId, 1n, "");
    await expect(operated.revoke(campaignId, SUBJECT, adaId, 1n, "")).to.be.revertedWithCustomError(
      campaigns,
      "CampaignsAlreadyRevoked",
    );
  });

  it("never takes more in all than the campaign has paid the member", async () => {
    const { campaigns, operated, terms, campaignId, adaId, other } = await loadFixture(paidStage);
    for (const [amount, most] of [
      [0n, terms.maxReward],
      [terms.maxReward + 1n, terms.maxReward],
    ] as const) {
      await expect(operated.revoke(campaignId, SUBJECT, adaId, amount, ""))
        .to.be.revertedWithCustomError(campaigns, "CampaignsRevocationOutOfRange")
        .withArgs(amount, most);
    }
    await operated.revoke(campaignId, SUBJECT, adaId, parseEther("45"), "");
    await expect(operated.revoke(campaignId, other.subject, adaId, parseEther("5") + 1n, ""))
      .to.be.revertedWithCustomError(campaigns, "CampaignsRevocationOutOfRange")
      .withArgs(parseEther("5") + 1n, parseEther("5"));
    await operated.revoke(campaignId, other.subject, adaId, parseEther("5"), "");
  });

  it("takes no more than the reward where it is fixed", async () => {
    const stage = await loadFixture(paidStage);
    const { campaigns, operated, adaId } = stage;
    const reward = parseEther("25");
    const { campaignId } = await startCampaign(stage, { minReward: reward, maxReward: reward });
    await claim(stage, attestation(stage, { campaignId, subject: SUBJECT, amount: reward, deadline: NEVER }));
    await expect(operated.revoke(campaignId, SUBJECT, adaId, reward + 1n, ""))
      .to.be.revertedWithCustomError(campaigns, "CampaignsRevocationOutOfRange")
      .withArgs(reward + 1n, reward);
    await operated.revoke(campaignId, SUBJECT, adaId, reward, "");
  });

  it("refuses what was never paid", async () => {
    const { campaigns, operated, campaignId, adaId, benId } = await loadFixture(paidStage);
    for (const [subject, memberId] of [
      [SUBJECT, benId],
      [id("nothing"), adaId],
    ] as const) {
      await expect(operated.revoke(campaignId, subject, memberId, 1n, "")).to.be.revertedWithCustomError(
        campaigns,
        "CampaignsNotPaid",
      );
    }
    await expect(operated.revoke(99n, SUBJECT, adaId, 1n, ""))
      .to.be.revertedWithCustomError(campaigns, "CampaignsUnknownCampaign")
      .withArgs(99n);
  });

  it("ends with the dispute window, to the second", async () => {
    const { campaigns, operated, terms, campaignId, adaId, other } = await loadFixture(paidStage);
    const until = Number(terms.end) + DISPUTE;
    await at(until - 1);
    await operated.revoke(campaignId, SUBJECT, adaId, 1n, "");
    await at(until);
    await expect(operated.revoke(campaignId, other.subject, adaId, 1n, ""))
      .to.be.revertedWithCustomError(campaigns, "CampaignsDisputeOver")
      .withArgs(until);
    await expect(operated.setCampaignEnd(campaignId, 2n ** 32n - 1n))
      .to.be.revertedWithCustomError(campaigns, "CampaignsSettled")
      .withArgs(campaignId);
  });

  it("takes a reason of at most 1,024 bytes", async () => {
    const { campaigns, operated, campaignId, adaId, other } = await loadFixture(paidStage);
    await operated.revoke(campaignId, SUBJECT, adaId, 1n, "x".repeat(1024));
    await expect(operated.revoke(campaignId, other.subject, adaId, 1n, "x".repeat(1025)))
      .to.be.revertedWithCustomError(campaigns, "CampaignsReasonTooLong")
      .withArgs(1025n, 1024n);
  });

  it("leaves a debt that later earnings repay, and takes the tier", async () => {
    const stage = await loadFixture(paidStage);
    const { campaigns, operated, token, membership, store, accounts, adaId } = stage;
    const { campaignId } = await startCampaign(stage, {
      maxReward: standingOf.regular,
      budget: parseEther("1000"),
    });
    const big = { campaignId, subject: SUBJECT, amount: standingOf.regular, deadline: NEVER };
    await claim(stage, attestation(stage, big));
    expect(await membership.memberAndTierOf(accounts.ada)).to.deep.equal([adaId, 1n]);
    await token.connect(accounts.ada).transfer(store, parseEther("150"));

    await operated.revoke(campaignId, SUBJECT, adaId, standingOf.regular, "returned");
    expect(await membership.memberAndTierOf(accounts.ada)).to.deep.equal([adaId, 0n]);
    expect(await token.debtOf(accounts.ada)).to.equal(standingOf.regular);
    await claim(stage, attestation(stage, { amount: parseEther("40") }));
    expect(await token.balanceOf(accounts.ada)).to.equal(0n);
    expect(await token.debtOf(accounts.ada)).to.equal(parseEther("60"));
    expect(await token.earned(accounts.ada)).to.equal(parseEther("90"));
    expect(await campaigns.isRevoked(campaignId, SUBJECT, adaId)).to.equal(true);
  });

  it("reaches who has left", async () => {
    const { operated, token, membership, accounts, campaignId, adaId } = await loadFixture(paidStage);
    await membership.connect(accounts.ada).leave();
    await operated.revoke(campaignId, SUBJECT, adaId, AMOUNT, "");
    expect(await token.balanceOf(accounts.ada)).to.equal(parseEther("20"));
  });
});

describe("Campaigns: revoking a payment of an epoch", () => {
  /** Fixture: ada was paid 30 by an epoch. */
  async function epochPaidStage() {
    const stage = await paidStage();
    const payments = [stage.adaId, stage.benId].map((memberId) => ({ memberId, amount: AMOUNT }));
    const epoch = await publish(stage, payments);
    await networkHelpers.time.increase(DAY);
    const [paid, unpaid] = epoch.leaves.map((leaf: Leaf) => claimOf(epoch.tree, leaf));
    if (!paid || !unpaid) throw new Error("The epoch has two leaves");
    await stage.campaigns.claimEpoch(epoch.epochId, paid);
    return { ...stage, ...epoch, paid, unpaid };
  }

  it("takes back what the leaf says and no more, once", async () => {
    const { campaigns, operated, token, accounts, epochId, paid, adaId } = await loadFixture(epochPaidStage);
    for (const amount of [0n, AMOUNT + 1n]) {
      await expect(operated.revokeEpochClaim(epochId, paid, amount, ""))
        .to.be.revertedWithCustomError(campaigns, "CampaignsRevocationOutOfRange")
        .withArgs(amount, AMOUNT);
    }
    await expect(operated.revokeEpochClaim(epochId, paid, AMOUNT, "wrong list"))
      .to.emit(campaigns, "EpochPaymentRevoked")
      .withArgs(epochId, adaId, 0n, AMOUNT, "wrong list");
    expect(await token.earned(accounts.ada)).to.equal(parseEther("50"));
    expect(await campaigns.isEpochClaimRevoked(epochId, 0n)).to.equal(true);
    await expect(operated.revokeEpochClaim(epochId, paid, 1n, "")).to.be.revertedWithCustomError(
      campaigns,
      "CampaignsAlreadyRevoked",
    );
  });

  it("refuses a leaf that was not paid, and one that is not in the tree", async () => {
    const { campaigns, operated, epochId, paid, unpaid, benId } = await loadFixture(epochPaidStage);
    await expect(operated.revokeEpochClaim(epochId, unpaid, 1n, "")).to.be.revertedWithCustomError(
      campaigns,
      "CampaignsNotPaid",
    );
    for (const forged of [
      { ...paid, memberId: benId },
      { ...paid, amount: AMOUNT * 2n },
    ]) {
      await expect(operated.revokeEpochClaim(epochId, forged, 1n, ""))
        .to.be.revertedWithCustomError(campaigns, "CampaignsInvalidProof")
        .withArgs(epochId, 0n);
    }
  });

  it("ends with the dispute window after the epoch, to the second", async () => {
    const { campaigns, operated, epochId, paid, unpaid } = await loadFixture(epochPaidStage);
    await campaigns.claimEpoch(epochId, unpaid);
    const { activeAt } = await campaigns.epochOf(epochId);
    const until = Number(activeAt) + 30 * DAY + DISPUTE;
    await at(until - 1);
    await operated.revokeEpochClaim(epochId, unpaid, 1n, "");
    await at(until);
    await expect(operated.revokeEpochClaim(epochId, paid, 1n, ""))
      .to.be.revertedWithCustomError(campaigns, "CampaignsDisputeOver")
      .withArgs(until);
  });
});
