import { decodeMetadata, type Metadata } from "@hearth/protocol/metadata";
import { eventOf } from "@hearth/protocol/ticket";
import { queryOptions, skipToken } from "@tanstack/react-query";
import { isAddressEqual, type Address } from "viem";
import { readContract } from "wagmi/actions";
import { keys } from "../../api/keys.ts";
import { config } from "../config.ts";
import { contracts } from "../contracts.ts";
import { numbersDown, readEvents } from "./logs.ts";

/** An event as it stands. Times in seconds. */
export interface EventNow {
  eventId: bigint;
  metadata: Metadata;
  capacity: number;
  outstanding: number;
  checkedIn: number;
  doorsOpen: bigint;
  ends: bigint;
  returnUntil: bigint;
  cancelled: boolean;
}

/** A ticket somebody holds. */
export interface TicketNow {
  ticketId: bigint;
  eventId: bigint;
  redemptionId: bigint;
  holder: Address;
  checkedIn: boolean;
}

/** Reads one event. Throws the contract's error for one that does not exist. */
export async function readEvent(eventId: bigint): Promise<EventNow> {
  const [event, uri] = await Promise.all([
    readContract(config, { ...contracts.EventTickets, functionName: "eventOf", args: [eventId] }),
    readContract(config, { ...contracts.EventTickets, functionName: "eventURI", args: [eventId] }),
  ]);
  return {
    ...event,
    eventId,
    metadata: decodeMetadata(uri),
    doorsOpen: BigInt(event.doorsOpen),
    ends: BigInt(event.ends),
    returnUntil: BigInt(event.returnUntil),
  };
}

/** All events, newest first. */
export function eventsQuery() {
  return queryOptions({
    queryKey: keys.events(),
    queryFn: async () => {
      const count = await readContract(config, { ...contracts.EventTickets, functionName: "eventCount" });
      return Promise.all(numbersDown(count).map(readEvent));
    },
  });
}

async function readTickets(account: Address): Promise<TicketNow[]> {
  // By the member's number, which tickets follow to a new wallet and keep after leaving.
  const { memberId } = await readContract(config, {
    ...contracts.Membership,
    functionName: "accountOf",
    args: [account],
  });
  const member = BigInt(memberId);
  if (member === 0n) return [];
  const [issued, taken] = await Promise.all([
    readEvents(contracts.EventTickets, "TicketIssued", { memberId: member }),
    readEvents(contracts.EventTickets, "TicketTransferred", { toMemberId: member }),
  ]);
  const ever = [...new Set([...issued, ...taken].map(({ args }) => args.ticketId))];
  const held = await Promise.all(ever.map((ticketId) => isHeldBy(ticketId, member)));
  const tickets = await Promise.all(ever.filter((_, index) => held[index]).map(readTicket));
  return tickets.filter((ticket) => isAddressEqual(ticket.holder, account)).reverse();
}

async function isHeldBy(ticketId: bigint, member: bigint): Promise<boolean> {
  const holder = await readContract(config, {
    ...contracts.EventTickets,
    functionName: "ticketMember",
    args: [ticketId],
  });
  return holder === member;
}

/** One ticket. Throws the contract's error for one that does not exist. */
export async function readTicket(ticketId: bigint): Promise<TicketNow> {
  const args = [ticketId] as const;
  const [holder, redemptionId, checkedIn] = await Promise.all([
    readContract(config, { ...contracts.EventTickets, functionName: "ownerOf", args }),
    readContract(config, { ...contracts.EventTickets, functionName: "redemptionOf", args }),
    readContract(config, { ...contracts.EventTickets, functionName: "isCheckedIn", args }),
  ]);
  return { ticketId, eventId: eventOf(ticketId), redemptionId, holder, checkedIn };
}

/** All tickets an account holds, newest first. */
export function ticketsOfQuery(account: Address | undefined) {
  return queryOptions({
    queryKey: keys.ticketsOf(account ?? ""),
    queryFn: account ? () => readTickets(account) : skipToken,
  });
}
