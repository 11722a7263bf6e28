import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { at, networkHelpers, now } from "../helpers/chain.ts";
import { stewardStage } from "./stage.ts";

const { loadFixture } = networkHelpers;
const FOR_GOOD = 2n ** 32n - 1n;

describe("Rooms › removeFromRoom", () => {
  it("takes a member out with a reason, who may come back at once if not barred", async () => {
    const { rooms, asSteward, accounts, adaId, benId } = await loadFixture(stewardStage);
    const { ada, ben } = accounts;
    await expect(asSteward.removeFromRoom(1n, benId, 0n, "off topic"))
      .to.emit(rooms, "RoomMemberRemoved")
      .withArgs(1n, benId, adaId, 0n, "off topic")
      .and.to.emit(rooms, "TransferSingle")
      .withArgs(ada.address, ben.address, ZeroAddress, 1n, 1n);
    expect(await rooms.memberCountOf(1n)).to.equal(2n);
    expect(await rooms.balanceOf(ben, 1n)).to.equal(0n);
    await rooms.connect(ben).joinRoom(1n);
  });

  for (const [late, accepted] of [
    [-1n, false],
    [0n, true],
    [1n, true],
  ] as const) {
    it(`${accepted ? "lets" : "does not let"} a barred member back ${late} s after the end`, async () => {
      const { rooms, asSteward, accounts, benId } = await loadFixture(stewardStage);
      const { ben } = accounts;
      const until = BigInt((await now()) + 1_000);
      await asSteward.removeFromRoom(1n, benId, until, "");
      expect(await rooms.barredUntil(1n, benId)).to.equal(until);
      await at(until + late);
      const attempt = rooms.connect(ben).joinRoom(1n);
      if (accepted) await attempt;
      else {
        await expect(attempt).to.be.revertedWithCustomError(rooms, "RoomsBarred").withArgs(1n, benId, until);
      }
    });
  }

  it("bars for good, whoever would let the member in", async () => {
    const { rooms, asSteward, asOperator, benId } = await loadFixture(stewardStage);
    expect(await rooms.FOR_GOOD()).to.equal(FOR_GOOD);
    await asSteward.removeFromRoom(2n, benId, FOR_GOOD, "");
    for (const caller of [asSteward, asOperator]) {
      await expect(caller.addToRoom(2n, [benId]))
        .to.be.revertedWithCustomError(rooms, "RoomsBarred")
        .withArgs(2n, benId, FOR_GOOD);
    }
  });

  it("bars who left first, but not numbers nobody has", async () => {
    const { rooms, asSteward, accounts, adaId, benId, cleoId } = await loadFixture(stewardStage);
    await rooms.connect(accounts.ben).leaveRoom(1n);
    await expect(asSteward.removeFromRoom(1n, benId, 0n, ""))
      .to.be.revertedWithCustomError(rooms, "RoomsNotInRoom")
      .withArgs(1n, benId);
    await expect(asSteward.removeFromRoom(1n, benId, FOR_GOOD, "spam"))
      .to.emit(rooms, "RoomMemberRemoved")
      .withArgs(1n, benId, adaId, FOR_GOOD, "spam")
      .and.not.to.emit(rooms, "TransferSingle");
    expect(await rooms.memberCountOf(1n)).to.equal(2n);
    for (const none of [0n, cleoId + 1n]) {
      await expect(asSteward.removeFromRoom(1n, none, FOR_GOOD, ""))
        .to.be.revertedWithCustomError(rooms, "RoomsUnknownMember")
        .withArgs(none);
    }
  });

  it("takes an end that can be kept, and a reason of 1,024 bytes", async () => {
    const { rooms, asSteward, benId } = await loadFixture(stewardStage);
    await expect(asSteward.removeFromRoom(1n, benId, FOR_GOOD + 1n, ""))
      .to.be.revertedWithCustomError(rooms, "RoomsInvalidBar")
      .withArgs(FOR_GOOD + 1n);
    await expect(asSteward.removeFromRoom(1n, benId, FOR_GOOD, "x".repeat(1_025)))
      .to.be.revertedWithCustomError(rooms, "RoomsReasonTooLong")
      .withArgs(1_025n, 1_024n);
    await asSteward.removeFromRoom(1n, benId, FOR_GOOD, "x".repeat(1_024));
  });

  for (const [ahead, accepted] of [
    [-1n, false],
    [0n, false],
    [1n, true],
  ] as const) {
    it(`${accepted ? "takes" : "refuses"} an end ${ahead} s from now`, async () => {
      const { rooms, asSteward, benId } = await loadFixture(stewardStage);
      const second = BigInt((await now()) + 100);
      await at(second);
      const attempt = asSteward.removeFromRoom(1n, benId, second + ahead, "");
      if (accepted) await attempt;
      else {
        await expect(attempt)
          .to.be.revertedWithCustomError(rooms, "RoomsInvalidBar")
          .withArgs(second + ahead);
      }
    });
  }

  it("does not let a steward remove or bar another, nor itself; the operator can", async () => {
    const { rooms, asSteward, asOperator, adaId, benId } = await loadFixture(stewardStage);
    await asOperator.setSteward(1n, benId, true);
    for (const stewardId of [adaId, benId]) {
      await expect(asSteward.removeFromRoom(1n, stewardId, FOR_GOOD, ""))
        .to.be.revertedWithCustomError(rooms, "RoomsStewardProtected")
        .withArgs(1n, stewardId);
    }
    await expect(asOperator.removeFromRoom(1n, benId, 0n, "asked to"))
      .to.emit(rooms, "RoomMemberRemoved")
      .withArgs(1n, benId, 0n, 0n, "asked to")
      .and.to.emit(rooms, "StewardUpdated")
      .withArgs(1n, benId, false);
  });

  it("reaches members who have left the community", async () => {
    const { rooms, membership, asSteward, accounts, benId } = await loadFixture(stewardStage);
    await membership.connect(accounts.ben).leave();
    await asSteward.removeFromRoom(1n, benId, 0n, "");
    expect(await rooms.memberCountOf(1n)).to.equal(2n);
    await membership.connect(accounts.ben).join();
    expect(await rooms.balanceOf(accounts.ben, 1n)).to.equal(0n);
  });
});

describe("Rooms › liftBar", () => {
  it("lets a barred member come back before the end", async () => {
    const { rooms, asSteward, accounts, benId } = await loadFixture(stewardStage);
    await asSteward.removeFromRoom(1n, benId, FOR_GOOD, "");
    await expect(asSteward.liftBar(1n, benId)).to.emit(rooms, "RoomBarLifted").withArgs(1n, benId);
    expect(await rooms.barredUntil(1n, benId)).to.equal(0n);
    await rooms.connect(accounts.ben).joinRoom(1n);
  });

  it("is for those who are barred now", async () => {
    const { rooms, asSteward, benId } = await loadFixture(stewardStage);
    const until = BigInt((await now()) + 100);
    await expect(asSteward.liftBar(1n, benId))
      .to.be.revertedWithCustomError(rooms, "RoomsNotBarred")
      .withArgs(1n, benId);
    await asSteward.removeFromRoom(1n, benId, until, "");
    await at(until);
    await expect(asSteward.liftBar(1n, benId)).to.be.revertedWithCustomError(rooms, "RoomsNotBarred");
  });
});
