import { ponder } from "ponder:registry";
import { badge, badgeHolder } from "ponder:schema";
import { badgeKinds } from "@hearth/protocol/rooms";
import { originOf, wordAt } from "./event.ts";

ponder.on("Badges:BadgeCreated", async ({ event, context: { db } }) => {
  const { badgeId, terms, badgeURI } = event.args;
  await db.insert(badge).values({
    id: Number(badgeId),
    kind: wordAt(badgeKinds, terms.kind),
    revocable: terms.revocable,
    issuer: terms.issuer,
    uri: badgeURI,
    ...originOf(event),
  });
});

ponder.on("Badges:URI", async ({ event, context: { db } }) => {
  await db.update(badge, { id: Number(event.args.id) }).set({ uri: event.args.value });
});

ponder.on("Badges:BadgeIssuerUpdated", async ({ event, context: { db } }) => {
  await db.update(badge, { id: Number(event.args.badgeId) }).set({ issuer: event.args.newIssuer });
});

ponder.on("Badges:BadgeIssued", async ({ event, context: { db } }) => {
  const key = { badgeId: Number(event.args.badgeId), memberId: Number(event.args.memberId) };
  const origin = originOf(event);
  const held = { state: "held" as const, issuedAt: origin.at, reason: null, ...origin };
  await db
    .insert(badgeHolder)
    .values({ ...key, ...held })
    .onConflictDoUpdate(held);
});

ponder.on("Badges:BadgeRevoked", async ({ event, context: { db } }) => {
  const key = { badgeId: Number(event.args.badgeId), memberId: Number(event.args.memberId) };
  await db.update(badgeHolder, key).set({ state: "revoked", reason: event.args.reason, ...originOf(event) });
});

ponder.on("Badges:BadgeRenounced", async ({ event, context: { db } }) => {
  const key = { badgeId: Number(event.args.badgeId), memberId: Number(event.args.memberId) };
  await db.update(badgeHolder, key).set({ state: "renounced", ...originOf(event) });
});
