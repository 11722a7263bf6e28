import { ponder } from "ponder:registry";
import { member, memberChange, tier } from "ponder:schema";
import { idOrNull, originOf } from "./event.ts";

ponder.on("Membership:MemberJoined", async ({ event, context: { db } }) => {
  const { memberId, account, inviterId, tier, units } = event.args;
  const origin = originOf(event);
  const now = { tier: Number(tier), units, account };
  await db
    .insert(memberChange)
    .values({ memberId: Number(memberId), change: "joined", activeDelta: 1, ...now, ...origin });
  // Who comes back keeps number, inviter and first joining.
  await db
    .insert(member)
    .values({
      id: Number(memberId),
      inviterId: idOrNull(inviterId),
      status: "active",
      suspendedUntil: null,
      ...now,
      ...origin,
    })
    .onConflictDoUpdate({ status: "active", suspendedUntil: null, ...now });
});

ponder.on("Membership:MemberLeft", async ({ event, context: { db } }) => {
  const { memberId, account } = event.args;
  await db.insert(memberChange).values({
    memberId: Number(memberId),
    change: "left",
    activeDelta: -1,
    account,
    ...originOf(event),
  });
  await db.update(member, { id: Number(memberId) }).set({ status: "left" });
});

ponder.on("Membership:MemberTierChanged", async ({ event, context: { db } }) => {
  const { memberId, newTier, units } = event.args;
  await db.insert(memberChange).values({
    memberId: Number(memberId),
    change: "tier",
    activeDelta: 0,
    tier: Number(newTier),
    units,
    ...originOf(event),
  });
  await db.update(member, { id: Number(memberId) }).set({ tier: Number(newTier), units });
});

ponder.on("Membership:MemberSuspended", async ({ event, context: { db } }) => {
  const { memberId, until, reason } = event.args;
  let activeDelta = 0;
  await db.update(member, { id: Number(memberId) }).set((row) => {
    if (row.status !== "active") return { suspendedUntil: until };
    activeDelta = -1;
    return { status: "suspended", suspendedUntil: until };
  });
  await db.insert(memberChange).values({
    memberId: Number(memberId),
    change: "suspended",
    activeDelta,
    suspendedUntil: until,
    reason,
    ...originOf(event),
  });
});

ponder.on("Membership:MemberReinstated", async ({ event, context: { db } }) => {
  const { memberId, reason } = event.args;
  let activeDelta = 0;
  await db.update(member, { id: Number(memberId) }).set((row) => {
    if (row.status !== "suspended") return { suspendedUntil: null };
    activeDelta = 1;
    return { status: "active", suspendedUntil: null };
  });
  await db.insert(memberChange).values({
    memberId: Number(memberId),
    change: "reinstated",
    activeDelta,
    reason,
    ...originOf(event),
  });
});

ponder.on("Membership:MemberRebound", async ({ event, context: { db } }) => {
  const { memberId, newAccount } = event.args;
  await db.insert(memberChange).values({
    memberId: Number(memberId),
    change: "rebound",
    activeDelta: 0,
    account: newAccount,
    ...originOf(event),
  });
  await db.update(member, { id: Number(memberId) }).set({ account: newAccount });
});

ponder.on("Membership:TiersUpdated", async ({ event, context: { db } }) => {
  const origin = originOf(event);
  // Tiers are never taken away, so every row of the last list is written anew.
  const rows = event.args.tiers.map(({ name, threshold, units, rights }, id) => ({
    id,
    name,
    threshold,
    units: BigInt(units),
    rights,
    ...origin,
  }));
  await db
    .insert(tier)
    .values(rows)
    .onConflictDoUpdate(({ id }) => ({ ...rows[id] }));
});
