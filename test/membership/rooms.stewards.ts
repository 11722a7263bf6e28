import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { at, networkHelpers, now } from "../helpers/chain.ts";
import { join, NEVER } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";
import { createBadge, entries, openRoom, roomStage, type RoomStage } from "./stage.ts";

const { loadFixture } = networkHelpers;
const FOR_GOOD = 2n ** 32n - 1n;

/** Fixture: ada is steward of room 1, which is open, and of room 2, which is by invitation. All three are in room 1. */
async function stewardStage() {
  const stage = await roomStage();
  const { rooms, accounts, adaId } = stage;
  await openRoom(stage);
  await openRoom(stage, { entry: entries.invite });
  const asOperator = rooms.connect(accounts.operator);
  for (const roomId of [1n, 2n]) await asOperator.setSteward(roomId, adaId, true);
  for (const person of [accounts.ada, accounts.ben, accounts.cleo]) await rooms.connect(person).joinRoom(1n);
  return { ...stage, asOperator, asSteward: rooms.connect(accounts.ada) };
}

describe("Rooms › terms", () => {
  it("are told and kept as they were given", async () => {
    const stage = await loadFixture(roomStage);
    const { rooms, accounts } = stage;
    await createBadge(stage);
    const cases = [
      [entries.open, 0n, 0n, 7n],
      [entries.tier, 0n, 0n, 0n],
      [entries.tier, 3n, 0n, 0n],
      [entries.badge, 0n, 1n, 2n ** 32n - 1n],
      [entries.invite, 0n, 0n, 1n],
    ] as const;
    for (const [index, [entry, minTier, badgeId, capacity]] of cases.entries()) {
      const roomId = BigInt(index + 1);
      const terms = { entry, minTier, badgeId, capacity };
      await expect(rooms.connect(accounts.operator).createRoom(terms, `data:,${index}`))
        .to.emit(rooms, "RoomCreated")
        .withArgs(roomId, Object.values(terms), `data:,${index}`)
        .and.to.emit(rooms, "Locked")
        .withArgs(roomId)
        .and.to.emit(rooms, "URI")
        .withArgs(`data:,${index}`, roomId);
      expect(await rooms.roomOf(roomId)).to.deep.equal([1n, entry, minTier, badgeId, capacity, 0n]);
      expect(await rooms.uri(roomId)).to.equal(`data:,${index}`);
    }
    expect(await rooms.roomCount()).to.equal(BigInt(cases.length));
  });

  it("are refused where tier or badge do not exist or are not asked for", async () => {
    const stage = await loadFixture(roomStage);
    const { rooms, accounts } = stage;
    await createBadge(stage);
    const roomId = await openRoom(stage);
    const asOperator = rooms.connect(accounts.operator);
    for (const [entry, minTier, badgeId] of [
      [entries.open, 1n, 0n],
      [entries.open, 0n, 1n],
      [entries.invite, 1n, 0n],
      [entries.invite, 0n, 1n],
      [entries.tier, 4n, 0n],
      [entries.tier, 1n, 1n],
      [entries.badge, 0n, 0n],
      [entries.badge, 0n, 2n],
      [entries.badge, 1n, 1n],
    ] as const) {
      const terms = { entry, minTier, badgeId, capacity: 0n };
      for (const attempt of [asOperator.createRoom(terms, ""), asOperator.setRoomTerms(roomId, terms)]) {
        await expect(attempt).to.be.revertedWithCustomError(rooms, "RoomsInvalidTerms");
      }
    }
  });

  it("change for those who come later", async () => {
    const { rooms, asOperator, accounts, benId } = await loadFixture(stewardStage);
    const terms = { entry: entries.invite, minTier: 0n, badgeId: 0n, capacity: 2n };
    await expect(asOperator.setRoomTerms(1n, terms))
      .to.emit(rooms, "RoomTermsUpdated")
      .withArgs(1n, Object.values(terms));
    expect(await rooms.roomOf(1n)).to.deep.equal([1n, entries.invite, 0n, 0n, 2n, 3n]);
    expect(await rooms.joinedAt(1n, benId)).not.to.equal(0n);
    await rooms.connect(accounts.ben).leaveRoom(1n);
    await expect(asOperator.addToRoom(1n, [benId]))
      .to.be.revertedWithCustomError(rooms, "RoomsFull")
      .withArgs(1n, 2n);
  });

  it("do not change any more once a room is closed, which happens once", async () => {
    const { rooms, asOperator } = await loadFixture(stewardStage);
    await asOperator.closeRoom(1n);
    const terms = { entry: entries.open, minTier: 0n, badgeId: 0n, capacity: 0n };
    for (const attempt of [asOperator.closeRoom(1n), asOperator.setRoomTerms(1n, terms)]) {
      await expect(attempt).to.be.revertedWithCustomError(rooms, "RoomsClosed").withArgs(1n);
    }
  });

  it("know nothing of a room that is none", async () => {
    const { rooms, asOperator, adaId } = await loadFixture(stewardStage);
    const terms = { entry: entries.open, minTier: 0n, badgeId: 0n, capacity: 0n };
    for (const none of [0n, 3n]) {
      for (const attempt of [
        rooms.roomOf(none),
        rooms.memberCountOf(none),
        asOperator.setRoomTerms(none, terms),
        asOperator.closeRoom(none),
        asOperator.setSteward(none, adaId, true),
        asOperator.setRoomURI(none, ""),
        asOperator.addToRoom(none, []),
        asOperator.removeFromRoom(none, adaId, FOR_GOOD, ""),
        asOperator.liftBar(none, adaId),
      ]) {
        await expect(attempt).to.be.revertedWithCustomError(rooms, "RoomsUnknownRoom").withArgs(none);
      }
    }
  });
});

describe("Rooms › stewards", () => {
  it("are named and dismissed by the operator", async () => {
    const { rooms, asOperator, benId } = await loadFixture(stewardStage);
    for (const appointed of [true, false]) {
      await expect(asOperator.setSteward(1n, benId, appointed))
        .to.emit(rooms, "StewardUpdated")
        .withArgs(1n, benId, appointed);
      expect(await rooms.isSteward(1n, benId)).to.equal(appointed);
    }
  });

  it("are active members when named, and can be dismissed when they no longer are", async () => {
    const { rooms, membership, asOperator, accounts, adaId, benId, cleoId } = await loadFixture(stewardStage);
    await membership.connect(accounts.ben).leave();
    for (const none of [0n, benId, cleoId + 1n]) {
      await expect(asOperator.setSteward(1n, none, true))
        .to.be.revertedWithCustomError(rooms, "RoomsUnknownMember")
        .withArgs(none);
    }
    await membership.connect(accounts.ada).leave();
    await asOperator.setSteward(1n, adaId, false);
    expect(await rooms.isSteward(1n, adaId)).to.equal(false);
  });

  it("do what stewards do in their room, and nothing in others", async () => {
    const stage = await loadFixture(stewardStage);
    const { rooms, asSteward, accounts, benId } = stage;
    const elsewhere = await openRoom(stage, { entry: entries.invite });
    const acts = (roomId: bigint) => [
      () => asSteward.setRoomURI(roomId, "data:,new"),
      () => asSteward.addToRoom(roomId, [benId]),
      () => asSteward.removeFromRoom(roomId, benId, FOR_GOOD, ""),
      () => asSteward.liftBar(roomId, benId),
    ];
    for (const act of acts(2n)) await act();
    for (const act of acts(elsewhere)) {
      await expect(act())
        .to.be.revertedWithCustomError(rooms, "AccessManagedUnauthorized")
        .withArgs(accounts.ada.address);
    }
  });

  it("can do nothing any more once they have left room or community", async () => {
    const { rooms, membership, asSteward, accounts, benId } = await loadFixture(stewardStage);
    await asSteward.leaveRoom(1n);
    await expect(asSteward.removeFromRoom(1n, benId, 0n, "")).to.be.revertedWithCustomError(
      rooms,
      "AccessManagedUnauthorized",
    );
    await membership.connect(accounts.ada).leave();
    await expect(asSteward.addToRoom(2n, [benId])).to.be.revertedWithCustomError(
      rooms,
      "AccessManagedUnauthorized",
    );
  });

  it("describe their room", async () => {
    const { rooms, asSteward } = await loadFixture(stewardStage);
    await expect(asSteward.setRoomURI(1n, "data:,new")).to.emit(rooms, "URI").withArgs("data:,new", 1n);
    expect(await rooms.uri(1n)).to.equal("data:,new");
  });
});

describe("Rooms › addToRoom", () => {
  it("lets many in at once, passing over who is in", async () => {
    const { rooms, asSteward, asOperator, accounts, adaId, benId, cleoId } = await loadFixture(stewardStage);
    await asOperator.addToRoom(2n, [benId]);
    const since = await rooms.joinedAt(2n, benId);
    const second = (await now()) + 60;
    await at(second);
    const sent = asSteward.addToRoom(2n, [benId, cleoId, cleoId]);
    await expect(sent).to.emit(rooms, "RoomJoined").withArgs(2n, cleoId, adaId);
    await expect(sent)
      .to.emit(rooms, "TransferSingle")
      .withArgs(accounts.ada.address, ZeroAddress, accounts.cleo.address, 2n, 1n);
    expect((await (await sent).wait())?.logs).to.have.length(2);
    expect(await rooms.joinedAt(2n, benId)).to.equal(since);
    expect(await rooms.joinedAt(2n, cleoId)).to.equal(second);
    expect(await rooms.memberCountOf(2n)).to.equal(2n);
  });

  it("is for rooms one is invited to, and for active members", async () => {
    const { rooms, membership, asSteward, accounts, benId, cleoId } = await loadFixture(stewardStage);
    await expect(asSteward.addToRoom(1n, [benId]))
      .to.be.revertedWithCustomError(rooms, "RoomsNotByInvite")
      .withArgs(1n);
    await membership.connect(accounts.ben).leave();
    for (const none of [0n, benId, cleoId + 1n]) {
      await expect(asSteward.addToRoom(2n, [cleoId, none]))
        .to.be.revertedWithCustomError(rooms, "RoomsUnknownMember")
        .withArgs(none);
    }
  });

  it("stops at the capacity inside a batch too", async () => {
    const { rooms, asOperator, benId, cleoId, adaId } = await loadFixture(stewardStage);
    const terms = { entry: entries.invite, minTier: 0n, badgeId: 0n, capacity: 2n };
    await asOperator.setRoomTerms(2n, terms);
    await expect(asOperator.addToRoom(2n, [adaId, benId, cleoId]))
      .to.be.revertedWithCustomError(rooms, "RoomsFull")
      .withArgs(2n, 2n);
    await asOperator.addToRoom(2n, [adaId, benId]);
    await asOperator.closeRoom(2n);
    await expect(asOperator.addToRoom(2n, []))
      .to.be.revertedWithCustomError(rooms, "RoomsClosed")
      .withArgs(2n);
  });
});

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

/** What ada signs as steward of room 1: one request of each type, and how it is handed in. */
async function signedActs({ rooms, accounts, benId, cleoId }: RoomStage) {
  const { ada, relayer } = accounts;
  const common = { steward: ada.address, roomId: 1n, deadline: NEVER };
  const removal = { ...common, memberId: benId, barredUntil: FOR_GOOD, reason: "spam", nonce: 1n << 64n };
  const lift = { ...common, memberId: cleoId, nonce: 2n << 64n };
  const description = { ...common, roomURI: "data:,new", nonce: 3n << 64n };
  const signatures = [
    await sign(ada, rooms, "RoomRemoval", removal),
    await sign(ada, rooms, "RoomBarLift", lift),
    await sign(ada, rooms, "RoomDescription", description),
  ] as const;
  const asRelayer = rooms.connect(relayer);
  return {
    remove: async () => await asRelayer.removeFromRoomFor(removal, signatures[0]),
    lift: async () => await asRelayer.liftBarFor(lift, signatures[1]),
    describe: async () => await asRelayer.setRoomURIFor(description, signatures[2]),
  };
}

/** Fixture: as above, and cleo is barred. */
async function signedActsStage() {
  const stage = await stewardStage();
  await stage.asSteward.removeFromRoom(1n, stage.cleoId, FOR_GOOD, "");
  return stage;
}

describe("Rooms › what a steward has signed", () => {
  it("is done, whoever submits it", async () => {
    const stage = await loadFixture(signedActsStage);
    const { rooms, adaId, benId, cleoId } = stage;
    const acts = await signedActs(stage);
    await expect(acts.remove())
      .to.emit(rooms, "RoomMemberRemoved")
      .withArgs(1n, benId, adaId, FOR_GOOD, "spam");
    await expect(acts.lift()).to.emit(rooms, "RoomBarLifted").withArgs(1n, cleoId);
    await expect(acts.describe()).to.emit(rooms, "URI").withArgs("data:,new", 1n);
  });

  it("is done once", async () => {
    const stage = await loadFixture(signedActsStage);
    for (const act of Object.values(await signedActs(stage))) {
      await act();
      await expect(act()).to.be.revertedWithCustomError(stage.rooms, "InvalidAccountNonce");
    }
  });

  it("counts for nothing when the steward is none any more", async () => {
    const stage = await loadFixture(signedActsStage);
    const { rooms, asOperator, accounts, adaId } = stage;
    const acts = await signedActs(stage);
    await asOperator.setSteward(1n, adaId, false);
    for (const act of Object.values(acts)) {
      await expect(act())
        .to.be.revertedWithCustomError(rooms, "RoomsNotSteward")
        .withArgs(1n, accounts.ada.address);
    }
  });

  it("counts for nothing when an operator has signed: operators call by themselves", async () => {
    const stage = await loadFixture(signedActsStage);
    const { rooms, accounts, benId } = stage;
    const { operator } = accounts;
    await join(stage, operator);
    const request = {
      steward: operator.address,
      roomId: 1n,
      memberId: benId,
      barredUntil: 0n,
      reason: "",
      nonce: 0n,
      deadline: NEVER,
    };
    await expect(rooms.removeFromRoomFor(request, await sign(operator, rooms, "RoomRemoval", request)))
      .to.be.revertedWithCustomError(rooms, "RoomsNotSteward")
      .withArgs(1n, operator.address);
  });
});
