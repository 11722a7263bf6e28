import { expect } from "chai";
import { id, parseEther } from "ethers";
import { approve } from "../earning/stage.ts";
import { networkHelpers } from "../helpers/chain.ts";
import { packAwards, standingOf } from "../helpers/members.ts";
import { presence, PRICE, state } from "../rewards/stage.ts";
import { expectNoEther, give, refusal, submit, type Person } from "./people.ts";
import { idsOf, payingHouse, tokens } from "./payingHouse.ts";
import { joiningInvited, type Request } from "./requests.ts";
import { redeeming } from "./storeRequests.ts";

const { loadFixture, time } = networkHelpers;

describe("Payouts: what is taken back, and what the chain itself shows", () => {
  let house: Awaited<ReturnType<typeof payingHouse>>;
  let ids: Awaited<ReturnType<typeof idsOf>>;

  before(async () => {
    house = await loadFixture(payingHouse);
    ids = await idsOf(house);
  });

  async function books(person: Person) {
    const { token } = house;
    const [balance, earned, debt] = await Promise.all([
      token.balanceOf(person),
      token.earned(person),
      token.debtOf(person),
    ]);
    return [balance, earned, debt].map((amount) => Number(amount / parseEther("1")));
  }

  /** A claim that an attester or a curator has signed. */
  async function attested(
    signer: Parameters<typeof approve>[2],
    campaignId: bigint,
    payment: { memberId: bigint; amount: number; subject: string },
  ): Promise<Request> {
    const { campaigns } = house;
    const { memberId, amount, subject } = payment;
    const statement = {
      campaignId,
      memberId,
      subject: id(subject),
      contentHash: id(`words of ${subject}`),
      amount: tokens(amount),
      deadline: (await campaigns.campaign(campaignId)).end,
    };
    return {
      contract: campaigns,
      name: "claim",
      args: [statement, await approve(house, statement, signer)],
    };
  }

  it("let ben spend what he was paid for help that turns out to be made up", async () => {
    const { campaigns, store, accounts, everybody, helpId, mugId } = house;
    await campaigns
      .connect(accounts.attester)
      .award(helpId, id("answers"), packAwards([{ memberId: ids.ben, amount: PRICE }]));
    await submit(house, await redeeming(house, everybody.ben, mugId));
    expect(await books(everybody.ben)).to.deep.equal([0, 60, 0]);
    expect((await store.redemption(1n)).state).to.equal(state.placed);
  });

  it("take it back within the time for disputes: nothing is there to burn, so ben owes it", async () => {
    const { campaigns, token, accounts, everybody, helpId } = house;
    await expect(
      campaigns.connect(accounts.operator).revoke(helpId, id("answers"), ids.ben, PRICE, "Copied answers"),
    )
      .to.emit(campaigns, "PaymentRevoked")
      .withArgs(helpId, ids.ben, id("answers"), PRICE, "Copied answers")
      .and.to.emit(token, "Revoked")
      .withArgs(everybody.ben.address, PRICE, 0n, PRICE);
    expect(await books(everybody.ben)).to.deep.equal([0, 0, 60]);
  });

  it("repay it from what ben earns next, and are his again after that", async () => {
    const { accounts, everybody, lessonsId } = house;
    const { ben } = everybody;
    const lesson = async (amount: number, subject: string) =>
      await attested(accounts.attester, lessonsId, { memberId: ids.ben, amount, subject });
    await submit(house, await lesson(40, "lesson one"));
    expect(await books(ben)).to.deep.equal([0, 40, 20]);
    await submit(house, await lesson(50, "lesson two"));
    expect(await books(ben)).to.deep.equal([30, 90, 0]);
    expect(await refusal(house, await lesson(50, "lesson two"))).to.deep.equal([
      "CampaignsAlreadyPaid",
      lessonsId,
      ids.ben,
      id("lesson two"),
    ]);
  });

  it("pay a curator for grading at the attester's word, not at the curator's own, and only so often", async () => {
    const { accounts, everybody, gradingId, lessonsId } = house;
    const { ada, dan } = everybody;
    await submit(
      house,
      await attested(dan, lessonsId, { memberId: ids.ada, amount: 10, subject: "a lesson" }),
    );
    expect((await books(ada))[0]).to.equal(10);
    expect((await books(dan))[0]).to.equal(500);
    const grading = { memberId: ids.dan, amount: 5, subject: "decision 1, rejected" };
    expect(await refusal(house, await attested(dan, gradingId, grading))).to.deep.equal([
      "CampaignsSignerIsMember",
      dan.address,
    ]);
    for (const subject of ["decision 1, rejected", "decision 2, accepted"])
      await submit(house, await attested(accounts.attester, gradingId, { ...grading, subject }));
    const third = await attested(accounts.attester, gradingId, { ...grading, subject: "decision 3" });
    expect(await refusal(house, third)).to.deep.equal(["CampaignsMemberCapReached", gradingId, ids.dan, 2n]);
    expect((await books(dan))[0]).to.equal(510);
  });

  it("pay dan for having invited gus, once gus has found his feet, whoever asks", async () => {
    const { campaigns, membership, everybody, referralId } = house;
    const { dan, gus } = everybody;
    await submit(house, await joiningInvited(house, dan, gus));
    const gusId = await membership.memberOf(gus);
    const referral: Request = { contract: campaigns, name: "claimReferral", args: [referralId, gusId] };
    expect(await refusal(house, referral)).to.deep.equal([
      "CampaignsReferralNotReached",
      gusId,
      0n,
      standingOf.regular,
    ]);
    await give(house, [gus, standingOf.regular]);
    await submit(house, referral);
    expect((await books(dan))[0]).to.equal(535);
    expect((await refusal(house, referral))[0]).to.equal("CampaignsAlreadyPaid");
    const uninvited = { ...referral, args: [referralId, ids.dan] };
    expect(await refusal(house, uninvited)).to.deep.equal(["CampaignsNoInviter", ids.dan]);
  });

  it("pay ada for having been there, and nobody who only bought a ticket", async () => {
    const { campaigns, tickets, accounts, everybody, evening, attendanceId } = house;
    const { ada, dan } = everybody;
    await give(house, [ada, PRICE]);
    for (const person of [ada, dan])
      await submit(house, await redeeming(house, person, evening.ticketRewardId));
    const ticket = (serial: bigint): bigint => (evening.eventId << 32n) | serial;
    const at = evening.event.doorsOpen + 60n;
    await time.increaseTo(at);
    await tickets.connect(accounts.door).checkIn(await presence(house, ada, ticket(1n), at));
    const attendance = (serial: bigint): Request => ({
      contract: campaigns,
      name: "claimAttendance",
      args: [attendanceId, ticket(serial)],
    });
    await submit(house, attendance(1n));
    expect((await books(ada))[0]).to.equal(25);
    expect((await refusal(house, attendance(1n)))[0]).to.equal("CampaignsAlreadyPaid");
    expect(await refusal(house, attendance(2n))).to.deep.equal(["CampaignsNotCheckedIn", ticket(2n)]);
  });

  it("end with books that add up, and nobody having held ether", async () => {
    const { token, store, everybody } = house;
    const holders = [...Object.values(everybody), store];
    const balances = await Promise.all(holders.map(async (holder) => await token.balanceOf(holder)));
    const supply = await token.totalSupply();
    expect(balances.reduce((sum, balance) => sum + balance, 0n)).to.equal(supply);
    const standings = await Promise.all(Object.values(everybody).map((person) => token.earned(person)));
    const standing = standings.reduce((sum, each) => sum + each, 0n);
    expect(await token.totalRevoked()).to.equal(PRICE);
    expect(await token.totalEarned()).to.equal(standing + PRICE);
    await expectNoEther(everybody);
  });
});
