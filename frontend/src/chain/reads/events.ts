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
  // A ticket never changes hands, so what was minted to the account and still exists is the account's.
  const received = await readEvents(contracts.EventTickets, "Transfer", { to: account });
  const returned = await readEvents(contracts.EventTickets, "Transfer", { from: account });
  const gone = new Set(returned.map(({ args }) => args.tokenId));
  const held = received.map(({ args }) => args.tokenId).filter((ticketId) => !gone.has(ticketId));
  const tickets = await Promise.all(held.map((ticketId) => readTicket(ticketId)));
  return tickets.filter((ticket) => isAddressEqual(ticket.holder, account)).reverse();
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
