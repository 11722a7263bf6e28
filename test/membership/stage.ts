import { ZeroAddress } from "ethers";
import type { IBadges, IRooms } from "../../types/ethers-contracts/index.ts";
import { networkHelpers, type Signer } from "../helpers/chain.ts";
import { plainCommunity, type Community } from "../helpers/community.ts";
import { join, NEVER } from "../helpers/members.ts";
import { sign, type SignedRequest } from "../helpers/signing.ts";

/** Who may come into a room, as the contract numbers it. */
export const entries = { open: 0n, tier: 1n, badge: 2n, invite: 3n } as const;

/** What a badge stands for, as the contract numbers it. */
export const badgeKinds = { role: 0n, achievement: 1n, attendance: 2n, coCreator: 3n, custom: 4n } as const;

/** A room nobody is kept out of. */
const plainTerms: IRooms.RoomTermsStruct = { entry: entries.open, minTier: 0n, badgeId: 0n, capacity: 0n };

/** A badge that can be taken away again and that only operators give. */
const plainBadge: IBadges.BadgeTermsStruct = { kind: badgeKinds.role, revocable: true, issuer: ZeroAddress };

/** A community with three members, ada, ben and cleo, and nothing else. */
export type RoomStage = Community & { adaId: bigint; benId: bigint; cleoId: bigint };

/** Fixture: see {@link RoomStage}. */
export async function roomStage(): Promise<RoomStage> {
  const community = await plainCommunity();
  const { ada, ben, cleo } = community.accounts;
  // So that numbers of members and of rooms or badges are not the same by chance.
  await networkHelpers.mine(2);
  const [adaId = 0n, benId = 0n, cleoId = 0n] = await join(community, ada, ben, cleo);
  return { ...community, adaId, benId, cleoId };
}

/**
 * Opens a room as the operator.
 * @param community The community.
 * @param changes What differs from a room open to all.
 * @returns Its number.
 */
export async function openRoom(
  { rooms, accounts }: Community,
  changes: Partial<IRooms.RoomTermsStruct> = {},
): Promise<bigint> {
  await rooms.connect(accounts.operator).createRoom({ ...plainTerms, ...changes }, "data:,room");
  return await rooms.roomCount();
}

/**
 * Creates a badge as the operator.
 * @param community The community.
 * @param changes What differs from a revocable role.
 * @returns Its number.
 */
export async function createBadge(
  { badges, accounts }: Community,
  changes: Partial<IBadges.BadgeTermsStruct> = {},
): Promise<bigint> {
  await badges.connect(accounts.operator).createBadge({ ...plainBadge, ...changes }, "data:,badge");
  return await badges.badgeCount();
}

/**
 * A steward's invitation, signed.
 * @param community The community.
 * @param steward Who signs.
 * @param roomId The room.
 * @param changes What differs from an invitation for anybody, without an end.
 * @returns The arguments of `joinRoomWithInvite`.
 */
export async function roomInvite(
  { rooms }: Community,
  steward: Signer,
  roomId: bigint,
  changes: Partial<SignedRequest["RoomInvite"]> = {},
): Promise<[SignedRequest["RoomInvite"], string]> {
  const invite = { steward: steward.address, roomId, memberId: 0n, nonce: 0n, deadline: NEVER, ...changes };
  return [invite, await sign(steward, rooms, "RoomInvite", invite)];
}

/**
 * A member's signed wish to join or leave a room.
 * @param community The community.
 * @param type Which of the two.
 * @param member Who signs.
 * @param roomId The room.
 * @param changes What differs from a first request without an end.
 * @returns The arguments of `joinRoomFor` and `leaveRoomFor`.
 */
export async function roomRequest(
  { rooms }: Community,
  type: "RoomJoin" | "RoomLeave",
  member: Signer,
  roomId: bigint,
  changes: Partial<SignedRequest["RoomJoin"]> = {},
): Promise<[SignedRequest["RoomJoin"], string]> {
  const request = { account: member.address, roomId, nonce: 0n, deadline: NEVER, ...changes };
  return [request, await sign(member, rooms, type, request)];
}

/** Fixture: ada is steward of room 1, which is open, and of room 2, which is by invitation. All three are in room 1. */
export async function stewardStage() {
  const stage = await roomStage();
  const { rooms, accounts, adaId } = stage;
  await openRoom(stage);
  await openRoom(stage, { entry: entries.invite });
  const asOperator = rooms.connect(accounts.operator);
  for (const roomId of [1n, 2n]) await asOperator.setSteward(roomId, adaId, true);
  for (const person of [accounts.ada, accounts.ben, accounts.cleo]) await rooms.connect(person).joinRoom(1n);
  return { ...stage, asOperator, asSteward: rooms.connect(accounts.ada) };
}
