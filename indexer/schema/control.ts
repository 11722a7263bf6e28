import { hex, index, int8, integer, onchainTable, onchainView, primaryKey, sql, text } from "ponder";
import { origin, type Types } from "./origin.ts";

/** What changed about who may do what. */
export const controlChange = onchainTable(
  "control_change",
  (t: Types) => ({
    change: t.text({ enum: ["granted", "revoked", "proposalGuardian"] }).notNull(),
    /** Number of the role, as in `protocol/src/roles.ts`; null for the governor's own guardian. */
    role: t.bigint(),
    /** Who got or lost the role, or can cancel proposals from then on; the zero address for nobody. */
    account: t.hex().notNull(),
    /** Seconds that the holder has to wait between scheduling and doing. */
    delay: t.integer().notNull(),
    /** The stage that the community was at after it: 0 brand-run, 1 shared, 2 community-owned. */
    stage: t.integer().notNull(),
    ...origin(t),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.blockNumber, table.logIndex] }),
    byRole: index().on(table.role),
  }),
);

/** Who may do what now, in one row: what the stage follows from. The origin is the log that changed it last. */
export const control = onchainTable("control", (t: Types) => ({
  id: t.text({ enum: ["community"] }).primaryKey(),
  admins: t.hex().array().notNull(),
  operators: t.hex().array().notNull(),
  guardians: t.hex().array().notNull(),
  proposalGuardian: t.hex().notNull(),
  stage: t.integer().notNull(),
  ...origin(t),
}));

/** Who holds which role now. */
export const role = onchainView("role", {
  role: int8({ mode: "bigint" }).notNull(),
  account: hex().notNull(),
  delay: integer().notNull(),
  blockNumber: int8({ mode: "bigint" }).notNull(),
  transactionHash: hex().notNull(),
  logIndex: integer().notNull(),
  at: int8({ mode: "bigint" }).notNull(),
}).as(sql`
  select role, account, delay, block_number, transaction_hash, log_index, at
  from (
    select distinct on (role, account) *
    from ${controlChange}
    where role is not null
    order by role, account, block_number desc, log_index desc
  ) latest
  where change = 'granted'`);

/** The stages the community went through, and since when. */
export const stage = onchainView("stage", {
  stage: integer().notNull(),
  name: text().notNull(),
  blockNumber: int8({ mode: "bigint" }).notNull(),
  transactionHash: hex().notNull(),
  logIndex: integer().notNull(),
  at: int8({ mode: "bigint" }).notNull(),
}).as(sql`
  select stage, case stage when 0 then 'brand-run' when 1 then 'shared' else 'community-owned' end as name,
    block_number, transaction_hash, log_index, at
  from (
    select *, lag(stage) over (order by block_number, log_index) as before from ${controlChange}
  ) changes
  where before is distinct from stage`);
