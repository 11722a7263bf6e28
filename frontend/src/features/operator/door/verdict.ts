import { PRESENCE_LIFETIME, type Presence } from "@hearth/protocol/ticket";
import type { EventNow, TicketNow } from "../../../chain/reads/events.ts";

/** What the chain says about a shown code. */
export interface DoorFacts {
  presence: Presence;
  /** `undefined`: there is no such ticket, or it was returned. */
  ticket: TicketNow | undefined;
  event: EventNow | undefined;
  /** The holder made the signature. */
  isSignedByHolder: boolean;
  /** Time of the newest block, in seconds. */
  block: bigint;
}

/** Yes, or no with the reason in words for the door keeper. */
export type Verdict = { admit: true } | { admit: false; title: string; reason: string };

function no(title: string, reason: string): Verdict {
  return { admit: false, title, reason };
}

/** Whether the holder may come in. The clearest reason first: a used ticket is a used ticket, however fresh its code. */
export function judge({ presence, ticket, event, isSignedByHolder, block }: DoorFacts): Verdict {
  if (!ticket || !event) {
    return no("No such ticket", "It was returned or refunded, or it never existed.");
  }
  if (ticket.checkedIn) {
    return no("Already checked in", "Somebody has come in with this ticket. It can't be used a second time.");
  }
  if (!isSignedByHolder) {
    return no("Not the holder's code", "The code was not made by the wallet that holds this ticket.");
  }
  if (event.cancelled) return no("The event was cancelled", "The holder gets a refund on the tickets page.");
  return judgeTime(presence.at, event, block);
}

function judgeTime(at: bigint, { doorsOpen, ends }: EventNow, block: bigint): Verdict {
  if (block >= ends) return no("The event is over", "Nobody can be checked in any more.");
  if (block < doorsOpen) return no("The doors are not open yet", "Try again when they are.");
  if (at > block) return no("The code is from the future", "Ask the holder to renew it.");
  if (at < doorsOpen || block - at > BigInt(PRESENCE_LIFETIME)) {
    return no("The code is too old", "It may be a copy. Ask the holder to renew it and show it again.");
  }
  return { admit: true };
}
