import { ponder } from "ponder:registry";
import { room, roomChange, roomMember } from "ponder:schema";
import { roomEntries } from "@hearth/protocol/rooms";
import { idOrNull, originOf, wordAt } from "./event.ts";

const stranger = { inside: false, steward: false, joinedAt: null, barredUntil: null };

/** The columns that the terms of a room fill. */
function termsOf(terms: { entry: number; minTier: number; badgeId: number; capacity: number }) {
  return {
    entry: wordAt(roomEntries, terms.entry),
    minTier: terms.minTier,
    badgeId: idOrNull(terms.badgeId),
    capacity: BigInt(terms.capacity),
  };
}

ponder.on("Rooms:RoomCreated", async ({ event, context: { db } }) => {
  const { roomId, terms, roomURI } = event.args;
  await db
    .insert(room)
    .values({ id: Number(roomId), ...termsOf(terms), uri: roomURI, closed: false, ...originOf(event) });
});

ponder.on("Rooms:RoomTermsUpdated", async ({ event, context: { db } }) => {
  await db.update(room, { id: Number(event.args.roomId) }).set(termsOf(event.args.terms));
});

ponder.on("Rooms:URI", async ({ event, context: { db } }) => {
  await db.update(room, { id: Number(event.args.id) }).set({ uri: event.args.value });
});

ponder.on("Rooms:RoomClosed", async ({ event, context: { db } }) => {
  await db.update(room, { id: Number(event.args.roomId) }).set({ closed: true });
});

ponder.on("Rooms:StewardUpdated", async ({ event, context: { db } }) => {
  const { appointed } = event.args;
  const key = { roomId: Number(event.args.roomId), memberId: Number(event.args.memberId) };
  const origin = originOf(event);
  await db.insert(roomChange).values({
    ...key,
    change: appointed ? "stewardAppointed" : "stewardEnded",
    insideDelta: 0,
    ...origin,
  });
  await db
    .insert(roomMember)
    .values({ ...key, ...stranger, steward: appointed, ...origin })
    .onConflictDoUpdate({ steward: appointed, ...origin });
});

ponder.on("Rooms:RoomJoined", async ({ event, context: { db } }) => {
  const key = { roomId: Number(event.args.roomId), memberId: Number(event.args.memberId) };
  const origin = originOf(event);
  const stewardId = idOrNull(event.args.stewardId);
  await db.insert(roomChange).values({ ...key, change: "joined", insideDelta: 1, stewardId, ...origin });
  const now = { inside: true, joinedAt: origin.at, ...origin };
  await db
    .insert(roomMember)
    .values({ ...key, ...stranger, ...now })
    .onConflictDoUpdate(now);
});

ponder.on("Rooms:RoomLeft", async ({ event, context: { db } }) => {
  const key = { roomId: Number(event.args.roomId), memberId: Number(event.args.memberId) };
  const origin = originOf(event);
  await db.insert(roomChange).values({ ...key, change: "left", insideDelta: -1, ...origin });
  await db.update(roomMember, key).set({ inside: false, ...origin });
});

ponder.on("Rooms:RoomMemberRemoved", async ({ event, context: { db } }) => {
  const key = { roomId: Number(event.args.roomId), memberId: Number(event.args.memberId) };
  const { barredUntil, reason } = event.args;
  const stewardId = idOrNull(event.args.stewardId);
  const origin = originOf(event);
  // Who is outside can be barred too. A removal without a bar leaves an older bar as it is.
  const bar = barredUntil === 0n ? {} : { barredUntil };
  let insideDelta = 0;
  await db
    .insert(roomMember)
    .values({ ...key, ...stranger, ...bar, ...origin })
    .onConflictDoUpdate((row) => {
      insideDelta = row.inside ? -1 : 0;
      return { inside: false, ...bar, ...origin };
    });
  await db.insert(roomChange).values({
    ...key,
    change: "removed",
    insideDelta,
    stewardId,
    barredUntil: bar.barredUntil ?? null,
    reason,
    ...origin,
  });
});

ponder.on("Rooms:RoomBarLifted", async ({ event, context: { db } }) => {
  const key = { roomId: Number(event.args.roomId), memberId: Number(event.args.memberId) };
  const origin = originOf(event);
  await db.insert(roomChange).values({ ...key, change: "barLifted", insideDelta: 0, ...origin });
  await db.update(roomMember, key).set({ barredUntil: null, ...origin });
});
