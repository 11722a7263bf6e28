import { ZeroAddress } from "ethers";
import { sign } from "../../helpers/signing.ts";
import { action, LATER, SIGNED } from "../action.ts";
import type { SignatureStage } from "../actors.ts";

const FOR_GOOD = 2n ** 32n - 1n;
const OPEN = 0n;
const BY_INVITE = 3n;

/** Rooms by what one can do with them; two of each. */
const rooms = { invited: [1n, 2n], open: [3n, 4n], joined: [5n, 6n] } as const;

/** Six rooms. The actor and cleo are stewards of the first two; the actor is in the last two. */
async function openRooms({ rooms: contract, membership, accounts, actorId }: SignatureStage): Promise<void> {
  const operated = contract.connect(accounts.operator);
  const cleoId = await membership.memberOf(accounts.cleo);
  for (const entry of [BY_INVITE, BY_INVITE, OPEN, OPEN, BY_INVITE, BY_INVITE]) {
    await operated.createRoom({ entry, minTier: 0n, badgeId: 0n, capacity: 0n }, "data:,room");
  }
  for (const roomId of rooms.invited) {
    for (const memberId of [actorId, cleoId]) await operated.setSteward(roomId, memberId, true);
  }
  for (const roomId of rooms.joined) await operated.addToRoom(roomId, [actorId]);
}

/** An invitation by cleo to a room, for anybody. */
async function inviteTo({ rooms: contract, accounts }: SignatureStage, roomId: bigint) {
  const invite = {
    steward: accounts.cleo.address,
    roomId,
    memberId: 0n,
    nonce: 77n,
    deadline: LATER,
  };
  return [invite, await sign(accounts.cleo, contract, "RoomInvite", invite)] as const;
}

const asked = (pair: readonly [bigint, bigint]) => ({
  request: async ({ actor }: SignatureStage) => ({
    account: actor.address,
    roomId: pair[0],
    nonce: 0n,
    deadline: LATER,
  }),
  other: async ({ accounts }: SignatureStage) => ({
    account: accounts.ada.address,
    roomId: pair[1],
    nonce: 5n << 64n,
    deadline: LATER + 1n,
  }),
});

const roomActions = [
  action({
    title: "Rooms.joinRoomFor",
    type: "RoomJoin",
    contract: ({ rooms: contract }) => contract,
    arrange: openRooms,
    ...asked(rooms.open),
    submit: (_, request, signature) => ({ name: "joinRoomFor", args: [request, signature] }),
    signerField: "account",
    deadline: SIGNED,
    replayed: "InvalidAccountNonce",
  }),
  action({
    title: "Rooms.joinRoomWithInviteFor",
    type: "RoomJoin",
    contract: ({ rooms: contract }) => contract,
    arrange: openRooms,
    ...asked(rooms.invited),
    submit: async (stage, request, signature) => ({
      name: "joinRoomWithInviteFor",
      args: [...(await inviteTo(stage, BigInt(request.roomId))), request, signature],
    }),
    signerField: "account",
    deadline: SIGNED,
    replayed: "InvalidAccountNonce",
  }),
  action({
    title: "Rooms.joinRoomWithInvite",
    type: "RoomInvite",
    contract: ({ rooms: contract }) => contract,
    arrange: openRooms,
    request: async ({ actor }) => ({
      steward: actor.address,
      roomId: rooms.invited[0],
      memberId: 0n,
      nonce: 0n,
      deadline: LATER,
    }),
    other: async ({ accounts, adaId }) => ({
      steward: accounts.cleo.address,
      roomId: rooms.invited[1],
      memberId: adaId,
      nonce: 1n,
      deadline: LATER + 1n,
    }),
    submit: ({ accounts }, invite, signature) => ({
      name: "joinRoomWithInvite",
      args: [invite, signature],
      from: accounts.ada.address,
    }),
    signerField: "steward",
    deadline: SIGNED,
    replayed: "RoomsInviteSpent",
  }),
  action({
    title: "Rooms.leaveRoomFor",
    type: "RoomLeave",
    contract: ({ rooms: contract }) => contract,
    arrange: openRooms,
    ...asked(rooms.joined),
    submit: (_, request, signature) => ({ name: "leaveRoomFor", args: [request, signature] }),
    signerField: "account",
    deadline: SIGNED,
    replayed: "InvalidAccountNonce",
  }),
];

/** The rooms, from the first two of which ada and dan are barred. */
async function barGuests(stage: SignatureStage): Promise<void> {
  await openRooms(stage);
  const { rooms: contract, membership, accounts, adaId } = stage;
  for (const roomId of rooms.invited) {
    for (const memberId of [adaId, await membership.memberOf(accounts.dan)]) {
      await contract.connect(accounts.operator).removeFromRoom(roomId, memberId, FOR_GOOD, "");
    }
  }
}

const byActor = async ({ actor, adaId }: SignatureStage) => ({
  steward: actor.address,
  roomId: rooms.invited[0],
  memberId: adaId,
  nonce: 0n,
  deadline: LATER,
});

const byCleo = async ({ accounts, membership }: SignatureStage) => ({
  steward: accounts.cleo.address,
  roomId: rooms.invited[1],
  memberId: await membership.memberOf(accounts.dan),
  nonce: 5n << 64n,
  deadline: LATER + 1n,
});

/** What stewards do in the rooms. */
const stewardActions = [
  action({
    title: "Rooms.removeFromRoomFor",
    type: "RoomRemoval",
    contract: ({ rooms: contract }) => contract,
    arrange: openRooms,
    request: async (stage) => ({ ...(await byActor(stage)), barredUntil: FOR_GOOD, reason: "spam" }),
    other: async (stage) => ({ ...(await byCleo(stage)), barredUntil: FOR_GOOD - 1n, reason: "" }),
    submit: (_, request, signature) => ({ name: "removeFromRoomFor", args: [request, signature] }),
    signerField: "steward",
    deadline: SIGNED,
    replayed: "InvalidAccountNonce",
  }),
  action({
    title: "Rooms.liftBarFor",
    type: "RoomBarLift",
    contract: ({ rooms: contract }) => contract,
    arrange: barGuests,
    request: byActor,
    other: byCleo,
    submit: (_, request, signature) => ({ name: "liftBarFor", args: [request, signature] }),
    signerField: "steward",
    deadline: SIGNED,
    replayed: "InvalidAccountNonce",
  }),
  action({
    title: "Rooms.setRoomURIFor",
    type: "RoomDescription",
    contract: ({ rooms: contract }) => contract,
    arrange: openRooms,
    request: async (stage) => {
      const { memberId: _, ...request } = await byActor(stage);
      return { ...request, roomURI: "data:,new" };
    },
    other: async (stage) => {
      const { memberId: _, ...request } = await byCleo(stage);
      return { ...request, roomURI: "data:,other" };
    },
    submit: (_, request, signature) => ({ name: "setRoomURIFor", args: [request, signature] }),
    signerField: "steward",
    deadline: SIGNED,
    replayed: "InvalidAccountNonce",
  }),
];

async function awardBadges({ badges, accounts, actorId }: SignatureStage): Promise<void> {
  const operated = badges.connect(accounts.operator);
  for (const badgeId of [1n, 2n]) {
    await operated.createBadge({ kind: 0n, revocable: true, issuer: ZeroAddress }, "data:,badge");
    await operated.issue(badgeId, [actorId]);
  }
}

/** What is signed for rooms and badges. */
export const gatheringActions = [
  ...roomActions,
  ...stewardActions,
  action({
    title: "Badges.renounceFor",
    type: "BadgeRenounce",
    contract: ({ badges }) => badges,
    arrange: awardBadges,
    request: async ({ actor }) => ({ account: actor.address, badgeId: 1n, nonce: 0n, deadline: LATER }),
    other: async ({ accounts }) => ({
      account: accounts.ada.address,
      badgeId: 2n,
      nonce: 5n << 64n,
      deadline: LATER + 1n,
    }),
    submit: (_, request, signature) => ({ name: "renounceFor", args: [request, signature] }),
    signerField: "account",
    deadline: SIGNED,
    replayed: "InvalidAccountNonce",
  }),
];
