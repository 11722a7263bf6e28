import { expect } from "chai";
import { id } from "ethers";
import { at, networkHelpers, now, type Signer } from "../helpers/chain.ts";
import { inviteBy } from "../helpers/invitations.ts";
import { earn, packAwards, standingOf } from "../helpers/members.ts";
import { due, lostWallet, recovered } from "./recoveryStage.ts";

const { loadFixture } = networkHelpers;
const REBOUND = 4n;

describe("Recovery › afterwards", () => {
  it("the new account has everything, the old one nothing", async () => {
    const community = await loadFixture(recovered);
    const { membership, token, accounts } = community;
    const { ada, hana } = accounts;
    expect(await membership.memberAndTierOf(hana)).to.deep.equal([1n, 2n]);
    expect(await membership.ownerOf(1n)).to.equal(hana.address);
    expect(await membership.getVotes(hana)).to.equal(3n);
    expect(await token.balanceOf(hana)).to.equal(standingOf.pillar);
    expect(await token.earned(hana)).to.equal(standingOf.pillar);
    expect(await membership.hasRight(hana, 1n)).to.equal(true);

    expect(await membership.memberAndTierOf(ada)).to.deep.equal([0n, 0n]);
    expect(await membership.balanceOf(ada)).to.equal(0n);
    expect(await membership.getVotes(ada)).to.equal(0n);
    expect(await membership.delegates(ada)).to.equal(ada.address);
    expect(await token.balanceOf(ada)).to.equal(0n);
    expect(await token.earned(ada)).to.equal(0n);
    for (const right of [1n, 2n, 4n]) expect(await membership.hasRight(ada, right)).to.equal(false);
    expect((await membership.accountOf(ada)).status).to.equal(REBOUND);
    expect(await membership.totalMembers()).to.equal(3n);
    await earn(community, hana, standingOf.keeper);
    expect(await membership.getVotes(hana)).to.equal(5n);
  });

  it("the old account is barred for good, by every way in, and its invitations are void", async () => {
    const community = await loadFixture(recovered);
    const { membership, accounts } = community;
    const { ada, dan, operator } = accounts;
    await expect(membership.connect(ada).join())
      .to.be.revertedWithCustomError(membership, "MembershipAccountRebound")
      .withArgs(ada.address, 1n);
    await expect(membership.connect(ada).joinWithInvite(...(await inviteBy(community, operator))))
      .to.be.revertedWithCustomError(membership, "MembershipAccountRebound")
      .withArgs(ada.address, 1n);
    await expect(membership.connect(dan).joinWithInvite(...(await inviteBy(community, ada))))
      .to.be.revertedWithCustomError(membership, "MembershipInviterNotAllowed")
      .withArgs(ada.address);
    for (const act of [() => membership.connect(ada).leave(), () => membership.connect(ada).delegate(dan)]) {
      await expect(act())
        .to.be.revertedWithCustomError(membership, "MembershipNotMember")
        .withArgs(ada.address);
    }
  });

  it("no limit starts anew, and leaving and coming back keep the number", async () => {
    const community = await loadFixture(due);
    const { membership, recovery, campaigns, giftsId, accounts } = community;
    const { attester, hana } = accounts;
    const award = async () =>
      await campaigns
        .connect(attester)
        .award(giftsId, id("once"), packAwards([{ memberId: 1n, amount: 1n }]));
    await award();
    await recovery.execute(1n);
    await expect(award()).to.be.revertedWithCustomError(campaigns, "CampaignsAlreadyPaid");
    await membership.connect(hana).leave();
    await membership.connect(hana).join();
    expect(await membership.memberOf(hana)).to.equal(1n);
    expect(await membership.joinsOf(hana)).to.equal(2n);
    expect(await membership.getVotes(hana)).to.equal(3n);
  });

  it("past votes of both accounts stay; a poll begun before counts the new one alone", async () => {
    const { membership, recovery, accounts } = await loadFixture(due);
    const { ada, hana } = accounts;
    const second = (await now()) + 10;
    await at(second);
    await recovery.execute(1n);
    await networkHelpers.mine();
    const votes = async (person: Signer, t: number) => await membership.getPastVotes(person, t);
    expect([await votes(ada, second - 1), await votes(ada, second)]).to.deep.equal([3n, 0n]);
    expect([await votes(hana, second - 1), await votes(hana, second)]).to.deep.equal([0n, 3n]);
    for (const t of [second - 1, second]) {
      expect(await membership.unitsAt(hana, t)).to.deep.equal([1n, 3n]);
      expect(await membership.unitsAt(ada, t)).to.deep.equal([0n, 0n]);
      expect(await membership.getPastTotalSupply(t)).to.equal(5n);
    }
  });

  it("what others delegated follows, what the member delegated comes back", async () => {
    const { membership, recovery, accounts } = await loadFixture(due);
    const { ada, ben, cleo, hana } = accounts;
    await membership.connect(ada).delegate(ben);
    await membership.connect(cleo).delegate(ada);
    const before = await now();
    const moved = recovery.execute(1n);
    await expect(moved).to.emit(membership, "DelegateVotesChanged").withArgs(ben.address, 4n, 1n);
    await expect(moved).to.emit(membership, "DelegateVotesChanged").withArgs(ada.address, 4n, 0n);
    await expect(moved).to.emit(membership, "DelegateVotesChanged").withArgs(hana.address, 0n, 4n);
    expect(await membership.delegates(cleo)).to.equal(hana.address);
    expect(await membership.delegates(hana)).to.equal(hana.address);
    const everybody = [ada, ben, cleo, hana];
    const votes = await Promise.all(everybody.map((person) => membership.getVotes(person)));
    expect(votes).to.deep.equal([0n, 1n, 0n, 4n]);
    expect(await membership.getPastVotes(ada, before)).to.equal(1n);
    await membership.connect(cleo).delegate(cleo);
    expect(await membership.getVotes(hana)).to.equal(3n);
  });

  it("a suspended member stays suspended", async () => {
    const { membership, recovery, token, accounts } = await loadFixture(due);
    const { hana, operator } = accounts;
    await membership.connect(operator).suspend(1n, 2n ** 35n, "");
    await recovery.execute(1n);
    expect(await membership.memberOf(hana)).to.equal(0n);
    expect(await membership.ownerOf(1n)).to.equal(hana.address);
    expect(await token.balanceOf(hana)).to.equal(standingOf.pillar);
    await membership.connect(operator).reinstate(1n, "");
    expect(await membership.memberOf(hana)).to.equal(1n);
    expect(await membership.getVotes(hana)).to.equal(3n);
  });

  it("the contract alone moves memberships, and is named once", async () => {
    const { membership, recovery, accounts } = await loadFixture(lostWallet);
    for (const caller of [accounts.admin, accounts.operator, accounts.ada]) {
      await expect(membership.connect(caller).rebind(1n, accounts.hana))
        .to.be.revertedWithCustomError(membership, "MembershipUnauthorized")
        .withArgs(caller.address);
    }
    expect(await membership.recovery()).to.equal(await recovery.getAddress());
    await expect(membership.connect(accounts.admin).wire(accounts.admin)).to.be.revertedWithCustomError(
      membership,
      "MembershipAlreadyWired",
    );
  });
});
