import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { at, networkHelpers, now } from "../helpers/chain.ts";
import { join, NEVER } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";
import { entries, openRoom, stewardStage, type RoomStage } from "./stage.ts";

const { loadFixture } = networkHelpers;
const FOR_GOOD = 2n ** 32n - 1n;

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
