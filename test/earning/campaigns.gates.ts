import { expect } from "chai";
import { id, parseEther, ZeroAddress } from "ethers";
import { networkHelpers } from "../helpers/chain.ts";
import { packAwards } from "../helpers/members.ts";
import { approve, attestation, claim, reviewStage, startCampaign, type ReviewStage } from "./stage.ts";

const { loadFixture } = networkHelpers;
const OPEN_ROOM = { entry: 0n, minTier: 0n, badgeId: 0n, capacity: 0n };

/** Fixture: a campaign for a room that ada is in and ben is not. */
async function roomStage() {
  const stage = await reviewStage();
  const { rooms, accounts } = stage;
  await rooms.connect(accounts.operator).createRoom(OPEN_ROOM, "data:,room");
  const roomId = await rooms.roomCount();
  await rooms.connect(accounts.ada).joinRoom(roomId);
  return { ...stage, ...(await startCampaign(stage, { roomId })), roomId };
}

async function createBadge(
  { badges, campaigns, accounts }: ReviewStage,
  issuer = campaigns.target as string,
) {
  const terms = { kind: 0n, revocable: true, issuer };
  await badges.connect(accounts.operator).createBadge(terms, "data:,badge");
  return await badges.badgeCount();
}

/** Fixture: a campaign that gives a badge. */
async function badgeStage() {
  const stage = await reviewStage();
  const badgeId = await createBadge(stage);
  return { ...stage, ...(await startCampaign(stage, { badgeId })), badgeId };
}

describe("Campaigns: of a room", () => {
  it("pay members of the room", async () => {
    const stage = await loadFixture(roomStage);
    await claim(stage, attestation(stage));
    expect(await stage.token.balanceOf(stage.accounts.ada)).to.equal(parseEther("20"));
  });

  it("pay nobody else, in any way", async () => {
    const stage = await loadFixture(roomStage);
    const { campaigns, accounts, campaignId, roomId, adaId, benId } = stage;
    const statement = attestation(stage, { memberId: benId });
    await expect(claim(stage, statement))
      .to.be.revertedWithCustomError(campaigns, "CampaignsNotInRoom")
      .withArgs(roomId, benId);
    const amount = parseEther("20");
    const awards = [adaId, benId].map((memberId) => ({ memberId, amount }));
    await expect(campaigns.connect(accounts.attester).award(campaignId, id("x"), packAwards(awards)))
      .to.be.revertedWithCustomError(campaigns, "CampaignsNotInRoom")
      .withArgs(roomId, benId);
    const approvals = await approve(stage, statement, accounts.attester);
    const { memberId, subject, contentHash, deadline } = statement;
    const contribution = { memberId, subject, contentHash, amount: statement.amount, deadline, approvals };
    await expect(campaigns.claimMany(campaignId, [contribution]))
      .to.emit(campaigns, "ContributionSkipped")
      .withArgs(
        campaignId,
        benId,
        subject,
        campaigns.interface.encodeErrorResult("CampaignsNotInRoom", [roomId, benId]),
      );
  });

  it("look at the room also where every reward is the same", async () => {
    const stage = await loadFixture(roomStage);
    const { campaigns, accounts, roomId, benId } = stage;
    const amount = parseEther("20");
    const { campaignId } = await startCampaign(stage, { roomId, minReward: amount, maxReward: amount });
    const awards = packAwards([{ memberId: benId, amount }]);
    await expect(campaigns.connect(accounts.attester).award(campaignId, id("x"), awards))
      .to.be.revertedWithCustomError(campaigns, "CampaignsNotInRoom")
      .withArgs(roomId, benId);
  });

  it("pay no longer who has left the room", async () => {
    const stage = await loadFixture(roomStage);
    const { rooms, accounts, campaigns, roomId, adaId } = stage;
    await rooms.connect(accounts.ada).leaveRoom(roomId);
    await expect(claim(stage, attestation(stage)))
      .to.be.revertedWithCustomError(campaigns, "CampaignsNotInRoom")
      .withArgs(roomId, adaId);
  });

  it("need a room that exists", async () => {
    const stage = await loadFixture(roomStage);
    await expect(startCampaign(stage, { roomId: stage.roomId + 1n })).to.be.revertedWithCustomError(
      stage.campaigns,
      "CampaignsInvalidTerms",
    );
  });
});

describe("Campaigns: with a badge", () => {
  it("give it with the first payment, and pay on to those who have it", async () => {
    const stage = await loadFixture(badgeStage);
    const { badges, campaigns, accounts, campaignId, badgeId, adaId, benId } = stage;
    expect(await badges.hasBadge(badgeId, adaId)).to.equal(false);
    await claim(stage, attestation(stage));
    expect(await badges.hasBadge(badgeId, adaId)).to.equal(true);
    await claim(stage, attestation(stage));
    const awards = [adaId, benId].map((memberId) => ({ memberId, amount: parseEther("20") }));
    await campaigns.connect(accounts.attester).award(campaignId, id("lesson"), packAwards(awards));
    expect(await badges.hasBadge(badgeId, benId)).to.equal(true);
    expect(await badges.supplyOf(badgeId)).to.equal(2n);
    expect(await stage.token.balanceOf(accounts.ada)).to.equal(parseEther("60"));
  });

  it("give it in a batch to those who are paid, and only to them", async () => {
    const stage = await loadFixture(badgeStage);
    const { badges, campaigns, accounts, campaignId, badgeId, adaId, benId } = stage;
    const contributions = [];
    for (const memberId of [benId, adaId, benId]) {
      const statement = attestation(stage, { memberId });
      const signer = memberId === benId ? accounts.ben : accounts.attester;
      const approvals = await approve(stage, statement, signer);
      contributions.push({ ...statement, approvals });
    }
    await expect(campaigns.claimMany(campaignId, contributions))
      .to.emit(campaigns, "ContributionSkipped")
      .to.emit(badges, "BadgeIssued");
    expect(await badges.hasBadge(badgeId, adaId)).to.equal(true);
    expect(await badges.hasBadge(badgeId, benId)).to.equal(false);
    expect(await badges.supplyOf(badgeId)).to.equal(1n);
  });

  it("need to be its issuer", async () => {
    const stage = await loadFixture(badgeStage);
    const { badges } = stage;
    const others = [
      await createBadge(stage, ZeroAddress),
      await createBadge(stage, stage.store.target as string),
    ];
    for (const badgeId of others) {
      await expect(startCampaign(stage, { badgeId }))
        .to.be.revertedWithCustomError(badges, "AccessManagedUnauthorized")
        .withArgs(stage.campaigns.target);
    }
    await expect(startCampaign(stage, { badgeId: 99n })).to.be.revertedWithCustomError(
      badges,
      "AccessManagedUnauthorized",
    );
  });
});
