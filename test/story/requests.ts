import { ZeroAddress, type BaseContract } from "ethers";
import type { IPolls, IRooms } from "../../types/ethers-contracts/index.ts";
import type { Community } from "../helpers/community.ts";
import { sign, type SignedRequest } from "../helpers/signing.ts";
import type { Person } from "./people.ts";

/** Something signed, as a call that anybody may send. */
export interface Request {
  contract: BaseContract;
  name: string;
  args: unknown[];
  /** Where it needs more than most. */
  gasLimit?: bigint;
}

/** A deadline that no story reaches. */
export const LATER = 2n ** 40n;

interface KeepsNonces extends BaseContract {
  "nonces(address)": (account: string) => Promise<bigint>;
}

/** The next nonce of somebody's requests to a contract. */
export async function nonceOf(contract: BaseContract, { address }: Person): Promise<bigint> {
  return await (contract as KeepsNonces)["nonces(address)"](address);
}

/** A request whose function takes all its fields and the signature under them. */
export async function signed<Type extends keyof SignedRequest>(
  contract: BaseContract,
  signer: Person,
  type: Type,
  name: string,
  request: SignedRequest[Type],
): Promise<Request> {
  return { contract, name, args: [request, await sign(signer, contract, type, request)] };
}

/* MEMBERSHIP */

/** Somebody joins, where entry is open. */
export async function joining({ membership }: Community, person: Person): Promise<Request> {
  const { address: account } = person;
  const nonce = await membership.joinsOf(account);
  const request = { account, inviter: ZeroAddress, nonce, deadline: LATER };
  const signature = await sign(person, membership, "Join", request);
  return { contract: membership, name: "joinFor", args: [account, LATER, signature] };
}

/** Somebody joins at the invitation of a member, which the member has signed for this account alone. */
export async function joiningInvited(
  { membership }: Community,
  inviter: Person,
  person: Person,
): Promise<Request> {
  const { address: account } = person;
  const invite = {
    inviter: inviter.address,
    invitee: account,
    nonce: BigInt(account) >> 64n,
    deadline: LATER,
  };
  const wish = {
    account,
    inviter: inviter.address,
    nonce: await membership.joinsOf(account),
    deadline: LATER,
  };
  const args = [
    invite,
    await sign(inviter, membership, "Invite", invite),
    account,
    LATER,
    await sign(person, membership, "Join", wish),
  ];
  return { contract: membership, name: "joinWithInviteFor", args };
}

/** A member leaves the community. */
export async function leaving({ membership }: Community, person: Person): Promise<Request> {
  const { address: account } = person;
  const request = { account, nonce: await membership.joinsOf(account), deadline: LATER };
  const signature = await sign(person, membership, "Leave", request);
  return { contract: membership, name: "leaveFor", args: [account, LATER, signature] };
}

/* ROOMS AND BADGES */

/** A member joins a room by its rule. */
export async function enteringRoom({ rooms }: Community, person: Person, roomId: bigint): Promise<Request> {
  const nonce = await nonceOf(rooms, person);
  const request = { account: person.address, roomId, nonce, deadline: LATER };
  return await signed(rooms, person, "RoomJoin", "joinRoomFor", request);
}

/** A member leaves a room. */
export async function leavingRoom({ rooms }: Community, person: Person, roomId: bigint): Promise<Request> {
  const nonce = await nonceOf(rooms, person);
  const request = { account: person.address, roomId, nonce, deadline: LATER };
  return await signed(rooms, person, "RoomLeave", "leaveRoomFor", request);
}

/**
 * A steward's invitation to a room, and the steward's signature.
 * @param community The community.
 * @param steward Who invites.
 * @param roomId The room.
 * @param nonce Number of the invitation.
 * @param memberId Whom it is for; zero for whoever comes first.
 */
export async function roomInvite(
  { rooms }: Community,
  steward: Person,
  roomId: bigint,
  nonce: bigint,
  memberId = 0n,
): Promise<[IRooms.RoomInviteStruct, string]> {
  const invite = { steward: steward.address, roomId, memberId, nonce, deadline: LATER };
  return [invite, await sign(steward, rooms, "RoomInvite", invite)];
}

/** A member joins a room with an invitation. */
export async function enteringInvited(
  { rooms }: Community,
  person: Person,
  [invite, inviteSignature]: Awaited<ReturnType<typeof roomInvite>>,
): Promise<Request> {
  const nonce = await nonceOf(rooms, person);
  const wish = { account: person.address, roomId: invite.roomId, nonce, deadline: LATER };
  const signature = await sign(person, rooms, "RoomJoin", wish);
  return {
    contract: rooms,
    name: "joinRoomWithInviteFor",
    args: [invite, inviteSignature, wish, signature],
  };
}

/** A steward removes a member from a room and keeps them out until a second, or only removes them with zero. */
export async function removing(
  { rooms }: Community,
  steward: Person,
  removal: { roomId: bigint; memberId: bigint; barredUntil: bigint; reason: string },
): Promise<Request> {
  const nonce = await nonceOf(rooms, steward);
  const request = { steward: steward.address, ...removal, nonce, deadline: LATER };
  return await signed(rooms, steward, "RoomRemoval", "removeFromRoomFor", request);
}

/** A steward lets somebody in again before their time. */
export async function liftingBar(
  { rooms }: Community,
  steward: Person,
  roomId: bigint,
  memberId: bigint,
): Promise<Request> {
  const nonce = await nonceOf(rooms, steward);
  const request = { steward: steward.address, roomId, memberId, nonce, deadline: LATER };
  return await signed(rooms, steward, "RoomBarLift", "liftBarFor", request);
}

/** A member gives a badge up. */
export async function renouncing({ badges }: Community, person: Person, badgeId: bigint): Promise<Request> {
  const nonce = await nonceOf(badges, person);
  const request = { account: person.address, badgeId, nonce, deadline: LATER };
  return await signed(badges, person, "BadgeRenounce", "renounceFor", request);
}

/* POLLS */

/** A member makes a poll. */
export async function makingPoll(
  { polls }: Community,
  author: Person,
  terms: IPolls.TermsStruct,
): Promise<Request> {
  const nonce = await nonceOf(polls, author);
  const request = { author: author.address, ...terms, nonce, deadline: LATER };
  const signature = await sign(author, polls, "NewPoll", request);
  const args = [{ author: author.address, terms, nonce, deadline: LATER }, signature];
  return { contract: polls, name: "createPollFor", args };
}

/** A member hands in a hidden ballot. */
export async function committing(
  { polls }: Community,
  voter: Person,
  pollId: bigint,
  commitment: string,
  sequence = 1n,
): Promise<Request> {
  const request = { voter: voter.address, pollId, commitment, sequence };
  const signature = await sign(voter, polls, "HiddenBallot", request);
  const args = [voter.address, pollId, commitment, sequence, signature];
  return { contract: polls, name: "commitFor", args };
}
