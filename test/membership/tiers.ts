import { expect } from "chai";
import { parseEther } from "ethers";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { deployTestCommunity, plainCommunity, type Community } from "../helpers/community.ts";
import { earn, join, joinAs, standingOf } from "../helpers/members.ts";

const { loadFixture } = networkHelpers;
const UINT88_MAX = 2n ** 88n - 1n;

interface Tier {
  name: string;
  threshold: bigint;
  units: bigint;
  rights: bigint;
}

async function tiersOf({ membership }: Community): Promise<Tier[]> {
  return (await membership.tiers()).map(({ name, threshold, units, rights }) => ({
    name,
    threshold,
    units,
    rights,
  }));
}

async function oneTier(): Promise<Community> {
  return await deployTestCommunity({
    membership: { tiers: [{ name: "Everybody", threshold: 0, units: 4, rights: ["propose"] }] },
  });
}

describe("Membership › tiers", () => {
  it("are those of the brand, lowest first", async () => {
    const community = await loadFixture(plainCommunity);
    expect(await tiersOf(community)).to.deep.equal([
      { name: "Newcomer", threshold: 0n, units: 1n, rights: 0n },
      { name: "Regular", threshold: parseEther("100"), units: 2n, rights: 1n },
      { name: "Pillar", threshold: parseEther("500"), units: 3n, rights: 3n },
      { name: "Keeper", threshold: parseEther("2000"), units: 5n, rights: 7n },
    ]);
  });

  it("are said in an event at deployment", async () => {
    const community = await loadFixture(plainCommunity);
    const [said] = await community.membership.queryFilter(community.membership.filters.TiersUpdated());
    expect(said?.args.tiers.map(({ name }) => name)).to.deep.equal([
      "Newcomer",
      "Regular",
      "Pillar",
      "Keeper",
    ]);
  });

  for (const [tier, index, units] of [
    ["regular", 1n, 2n],
    ["pillar", 2n, 3n],
    ["keeper", 3n, 5n],
  ] as const) {
    it(`reach ${tier} with exactly the standing it asks, and not with one unit less`, async () => {
      const community = await loadFixture(plainCommunity);
      const { membership, accounts } = community;
      const { ada } = accounts;
      await join(community, ada);
      await earn(community, ada, standingOf[tier] - 1n);
      expect((await membership.memberAndTierOf(ada)).tier).to.equal(index - 1n);
      await expect(earn(community, ada, 1n))
        .to.emit(membership, "MemberTierChanged")
        .withArgs(1n, index - 1n, index, units);
      expect(await membership.memberAndTierOf(ada)).to.deep.equal([1n, index]);
      expect(await membership.getVotes(ada)).to.equal(units);
    });
  }

  it("may be skipped, and tell each change: units, card, votes", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    const { ada } = accounts;
    await join(community, ada);
    const leap = earn(community, ada, standingOf.keeper);
    await expect(leap).to.emit(membership, "MemberTierChanged").withArgs(1n, 0n, 3n, 5n);
    await expect(leap).to.emit(membership, "MetadataUpdate").withArgs(1n);
    await expect(leap).to.emit(membership, "DelegateVotesChanged").withArgs(ada.address, 1n, 5n);
    expect((await membership.walletOf(1n)).nextTierAt).to.equal(UINT88_MAX);
  });

  it("never fall by spending", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, token, accounts } = community;
    const { ada } = accounts;
    await joinAs(community, "keeper", ada);
    await token.connect(ada).burn(standingOf.keeper);
    await membership.refresh(1n);
    expect((await membership.memberAndTierOf(ada)).tier).to.equal(3n);
    expect(await membership.getVotes(ada)).to.equal(5n);
  });

  it("give the rights of exactly that tier", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    const { ada, ben, cleo, dan, stranger } = accounts;
    await joinAs(community, "newcomer", ada);
    await joinAs(community, "regular", ben);
    await joinAs(community, "pillar", cleo);
    await joinAs(community, "keeper", dan);
    const rights = [
      await membership.RIGHT_INVITE(),
      await membership.RIGHT_CURATE(),
      await membership.RIGHT_PROPOSE(),
    ];
    expect(rights).to.deep.equal([1n, 2n, 4n]);
    const table: boolean[][] = [];
    for (const person of [stranger, ada, ben, cleo, dan]) {
      table.push(await Promise.all(rights.map((right) => membership.hasRight(person, right))));
    }
    expect(table).to.deep.equal([
      [false, false, false],
      [false, false, false],
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
  });
});

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
      await ethers.deployContract("Membership", [manager, token, card, "M", "M", 0n, tiers]);
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

describe("Membership › walletsOf", () => {
  it("answers for many members at once", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    const { ada, ben } = accounts;
    await joinAs(community, "regular", ada);
    await join(community, ben);
    expect(await membership.walletsOf([2n, 1n, 2n])).to.deep.equal([
      [ben.address, ada.address, ben.address],
      [standingOf.regular, standingOf.pillar, standingOf.regular],
    ]);
    expect(await membership.walletsOf([])).to.deep.equal([[], []]);
  });

  it("refuses a number nobody has, and that of who has left", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    await join(community, accounts.ada, accounts.ben);
    await membership.connect(accounts.ben).leave();
    for (const memberId of [0n, 2n, 3n]) {
      await expect(membership.walletsOf([1n, memberId]))
        .to.be.revertedWithCustomError(membership, "MembershipUnknownMember")
        .withArgs(memberId);
    }
  });

  it("knows nothing of strangers", async () => {
    const { membership, accounts } = await loadFixture(plainCommunity);
    expect(await membership.memberAndTierOf(accounts.stranger)).to.deep.equal([0n, 0n]);
    expect(await membership.walletOf(1n)).to.deep.equal([ethers.ZeroAddress, 0n, false]);
    expect(await membership.joinsOf(accounts.stranger)).to.equal(0n);
  });
});

describe("Membership › interfaces", () => {
  it("answers to votes, clock and metadata updates (ERC-5805, ERC-6372, ERC-4906)", async () => {
    const { membership } = await loadFixture(plainCommunity);
    for (const known of ["0xe90fb3f6", "0xda287a1d", "0x49064906"]) {
      expect(await membership.supportsInterface(known), known).to.equal(true);
    }
  });

  it("names token and card", async () => {
    const { membership, token, card, manager } = await loadFixture(plainCommunity);
    expect(await membership.token()).to.equal(await token.getAddress());
    expect(await membership.card()).to.equal(await card.getAddress());
    expect(await membership.authority()).to.equal(await manager.getAddress());
    expect([await membership.name(), await membership.symbol()]).to.deep.equal([
      "Test House Membership",
      "THM",
    ]);
  });
});
