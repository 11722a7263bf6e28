import { expect } from "chai";
import { parseEther } from "ethers";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { deployTestCommunity, plainCommunity, type Community } from "../helpers/community.ts";
import { earn, join, joinAs, standingOf } from "../helpers/members.ts";
import { tiersOf, type Tier } from "../helpers/tiers.ts";

const { loadFixture } = networkHelpers;
const UINT88_MAX = 2n ** 88n - 1n;

async function oneTier(): Promise<Community> {
  return await deployTestCommunity({
    membership: { tiers: [{ name: "Everybody", threshold: 0, units: 4, rights: ["propose"] }] },
  });
}

describe("Membership › setTiers", () => {
  it("replaces the list and says so, cards included", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    await join(community, accounts.ada, accounts.ben);
    const tiers = [
      ...(await tiersOf(community)),
      { name: "Legend", threshold: UINT88_MAX, units: 9n, rights: 255n },
    ];
    const changed = membership.connect(accounts.admin).setTiers(tiers);
    await expect(changed)
      .to.emit(membership, "TiersUpdated")
      .withArgs(tiers.map(({ name, threshold, units, rights }) => [name, threshold, units, rights]));
    await expect(changed).to.emit(membership, "BatchMetadataUpdate").withArgs(1n, 2n);
    expect(await tiersOf(community)).to.deep.equal(tiers);
  });

  it("says nothing of cards while there are none", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    await expect(membership.connect(accounts.admin).setTiers(await tiersOf(community))).not.to.emit(
      membership,
      "BatchMetadataUpdate",
    );
  });

  it("counts for who joins from then on, at once", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    const tiers = (await tiersOf(community)).map((tier) => ({
      ...tier,
      units: tier.units * 10n,
      threshold: tier.threshold / 2n,
    }));
    await membership.connect(accounts.admin).setTiers(tiers);
    await join(community, accounts.ada);
    expect(await membership.getVotes(accounts.ada)).to.equal(10n);
    await earn(community, accounts.ada, standingOf.regular / 2n);
    expect(await membership.getVotes(accounts.ada)).to.equal(20n);
  });

  it("leaves members as they are until they are refreshed", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    const { ada, admin } = accounts;
    await joinAs(community, "regular", ada);
    const tiers = (await tiersOf(community)).map((tier) => ({ ...tier, units: tier.units + 10n }));
    await membership.connect(admin).setTiers(tiers);
    expect(await membership.getVotes(ada)).to.equal(2n);
    await expect(membership.refresh(1n)).to.emit(membership, "MemberTierChanged").withArgs(1n, 1n, 1n, 12n);
    expect(await membership.getVotes(ada)).to.equal(12n);
  });

  it("refuses fewer tiers than before", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    const tiers = await tiersOf(community);
    for (const count of [0, 3]) {
      await expect(membership.connect(accounts.admin).setTiers(tiers.slice(0, count)))
        .to.be.revertedWithCustomError(membership, "MembershipInvalidTiers")
        .withArgs(count);
    }
  });

  it("allows 16 tiers, and not 17", async () => {
    const community = await loadFixture(oneTier);
    const { membership, accounts } = community;
    const list = (count: number): Tier[] =>
      Array.from({ length: count }, (_, index) => ({
        name: `T${index}`,
        threshold: BigInt(index),
        units: 1n,
        rights: 0n,
      }));
    await expect(membership.connect(accounts.admin).setTiers(list(17)))
      .to.be.revertedWithCustomError(membership, "MembershipInvalidTiers")
      .withArgs(17);
    await membership.connect(accounts.admin).setTiers(list(16));
    expect(await membership.tiers()).to.have.lengthOf(16);
  });

  const faults: [string, number, (tiers: Tier[]) => void][] = [
    ["a first tier that asks standing", 0, ([first]) => first && (first.threshold = 1n)],
    ["a first tier without a vote", 0, ([first]) => first && (first.units = 0n)],
    ["a first tier without a name", 0, ([first]) => first && (first.name = "")],
    ["a later tier without a name", 2, ([, , third]) => third && (third.name = "")],
    ["equal thresholds", 2, ([, second, third]) => second && third && (third.threshold = second.threshold)],
    ["a falling threshold", 3, ([, , , fourth]) => fourth && (fourth.threshold = 1n)],
    ["falling units", 1, ([first]) => first && (first.units = 3n)],
  ];
  for (const [name, index, spoil] of faults) {
    it(`refuses ${name}`, async () => {
      const community = await loadFixture(plainCommunity);
      const tiers = await tiersOf(community);
      spoil(tiers);
      await expect(community.membership.connect(community.accounts.admin).setTiers(tiers))
        .to.be.revertedWithCustomError(community.membership, "MembershipInvalidTiers")
        .withArgs(index);
      expect(await community.membership.tiers()).to.have.lengthOf(4);
    });
  }

  it("allows equal units in neighbouring tiers", async () => {
    const community = await loadFixture(plainCommunity);
    const tiers = (await tiersOf(community)).map((tier) => ({ ...tier, units: 1n }));
    await community.membership.connect(community.accounts.admin).setTiers(tiers);
    expect((await tiersOf(community)).map(({ units }) => units)).to.deep.equal([1n, 1n, 1n, 1n]);
  });

  it("refuses an empty or faulty list at deployment too", async () => {
    const { membership, manager, token, card } = await loadFixture(plainCommunity);
    const deploy = async (tiers: Tier[]) =>
      await ethers.deployContract("Membership", [manager, token, card, "M", "M", 0n, tiers, ""]);
    await expect(deploy([])).to.be.revertedWithCustomError(membership, "MembershipInvalidTiers").withArgs(0n);
    await expect(deploy([{ name: "A", threshold: 1n, units: 1n, rights: 0n }]))
      .to.be.revertedWithCustomError(membership, "MembershipInvalidTiers")
      .withArgs(0n);
  });

  it("refuses everybody but the admin", async () => {
    const { membership, accounts } = await loadFixture(plainCommunity);
    for (const caller of [accounts.stranger, accounts.operator, accounts.guardian]) {
      await expect(membership.connect(caller).setTiers([]))
        .to.be.revertedWithCustomError(membership, "AccessManagedUnauthorized")
        .withArgs(caller.address);
    }
  });
});

describe("Membership › refresh", () => {
  it("changes nothing and says nothing when all is right", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    await joinAs(community, "regular", accounts.ada);
    const refreshed = await membership.connect(accounts.stranger).refresh(1n);
    expect((await refreshed.wait())?.logs).to.deep.equal([]);
    expect(await membership.memberAndTierOf(accounts.ada)).to.deep.equal([1n, 1n]);
  });

  it("brings a member down when thresholds rise", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    const { ada, admin, stranger } = accounts;
    await joinAs(community, "keeper", ada);
    const tiers = (await tiersOf(community)).map((tier) => ({ ...tier, threshold: tier.threshold * 5n }));
    await membership.connect(admin).setTiers(tiers);
    await expect(membership.connect(stranger).refresh(1n))
      .to.emit(membership, "MemberTierChanged")
      .withArgs(1n, 3n, 1n, 2n);
    expect(await membership.getVotes(ada)).to.equal(2n);
    expect((await membership.walletOf(1n)).nextTierAt).to.equal(parseEther("2500"));
  });

  it("moves the next threshold even when the tier stays", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    const { ada, admin } = accounts;
    await join(community, ada);
    const tiers = await tiersOf(community);
    await membership
      .connect(admin)
      .setTiers(tiers.map((tier, index) => (index === 1 ? { ...tier, threshold: 50n } : tier)));
    expect((await membership.walletOf(1n)).nextTierAt).to.equal(standingOf.regular);
    await membership.refresh(1n);
    expect((await membership.walletOf(1n)).nextTierAt).to.equal(50n);
    await earn(community, ada, 50n);
    expect((await membership.memberAndTierOf(ada)).tier).to.equal(1n);
  });

  it("refuses a number nobody has, and that of who has left", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    await join(community, accounts.ada);
    await membership.connect(accounts.ada).leave();
    for (const memberId of [0n, 1n, 2n]) {
      await expect(membership.refresh(memberId))
        .to.be.revertedWithCustomError(membership, "MembershipUnknownMember")
        .withArgs(memberId);
    }
  });
});
