import type { EventNow, TicketNow } from "../../chain/reads/events.ts";

/** What a ticket is good for now. */
export type TicketState = "used" | "cancelled" | "over" | "early" | "open";

/** The chain's newest block and the moment, in seconds. */
export interface ChainMoment {
  /** Time of the newest block: what a proof is dated by. */
  block: bigint;
  /** Now, as the contracts see it. */
  now: bigint;
}

/** Who has come in has come in, whatever became of the event; a proof can't be older than the doors. */
export function ticketStateOf(
  ticket: Pick<TicketNow, "checkedIn">,
  event: Pick<EventNow, "cancelled" | "doorsOpen" | "ends">,
  { block, now }: ChainMoment,
): TicketState {
  if (ticket.checkedIn) return "used";
  if (event.cancelled) return "cancelled";
  if (now >= event.ends) return "over";
  return block < event.doorsOpen ? "early" : "open";
}

/** Whether the ticket can still be given back for what it cost. */
export function canReturn(
  ticket: Pick<TicketNow, "checkedIn">,
  event: Pick<EventNow, "cancelled" | "returnUntil">,
  now: bigint,
): boolean {
  return !ticket.checkedIn && !event.cancelled && now < event.returnUntil;
}
