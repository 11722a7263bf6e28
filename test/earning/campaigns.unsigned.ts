import { expect } from "chai";
import { id, parseEther, toBeHex, ZeroHash } from "ethers";
import { at, networkHelpers } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";
import { inviteBy } from "../helpers/invitations.ts";
import { earn, join, joinAs, packAwards } from "../helpers/members.ts";
import { announce, buy, presence, ticketStage } from "../rewards/stage.ts";
import { kind, startCampaign, type Terms } from "./stage.ts";

const { loadFixture } = networkHelpers;
const REWARD = parseEther("15");
const REACHED = parseEther("50");

/** Terms of a campaign for which nobody signs. */
function unsigned(changes: Partial<Terms>): Partial<Terms> {
  return { signaturesNeeded: 0n, minReward: REWARD, maxReward: REWARD, ...changes };
}

/** The number a payment is kept under. */
function subjectOf(number: bigint): string {
  return toBeHex(number, 32);
}

/** Fixture: ada, a Regular, has invited ben; nobody has invited cleo. Inviting members who earn 50 is worth 15. */
async function referralStage() {
  const community = await plainCommunity();
  const { membership, accounts } = community;
  const [adaId = 0n] = await joinAs(community, "regular", accounts.ada);
  const invite = await inviteBy(community, accounts.ada);
  await membership.connect(accounts.ben).joinWithInvite(...invite);
  const benId = await membership.memberOf(accounts.ben);
  const [cleoId = 0n] = await join(community, accounts.cleo);
  const terms = unsigned({ kind: kind.referral, referralStanding: REACHED, perMemberCap: 2n });
  return { ...community, ...(await startCampaign(community, terms)), adaId, benId, cleoId };
}

/** Fixture: ada and ben hold tickets, ada was checked in. Being there is worth 15. */
async function attendanceStage() {
  const stage = await ticketStage();
  const { accounts } = stage;
  const { ticketId } = await buy(stage, accounts.ada);
  const { ticketId: benTicket } = await buy(stage, accounts.ben);
  const { campaignId, terms } = await startCampaign(stage, unsigned({ kind: kind.attendance }));
  await at(stage.event.doorsOpen + 5n);
  const proof = await presence(stage, accounts.ada, ticketId, stage.event.doorsOpen + 3n);
  await stage.tickets.connect(accounts.door).checkIn(proof);
  return { ...stage, campaignId, terms, ticketId, benTicket };
}

describe("Campaigns: for referrals", () => {
  it("pay the inviter once the invited member has earned enough, whoever asks", async () => {
    const stage = await loadFixture(referralStage);
    const { campaigns, token, accounts, campaignId, adaId, benId } = stage;
    const asked = campaigns.connect(accounts.stranger);
    await earn(stage, accounts.ben, REACHED - 1n);
    await expect(asked.claimReferral(campaignId, benId))
      .to.be.revertedWithCustomError(campaigns, "CampaignsReferralNotReached")
      .withArgs(benId, REACHED - 1n, REACHED);
    await earn(stage, accounts.ben, 1n);
    const before = await token.balanceOf(accounts.ada);
    await expect(asked.claimReferral(campaignId, benId))
      .to.emit(campaigns, "ContributionPaid")
      .withArgs(campaignId, adaId, subjectOf(benId), ZeroHash, REWARD);
    expect(await token.balanceOf(accounts.ada)).to.equal(before + REWARD);
    expect(await token.balanceOf(accounts.ben)).to.equal(REACHED);
    await expect(asked.claimReferral(campaignId, benId))
      .to.be.revertedWithCustomError(campaigns, "CampaignsAlreadyPaid")
      .withArgs(campaignId, adaId, subjectOf(benId));
  });

  it("pay nobody for who came alone, is no member, or has left", async () => {
    const stage = await loadFixture(referralStage);
    const { campaigns, membership, accounts, campaignId, benId, cleoId } = stage;
    await earn(stage, accounts.cleo, REACHED);
    await expect(campaigns.claimReferral(campaignId, cleoId))
      .to.be.revertedWithCustomError(campaigns, "CampaignsNoInviter")
      .withArgs(cleoId);
    await earn(stage, accounts.ben, REACHED);
    await membership.connect(accounts.ben).leave();
    for (const nobody of [benId, 0n, 99n]) {
      await expect(campaigns.claimReferral(campaignId, nobody))
        .to.be.revertedWithCustomError(campaigns, "CampaignsMemberNotActive")
        .withArgs(nobody);
    }
  });

  it("do not pay an inviter who has left", async () => {
    const stage = await loadFixture(referralStage);
    const { campaigns, membership, accounts, campaignId, adaId, benId } = stage;
    await earn(stage, accounts.ben, REACHED);
    await membership.connect(accounts.ada).leave();
    await expect(campaigns.claimReferral(campaignId, benId))
      .to.be.revertedWithCustomError(campaigns, "CampaignsMemberNotActive")
      .withArgs(adaId);
  });

  it("keep to the limit per inviter", async () => {
    const stage = await loadFixture(referralStage);
    const { campaigns, membership, accounts, campaignId, adaId } = stage;
    const friends = [accounts.dan, accounts.eve, accounts.finn];
    for (const [index, friend] of friends.entries()) {
      const invite = await inviteBy(stage, accounts.ada, { nonce: BigInt(index + 1) });
      await membership.connect(friend).joinWithInvite(...invite);
      await earn(stage, friend, REACHED);
    }
    const [dan, eve, finn] = await Promise.all(friends.map((friend) => membership.memberOf(friend)));
    await campaigns.claimReferral(campaignId, dan as bigint);
    await campaigns.claimReferral(campaignId, eve as bigint);
    await expect(campaigns.claimReferral(campaignId, finn as bigint))
      .to.be.revertedWithCustomError(campaigns, "CampaignsMemberCapReached")
      .withArgs(campaignId, adaId, 2n);
    expect(await campaigns.paidCount(campaignId, adaId)).to.equal(2n);
  });
});

describe("Campaigns: for attendance", () => {
  it("pay the member whose ticket was checked in, whoever asks, once per event", async () => {
    const stage = await loadFixture(attendanceStage);
    const { campaigns, token, accounts, campaignId, ticketId, eventId, adaId } = stage;
    const before = await token.balanceOf(accounts.ada);
    const asked = campaigns.connect(accounts.stranger);
    await expect(asked.claimAttendance(campaignId, ticketId))
      .to.emit(campaigns, "ContributionPaid")
      .withArgs(campaignId, adaId, subjectOf(eventId), ZeroHash, REWARD);
    expect(await token.balanceOf(accounts.ada)).to.equal(before + REWARD);
    await expect(asked.claimAttendance(campaignId, ticketId))
      .to.be.revertedWithCustomError(campaigns, "CampaignsAlreadyPaid")
      .withArgs(campaignId, adaId, subjectOf(eventId));
  });

  it("pay nobody who was not let in", async () => {
    const { campaigns, campaignId, benTicket } = await loadFixture(attendanceStage);
    for (const ticketId of [benTicket, benTicket + 1n, 0n, 2n ** 200n]) {
      await expect(campaigns.claimAttendance(campaignId, ticketId))
        .to.be.revertedWithCustomError(campaigns, "CampaignsNotCheckedIn")
        .withArgs(ticketId);
    }
  });

  it("can be for one event only", async () => {
    const stage = await loadFixture(attendanceStage);
    const { campaigns, ticketId, eventId } = stage;
    const other = await announce(stage);
    const terms = (event: bigint) => unsigned({ kind: kind.attendance, eventId: event });
    const { campaignId: elsewhere } = await startCampaign(stage, terms(other.eventId));
    await expect(campaigns.claimAttendance(elsewhere, ticketId))
      .to.be.revertedWithCustomError(campaigns, "CampaignsOtherEvent")
      .withArgs(ticketId, other.eventId);
    const { campaignId: here } = await startCampaign(stage, terms(eventId));
    await campaigns.claimAttendance(here, ticketId);
  });
});

describe("Campaigns: for which nobody signs", () => {
  it("pay in no other way", async () => {
    const stage = await loadFixture(attendanceStage);
    const { campaigns, accounts, campaignId, adaId, terms } = stage;
    const statement = {
      campaignId,
      memberId: adaId,
      subject: id("x"),
      contentHash: id("y"),
      amount: REWARD,
      deadline: terms.end,
    };
    await expect(campaigns.claim(statement, []))
      .to.be.revertedWithCustomError(campaigns, "CampaignsWrongSignatureCount")
      .withArgs(0n, 0n);
    const reason = campaigns.interface.encodeErrorResult("CampaignsWrongSignatureCount", [0n, 0n]);
    await expect(campaigns.claimMany(campaignId, [{ ...statement, approvals: [] }]))
      .to.emit(campaigns, "ContributionSkipped")
      .withArgs(campaignId, adaId, statement.subject, reason);
    const attested = campaigns.connect(accounts.attester);
    const awards = packAwards([{ memberId: adaId, amount: REWARD }]);
    for (const sent of [
      attested.award(campaignId, id("x"), awards),
      attested.publishEpoch(campaignId, id("root"), 1n, ""),
    ]) {
      await expect(sent)
        .to.be.revertedWithCustomError(campaigns, "CampaignsWrongSignatureCount")
        .withArgs(1n, 0n);
    }
  });

  it("pay for their own kind only, and the others not this way", async () => {
    const stage = await loadFixture(attendanceStage);
    const { campaigns, campaignId, ticketId, benId } = stage;
    await expect(campaigns.claimReferral(campaignId, benId))
      .to.be.revertedWithCustomError(campaigns, "CampaignsWrongKind")
      .withArgs(campaignId, kind.attendance);
    const { campaignId: signedOnes } = await startCampaign(stage, { kind: kind.attendance });
    await expect(campaigns.claimAttendance(signedOnes, ticketId))
      .to.be.revertedWithCustomError(campaigns, "CampaignsWrongKind")
      .withArgs(signedOnes, kind.attendance);
  });

  const senseless: [string, Partial<Terms>][] = [
    ["reviews", unsigned({ kind: kind.review })],
    ["grading", unsigned({ kind: kind.grading })],
    ["a reward that is not fixed", unsigned({ kind: kind.attendance, minReward: 1n })],
    ["referrals of members who have earned nothing", unsigned({ kind: kind.referral })],
    ["an event where somebody signs", { kind: kind.attendance, eventId: 1n }],
    ["a standing where somebody signs", { kind: kind.referral, referralStanding: 1n }],
  ];
  for (const [what, terms] of senseless) {
    it(`do not exist for ${what}`, async () => {
      const stage = await loadFixture(attendanceStage);
      await expect(startCampaign(stage, terms)).to.be.revertedWithCustomError(
        stage.campaigns,
        "CampaignsInvalidTerms",
      );
    });
  }
});
