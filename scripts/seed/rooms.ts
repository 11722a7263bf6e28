import { roomsAbi } from "@hearth/protocol/generated/abis";
import { decodeMetadata } from "@hearth/protocol/metadata";
import { roomsTypes, typedDataDomain } from "@hearth/protocol/typedData";
import { LOCAL_CHAIN_ID, type DemoChain } from "./chain.ts";
import { OPERATOR_INDEX, walletIndex, type MemberName } from "./content/members.ts";
import { roomContents, type RoomContent } from "./content/rooms.ts";
import { memberNumber } from "./members.ts";

/** How long an invitation to a room holds, in seconds. */
const INVITATION_LIFETIME = 7n * 86_400n;

/**
 * Names the stewards and lets members into their rooms, whoever is not in yet.
 * @returns How many came in.
 */
export async function fillRooms(chain: DemoChain): Promise<number> {
  let entered = 0;
  for (const content of roomContents) {
    const roomId = await roomNumber(chain, content.name);
    entered += await fillRoom(chain, roomId, content);
  }
  return entered;
}

/** Number of the room with this name. Throws an Error where the brand has none. */
export async function roomNumber(chain: DemoChain, name: string): Promise<bigint> {
  const call = { address: chain.address("Rooms"), abi: roomsAbi } as const;
  const count = await chain.client.readContract({ ...call, functionName: "roomCount" });
  for (let roomId = 1n; roomId <= count; roomId++) {
    const uri = await chain.client.readContract({ ...call, functionName: "uri", args: [roomId] });
    if (decodeMetadata(uri).name === name) return roomId;
  }
  throw new Error(`The community has no room called "${name}". Its brand file should open one.`);
}

async function fillRoom(chain: DemoChain, roomId: bigint, content: RoomContent): Promise<number> {
  const { steward, joined, added = [], invited = [] } = content;
  await appoint(chain, roomId, steward);
  let entered = 0;
  for (const name of joined) {
    if (await isIn(chain, roomId, name)) continue;
    await chain.send(walletIndex(name), { ...rooms, functionName: "joinRoom", args: [roomId] });
    entered++;
  }
  entered += await add(chain, roomId, steward, added);
  for (const [position, name] of invited.entries()) {
    if (await isIn(chain, roomId, name)) continue;
    await joinInvited(chain, roomId, { steward, name, nonce: BigInt(position) });
    entered++;
  }
  return entered;
}

const rooms = { contract: "Rooms", abi: roomsAbi } as const;

async function appoint(chain: DemoChain, roomId: bigint, name: MemberName): Promise<void> {
  const memberId = await memberNumber(chain, name);
  const call = { address: chain.address("Rooms"), abi: roomsAbi } as const;
  const args = [roomId, memberId] as const;
  if (await chain.client.readContract({ ...call, functionName: "isSteward", args })) return;
  await chain.send(OPERATOR_INDEX, {
    ...rooms,
    functionName: "setSteward",
    args: [roomId, memberId, true],
  });
}

async function isIn(chain: DemoChain, roomId: bigint, name: MemberName): Promise<boolean> {
  const joinedAt = await chain.client.readContract({
    address: chain.address("Rooms"),
    abi: roomsAbi,
    functionName: "joinedAt",
    args: [roomId, await memberNumber(chain, name)],
  });
  return joinedAt !== 0n;
}

/** The steward lets all in who are missing, in one transaction. */
async function add(
  chain: DemoChain,
  roomId: bigint,
  steward: MemberName,
  names: readonly MemberName[],
): Promise<number> {
  const missing: bigint[] = [];
  for (const name of names) {
    if (!(await isIn(chain, roomId, name))) missing.push(await memberNumber(chain, name));
  }
  if (missing.length === 0) return 0;
  await chain.send(walletIndex(steward), { ...rooms, functionName: "addToRoom", args: [roomId, missing] });
  return missing.length;
}

async function joinInvited(
  chain: DemoChain,
  roomId: bigint,
  { steward, name, nonce }: { steward: MemberName; name: MemberName; nonce: bigint },
): Promise<void> {
  const account = chain.account(walletIndex(steward));
  const invite = {
    steward: account.address,
    roomId,
    memberId: await memberNumber(chain, name),
    nonce,
    deadline: (await chain.now()) + INVITATION_LIFETIME,
  };
  const signature = await account.signTypedData({
    domain: typedDataDomain(LOCAL_CHAIN_ID, chain.address("Rooms")),
    types: roomsTypes,
    primaryType: "RoomInvite",
    message: invite,
  });
  await chain.send(walletIndex(name), {
    ...rooms,
    functionName: "joinRoomWithInvite",
    args: [invite, signature],
  });
}
