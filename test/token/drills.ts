import { expect } from "chai";
import { id, parseEther } from "ethers";
import { at, DAY, networkHelpers, now } from "../helpers/chain.ts";
import { deployTestCommunity, openTransferCommunity, type Community } from "../helpers/community.ts";
import { earn, join, packAwards } from "../helpers/members.ts";
import { seededRandom } from "../helpers/random.ts";

const { loadFixture } = networkHelpers;
const CAP = parseEther("600");
const UINT96_MAX = 2n ** 96n - 1n;

async function cappedCommunity() {
  const community = await deployTestCommunity({ token: { emission: { epoch: "1 day", cap: 600 } } });
  const { ada, ben } = community.accounts;
  const memberIds = await join(community, ada, ben);
  return { community, memberIds };
}

async function newCampaign({ campaigns, accounts }: Community): Promise<bigint> {
  await campaigns.connect(accounts.operator).createCampaign(
    {
      minReward: 1n,
      maxReward: 2n ** 80n - 1n,
      start: 0n,
      end: 2n ** 32n - 1n,
      perMemberCap: 0n,
      kind: 0n,
      signaturesNeeded: 1n,
      budget: UINT96_MAX,
      roomId: 0n,
      badgeId: 0n,
      eventId: 0n,
      disputeWindow: 0n,
      referralStanding: 0n,
    },
    "",
  );
  return await campaigns.campaignCount();
}

/** Whether a transaction went through; a revert is an answer here, any other failure is not. */
async function succeeds(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes("revert")) return false;
    throw error;
  }
}

describe("RewardToken › stolen keys", () => {
  for (const seed of [11, 12, 13]) {
    it(`of attester and operator together never mint past the cap of an epoch (seed ${seed})`, async () => {
      const { community, memberIds } = await loadFixture(cappedCommunity);
      const { campaigns, token, accounts, giftsId } = community;
      const random = seededRandom(seed);
      const campaignIds = [giftsId];
      const paidIn = new Map<number, bigint>();
      let refused = 0;
      for (let step = 0; step < 60; ++step) {
        if (random.whole(8) === 0) campaignIds.push(await newCampaign(community));
        if (random.whole(12) === 0) await networkHelpers.time.increase(random.whole(DAY));
        const amount = random.pick([CAP, CAP + 1n, CAP / 3n, 1n, BigInt(random.whole(1e9)) * 10n ** 12n]);
        const awards = [{ memberId: random.pick(memberIds), amount: amount === 0n ? 1n : amount }];
        const paid = await succeeds(
          campaigns
            .connect(accounts.attester)
            .award(random.pick(campaignIds), id(`${seed}.${step}`), packAwards(awards)),
        );
        if (!paid) ++refused;
        const epoch = Math.floor((await now()) / DAY);
        if (paid) paidIn.set(epoch, (paidIn.get(epoch) ?? 0n) + (awards[0]?.amount ?? 0n));
      }
      const all = [...paidIn.values()];
      expect(
        all.every((amount) => amount <= CAP),
        "no epoch over the cap",
      ).to.equal(true);
      expect(
        all.some((amount) => amount > CAP - CAP / 3n),
        "the thief did try",
      ).to.equal(true);
      expect(refused, "and was refused").to.be.greaterThan(0);
      expect(await token.totalEarned()).to.equal(all.reduce((sum, amount) => sum + amount, 0n));
    });
  }

  it("can't raise the cap: neither attester, operator, door, fulfilment nor guardian", async () => {
    const { community } = await loadFixture(cappedCommunity);
    const { attester, operator, door, fulfilment, guardian } = community.accounts;
    for (const thief of [attester, operator, door, fulfilment, guardian]) {
      await expect(community.token.connect(thief).setEmissionCap(UINT96_MAX))
        .to.be.revertedWithCustomError(community.token, "AccessManagedUnauthorized")
        .withArgs(thief.address);
    }
  });

  it("cost two caps at most across the seam of two epochs, and the admin can stop it at once", async () => {
    const { community, memberIds } = await loadFixture(cappedCommunity);
    const { campaigns, token, accounts, giftsId } = community;
    const [memberId] = memberIds as [bigint];
    const steal = async (amount: bigint, subject: string) =>
      await campaigns
        .connect(accounts.attester)
        .award(giftsId, id(subject), packAwards([{ memberId, amount }]));
    const seam = (Math.floor((await now()) / DAY) + 1) * DAY;
    await at(seam - 1);
    await steal(CAP, "before");
    await at(seam);
    await steal(CAP - 1n, "after");
    await token.connect(accounts.admin).setEmissionCap(0n);
    await expect(steal(1n, "too late"))
      .to.be.revertedWithCustomError(token, "RewardTokenEmissionExceeded")
      .withArgs(1n, 0n);
    expect(await token.totalSupply()).to.equal(2n * CAP - 1n);
  });
});

describe("RewardToken › with everything stopped", () => {
  async function stoppedCommunity() {
    const community = await openTransferCommunity();
    const { ada, admin, operator } = community.accounts;
    await join(community, ada);
    await earn(community, ada, 1000n);
    await community.store.connect(operator).listReward(
      {
        kind: 0n,
        price: 100n,
        stock: 1n,
        perMember: 0n,
        minTier: 0n,
        variantStock: [],
        roomId: 0n,
        badgeId: 0n,
        opens: 0n,
        closes: 0n,
        cancelWindow: DAY,
        fulfilWithin: 2 * DAY,
        eventId: 0n,
      },
      "",
    );
    await community.store.connect(ada).redeem(1n, 1n, 0n, 100n, id("details"));
    // All that a brand can stop: earning, entry, the campaign, the shelf.
    await community.token.connect(admin).setEmissionCap(0n);
    await community.membership.connect(operator).setEntryPolicy(1n);
    await community.campaigns.connect(operator).setCampaignEnd(community.giftsId, 1n);
    await community.store.connect(operator).setRewardWindow(1n, 1n, 2n);
    return community;
  }

  it("a member still transfers, burns, takes a refund and leaves", async () => {
    const { token, store, membership, accounts } = await loadFixture(stoppedCommunity);
    const { ada, ben } = accounts;
    await token.connect(ada).transfer(ben, 10n);
    await token.connect(ada).burn(10n);
    await store.connect(ada).cancel(1n);
    await membership.connect(ada).leave();
    expect(await token.balanceOf(ada)).to.equal(980n);
  });

  it("who has left still takes the refund of an order that nobody fulfils", async () => {
    const { token, store, membership, accounts } = await loadFixture(stoppedCommunity);
    const { ada, stranger } = accounts;
    await membership.connect(ada).leave();
    await networkHelpers.time.increase(2 * DAY);
    await store.connect(stranger).cancel(1n);
    expect(await token.balanceOf(ada)).to.equal(1000n);
  });
});
