import { badgesAbi, eventTicketsAbi } from "@hearth/protocol/generated/abis";
import { decodeMetadata } from "@hearth/protocol/metadata";
import { eventTicketsTypes, typedDataDomain } from "@hearth/protocol/typedData";
import { LOCAL_CHAIN_ID, type DemoChain } from "./chain.ts";
import { badgeContents, cuppingGuests } from "./content/badges.ts";
import { OPERATOR_INDEX, walletIndex, type MemberName } from "./content/members.ts";
import { memberNumber } from "./members.ts";
import { listedReward } from "./proposalActions.ts";

/**
 * Gives members the badges that operators give.
 * @returns How many were missing.
 */
export async function giveBadges(chain: DemoChain): Promise<number> {
  let given = 0;
  for (const { name, holders } of badgeContents) {
    const badgeId = await badgeNumber(chain, name);
    const missing: bigint[] = [];
    for (const holder of holders) {
      const memberId = await memberNumber(chain, holder);
      if (!(await hasBadge(chain, badgeId, memberId))) missing.push(memberId);
    }
    if (missing.length === 0) continue;
    await chain.send(OPERATOR_INDEX, {
      contract: "Badges",
      abi: badgesAbi,
      functionName: "issue",
      args: [badgeId, missing],
    });
    given += missing.length;
  }
  return given;
}

/**
 * Lets guests in at the cupping nights against their signed codes, which gives them their badge.
 * @returns How many were not in yet.
 */
export async function openDoor(chain: DemoChain): Promise<number> {
  const { terms } = await listedReward(chain, "cupping-night");
  let entered = 0;
  for (const guest of cuppingGuests) {
    if (await letIn(chain, BigInt(terms.eventId), guest)) entered++;
  }
  return entered;
}

async function letIn(chain: DemoChain, eventId: bigint, guest: MemberName): Promise<boolean> {
  const tickets = { address: chain.address("EventTickets"), abi: eventTicketsAbi } as const;
  const issued = await chain.client.getContractEvents({
    ...tickets,
    eventName: "TicketIssued",
    args: { memberId: await memberNumber(chain, guest) },
    fromBlock: chain.deployment.startBlock,
    strict: true,
  });
  const ticketId = issued.map(({ args }) => args.ticketId).find((id) => id >> 32n === eventId);
  if (ticketId === undefined) throw new Error(`${guest} has no ticket to event ${eventId}.`);
  if (await chain.client.readContract({ ...tickets, functionName: "isCheckedIn", args: [ticketId] })) {
    return false;
  }
  const at = await chain.now();
  const signature = await chain.account(walletIndex(guest)).signTypedData({
    domain: typedDataDomain(LOCAL_CHAIN_ID, chain.address("EventTickets")),
    types: eventTicketsTypes,
    primaryType: "Presence",
    message: { ticketId, at },
  });
  await chain.send(walletIndex("dora"), {
    contract: "EventTickets",
    abi: eventTicketsAbi,
    functionName: "checkIn",
    args: [{ ticketId, at, signature }],
  });
  return true;
}

async function badgeNumber(chain: DemoChain, name: string): Promise<bigint> {
  const call = { address: chain.address("Badges"), abi: badgesAbi } as const;
  const count = await chain.client.readContract({ ...call, functionName: "badgeCount" });
  for (let badgeId = 1n; badgeId <= count; badgeId++) {
    const uri = await chain.client.readContract({ ...call, functionName: "uri", args: [badgeId] });
    if (decodeMetadata(uri).name === name) return badgeId;
  }
  throw new Error(`The community has no badge called "${name}". Its brand file should create one.`);
}

async function hasBadge(chain: DemoChain, badgeId: bigint, memberId: bigint): Promise<boolean> {
  return chain.client.readContract({
    address: chain.address("Badges"),
    abi: badgesAbi,
    functionName: "hasBadge",
    args: [badgeId, memberId],
  });
}
