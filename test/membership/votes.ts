import { expect } from "chai";
import { at, networkHelpers, now } from "../helpers/chain.ts";
import { plainCommunity, type Community } from "../helpers/community.ts";
import { earn, join, joinAs, standingOf } from "../helpers/members.ts";

const { loadFixture } = networkHelpers;

async function adaAndBen(): Promise<Community> {
  const community = await plainCommunity();
  await join(community, community.accounts.ada, community.accounts.ben);
  return community;
}

describe("Membership › getVotes", () => {
  it("is right with no extra transaction: at joining, after earning, after leaving", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    const { ada } = accounts;
    expect(await membership.getVotes(ada)).to.equal(0n);
    await join(community, ada);
    expect(await membership.getVotes(ada)).to.equal(1n);
    await earn(community, ada, standingOf.pillar);
    expect(await membership.getVotes(ada)).to.equal(3n);
    await membership.connect(ada).leave();
    expect(await membership.getVotes(ada)).to.equal(0n);
  });

  it("does not follow the tokens: neither getting nor spending changes it", async () => {
    const community = await loadFixture(adaAndBen);
    const { membership, token, accounts } = community;
    const { ada } = accounts;
    await earn(community, ada, standingOf.regular);
    await token.connect(ada).burn(standingOf.regular);
    expect(await token.balanceOf(ada)).to.equal(0n);
    expect(await membership.getVotes(ada)).to.equal(2n);
  });

  it("is nothing for strangers, who delegate to themselves like everybody", async () => {
    const { membership, accounts } = await loadFixture(adaAndBen);
    expect(await membership.getVotes(accounts.stranger)).to.equal(0n);
    expect(await membership.delegates(accounts.stranger)).to.equal(accounts.stranger.address);
  });
});

describe("Membership › getPastVotes", () => {
  it("refuses the present second and the future, and answers for the second before", async () => {
    const { membership, accounts } = await loadFixture(adaAndBen);
    const second = await now();
    for (const timepoint of [second, second + 1, 2 ** 48]) {
      for (const question of [
        () => membership.getPastVotes(accounts.ada, timepoint),
        () => membership.getPastTotalSupply(timepoint),
        () => membership.unitsAt(accounts.ada, timepoint),
      ]) {
        await expect(question())
          .to.be.revertedWithCustomError(membership, "ERC5805FutureLookup")
          .withArgs(timepoint, second);
      }
    }
    expect(await membership.getPastVotes(accounts.ada, second - 1)).to.equal(1n);
  });

  it("counts from the very second of joining", async () => {
    const { membership, accounts } = await loadFixture(plainCommunity);
    const { ada } = accounts;
    const second = (await now()) + 10;
    await at(second);
    await membership.connect(ada).join();
    await networkHelpers.mine();
    expect(await membership.getPastVotes(ada, second - 1)).to.equal(0n);
    expect(await membership.getPastVotes(ada, second)).to.equal(1n);
    expect(await membership.getPastTotalSupply(second - 1)).to.equal(0n);
    expect(await membership.getPastTotalSupply(second)).to.equal(1n);
    expect(await membership.unitsAt(ada, second - 1)).to.deep.equal([1n, 0n]);
    expect(await membership.unitsAt(ada, second)).to.deep.equal([1n, 1n]);
  });

  it("remembers each tier's units for its own time", async () => {
    const community = await loadFixture(adaAndBen);
    const { membership, accounts } = community;
    const { ada } = accounts;
    const start = await now();
    for (const [step, standing] of [standingOf.regular, standingOf.pillar, standingOf.keeper].entries()) {
      await at(start + 10 * (step + 1));
      await earn(community, ada, standing - (await community.token.earned(ada)));
    }
    await networkHelpers.time.increase(100);
    const seen: bigint[] = [];
    for (const second of [9, 10, 19, 20, 29, 30, 99]) {
      seen.push(await membership.getPastVotes(ada, start + second));
      expect((await membership.unitsAt(ada, start + second)).units).to.equal(seen.at(-1));
      expect(await membership.getPastTotalSupply(start + second)).to.equal((seen.at(-1) ?? 0n) + 1n);
    }
    expect(seen).to.deep.equal([1n, 2n, 2n, 3n, 3n, 5n, 5n]);
  });

  it("never changes once past, whatever happens later", async () => {
    const community = await loadFixture(adaAndBen);
    const { membership, accounts } = community;
    const { ada, ben, cleo } = accounts;
    await earn(community, ada, standingOf.regular);
    await networkHelpers.mine();
    const second = (await now()) - 1;
    const snapshot = async () => [
      await membership.getPastVotes(ada, second),
      await membership.getPastVotes(ben, second),
      await membership.getPastVotes(cleo, second),
      await membership.getPastTotalSupply(second),
    ];
    const expected = [2n, 1n, 0n, 3n];
    expect(await snapshot()).to.deep.equal(expected);
    const later = [
      () => membership.connect(ada).delegate(ben),
      () => earn(community, ada, standingOf.keeper),
      () => membership.connect(ben).leave(),
      () => membership.connect(cleo).join(),
      () => membership.connect(ada).delegate(cleo),
      () => membership.connect(ben).join(),
      () => membership.connect(ada).leave(),
      () => membership.connect(ada).join(),
    ];
    for (const change of later) {
      await change();
      expect(await snapshot()).to.deep.equal(expected);
    }
  });

  it("says nothing of the units of who is away", async () => {
    const { membership, accounts } = await loadFixture(adaAndBen);
    const second = await now();
    await membership.connect(accounts.ada).leave();
    expect(await membership.unitsAt(accounts.ada, second)).to.deep.equal([0n, 0n]);
    expect(await membership.getPastVotes(accounts.ada, second)).to.equal(1n);
  });

  it("counts members of every tier in the total", async () => {
    const community = await loadFixture(plainCommunity);
    const { ada, ben, cleo, dan } = community.accounts;
    await join(community, ada);
    await joinAs(community, "regular", ben);
    await joinAs(community, "pillar", cleo);
    await joinAs(community, "keeper", dan);
    await networkHelpers.mine();
    expect(await community.membership.getPastTotalSupply((await now()) - 1)).to.equal(11n);
  });
});
