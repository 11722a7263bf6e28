import { expect } from "chai";
import { id } from "ethers";
import { at, networkHelpers, now, type Signer } from "../helpers/chain.ts";
import { plainCommunity, type Community } from "../helpers/community.ts";
import { inviteBy } from "../helpers/invitations.ts";
import { earn, join, joinAs, packAwards, standingOf } from "../helpers/members.ts";

const { loadFixture } = networkHelpers;
const SUSPENDED = 3n;
const LEFT = 2n;
const LATER = 2 ** 33;

/** Fixture: Ada has 3 units and the rights of a pillar, Ben 1, Cleo 1. */
async function threeMembers(): Promise<Community> {
  const community = await plainCommunity();
  const { ada, ben, cleo } = community.accounts;
  await joinAs(community, "pillar", ada);
  await join(community, ben, cleo);
  return community;
}

/** Fixture: Ada is suspended until {@link LATER}. */
async function suspendedAda(): Promise<Community> {
  const community = await threeMembers();
  await suspend(community, 1n);
  return community;
}

async function suspend({ membership, accounts }: Community, memberId: bigint, until = LATER) {
  return await membership.connect(accounts.operator).suspend(memberId, until, "house rules");
}

async function votesOf({ membership }: Community, ...people: Signer[]): Promise<bigint[]> {
  return await Promise.all(people.map(async (person) => await membership.getVotes(person)));
}

describe("Membership › suspend", () => {
  it("takes number, rights and votes, and says so", async () => {
    const community = await loadFixture(threeMembers);
    const { membership, accounts } = community;
    const { ada } = accounts;
    const suspended = suspend(community, 1n);
    await expect(suspended).to.emit(membership, "MemberSuspended").withArgs(1n, LATER, "house rules");
    await expect(suspended).to.emit(membership, "MetadataUpdate").withArgs(1n);
    await expect(suspended).to.emit(membership, "DelegateVotesChanged").withArgs(ada.address, 3n, 0n);
    expect(await membership.memberOf(ada)).to.equal(0n);
    expect((await membership.memberAndTierOf(ada)).memberId).to.equal(0n);
    for (const right of [1n, 2n, 4n]) expect(await membership.hasRight(ada, right)).to.equal(false);
    expect(await membership.getVotes(ada)).to.equal(0n);
    expect((await membership.accountOf(ada)).status).to.equal(SUSPENDED);
    expect(await membership.suspendedUntil(1n)).to.equal(LATER);
    expect((await membership.walletOf(1n)).active).to.equal(false);
  });

  it("leaves card, number, tokens and standing, and counts the member on", async () => {
    const { membership, token, accounts } = await loadFixture(suspendedAda);
    const { ada } = accounts;
    expect(await membership.ownerOf(1n)).to.equal(ada.address);
    expect(await membership.balanceOf(ada)).to.equal(1n);
    expect(await membership.locked(1n)).to.equal(true);
    expect(await membership.totalMembers()).to.equal(3n);
    expect(await token.balanceOf(ada)).to.equal(standingOf.pillar);
    expect(await token.earned(ada)).to.equal(standingOf.pillar);
    expect((await membership.walletOf(1n)).account).to.equal(ada.address);
    expect(await membership.tokenURI(1n)).to.be.a("string");
  });

  it("changes no vote of the past, and none of a snapshot before it", async () => {
    const community = await loadFixture(threeMembers);
    const { membership, accounts } = community;
    const { ada } = accounts;
    const second = (await now()) + 10;
    await at(second);
    await suspend(community, 1n, second + 20);
    await at(second + 20);
    await membership.refresh(1n);
    await networkHelpers.mine();
    const seconds = [second - 1, second, second + 19, second + 20];
    const votes = await Promise.all(seconds.map((t) => membership.getPastVotes(ada, t)));
    const totals = await Promise.all(seconds.map((t) => membership.getPastTotalSupply(t)));
    const units = await Promise.all(seconds.map(async (t) => (await membership.unitsAt(ada, t)).units));
    expect(votes).to.deep.equal([3n, 0n, 0n, 3n]);
    expect(units).to.deep.equal([3n, 0n, 0n, 3n]);
    expect(totals).to.deep.equal([5n, 2n, 2n, 5n]);
  });

  it("gives no units for a poll, not even at a second before it", async () => {
    const { membership, accounts } = await loadFixture(suspendedAda);
    expect(await membership.unitsAt(accounts.ada, (await now()) - 1)).to.deep.equal([0n, 0n]);
  });

  it("bars from earning, redeeming, delegating, inviting, and from leaving or joining out of it", async () => {
    const community = await loadFixture(suspendedAda);
    const { membership, campaigns, giftsId, accounts } = community;
    const { ada, ben, dan, attester } = accounts;
    const award = packAwards([{ memberId: 1n, amount: 1n }]);
    await expect(campaigns.connect(attester).award(giftsId, id("x"), award))
      .to.be.revertedWithCustomError(campaigns, "CampaignsMemberNotActive")
      .withArgs(1n);
    for (const act of [
      () => membership.connect(ada).delegate(ben),
      () => membership.connect(ada).leave(),
      () => membership.connect(ada).join(),
      () => membership.refresh(1n),
    ]) {
      await expect(act()).to.be.revertedWithCustomError(membership, "MembershipSuspended").withArgs(1n);
    }
    await expect(membership.connect(ben).delegate(ada))
      .to.be.revertedWithCustomError(membership, "MembershipDelegateNotMember")
      .withArgs(ada.address);
    await expect(membership.connect(dan).joinWithInvite(...(await inviteBy(community, ada))))
      .to.be.revertedWithCustomError(membership, "MembershipInviterNotAllowed")
      .withArgs(ada.address);
  });

  it("can be given another end", async () => {
    const community = await loadFixture(suspendedAda);
    const { membership, accounts } = community;
    const until = (await now()) + 50;
    await expect(suspend(community, 1n, until))
      .to.emit(membership, "MemberSuspended")
      .withArgs(1n, until, "house rules");
    await at(until);
    await membership.refresh(1n);
    expect(await membership.memberOf(accounts.ada)).to.equal(1n);
  });

  it("must end in the future, and concern somebody", async () => {
    const community = await loadFixture(threeMembers);
    const { membership } = community;
    const second = (await now()) + 10;
    for (const until of [0, second - 1, second]) {
      await at(second + (until === second ? 0 : until === 0 ? -2 : -1));
      await expect(suspend(community, 1n, until))
        .to.be.revertedWithCustomError(membership, "MembershipInvalidSuspension")
        .withArgs(until);
    }
    for (const memberId of [0n, 4n]) {
      await expect(suspend(community, memberId))
        .to.be.revertedWithCustomError(membership, "MembershipUnknownMember")
        .withArgs(memberId);
    }
  });

  for (const [length, fits] of [
    [1023, true],
    [1024, true],
    [1025, false],
  ] as const) {
    it(`${fits ? "takes" : "refuses"} a reason of ${length} bytes, at both ends`, async () => {
      const { membership, accounts } = await loadFixture(threeMembers);
      const asOperator = membership.connect(accounts.operator);
      const reason = "x".repeat(length);
      if (fits) {
        await asOperator.suspend(1n, LATER, reason);
        await expect(asOperator.reinstate(1n, reason))
          .to.emit(membership, "MemberReinstated")
          .withArgs(1n, reason);
        return;
      }
      for (const act of [
        () => asOperator.suspend(1n, LATER, reason),
        () => asOperator.reinstate(1n, reason),
      ]) {
        await expect(act())
          .to.be.revertedWithCustomError(membership, "MembershipReasonTooLong")
          .withArgs(length);
      }
    });
  }
});

describe("Membership › the end of a suspension", () => {
  it("gives everything back when an operator says so", async () => {
    const community = await loadFixture(suspendedAda);
    const { membership, accounts } = community;
    const { ada, operator } = accounts;
    const reinstated = membership.connect(operator).reinstate(1n, "talked it over");
    await expect(reinstated).to.emit(membership, "MemberReinstated").withArgs(1n, "talked it over");
    await expect(reinstated).to.emit(membership, "MetadataUpdate").withArgs(1n);
    await expect(reinstated).to.emit(membership, "DelegateVotesChanged").withArgs(ada.address, 0n, 3n);
    expect(await membership.memberAndTierOf(ada)).to.deep.equal([1n, 2n]);
    expect(await membership.getVotes(ada)).to.equal(3n);
    expect(await membership.suspendedUntil(1n)).to.equal(0n);
    expect((await membership.walletOf(1n)).active).to.equal(true);
    await earn(community, ada, standingOf.keeper);
    expect(await membership.getVotes(ada)).to.equal(5n);
    await membership.connect(ada).leave();
  });

  it("is anybody's to bring about once its time is over, not a second before", async () => {
    const community = await loadFixture(threeMembers);
    const { membership, accounts } = community;
    const until = (await now()) + 100;
    await suspend(community, 1n, until);
    await at(until - 1);
    await expect(membership.connect(accounts.stranger).refresh(1n))
      .to.be.revertedWithCustomError(membership, "MembershipSuspended")
      .withArgs(1n);
    await at(until);
    await expect(membership.connect(accounts.stranger).refresh(1n))
      .to.emit(membership, "MemberReinstated")
      .withArgs(1n, "");
    expect(await membership.memberOf(accounts.ada)).to.equal(1n);
  });

  it("needs a suspension", async () => {
    const { membership, accounts } = await loadFixture(threeMembers);
    for (const memberId of [1n, 9n]) {
      await expect(membership.connect(accounts.operator).reinstate(memberId, ""))
        .to.be.revertedWithCustomError(membership, "MembershipNotSuspended")
        .withArgs(memberId);
    }
  });
});

describe("Membership › suspending one who has left", () => {
  it("keeps them out until its end", async () => {
    const community = await loadFixture(threeMembers);
    const { membership, accounts } = community;
    const { ada } = accounts;
    await membership.connect(ada).leave();
    const until = (await now()) + 100;
    await expect(suspend(community, 1n, until))
      .to.emit(membership, "MemberSuspended")
      .withArgs(1n, until, "house rules");
    expect((await membership.accountOf(ada)).status).to.equal(LEFT);
    await at(until - 1);
    await expect(membership.connect(ada).join())
      .to.be.revertedWithCustomError(membership, "MembershipSuspended")
      .withArgs(1n);
    await at(until);
    await membership.connect(ada).join();
    expect(await membership.suspendedUntil(1n)).to.equal(0n);
    expect(await membership.getVotes(ada)).to.equal(3n);
  });

  it("can be taken back", async () => {
    const community = await loadFixture(threeMembers);
    const { membership, accounts } = community;
    const { ada, operator } = accounts;
    await membership.connect(ada).leave();
    await suspend(community, 1n);
    await membership.connect(operator).reinstate(1n, "");
    expect((await membership.accountOf(ada)).status).to.equal(LEFT);
    await membership.connect(ada).join();
    expect(await membership.memberOf(ada)).to.equal(1n);
  });
});

describe("Membership › suspension and delegation", () => {
  it("lets rest what others delegated, until it ends", async () => {
    const community = await loadFixture(threeMembers);
    const { membership, accounts } = community;
    const { ada, ben, cleo, operator } = accounts;
    await membership.connect(ada).delegate(ben);
    await membership.connect(cleo).delegate(ben);
    const suspended = suspend(community, 2n);
    await expect(suspended).to.emit(membership, "DelegateVotesChanged").withArgs(ben.address, 4n, 0n);
    expect(await votesOf(community, ada, ben, cleo)).to.deep.equal([0n, 0n, 0n]);
    expect(await membership.restingVotes(2n)).to.equal(4n);
    expect(await membership.delegates(ada)).to.equal(ben.address);
    // What the delegators do meanwhile is kept count of.
    await earn(community, ada, standingOf.keeper);
    await membership.connect(cleo).delegate(cleo);
    expect(await membership.restingVotes(2n)).to.equal(5n);
    expect(await votesOf(community, ada, ben, cleo)).to.deep.equal([0n, 0n, 1n]);
    await membership.connect(operator).reinstate(2n, "");
    expect(await votesOf(community, ada, ben, cleo)).to.deep.equal([0n, 6n, 1n]);
    expect(await membership.restingVotes(2n)).to.equal(0n);
  });

  it("takes the member's own units from its delegatee, and gives them back", async () => {
    const community = await loadFixture(threeMembers);
    const { membership, accounts } = community;
    const { ada, ben, operator } = accounts;
    await membership.connect(ada).delegate(ben);
    await suspend(community, 1n);
    expect(await votesOf(community, ada, ben)).to.deep.equal([0n, 1n]);
    await membership.connect(operator).reinstate(1n, "");
    expect(await votesOf(community, ada, ben)).to.deep.equal([0n, 4n]);
  });

  it("of both, of the one who delegated and of the delegatee, comes out even in any order", async () => {
    const both = [1n, 2n];
    for (const order of [both, both.toReversed()]) {
      const community = await loadFixture(threeMembers);
      const { membership, accounts } = community;
      const { ada, ben, operator } = accounts;
      await membership.connect(ada).delegate(ben);
      for (const memberId of order) await suspend(community, memberId);
      expect(await votesOf(community, ada, ben)).to.deep.equal([0n, 0n]);
      for (const memberId of order) await membership.connect(operator).reinstate(memberId, "");
      expect(await votesOf(community, ada, ben)).to.deep.equal([0n, 4n]);
      await membership.connect(ada).leave();
      expect(await votesOf(community, ada, ben)).to.deep.equal([0n, 1n]);
    }
  });
});
