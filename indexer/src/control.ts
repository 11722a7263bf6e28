import { type Context, type Event, ponder } from "ponder:registry";
import { control, controlChange } from "ponder:schema";
import { deployment } from "../deployment.ts";
import { originOf } from "./event.ts";
import { brandNew, controlAfter, type Control, type ControlChange } from "./stages.ts";

type ControlEvents =
  "AccessManager:RoleGranted" | "AccessManager:RoleRevoked" | "CommunityGovernor:ProposalGuardianSet";

const timelock = deployment.contracts.TimelockController.address;

/** Folds a change into the one row of who may do what, and writes it down with the stage it led to. */
async function record(
  change: ControlChange,
  event: Event<ControlEvents>,
  { db }: Context<ControlEvents>,
): Promise<void> {
  const origin = originOf(event);
  const after = (row: Control) => ({ ...controlAfter(row, change, timelock), ...origin });
  const { stage } = await db
    .insert(control)
    .values({ id: "community", ...after(brandNew) })
    .onConflictDoUpdate(after);
  const { change: what, account } = change;
  const role = what === "proposalGuardian" ? null : change.role;
  const delay = what === "granted" ? change.delay : 0;
  await db.insert(controlChange).values({ change: what, role, account, delay, stage, ...origin });
}

ponder.on("AccessManager:RoleGranted", async ({ event, context }) => {
  const { roleId: role, account, delay } = event.args;
  await record({ change: "granted", role, account, delay }, event, context);
});

ponder.on("AccessManager:RoleRevoked", async ({ event, context }) => {
  const { roleId: role, account } = event.args;
  await record({ change: "revoked", role, account }, event, context);
});

ponder.on("CommunityGovernor:ProposalGuardianSet", async ({ event, context }) => {
  const account = event.args.newProposalGuardian;
  await record({ change: "proposalGuardian", account }, event, context);
});
