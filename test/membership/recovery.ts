import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { at, networkHelpers, now } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";
import { join } from "../helpers/members.ts";
import { asked, DELAY, due, lostWallet, State, waiting, WINDOW } from "./recoveryStage.ts";

const { loadFixture } = networkHelpers;

describe("Recovery › guardians", () => {
  it("are named by a member, in numbered sets", async () => {
    const { recovery, accounts } = await loadFixture(lostWallet);
    const { ada, ben, cleo, finn } = accounts;
    const list = [ben.address, cleo.address, finn.address];
    expect(await recovery.guardiansOf(1n)).to.deep.equal([list, 2n, 1n]);
    await expect(recovery.connect(ada).setGuardians([finn], 1n))
      .to.emit(recovery, "GuardiansUpdated")
      .withArgs(1n, 2n, [finn.address], 1n);
    await recovery.connect(ada).setGuardians([], 0n);
    expect(await recovery.guardiansOf(1n)).to.deep.equal([[], 0n, 3n]);
  });

  it("are at most eight different others, and the threshold is within reach", async () => {
    const { recovery, accounts } = await loadFixture(lostWallet);
    const { ada, ben, cleo, stranger } = accounts;
    const asAda = recovery.connect(ada);
    const many = Object.values(accounts).filter(({ address }) => address !== ada.address);
    await asAda.setGuardians(many.slice(0, 8), 8n);
    for (const [list, threshold] of [
      [many.slice(0, 9), 1n],
      [[ben, cleo], 3n],
      [[ben, cleo], 0n],
      [[], 1n],
      [[ben, ben], 1n],
      [[ben, cleo, ben], 1n],
      [[ada], 1n],
      [[ZeroAddress], 1n],
    ] as const) {
      await expect(asAda.setGuardians([...list], threshold))
        .to.be.revertedWithCustomError(recovery, "RecoveryInvalidGuardians")
        .withArgs(BigInt(list.length), threshold);
    }
    await expect(recovery.connect(stranger).setGuardians([ben], 1n))
      .to.be.revertedWithCustomError(recovery, "RecoveryNotMember")
      .withArgs(stranger.address);
  });

  it("who are members keep the office when their own membership moves", async () => {
    const community = await loadFixture(lostWallet);
    const { recovery, accounts } = community;
    const { ben, cleo, finn, gus, hana, operator } = accounts;
    await recovery.connect(gus).request(2n);
    await recovery.connect(operator).approveByOperator(1n);
    await networkHelpers.time.increase(DELAY);
    await recovery.execute(1n);
    expect((await recovery.guardiansOf(1n)).guardians).to.deep.equal([
      gus.address,
      cleo.address,
      finn.address,
    ]);
    await recovery.connect(hana).request(1n);
    await expect(recovery.connect(ben).approve(2n))
      .to.be.revertedWithCustomError(recovery, "RecoveryNotGuardian")
      .withArgs(2n, ben.address);
    await recovery.connect(gus).approve(2n);
  });
});

describe("Recovery › request", () => {
  it("is made by the new account, and says so", async () => {
    const { recovery, accounts } = await loadFixture(lostWallet);
    const { ada, hana } = accounts;
    await expect(recovery.connect(hana).request(1n))
      .to.emit(recovery, "RecoveryRequested")
      .withArgs(1n, 1n, ada.address, hana.address, 1n);
    expect(await recovery.stateOf(1n)).to.equal(State.asked);
    expect(await recovery.stateOf(2n)).to.equal(State.none);
    expect(await recovery.requestCount()).to.equal(1n);
    const { oldAccount, newAccount, memberId, dueAt } = await recovery.requestOf(1n);
    expect([oldAccount, newAccount, memberId, dueAt]).to.deep.equal([ada.address, hana.address, 1n, 0n]);
  });

  it("is for a member with a card, by an account that never was one", async () => {
    const { membership, recovery, accounts } = await loadFixture(lostWallet);
    const { ada, ben, cleo, hana } = accounts;
    await membership.connect(cleo).leave();
    for (const memberId of [0n, 3n, 4n]) {
      await expect(recovery.connect(hana).request(memberId))
        .to.be.revertedWithCustomError(recovery, "RecoveryUnknownMember")
        .withArgs(memberId);
    }
    for (const used of [ada, ben, cleo]) {
      await expect(recovery.connect(used).request(1n))
        .to.be.revertedWithCustomError(recovery, "RecoveryAccountUsed")
        .withArgs(used.address);
    }
  });

  it("can't stand in the way of another", async () => {
    const { recovery, accounts } = await loadFixture(lostWallet);
    const { ben, cleo, hana, stranger } = accounts;
    for (let times = 0; times < 3; times += 1) await recovery.connect(stranger).request(1n);
    await recovery.connect(hana).request(1n);
    for (const guardian of [ben, cleo]) await recovery.connect(guardian).approve(4n);
    await networkHelpers.time.increase(DELAY);
    await recovery.execute(4n);
    for (const other of [1n, 2n, 3n]) expect(await recovery.stateOf(other)).to.equal(State.lapsed);
  });
});

describe("Recovery › approve", () => {
  it("takes as many guardians as the member has said, each once", async () => {
    const { recovery, accounts } = await loadFixture(asked);
    const { ben, finn } = accounts;
    await expect(recovery.connect(ben).approve(1n))
      .to.emit(recovery, "RecoveryApproved")
      .withArgs(1n, ben.address, 1n);
    await expect(recovery.connect(ben).approve(1n))
      .to.be.revertedWithCustomError(recovery, "RecoveryAlreadyApproved")
      .withArgs(1n, ben.address);
    expect(await recovery.stateOf(1n)).to.equal(State.asked);
    const second = (await now()) + 10;
    await at(second);
    const last = recovery.connect(finn).approve(1n);
    await expect(last).to.emit(recovery, "RecoveryApproved").withArgs(1n, finn.address, 2n);
    await expect(last)
      .to.emit(recovery, "RecoveryScheduled")
      .withArgs(1n, 1n, second + DELAY, false);
    expect(await recovery.stateOf(1n)).to.equal(State.waiting);
  });

  it("is for guardians alone, of the set that the request began with", async () => {
    const { recovery, accounts } = await loadFixture(asked);
    const { ada, ben, cleo, dan, hana, operator } = accounts;
    await recovery.connect(ada).setGuardians([dan], 1n);
    for (const other of [dan, ada, hana, operator]) {
      await expect(recovery.connect(other).approve(1n))
        .to.be.revertedWithCustomError(recovery, "RecoveryNotGuardian")
        .withArgs(1n, other.address);
    }
    for (const guardian of [ben, cleo]) await recovery.connect(guardian).approve(1n);
    expect(await recovery.stateOf(1n)).to.equal(State.waiting);
  });

  it("by an operator needs no guardian, and the same wait", async () => {
    const community = await plainCommunity();
    const { recovery, accounts } = community;
    await join(community, accounts.ada);
    await recovery.connect(accounts.hana).request(1n);
    const second = (await now()) + 10;
    await at(second);
    await expect(recovery.connect(accounts.operator).approveByOperator(1n))
      .to.emit(recovery, "RecoveryScheduled")
      .withArgs(1n, 1n, second + DELAY, true);
  });

  it("is over once there is enough", async () => {
    const { recovery, accounts } = await loadFixture(waiting);
    await expect(recovery.connect(accounts.finn).approve(1n))
      .to.be.revertedWithCustomError(recovery, "RecoveryWrongState")
      .withArgs(1n, State.waiting);
    await expect(recovery.connect(accounts.operator).approveByOperator(1n))
      .to.be.revertedWithCustomError(recovery, "RecoveryWrongState")
      .withArgs(1n, State.waiting);
  });
});

describe("Recovery › veto and withdraw", () => {
  for (const [stage, fixture] of [
    ["before any approval", asked],
    ["during the wait", waiting],
    ["after it", due],
  ] as const) {
    it(`end a request ${stage}, for good`, async () => {
      for (const [end, event, state] of [
        ["veto", "RecoveryVetoed", State.vetoed],
        ["withdraw", "RecoveryWithdrawn", State.withdrawn],
      ] as const) {
        const { recovery, accounts } = await loadFixture(fixture);
        const { ada, ben, hana, operator } = accounts;
        const party = end === "veto" ? ada : hana;
        for (const other of [ben, operator, end === "veto" ? hana : ada]) {
          await expect(recovery.connect(other)[end](1n))
            .to.be.revertedWithCustomError(recovery, "RecoveryUnauthorized")
            .withArgs(1n, other.address);
        }
        await expect(recovery.connect(party)[end](1n)).to.emit(recovery, event).withArgs(1n);
        await networkHelpers.time.increase(DELAY);
        expect(await recovery.stateOf(1n)).to.equal(state);
        for (const act of [
          () => recovery.execute(1n),
          () => recovery.connect(ben).approve(1n),
          () => recovery.connect(operator).approveByOperator(1n),
          () => recovery.connect(ada).veto(1n),
          () => recovery.connect(hana).withdraw(1n),
        ]) {
          await expect(act())
            .to.be.revertedWithCustomError(recovery, "RecoveryWrongState")
            .withArgs(1n, state);
        }
      }
    });
  }
});

describe("Recovery › execute", () => {
  it("waits to the second, and not for ever", async () => {
    const { recovery } = await loadFixture(waiting);
    const { dueAt } = await recovery.requestOf(1n);
    for (const [second, state] of [
      [dueAt - 1n, State.waiting],
      [dueAt + BigInt(WINDOW), State.lapsed],
    ] as const) {
      await at(second);
      await expect(recovery.execute(1n))
        .to.be.revertedWithCustomError(recovery, "RecoveryWrongState")
        .withArgs(1n, state);
    }
  });

  for (const late of [0, WINDOW - 1]) {
    it(`is anybody's ${late} s after the wait`, async () => {
      const { membership, recovery, accounts } = await loadFixture(waiting);
      const { ada, hana, stranger } = accounts;
      await at((await recovery.requestOf(1n)).dueAt + BigInt(late));
      const executed = recovery.connect(stranger).execute(1n);
      await expect(executed).to.emit(recovery, "RecoveryExecuted").withArgs(1n, 1n);
      await expect(executed).to.emit(membership, "MemberRebound").withArgs(1n, ada.address, hana.address);
      await expect(executed).to.emit(membership, "Transfer").withArgs(ada.address, hana.address, 1n);
      await expect(recovery.execute(1n))
        .to.be.revertedWithCustomError(recovery, "RecoveryWrongState")
        .withArgs(1n, State.executed);
    });
  }

  it("does not happen to an account that has become a member meanwhile", async () => {
    const { membership, recovery, accounts } = await loadFixture(due);
    await membership.connect(accounts.hana).join();
    await expect(recovery.execute(1n))
      .to.be.revertedWithCustomError(recovery, "RecoveryWrongState")
      .withArgs(1n, State.lapsed);
  });
});
