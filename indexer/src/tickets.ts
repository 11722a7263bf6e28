import { ponder } from "ponder:registry";
import { checkIn, event as eventTable, ticket, ticketChange } from "ponder:schema";
import { idOrNull, originOf } from "./event.ts";

/** A ticket's number is that of its event, then 32 bits of serial. */
const SERIAL_BITS = 32n;

/** The columns that the terms of an event fill. */
function termsOf(terms: {
  capacity: number;
  doorsOpen: number;
  ends: number;
  returnUntil: number;
  transferUntil: number;
  badgeId: number;
}) {
  return {
    capacity: BigInt(terms.capacity),
    doorsOpen: BigInt(terms.doorsOpen),
    ends: BigInt(terms.ends),
    returnUntil: BigInt(terms.returnUntil),
    transferUntil: BigInt(terms.transferUntil),
    badgeId: idOrNull(terms.badgeId),
  };
}

ponder.on("EventTickets:EventCreated", async ({ event, context: { db } }) => {
  const { eventId, terms, uri } = event.args;
  await db
    .insert(eventTable)
    .values({ id: Number(eventId), ...termsOf(terms), uri, cancelReason: null, ...originOf(event) });
});

ponder.on("EventTickets:EventUpdated", async ({ event, context: { db } }) => {
  const { eventId, terms, uri } = event.args;
  await db.update(eventTable, { id: Number(eventId) }).set({ ...termsOf(terms), uri });
});

ponder.on("EventTickets:EventCancelled", async ({ event, context: { db } }) => {
  const { eventId, reason } = event.args;
  await db.update(eventTable, { id: Number(eventId) }).set({ cancelReason: reason });
});

ponder.on("EventTickets:TicketIssued", async ({ event, context: { db } }) => {
  const { ticketId, redemptionId } = event.args;
  const memberId = Number(event.args.memberId);
  const origin = originOf(event);
  await db.insert(ticketChange).values({ ticketId, memberId, change: "issued", ...origin });
  await db.insert(ticket).values({
    id: ticketId,
    eventId: Number(ticketId >> SERIAL_BITS),
    memberId,
    redemptionId: Number(redemptionId),
    state: "held",
    ...origin,
  });
});

ponder.on("EventTickets:TicketOffered", async ({ event, context: { db } }) => {
  const { ticketId, buyer, deadline } = event.args;
  const memberId = Number(event.args.memberId);
  await db.insert(ticketChange).values({ ticketId, memberId, change: "offered", ...originOf(event) });
  await db.update(ticket, { id: ticketId }).set({ offeredTo: buyer, offeredUntil: deadline });
});

ponder.on("EventTickets:TicketOfferWithdrawn", async ({ event, context: { db } }) => {
  const { ticketId } = event.args;
  const memberId = Number(event.args.memberId);
  await db.insert(ticketChange).values({ ticketId, memberId, change: "offerWithdrawn", ...originOf(event) });
  await db.update(ticket, { id: ticketId }).set({ offeredTo: null, offeredUntil: null });
});

ponder.on("EventTickets:TicketTransferred", async ({ event, context: { db } }) => {
  const { ticketId } = event.args;
  const memberId = Number(event.args.toMemberId);
  await db.insert(ticketChange).values({ ticketId, memberId, change: "transferred", ...originOf(event) });
  await db.update(ticket, { id: ticketId }).set({ memberId, offeredTo: null, offeredUntil: null });
});

ponder.on("EventTickets:TicketReturned", async ({ event, context: { db } }) => {
  const { ticketId } = event.args;
  const memberId = Number(event.args.memberId);
  await db.insert(ticketChange).values({ ticketId, memberId, change: "returned", ...originOf(event) });
  await db.update(ticket, { id: ticketId }).set({ state: "returned", offeredTo: null, offeredUntil: null });
});

ponder.on("EventTickets:TicketsCheckedIn", async ({ event, context: { db } }) => {
  const { door, ticketIds } = event.args;
  const eventId = Number(event.args.eventId);
  const origin = originOf(event);
  await db.insert(checkIn).values(ticketIds.map((ticketId) => ({ ticketId, eventId, door, ...origin })));
});
