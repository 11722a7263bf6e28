import { eventTicketsTypes } from "@hearth/protocol/typedData";
import { domainOf } from "./contracts.ts";

/** What a ticket's holder signs to show that they are here; `at` is the chain's second of signing. */
export function presenceData(ticketId: bigint, at: bigint) {
  return {
    domain: domainOf("EventTickets"),
    types: eventTicketsTypes,
    primaryType: "Presence",
    message: { ticketId, at },
  } as const;
}
