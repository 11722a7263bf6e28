import { ZeroAddress } from "ethers";
import { networkHelpers, now } from "../../test/helpers/chain.ts";
import { openTransferCommunity, plainCommunity } from "../../test/helpers/community.ts";
import { inviteBy, invitingCommunity } from "../../test/helpers/invitations.ts";
import { join, joinAs, NEVER } from "../../test/helpers/members.ts";
import { sign } from "../../test/helpers/signing.ts";
import { people } from "../chain.ts";
import type { Floor } from "../floor.ts";
import type { Row } from "../rows.ts";
import { own } from "./measure.ts";

/** One slot by account and one by number, and the books of entry and total units; the card's transfer and the joining. */
const JOIN: Floor = {
  once: {},
  each: {
    fresh: 2,
    writes: 2,
    logs: [
      [4, 0],
      [4, 64],
      [2, 64],
    ],
  },
};
const SIGNED_JOIN: Floor = { once: {}, each: { ...JOIN.each, signatures: 1 } };
/** The invitation's bit besides, the inviter's account and tier. */
const INVITED_JOIN: Floor = { once: {}, each: { ...JOIN.each, signatures: 1, reads: 2, writes: 3 } };

/** What it costs here to become a member, and what members are given. */
export async function memberRows(): Promise<Row[]> {
  return [
    ...(await joining()),
    await joiningInvited(),
    ...(await badges()),
    await roomJoining(),
    await transferring(),
  ];
}

async function joining(): Promise<Row[]> {
  const { membership, accounts } = await plainCommunity();
  const { ada, ben, cleo, relayer } = accounts;
  await membership.connect(ada).join();
  const direct = await own("join", membership.connect(ben).join(), JOIN);
  const request = { account: cleo.address, inviter: ZeroAddress, nonce: 0n, deadline: NEVER };
  const signature = await sign(cleo, membership, "Join", request);
  const sent = membership.connect(relayer).joinFor(cleo, NEVER, signature);
  return [direct, await own("joinSigned", sent, SIGNED_JOIN)];
}

/** The second invitation of the same inviter; the first writes a fresh word of spent ones. */
async function joiningInvited(): Promise<Row> {
  const community = await invitingCommunity();
  const { ada, ben, cleo } = community.accounts;
  const { membership } = community;
  await membership.connect(ben).joinWithInvite(...(await inviteBy(community, ada, { nonce: 0n })));
  const invitation = await inviteBy(community, ada, { nonce: 1n });
  return await own("joinInvited", membership.connect(cleo).joinWithInvite(...invitation), INVITED_JOIN);
}

/** To members whose word of the bitmap holds somebody already. */
async function badges(): Promise<Row[]> {
  const { badges: contract, membership, accounts } = await plainCommunity();
  await join({ membership }, accounts.ada);
  for (const person of people(111, "badge")) {
    const request = { account: person.address, inviter: ZeroAddress, nonce: 0n, deadline: NEVER };
    await membership.joinFor(person.address, NEVER, await sign(person, membership, "Join", request));
  }
  const asOperator = contract.connect(accounts.operator);
  await asOperator.createBadge({ kind: 1n, revocable: false, issuer: ZeroAddress }, "data:,a badge");
  await asOperator.issue(1n, [1n]);
  const rows: Row[] = [];
  for (const [batch, first] of [
    [1, 2],
    [10, 3],
    [100, 13],
  ] as const) {
    const memberIds = Array.from({ length: batch }, (_, number) => BigInt(first + number));
    const floor: Floor = {
      once: { contracts: 2, reads: 1, writes: 2 },
      each: { reads: 1, logs: [[4, 64]] },
    };
    rows.push(await own("badge", asOperator.issue(1n, memberIds), floor, batch));
  }
  return rows;
}

async function roomJoining(): Promise<Row> {
  const { rooms, membership, accounts } = await plainCommunity();
  const { ada, ben, operator } = accounts;
  await join({ membership }, ada, ben);
  await rooms
    .connect(operator)
    .createRoom({ entry: 0n, minTier: 0n, badgeId: 0n, capacity: 0n }, "data:,a room");
  await rooms.connect(ada).joinRoom(1n);
  const floor: Floor = { once: { contracts: 1 }, each: { reads: 1, writes: 2, logs: [[4, 64]] } };
  return await own("roomJoin", rooms.connect(ben).joinRoom(1n), floor);
}

async function transferring(): Promise<Row> {
  const community = await openTransferCommunity();
  const { ada, ben } = community.accounts;
  await joinAs(community, "regular", ada, ben);
  await networkHelpers.time.increaseTo((await now()) + 10);
  const floor: Floor = { once: {}, each: { writes: 2, logs: [[3, 32]] } };
  return await own("transfer", community.token.connect(ada).transfer(ben, 1n), floor);
}
