import { expect } from "chai";
import { parseEther } from "ethers";
import { rights } from "@hearth/protocol/roles";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";
import { earn, join, joinAs, standingOf } from "../helpers/members.ts";
import { tiersOf } from "../helpers/tiers.ts";

const { loadFixture } = networkHelpers;
const UINT88_MAX = 2n ** 88n - 1n;

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
    const table: boolean[][] = [];
    for (const person of [stranger, ada, ben, cleo, dan]) {
      table.push(await Promise.all(Object.values(rights).map((right) => membership.hasRight(person, right))));
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

describe("Membership › payeesOf", () => {
  const ACTIVE = 1n << 248n;
  const wordOf = (address: string, nextTierAt: bigint) => (nextTierAt << 160n) | BigInt(address);

  it("answers for many members at once", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    const { ada, ben } = accounts;
    await joinAs(community, "regular", ada);
    await join(community, ben);
    const [adas, bens] = [wordOf(ada.address, standingOf.pillar), wordOf(ben.address, standingOf.regular)];
    expect(await membership.payeesOf([2n, 1n, 2n])).to.deep.equal([
      ACTIVE | bens,
      ACTIVE | adas,
      ACTIVE | bens,
    ]);
    expect(await membership.payeesOf([])).to.deep.equal([]);
  });

  it("tells nothing of a number nobody has, and that of who has left apart", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    await join(community, accounts.ada, accounts.ben);
    await membership.connect(accounts.ben).leave();
    const left = (2n << 248n) | wordOf(accounts.ben.address, standingOf.regular);
    expect(await membership.payeesOf([0n, 2n, 3n, 2n ** 200n])).to.deep.equal([0n, left, 0n, 0n]);
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
