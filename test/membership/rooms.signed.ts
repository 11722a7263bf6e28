import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { NEVER } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";
import { entries, openRoom, roomInvite, roomRequest, roomStage } from "./stage.ts";

const { loadFixture } = networkHelpers;
const ROOM = 1n;
const SALON = 2n;
const DEN = 3n;

/** Fixture: room 1 is open; rooms 2 and 3 are by invitation, with ada as steward of 2 and ben of 3. */
async function signedStage() {
  const stage = await roomStage();
  const { rooms, accounts, adaId, benId } = stage;
  await openRoom(stage);
  await openRoom(stage, { entry: entries.invite });
  await openRoom(stage, { entry: entries.invite });
  const asOperator = rooms.connect(accounts.operator);
  await asOperator.setSteward(SALON, adaId, true);
  await asOperator.setSteward(DEN, benId, true);
  return { ...stage, asOperator };
}

describe("Rooms › joinRoomFor and leaveRoomFor", () => {
  it("join and leave for a member who has signed, whoever submits it", async () => {
    const stage = await loadFixture(signedStage);
    const { rooms, accounts, benId } = stage;
    const { ben, relayer } = accounts;
    const asRelayer = rooms.connect(relayer);
    await expect(asRelayer.joinRoomFor(...(await roomRequest(stage, "RoomJoin", ben, ROOM))))
      .to.emit(rooms, "RoomJoined")
      .withArgs(ROOM, benId, 0n)
      .and.to.emit(rooms, "TransferSingle")
      .withArgs(relayer.address, ZeroAddress, ben.address, ROOM, 1n);
    const leave = await roomRequest(stage, "RoomLeave", ben, ROOM, { nonce: 1n });
    await expect(asRelayer.leaveRoomFor(...leave))
      .to.emit(rooms, "RoomLeft")
      .withArgs(ROOM, benId)
      .and.to.emit(rooms, "TransferSingle")
      .withArgs(relayer.address, ben.address, ZeroAddress, ROOM, 1n);
    expect(await rooms.joinedAt(ROOM, benId)).to.equal(0n);
  });

  it("can't be used again, neither to bring somebody back nor to take them out", async () => {
    const stage = await loadFixture(signedStage);
    const { rooms, accounts, benId } = stage;
    const { ben } = accounts;
    const join = await roomRequest(stage, "RoomJoin", ben, ROOM);
    await rooms.joinRoomFor(...join);
    await rooms.connect(ben).leaveRoom(ROOM);
    await expect(rooms.joinRoomFor(...join))
      .to.be.revertedWithCustomError(rooms, "InvalidAccountNonce")
      .withArgs(ben.address, 1n);
    await rooms.connect(ben).joinRoom(ROOM);
    const leave = await roomRequest(stage, "RoomLeave", ben, ROOM, { nonce: 1n });
    await rooms.leaveRoomFor(...leave);
    await rooms.connect(ben).joinRoom(ROOM);
    await expect(rooms.leaveRoomFor(...leave))
      .to.be.revertedWithCustomError(rooms, "InvalidAccountNonce")
      .withArgs(ben.address, 2n);
    expect(await rooms.joinedAt(ROOM, benId)).not.to.equal(0n);
  });

  it("take requests in any order under keys of their own", async () => {
    const stage = await loadFixture(signedStage);
    const { rooms, accounts } = stage;
    const join = await roomRequest(stage, "RoomJoin", accounts.ben, ROOM, { nonce: 5n << 64n });
    const leave = await roomRequest(stage, "RoomLeave", accounts.ben, ROOM, { nonce: 0n });
    await rooms.joinRoomFor(...join);
    await rooms.leaveRoomFor(...leave);
  });

  it("ask for the rule of the room as ever", async () => {
    const stage = await loadFixture(signedStage);
    const { rooms, membership, accounts } = stage;
    await expect(rooms.joinRoomFor(...(await roomRequest(stage, "RoomJoin", accounts.cleo, SALON))))
      .to.be.revertedWithCustomError(rooms, "RoomsInviteRequired")
      .withArgs(SALON);
    await membership.connect(accounts.cleo).leave();
    await expect(rooms.joinRoomFor(...(await roomRequest(stage, "RoomJoin", accounts.cleo, ROOM))))
      .to.be.revertedWithCustomError(rooms, "RoomsNotMember")
      .withArgs(accounts.cleo.address);
  });
});

describe("Rooms › invitations", () => {
  it("let in whoever comes first, or the member named, and say who invited", async () => {
    const stage = await loadFixture(signedStage);
    const { rooms, accounts, adaId, benId, cleoId } = stage;
    const { ada, ben, cleo } = accounts;
    await expect(
      rooms.connect(ben).joinRoomWithInvite(...(await roomInvite(stage, ada, SALON, { nonce: 9n }))),
    )
      .to.emit(rooms, "RoomJoined")
      .withArgs(SALON, benId, adaId);
    const named = await roomInvite(stage, ada, SALON, { memberId: cleoId });
    await rooms.connect(ben).leaveRoom(SALON);
    await expect(rooms.connect(ben).joinRoomWithInvite(...named))
      .to.be.revertedWithCustomError(rooms, "RoomsInviteNotForMember")
      .withArgs(cleoId, benId);
    await rooms.connect(cleo).joinRoomWithInvite(...named);
    expect(await rooms.joinedAt(SALON, cleoId)).not.to.equal(0n);
  });

  it("are good once, and not after being withdrawn", async () => {
    const stage = await loadFixture(signedStage);
    const { rooms, accounts } = stage;
    const { ada, ben, cleo } = accounts;
    const invite = await roomInvite(stage, ada, SALON);
    await rooms.connect(ben).joinRoomWithInvite(...invite);
    await expect(rooms.connect(cleo).joinRoomWithInvite(...invite))
      .to.be.revertedWithCustomError(rooms, "RoomsInviteSpent")
      .withArgs(ada.address, 0n);
    await rooms.connect(ben).leaveRoom(SALON);
    await expect(rooms.connect(ben).joinRoomWithInvite(...invite)).to.be.revertedWithCustomError(
      rooms,
      "RoomsInviteSpent",
    );
    await expect(rooms.connect(ada).revokeRoomInvite(1n))
      .to.emit(rooms, "RoomInviteRevoked")
      .withArgs(ada.address, 1n);
    const withdrawn = await roomInvite(stage, ada, SALON, { nonce: 1n });
    await expect(rooms.connect(cleo).joinRoomWithInvite(...withdrawn))
      .to.be.revertedWithCustomError(rooms, "RoomsInviteSpent")
      .withArgs(ada.address, 1n);
  });

  it("are a steward's of that room to give, for as long as it is one and a member", async () => {
    const stage = await loadFixture(signedStage);
    const { rooms, membership, asOperator, accounts, adaId } = stage;
    const { ada, ben, cleo, operator } = accounts;
    for (const [roomId, inviter] of [
      [SALON, ben],
      [DEN, ada],
      [SALON, cleo],
      [SALON, operator],
    ] as const) {
      await expect(rooms.connect(cleo).joinRoomWithInvite(...(await roomInvite(stage, inviter, roomId))))
        .to.be.revertedWithCustomError(rooms, "RoomsNotSteward")
        .withArgs(roomId, inviter.address);
    }
    const invite = await roomInvite(stage, ada, SALON);
    await membership.connect(ada).leave();
    await expect(rooms.connect(cleo).joinRoomWithInvite(...invite)).to.be.revertedWithCustomError(
      rooms,
      "RoomsNotSteward",
    );
    await membership.connect(ada).join();
    await asOperator.setSteward(SALON, adaId, false);
    await expect(rooms.connect(cleo).joinRoomWithInvite(...invite)).to.be.revertedWithCustomError(
      rooms,
      "RoomsNotSteward",
    );
  });

  it("open no room with another rule, nor a closed one, nor the community itself", async () => {
    const stage = await loadFixture(signedStage);
    const { rooms, asOperator, accounts, adaId } = stage;
    const { ada, ben, stranger } = accounts;
    await asOperator.setSteward(ROOM, adaId, true);
    await expect(rooms.connect(ben).joinRoomWithInvite(...(await roomInvite(stage, ada, ROOM))))
      .to.be.revertedWithCustomError(rooms, "RoomsNotByInvite")
      .withArgs(ROOM);
    const invite = await roomInvite(stage, ada, SALON);
    await expect(rooms.connect(stranger).joinRoomWithInvite(...invite))
      .to.be.revertedWithCustomError(rooms, "RoomsNotMember")
      .withArgs(stranger.address);
    await asOperator.closeRoom(SALON);
    await expect(rooms.connect(ben).joinRoomWithInvite(...invite))
      .to.be.revertedWithCustomError(rooms, "RoomsClosed")
      .withArgs(SALON);
  });

  it("work for a member who has signed too, and for the room it signed for alone", async () => {
    const stage = await loadFixture(signedStage);
    const { rooms, accounts, adaId, cleoId } = stage;
    const { ada, ben, cleo, relayer } = accounts;
    const invite = await roomInvite(stage, ada, SALON);
    const elsewhere = await roomRequest(stage, "RoomJoin", cleo, DEN);
    await expect(rooms.joinRoomWithInviteFor(...invite, ...elsewhere))
      .to.be.revertedWithCustomError(rooms, "RoomsInviteToOtherRoom")
      .withArgs(SALON, DEN);
    const request = await roomRequest(stage, "RoomJoin", cleo, SALON);
    await expect(rooms.connect(relayer).joinRoomWithInviteFor(...invite, ...request))
      .to.emit(rooms, "RoomJoined")
      .withArgs(SALON, cleoId, adaId);
    await rooms.connect(cleo).leaveRoom(SALON);
    const another = await roomInvite(stage, ada, SALON, { nonce: 1n });
    await expect(rooms.joinRoomWithInviteFor(...another, ...request))
      .to.be.revertedWithCustomError(rooms, "InvalidAccountNonce")
      .withArgs(cleo.address, 1n);
    const forged = { ...request[0], account: ben.address };
    await expect(rooms.joinRoomWithInviteFor(...another, forged, request[1]))
      .to.be.revertedWithCustomError(rooms, "SignedRequestInvalidSignature")
      .withArgs(ben.address);
  });

  it("can be signed by a wallet that is a contract (ERC-1271)", async () => {
    const stage = await loadFixture(signedStage);
    const { rooms, membership, asOperator, accounts } = stage;
    const wallet = await ethers.deployContract("ERC1271Wallet", [accounts.gus]);
    const steward = await wallet.getAddress();
    const wish = { account: steward, inviter: ZeroAddress, nonce: 0n, deadline: NEVER };
    await membership.joinFor(steward, NEVER, await sign(accounts.gus, membership, "Join", wish));
    await asOperator.setSteward(SALON, await membership.memberOf(steward), true);
    const invite = { steward, roomId: SALON, memberId: 0n, nonce: 0n, deadline: NEVER };
    const signature = await sign(accounts.gus, rooms, "RoomInvite", invite);
    await rooms.connect(accounts.ben).joinRoomWithInvite(invite, signature);
    expect(await rooms.balanceOf(accounts.ben, SALON)).to.equal(1n);
  });
});
