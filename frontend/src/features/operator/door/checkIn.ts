import type { Presence } from "@hearth/protocol/ticket";
import { keys } from "../../../api/keys.ts";
import type { TransactionRequest } from "../../../chain/transaction.ts";

/** Lets the holder of a ticket in; the contract checks the proof once more. */
export function checkIn({ ticketId, at, signature }: Presence, eventName: string): TransactionRequest {
  return {
    title: `Check in at ${eventName}`,
    call: { contract: "EventTickets", functionName: "checkIn", args: [{ ticketId, at, signature }] },
    makesStale: [keys.tickets(), keys.events()],
  };
}
