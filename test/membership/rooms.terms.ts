import { expect } from "chai";
import { networkHelpers } from "../helpers/chain.ts";
import { createBadge, entries, openRoom, roomStage, stewardStage } from "./stage.ts";

const { loadFixture } = networkHelpers;
const FOR_GOOD = 2n ** 32n - 1n;

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
