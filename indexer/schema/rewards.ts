import { index, onchainTable, primaryKey } from "ponder";
import { long, origin, type Types } from "./origin.ts";

/** An item of the catalogue with the terms that hold now. */
export const reward = onchainTable("reward", (t: Types) => ({
  id: t.integer().primaryKey(),
  kind: t.text({ enum: ["merch", "ticket"] }).notNull(),
  price: t.bigint().notNull(),
  /**
   * Pieces there were when the brand last set the stock, by variant where there are variants. What is left now is read
   * from the chain: not every returned piece goes back on sale, and no event says which.
   */
  stockSet: t.bigint().array().notNull(),
  perMember: t.integer().notNull(),
  minTier: t.integer().notNull(),
  roomId: t.integer(),
  badgeId: t.integer(),
  opens: long(t).notNull(),
  /** Zero for no end. */
  closes: long(t).notNull(),
  cancelWindow: long(t).notNull(),
  fulfilWithin: long(t).notNull(),
  eventId: t.integer(),
  uri: t.text().notNull(),
  closed: t.boolean().notNull(),
  ...origin(t),
}));

/** An order. The origin is its first log: placing it, or joining the waiting list. */
export const redemption = onchainTable(
  "redemption",
  (t: Types) => ({
    id: t.integer().primaryKey(),
    rewardId: t.integer().notNull(),
    memberId: t.integer().notNull(),
    variant: t.integer().notNull(),
    /** What lies in escrow until the order ends. */
    paid: t.bigint().notNull(),
    deliveryHash: t.hex().notNull(),
    ticketId: t.bigint(),
    state: t.text({ enum: ["waiting", "placed", "fulfilled", "cancelled"] }).notNull(),
    /** From when on the times to cancel and to fulfil run; null while it waits. */
    placedAt: long(t),
    endedAt: long(t),
    refundedTo: t.hex(),
    reason: t.text(),
    trackingHash: t.hex(),
    ...origin(t),
  }),
  (table) => ({
    byMember: index().on(table.memberId),
    byReward: index().on(table.rewardId),
    byState: index().on(table.state),
  }),
);

/** What happened to orders. */
export const redemptionChange = onchainTable(
  "redemption_change",
  (t: Types) => ({
    redemptionId: t.integer().notNull(),
    rewardId: t.integer().notNull(),
    /** Whose order it is from then on. */
    memberId: t.integer().notNull(),
    change: t
      .text({ enum: ["placed", "waiting", "promoted", "transferred", "fulfilled", "cancelled"] })
      .notNull(),
    /** What was paid, refunded or burned; zero for a promotion. */
    amount: t.bigint().notNull(),
    reason: t.text(),
    ...origin(t),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.blockNumber, table.logIndex] }),
    byRedemption: index().on(table.redemptionId),
    byTime: index().on(table.at),
  }),
);

/** An event that tickets are for. */
export const event = onchainTable("event", (t: Types) => ({
  id: t.integer().primaryKey(),
  capacity: long(t).notNull(),
  doorsOpen: long(t).notNull(),
  ends: long(t).notNull(),
  returnUntil: long(t).notNull(),
  transferUntil: long(t).notNull(),
  badgeId: t.integer(),
  uri: t.text().notNull(),
  /** Why it was cancelled; null for one that was not. */
  cancelReason: t.text(),
  ...origin(t),
}));

/** A ticket as it stands; whether it let somebody in says {@link checkIn}. The origin is its issue. */
export const ticket = onchainTable(
  "ticket",
  (t: Types) => ({
    id: t.bigint().primaryKey(),
    eventId: t.integer().notNull(),
    memberId: t.integer().notNull(),
    redemptionId: t.integer().notNull(),
    state: t.text({ enum: ["held", "returned"] }).notNull(),
    /** The wallet it is offered to; null where it is not on offer. */
    offeredTo: t.hex(),
    offeredUntil: long(t),
    ...origin(t),
  }),
  (table) => ({ byMember: index().on(table.memberId), byEvent: index().on(table.eventId) }),
);

/** What happened to tickets. */
export const ticketChange = onchainTable(
  "ticket_change",
  (t: Types) => ({
    ticketId: t.bigint().notNull(),
    /** Who held it from then on; who gave it back for a return. */
    memberId: t.integer().notNull(),
    change: t.text({ enum: ["issued", "offered", "offerWithdrawn", "transferred", "returned"] }).notNull(),
    ...origin(t),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.blockNumber, table.logIndex] }),
    byTicket: index().on(table.ticketId),
  }),
);

/** A ticket that let its holder in: once at most. */
export const checkIn = onchainTable(
  "check_in",
  (t: Types) => ({
    ticketId: t.bigint().primaryKey(),
    eventId: t.integer().notNull(),
    door: t.hex().notNull(),
    ...origin(t),
  }),
  (table) => ({ byEvent: index().on(table.eventId) }),
);
