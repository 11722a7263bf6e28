import { ponder } from "ponder:registry";
import { guardianSet, recovery } from "ponder:schema";
import { originOf } from "./event.ts";

ponder.on("Recovery:GuardiansUpdated", async ({ event, context: { db } }) => {
  const { memberId, guardianSet: number, guardians, threshold } = event.args;
  const now = {
    number: Number(number),
    guardians: [...guardians],
    threshold: Number(threshold),
    ...originOf(event),
  };
  await db
    .insert(guardianSet)
    .values({ memberId: Number(memberId), ...now })
    .onConflictDoUpdate(now);
});

ponder.on("Recovery:RecoveryRequested", async ({ event, context: { db } }) => {
  const { requestId, memberId, oldAccount, newAccount } = event.args;
  await db.insert(recovery).values({
    id: Number(requestId),
    memberId: Number(memberId),
    oldAccount,
    newAccount,
    approvals: 0,
    state: "asked",
    ...originOf(event),
  });
});

ponder.on("Recovery:RecoveryApproved", async ({ event, context: { db } }) => {
  const { requestId, approvals } = event.args;
  await db.update(recovery, { id: Number(requestId) }).set({ approvals: Number(approvals) });
});

ponder.on("Recovery:RecoveryScheduled", async ({ event, context: { db } }) => {
  const { requestId, dueAt, byOperator } = event.args;
  await db.update(recovery, { id: Number(requestId) }).set({ state: "scheduled", dueAt, byOperator });
});

ponder.on("Recovery:RecoveryVetoed", async ({ event, context: { db } }) => {
  await db.update(recovery, { id: Number(event.args.requestId) }).set({ state: "vetoed" });
});

ponder.on("Recovery:RecoveryWithdrawn", async ({ event, context: { db } }) => {
  await db.update(recovery, { id: Number(event.args.requestId) }).set({ state: "withdrawn" });
});

ponder.on("Recovery:RecoveryExecuted", async ({ event, context: { db } }) => {
  await db.update(recovery, { id: Number(event.args.requestId) }).set({ state: "executed" });
});
