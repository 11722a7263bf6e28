import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { at, ethers, inOneBlock, networkHelpers, now } from "../helpers/chain.ts";
import { earn, join, standingOf } from "../helpers/members.ts";
import { createBadge, entries, openRoom, roomStage } from "./stage.ts";

const { loadFixture } = networkHelpers;

/** Fixture: rooms 1 to 4 are open to all, from the second tier, with badge 1, and by invitation. */
async function fourRooms() {
  const stage = await roomStage();
  await createBadge(stage);
  await openRoom(stage);
  await openRoom(stage, { entry: entries.tier, minTier: 1n });
  await openRoom(stage, { entry: entries.badge, badgeId: 1n });
  await openRoom(stage, { entry: entries.invite });
  return stage;
}

describe("Rooms › joining", () => {
  it("lets a member into an open room, and tells since when", async () => {
    const { rooms, accounts, adaId } = await loadFixture(fourRooms);
    const { ada } = accounts;
    const second = (await now()) + 10;
    await at(second);
    await expect(rooms.connect(ada).joinRoom(1n))
      .to.emit(rooms, "RoomJoined")
      .withArgs(1n, adaId, 0n)
      .and.to.emit(rooms, "TransferSingle")
      .withArgs(ada.address, ZeroAddress, ada.address, 1n, 1n);
    expect(await rooms.joinedAt(1n, adaId)).to.equal(second);
    expect(await rooms.balanceOf(ada, 1n)).to.equal(1n);
    expect(await rooms.memberCountOf(1n)).to.equal(1n);
  });

  it("keeps neighbours apart: nobody else is in, and no other room", async () => {
    const { rooms, accounts, adaId, benId, cleoId } = await loadFixture(fourRooms);
    await rooms.connect(accounts.ben).joinRoom(1n);
    for (const memberId of [adaId, cleoId, 0n, benId + 8n])
      expect(await rooms.joinedAt(1n, memberId)).to.equal(0n);
    for (const roomId of [0n, 2n, 3n, 4n, 5n]) expect(await rooms.joinedAt(roomId, benId)).to.equal(0n);
  });

  it("refuses those who are no members, those who are in already, and rooms that are none", async () => {
    const { rooms, membership, accounts, adaId } = await loadFixture(fourRooms);
    const { ada, cleo, stranger } = accounts;
    await membership.connect(cleo).leave();
    for (const person of [stranger, cleo]) {
      await expect(rooms.connect(person).joinRoom(1n))
        .to.be.revertedWithCustomError(rooms, "RoomsNotMember")
        .withArgs(person.address);
    }
    await rooms.connect(ada).joinRoom(1n);
    await expect(rooms.connect(ada).joinRoom(1n))
      .to.be.revertedWithCustomError(rooms, "RoomsAlreadyInRoom")
      .withArgs(1n, adaId);
    for (const none of [0n, 5n, ethers.MaxUint256]) {
      await expect(rooms.connect(ada).joinRoom(none))
        .to.be.revertedWithCustomError(rooms, "RoomsUnknownRoom")
        .withArgs(none);
    }
  });

  it("asks for the tier, which follows standing", async () => {
    const stage = await loadFixture(fourRooms);
    const { rooms, accounts } = stage;
    const { ada } = accounts;
    await earn(stage, ada, standingOf.regular - 1n);
    await expect(rooms.connect(ada).joinRoom(2n))
      .to.be.revertedWithCustomError(rooms, "RoomsTierTooLow")
      .withArgs(2n, 0n, 1n);
    await earn(stage, ada, 1n);
    await rooms.connect(ada).joinRoom(2n);
    expect(await rooms.balanceOf(ada, 2n)).to.equal(1n);
  });

  it("asks for the badge at the door only: who loses it stays in", async () => {
    const { rooms, badges, accounts, adaId } = await loadFixture(fourRooms);
    const { ada, operator } = accounts;
    await expect(rooms.connect(ada).joinRoom(3n))
      .to.be.revertedWithCustomError(rooms, "RoomsBadgeRequired")
      .withArgs(3n, 1n);
    await badges.connect(operator).issue(1n, [adaId]);
    await rooms.connect(ada).joinRoom(3n);
    await badges.connect(operator).revoke(1n, adaId, "");
    expect(await rooms.balanceOf(ada, 3n)).to.equal(1n);
    await rooms.connect(ada).leaveRoom(3n);
    await expect(rooms.connect(ada).joinRoom(3n)).to.be.revertedWithCustomError(rooms, "RoomsBadgeRequired");
  });

  it("asks for an invitation where the rule is one", async () => {
    const { rooms, accounts } = await loadFixture(fourRooms);
    await expect(rooms.connect(accounts.ada).joinRoom(4n))
      .to.be.revertedWithCustomError(rooms, "RoomsInviteRequired")
      .withArgs(4n);
  });

  it("lets stewards into their room whatever its rule, and into no other", async () => {
    const stage = await loadFixture(fourRooms);
    const { rooms, accounts, adaId } = stage;
    for (const roomId of [2n, 3n, 4n]) {
      await rooms.connect(accounts.operator).setSteward(roomId, adaId, true);
      await rooms.connect(accounts.ada).joinRoom(roomId);
      expect(await rooms.joinedAt(roomId, adaId)).not.to.equal(0n);
    }
    await openRoom(stage, { entry: entries.invite });
    await expect(rooms.connect(accounts.ada).joinRoom(5n)).to.be.revertedWithCustomError(
      rooms,
      "RoomsInviteRequired",
    );
  });

  it("stops at the capacity, and goes on when somebody leaves", async () => {
    const stage = await loadFixture(fourRooms);
    const { rooms, accounts } = stage;
    const { ada, ben, cleo } = accounts;
    const roomId = await openRoom(stage, { capacity: 2n });
    await rooms.connect(ada).joinRoom(roomId);
    await rooms.connect(ben).joinRoom(roomId);
    await expect(rooms.connect(cleo).joinRoom(roomId))
      .to.be.revertedWithCustomError(rooms, "RoomsFull")
      .withArgs(roomId, 2n);
    await rooms.connect(ada).leaveRoom(roomId);
    await rooms.connect(cleo).joinRoom(roomId);
    expect(await rooms.memberCountOf(roomId)).to.equal(2n);
  });

  it("lets nobody into a closed room, and lets those in it leave", async () => {
    const { rooms, accounts, adaId } = await loadFixture(fourRooms);
    const { ada, ben, operator } = accounts;
    await rooms.connect(ada).joinRoom(1n);
    await expect(rooms.connect(operator).closeRoom(1n)).to.emit(rooms, "RoomClosed").withArgs(1n);
    await expect(rooms.connect(ben).joinRoom(1n))
      .to.be.revertedWithCustomError(rooms, "RoomsClosed")
      .withArgs(1n);
    expect(await rooms.joinedAt(1n, adaId)).not.to.equal(0n);
    await rooms.connect(ada).leaveRoom(1n);
    expect(await rooms.joinedAt(1n, adaId)).to.equal(0n);
  });

  it("keeps a place for who leaves the community and comes back, as of the first day", async () => {
    const { rooms, membership, accounts, adaId } = await loadFixture(fourRooms);
    const { ada } = accounts;
    await rooms.connect(ada).joinRoom(1n);
    const since = await rooms.joinedAt(1n, adaId);
    await membership.connect(ada).leave();
    expect(await rooms.balanceOf(ada, 1n)).to.equal(0n);
    await membership.connect(ada).join();
    expect(await rooms.balanceOf(ada, 1n)).to.equal(1n);
    expect(await rooms.joinedAt(1n, adaId)).to.equal(since);
  });
});

describe("Rooms › leaving", () => {
  it("takes a member out, and the second of joining begins anew on coming back", async () => {
    const { rooms, accounts, adaId } = await loadFixture(fourRooms);
    const { ada } = accounts;
    await rooms.connect(ada).joinRoom(1n);
    await expect(rooms.connect(ada).leaveRoom(1n))
      .to.emit(rooms, "RoomLeft")
      .withArgs(1n, adaId)
      .and.to.emit(rooms, "TransferSingle")
      .withArgs(ada.address, ada.address, ZeroAddress, 1n, 1n);
    expect(await rooms.balanceOf(ada, 1n)).to.equal(0n);
    expect(await rooms.memberCountOf(1n)).to.equal(0n);
    const second = (await now()) + 50;
    await at(second);
    await rooms.connect(ada).joinRoom(1n);
    expect(await rooms.joinedAt(1n, adaId)).to.equal(second);
  });

  it("is for those in the room who are members", async () => {
    const { rooms, membership, accounts, benId } = await loadFixture(fourRooms);
    const { ada, ben } = accounts;
    for (const roomId of [0n, 1n, 9n]) {
      await expect(rooms.connect(ben).leaveRoom(roomId))
        .to.be.revertedWithCustomError(rooms, "RoomsNotInRoom")
        .withArgs(roomId, benId);
    }
    await rooms.connect(ada).joinRoom(1n);
    await membership.connect(ada).leave();
    await expect(rooms.connect(ada).leaveRoom(1n))
      .to.be.revertedWithCustomError(rooms, "RoomsNotMember")
      .withArgs(ada.address);
  });

  it("ends a stewardship, and only then says so", async () => {
    const { rooms, accounts, adaId } = await loadFixture(fourRooms);
    const { ada, ben, operator } = accounts;
    await rooms.connect(operator).setSteward(1n, adaId, true);
    for (const person of [ada, ben]) await rooms.connect(person).joinRoom(1n);
    await expect(rooms.connect(ada).leaveRoom(1n))
      .to.emit(rooms, "StewardUpdated")
      .withArgs(1n, adaId, false);
    await expect(rooms.connect(ben).leaveRoom(1n)).not.to.emit(rooms, "StewardUpdated");
    expect(await rooms.isSteward(1n, adaId)).to.equal(false);
  });

  it("counts right when members of one slot come and go in one block", async () => {
    const stage = await loadFixture(fourRooms);
    const { rooms, accounts, adaId, benId } = stage;
    const { ada, ben, cleo, dan } = accounts;
    const [danId = 0n] = await join(stage, dan);
    const gasLimit = 300_000n;
    await inOneBlock(async () => [
      await rooms.connect(ada).joinRoom(1n, { gasLimit }),
      await rooms.connect(ben).joinRoom(1n, { gasLimit }),
      await rooms.connect(cleo).joinRoom(1n, { gasLimit }),
      await rooms.connect(ben).leaveRoom(1n, { gasLimit }),
      await rooms.connect(dan).joinRoom(1n, { gasLimit }),
    ]);
    expect(await rooms.memberCountOf(1n)).to.equal(3n);
    expect(await rooms.joinedAt(1n, benId)).to.equal(0n);
    for (const memberId of [adaId, danId]) expect(await rooms.joinedAt(1n, memberId)).to.equal(await now());
  });
});
