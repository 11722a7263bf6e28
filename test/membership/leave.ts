import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { at, networkHelpers, now } from "../helpers/chain.ts";
import { plainCommunity, type Community } from "../helpers/community.ts";
import { earn, join, joinAs, packAwards, standingOf } from "../helpers/members.ts";

const { loadFixture } = networkHelpers;
const LEFT = 2n;

async function threeMembers(): Promise<Community> {
  const community = await plainCommunity();
  const { ada, ben, cleo } = community.accounts;
  await joinAs(community, "pillar", ada);
  await join(community, ben, cleo);
  return community;
}

describe("Membership › leave", () => {
  it("takes card, vote and rights, and says so", async () => {
    const { membership, accounts } = await loadFixture(threeMembers);
    const { ada } = accounts;
    const left = membership.connect(ada).leave();
    await expect(left).to.emit(membership, "MemberLeft").withArgs(1n, ada.address);
    await expect(left).to.emit(membership, "Transfer").withArgs(ada.address, ZeroAddress, 1n);
    await expect(left).to.emit(membership, "DelegateVotesChanged").withArgs(ada.address, 3n, 0n);
    expect(await membership.memberOf(ada)).to.equal(0n);
    expect(await membership.balanceOf(ada)).to.equal(0n);
    expect(await membership.getVotes(ada)).to.equal(0n);
    expect(await membership.hasRight(ada, 1n)).to.equal(false);
    expect(await membership.totalMembers()).to.equal(2n);
    expect((await membership.accountOf(ada)).status).to.equal(LEFT);
    await expect(membership.ownerOf(1n))
      .to.be.revertedWithCustomError(membership, "ERC721NonexistentToken")
      .withArgs(1n);
  });

  it("keeps what was earned, and the wallet for refunds", async () => {
    const { membership, token, accounts } = await loadFixture(threeMembers);
    const { ada } = accounts;
    await membership.connect(ada).leave();
    expect(await token.balanceOf(ada)).to.equal(standingOf.pillar);
    expect(await token.earned(ada)).to.equal(standingOf.pillar);
    const { account, active } = await membership.walletOf(1n);
    expect([account, active]).to.deep.equal([ada.address, false]);
  });

  it("is for members alone, and once", async () => {
    const { membership, accounts } = await loadFixture(threeMembers);
    const { ada, stranger } = accounts;
    await membership.connect(ada).leave();
    for (const caller of [ada, stranger]) {
      await expect(membership.connect(caller).leave())
        .to.be.revertedWithCustomError(membership, "MembershipNotMember")
        .withArgs(caller.address);
    }
  });

  it("never frees the number for somebody else", async () => {
    const community = await loadFixture(threeMembers);
    const { membership, accounts } = community;
    await membership.connect(accounts.cleo).leave();
    expect(await join(community, accounts.dan)).to.deep.equal([4n]);
    expect(await membership.lastMemberId()).to.equal(4n);
    expect(await membership.totalMembers()).to.equal(3n);
  });

  it("ends being paid", async () => {
    const { membership, campaigns, giftsId, accounts } = await loadFixture(threeMembers);
    await membership.connect(accounts.ada).leave();
    await expect(
      campaigns
        .connect(accounts.attester)
        .award(giftsId, `0x${"11".repeat(32)}`, packAwards([{ memberId: 1n, amount: 1n }])),
    )
      .to.be.revertedWithCustomError(campaigns, "CampaignsMemberNotActive")
      .withArgs(1n);
  });
});

describe("Membership › coming back", () => {
  it("restores number, tier and vote, and the first day", async () => {
    const community = await loadFixture(threeMembers);
    const { membership, accounts } = community;
    const { ada } = accounts;
    const { joinedAt, boundAt } = await membership.accountOf(ada);
    await membership.connect(ada).leave();
    await networkHelpers.time.increase(1000);
    const back = membership.connect(ada).join();
    await expect(back).to.emit(membership, "MemberJoined").withArgs(1n, ada.address, 0n, 0n, 1n);
    await expect(back).to.emit(membership, "MemberTierChanged").withArgs(1n, 0n, 2n, 3n);
    const record = await membership.accountOf(ada);
    expect(record.memberId).to.equal(1n);
    expect(record.tier).to.equal(2n);
    expect(record.units).to.equal(3n);
    expect(record.joins).to.equal(2n);
    expect(record.joinedAt).to.equal(joinedAt);
    expect(record.boundAt).to.equal(boundAt);
    expect(await membership.getVotes(ada)).to.equal(3n);
    expect(await membership.totalMembers()).to.equal(3n);
    expect(await membership.lastMemberId()).to.equal(3n);
  });

  it("gives no second vote, however often", async () => {
    const { membership, accounts } = await loadFixture(threeMembers);
    const { ada } = accounts;
    for (let times = 0; times < 4; ++times) {
      await membership.connect(ada).leave();
      await membership.connect(ada).join();
    }
    await networkHelpers.mine();
    expect(await membership.getVotes(ada)).to.equal(3n);
    expect(await membership.getPastTotalSupply((await now()) - 1)).to.equal(5n);
    expect(await membership.totalMembers()).to.equal(3n);
  });

  it("counts for no vote whose snapshot lies in the time away", async () => {
    const { membership, accounts } = await loadFixture(threeMembers);
    const { ada } = accounts;
    const start = (await now()) + 100;
    await at(start);
    await membership.connect(ada).leave();
    await at(start + 50);
    await membership.connect(ada).join();
    await networkHelpers.mine();
    const seconds = [start - 1, start, start + 49, start + 50];
    const votes = await Promise.all(seconds.map((second) => membership.getPastVotes(ada, second)));
    const units = await Promise.all(
      seconds.map(async (second) => (await membership.unitsAt(ada, second)).units),
    );
    expect(votes).to.deep.equal([3n, 0n, 0n, 3n]);
    expect(units).to.deep.equal([3n, 0n, 0n, 3n]);
  });

  it("does not revive a delegation that was given before", async () => {
    const { membership, accounts } = await loadFixture(threeMembers);
    const { ada, ben } = accounts;
    await membership.connect(ada).delegate(ben);
    await membership.connect(ada).leave();
    expect(await membership.getVotes(ben)).to.equal(1n);
    await membership.connect(ada).join();
    expect(await membership.delegates(ada)).to.equal(ada.address);
    expect(await membership.getVotes(ada)).to.equal(3n);
    expect(await membership.getVotes(ben)).to.equal(1n);
  });

  it("starts no limit anew: what was paid stays paid", async () => {
    const { membership, campaigns, giftsId, accounts } = await loadFixture(threeMembers);
    const { ada, attester } = accounts;
    const subject = `0x${"22".repeat(32)}`;
    const award = async () =>
      await campaigns.connect(attester).award(giftsId, subject, packAwards([{ memberId: 1n, amount: 1n }]));
    await award();
    await membership.connect(ada).leave();
    await membership.connect(ada).join();
    await expect(award())
      .to.be.revertedWithCustomError(campaigns, "CampaignsAlreadyPaid")
      .withArgs(giftsId, 1n, subject);
  });

  it("brings the tier that the tokens earned meanwhile would give", async () => {
    const community = await loadFixture(threeMembers);
    const { membership, accounts } = community;
    const { ben } = accounts;
    await earn(community, ben, standingOf.regular - 1n);
    await membership.connect(ben).leave();
    await membership.connect(ben).join();
    expect((await membership.accountOf(ben)).tier).to.equal(0n);
    await earn(community, ben, 1n);
    expect((await membership.accountOf(ben)).tier).to.equal(1n);
  });
});
