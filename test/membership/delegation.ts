import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { at, networkHelpers, now } from "../helpers/chain.ts";
import { plainCommunity, type Community } from "../helpers/community.ts";
import { earn, join, joinAs, standingOf } from "../helpers/members.ts";

const { loadFixture } = networkHelpers;

/** Ada has 3 units, Ben 1, Cleo 1. */
async function threeMembers(): Promise<Community> {
  const community = await plainCommunity();
  const { ada, ben, cleo } = community.accounts;
  await joinAs(community, "pillar", ada);
  await join(community, ben, cleo);
  return community;
}

describe("Membership › delegate", () => {
  it("lets another member vote with one's units, and says so", async () => {
    const { membership, accounts } = await loadFixture(threeMembers);
    const { ada, ben } = accounts;
    const delegated = membership.connect(ada).delegate(ben);
    await expect(delegated)
      .to.emit(membership, "DelegateChanged")
      .withArgs(ada.address, ada.address, ben.address);
    await expect(delegated).to.emit(membership, "DelegateVotesChanged").withArgs(ada.address, 3n, 0n);
    await expect(delegated).to.emit(membership, "DelegateVotesChanged").withArgs(ben.address, 1n, 4n);
    expect(await membership.delegates(ada)).to.equal(ben.address);
    expect(await membership.getVotes(ada)).to.equal(0n);
    expect(await membership.getVotes(ben)).to.equal(4n);
  });

  it("moves on from one delegatee to the next", async () => {
    const { membership, accounts } = await loadFixture(threeMembers);
    const { ada, ben, cleo } = accounts;
    await membership.connect(ada).delegate(ben);
    await expect(membership.connect(ada).delegate(cleo))
      .to.emit(membership, "DelegateChanged")
      .withArgs(ada.address, ben.address, cleo.address);
    expect(await membership.getVotes(ben)).to.equal(1n);
    expect(await membership.getVotes(cleo)).to.equal(4n);
  });

  it("does not hand on what was delegated to oneself", async () => {
    const { membership, accounts } = await loadFixture(threeMembers);
    const { ada, ben, cleo } = accounts;
    await membership.connect(ada).delegate(ben);
    await membership.connect(ben).delegate(cleo);
    expect(await membership.getVotes(ada)).to.equal(0n);
    expect(await membership.getVotes(ben)).to.equal(3n);
    expect(await membership.getVotes(cleo)).to.equal(2n);
  });

  for (const back of ["oneself", "the zero address"] as const) {
    it(`to ${back} takes the vote back, and everything goes on working`, async () => {
      const community = await loadFixture(threeMembers);
      const { membership, accounts } = community;
      const { ada, ben } = accounts;
      await membership.connect(ada).delegate(ben);
      await expect(membership.connect(ada).delegate(back === "oneself" ? ada.address : ZeroAddress))
        .to.emit(membership, "DelegateChanged")
        .withArgs(ada.address, ben.address, ada.address);
      expect(await membership.delegates(ada)).to.equal(ada.address);
      expect(await membership.getVotes(ada)).to.equal(3n);
      expect(await membership.getVotes(ben)).to.equal(1n);
      // Nouns' H-1: units must still be able to change and go.
      await earn(community, ada, standingOf.keeper);
      expect(await membership.getVotes(ada)).to.equal(5n);
      await membership.connect(ada).leave();
      expect(await membership.getVotes(ada)).to.equal(0n);
    });
  }

  it("to the zero address without a delegation changes no vote", async () => {
    const { membership, accounts } = await loadFixture(threeMembers);
    const { ada } = accounts;
    const nothing = membership.connect(ada).delegate(ZeroAddress);
    await expect(nothing)
      .to.emit(membership, "DelegateChanged")
      .withArgs(ada.address, ada.address, ada.address);
    await expect(nothing).not.to.emit(membership, "DelegateVotesChanged");
    expect(await membership.getVotes(ada)).to.equal(3n);
    expect((await membership.accountOf(ada)).delegationTouched).to.equal(false);
  });

  it("a second time to the same member changes no vote", async () => {
    const { membership, accounts } = await loadFixture(threeMembers);
    const { ada, ben } = accounts;
    await membership.connect(ada).delegate(ben);
    await expect(membership.connect(ada).delegate(ben)).not.to.emit(membership, "DelegateVotesChanged");
    expect(await membership.getVotes(ben)).to.equal(4n);
  });

  it("is for members alone, and to members alone", async () => {
    const { membership, accounts } = await loadFixture(threeMembers);
    const { ada, ben, cleo, stranger } = accounts;
    await membership.connect(cleo).leave();
    for (const outsider of [stranger, cleo]) {
      await expect(membership.connect(outsider).delegate(ben))
        .to.be.revertedWithCustomError(membership, "MembershipNotMember")
        .withArgs(outsider.address);
      await expect(membership.connect(ada).delegate(outsider))
        .to.be.revertedWithCustomError(membership, "MembershipDelegateNotMember")
        .withArgs(outsider.address);
    }
  });

  it("follows the delegator's tier up", async () => {
    const community = await loadFixture(threeMembers);
    const { membership, accounts } = community;
    const { ada, ben } = accounts;
    await membership.connect(ada).delegate(ben);
    await expect(earn(community, ada, standingOf.keeper))
      .to.emit(membership, "DelegateVotesChanged")
      .withArgs(ben.address, 4n, 6n);
    expect(await membership.getVotes(ada)).to.equal(0n);
  });

  it("counts from the second it is made, the seconds before as they were", async () => {
    const { membership, accounts } = await loadFixture(threeMembers);
    const { ada, ben } = accounts;
    const second = (await now()) + 10;
    await at(second);
    await membership.connect(ada).delegate(ben);
    await networkHelpers.mine();
    expect(await membership.getPastVotes(ada, second - 1)).to.equal(3n);
    expect(await membership.getPastVotes(ben, second - 1)).to.equal(1n);
    expect(await membership.getPastVotes(ada, second)).to.equal(0n);
    expect(await membership.getPastVotes(ben, second)).to.equal(4n);
    expect(await membership.unitsAt(ada, second)).to.deep.equal([1n, 3n]);
    expect(await membership.unitsAt(ben, second)).to.deep.equal([2n, 1n]);
    expect(await membership.getPastTotalSupply(second)).to.equal(5n);
  });
});

describe("Membership › leaving and delegation", () => {
  it("takes the units of the one who leaves from the delegatee, in events too", async () => {
    const { membership, accounts } = await loadFixture(threeMembers);
    const { ada, ben } = accounts;
    await membership.connect(ada).delegate(ben);
    const left = membership.connect(ada).leave();
    await expect(left).to.emit(membership, "DelegateChanged").withArgs(ada.address, ben.address, ada.address);
    await expect(left).to.emit(membership, "DelegateVotesChanged").withArgs(ben.address, 4n, 1n);
    await expect(left).to.emit(membership, "DelegateVotesChanged").withArgs(ada.address, 3n, 0n);
    expect(await membership.getVotes(ben)).to.equal(1n);
  });

  it("of the delegatee leaves what others gave until they take it back", async () => {
    const { membership, accounts } = await loadFixture(threeMembers);
    const { ada, ben } = accounts;
    await membership.connect(ada).delegate(ben);
    await membership.connect(ben).leave();
    expect(await membership.delegates(ada)).to.equal(ben.address);
    expect(await membership.getVotes(ben)).to.equal(3n);
    await membership.connect(ada).delegate(ada);
    expect(await membership.getVotes(ben)).to.equal(0n);
    expect(await membership.getVotes(ada)).to.equal(3n);
  });

  it("of the delegatee does not hold the delegator: tier, leaving and coming back work", async () => {
    const community = await loadFixture(threeMembers);
    const { membership, accounts } = community;
    const { ada, ben } = accounts;
    await membership.connect(ada).delegate(ben);
    await membership.connect(ben).leave();
    await earn(community, ada, standingOf.keeper);
    expect(await membership.getVotes(ben)).to.equal(5n);
    await membership.connect(ada).leave();
    expect(await membership.getVotes(ben)).to.equal(0n);
    await membership.connect(ada).join();
    expect(await membership.getVotes(ada)).to.equal(5n);
  });
});
