import { index, onchainTable, primaryKey } from "ponder";
import { badgeKinds, roomEntries } from "@hearth/protocol/rooms";
import { long, origin, type Types } from "./origin.ts";

/** A room with the terms that hold now. */
export const room = onchainTable("room", (t: Types) => ({
  id: t.integer().primaryKey(),
  entry: t.text({ enum: roomEntries }).notNull(),
  minTier: t.integer().notNull(),
  badgeId: t.integer(),
  /** The most members there may be; zero for no limit. */
  capacity: long(t).notNull(),
  uri: t.text().notNull(),
  closed: t.boolean().notNull(),
  ...origin(t),
}));

/** What a room and a member are to each other now. The origin is the log that changed it last. */
export const roomMember = onchainTable(
  "room_member",
  (t: Types) => ({
    roomId: t.integer().notNull(),
    memberId: t.integer().notNull(),
    inside: t.boolean().notNull(),
    steward: t.boolean().notNull(),
    /** Second of the last joining; null for who was never inside. */
    joinedAt: long(t),
    barredUntil: long(t),
    ...origin(t),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.roomId, table.memberId] }),
    byMember: index().on(table.memberId),
  }),
);

/** Who came and went, and by whom. */
export const roomChange = onchainTable(
  "room_change",
  (t: Types) => ({
    roomId: t.integer().notNull(),
    memberId: t.integer().notNull(),
    change: t
      .text({ enum: ["joined", "left", "removed", "barLifted", "stewardAppointed", "stewardEnded"] })
      .notNull(),
    /** By how much it changed the number of members inside: 1, 0 or -1. */
    insideDelta: t.integer().notNull(),
    /** The steward who let in or removed; null for an operator, or where the room's rule let in. */
    stewardId: t.integer(),
    barredUntil: long(t),
    reason: t.text(),
    ...origin(t),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.blockNumber, table.logIndex] }),
    byRoom: index().on(table.roomId, table.at),
    byMember: index().on(table.memberId),
  }),
);

/** A badge. */
export const badge = onchainTable("badge", (t: Types) => ({
  id: t.integer().primaryKey(),
  kind: t.text({ enum: badgeKinds }).notNull(),
  revocable: t.boolean().notNull(),
  issuer: t.hex().notNull(),
  uri: t.text().notNull(),
  ...origin(t),
}));

/** Who has which badge. The origin is the log that changed it last. */
export const badgeHolder = onchainTable(
  "badge_holder",
  (t: Types) => ({
    badgeId: t.integer().notNull(),
    memberId: t.integer().notNull(),
    state: t.text({ enum: ["held", "revoked", "renounced"] }).notNull(),
    issuedAt: long(t).notNull(),
    reason: t.text(),
    ...origin(t),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.badgeId, table.memberId] }),
    byMember: index().on(table.memberId),
  }),
);
