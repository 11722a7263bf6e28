import { keys } from "../../api/keys.ts";
import type { TransactionRequest } from "../../chain/transaction.ts";

const TOUCHED = [
  keys.tickets(),
  keys.events(),
  keys.rewards(),
  keys.redemptions(),
  keys.membership(),
  keys.token(),
] as const;

/** Gives a ticket back before the cut-off, for what it cost. */
export function returnTicket(ticketId: bigint, eventName: string): TransactionRequest {
  return {
    title: `Return the ticket for ${eventName}`,
    call: { contract: "EventTickets", functionName: "returnTicket", args: [ticketId] },
    makesStale: TOUCHED,
  };
}

/** Takes the refund for a ticket of a cancelled event. */
export function refundTicket(ticketId: bigint, eventName: string): TransactionRequest {
  return {
    title: `Get the refund for ${eventName}`,
    call: { contract: "EventTickets", functionName: "refundCancelled", args: [ticketId] },
    makesStale: TOUCHED,
  };
}
