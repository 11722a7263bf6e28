import { ZeroAddress } from "ethers";
import { networkHelpers, now, type Signer } from "../../test/helpers/chain.ts";
import { openTransferCommunity, plainCommunity } from "../../test/helpers/community.ts";
import { inviteBy, invitingCommunity } from "../../test/helpers/invitations.ts";
import { join, joinAs, NEVER } from "../../test/helpers/members.ts";
import { sign } from "../../test/helpers/signing.ts";
import type { Floor } from "../floor.ts";
import type { Row } from "../rows.ts";
import { inBatches, meanOf, own } from "./measure.ts";
import { regulars } from "./regulars.ts";

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

/** The right to, the badge's issuer; the word of those who have it and the count. For each the member's slot. */
const BADGE: Floor = {
  once: { contracts: 2, reads: 1, writes: 2 },
  each: { reads: 1, logs: [[4, 64]] },
};

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

/**
 * The total of votes is kept three entries to a slot, so that every third joining opens a new one: what is compared is
 * the mean of three in a row.
 */
async function joining(): Promise<Row[]> {
  const { membership, accounts } = await plainCommunity();
  const { ada, ben, cleo, dan, eve, finn, gus, relayer } = accounts;
  await membership.connect(ada).join();
  const alone = async (person: Signer) => await own("join", membership.connect(person).join(), JOIN);
  const signed = async (person: Signer) => {
    const request = { account: person.address, inviter: ZeroAddress, nonce: 0n, deadline: NEVER };
    const signature = await sign(person, membership, "Join", request);
    return await own(
      "joinSigned",
      membership.connect(relayer).joinFor(person, NEVER, signature),
      SIGNED_JOIN,
    );
  };
  return [
    meanOf([await alone(ben), await alone(cleo), await alone(dan)]),
    meanOf([await signed(eve), await signed(finn), await signed(gus)]),
  ];
}

/** Of an inviter who has invited before; the first invitation writes a fresh word of spent ones. */
async function joiningInvited(): Promise<Row> {
  const community = await invitingCommunity();
  const { membership, accounts } = community;
  const { ada, ben, cleo, dan, eve } = accounts;
  await membership.connect(ben).joinWithInvite(...(await inviteBy(community, ada, { nonce: 0n })));
  const invited = async (person: Signer, nonce: bigint) => {
    const invitation = await inviteBy(community, ada, { nonce });
    const sent = membership.connect(person).joinWithInvite(...invitation);
    return await own("joinInvited", sent, INVITED_JOIN);
  };
  return meanOf([await invited(cleo, 1n), await invited(dan, 2n), await invited(eve, 3n)]);
}

/** To members beside whom somebody has it already. */
async function badges(): Promise<Row[]> {
  const community = await plainCommunity();
  const { badges: contract, accounts } = community;
  const { first, others } = await regulars(community);
  const asOperator = contract.connect(accounts.operator);
  await asOperator.createBadge({ kind: 1n, revocable: false, issuer: ZeroAddress }, "data:,a badge");
  await asOperator.issue(1n, [first.memberId]);
  const rows: Row[] = [];
  for (const { batch, part } of inBatches(others)) {
    const memberIds = part.map(({ memberId }) => memberId);
    rows.push(await own("badge", asOperator.issue(1n, memberIds), BADGE, { batch }));
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
