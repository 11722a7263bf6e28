import { count, eq, max, min, sql } from "drizzle-orm";
import { Counter, Gauge, Registry } from "prom-client";
import type { Database } from "../database/connection.ts";
import type { Relay } from "./relay.ts";
import { relayRequests, relayTransactions, requestStates } from "./tables.ts";
import { spending } from "./transactions.ts";

/** Every trouble that a relay can report, so that a series exists before it is needed. */
const TROUBLES = [
  "starting",
  "unreachable",
  "wrong_chain",
  "stale_node",
  "out_of_eth",
  "fees_too_high",
  "spending_cap",
] as const;

/**
 * The relay's figures as Prometheus takes them. They come from the database, so that they outlive the process.
 * @param database Where the relay keeps everything.
 * @param relay Undefined where it is off.
 * @param now Of this machine.
 */
export async function relayMetrics(
  database: Database,
  relay: Relay | undefined,
  now: Date,
): Promise<Registry> {
  const registry = new Registry();
  gauge(registry, "hearth_relay_enabled", "Whether there is a relay.", relay ? 1 : 0);
  if (!relay) return registry;
  await addRequests(registry, database, now);
  await addTransactions(registry, database, relay, now);
  return registry;
}

async function addRequests(registry: Registry, database: Database, now: Date): Promise<void> {
  const counts = await database
    .select({ state: relayRequests.state, requests: count() })
    .from(relayRequests)
    .groupBy(relayRequests.state);
  const [oldest] = await database
    .select({ at: min(relayRequests.createdAt) })
    .from(relayRequests)
    .where(eq(relayRequests.state, "stored"));
  const byState = new Gauge({
    name: "hearth_relay_requests",
    help: "Requests by state.",
    labelNames: ["state"],
    registers: [registry],
  });
  for (const state of requestStates) {
    byState.set({ state }, counts.find((each) => each.state === state)?.requests ?? 0);
  }
  const age = oldest?.at ? (now.getTime() - oldest.at.getTime()) / 1000 : 0;
  gauge(registry, "hearth_relay_oldest_stored_seconds", "Age of the oldest request that is not sent.", age);
}

async function addTransactions(
  registry: Registry,
  database: Database,
  { context }: Relay,
  now: Date,
): Promise<void> {
  const { health, sender, settings } = context;
  const [totals] = await database
    .select({
      mined: sql<number>`count(*) filter (where ${relayTransactions.state} = 'mined')::int`,
      replaced: sql<number>`count(*) filter (where ${relayTransactions.state} = 'replaced')::int`,
      bumps: sql<string>`coalesce(sum(cardinality(${relayTransactions.hashes}) - 1), 0)`,
      gas: sql<string>`coalesce(sum(${relayTransactions.gasUsed}), 0)`,
      fees: sql<string>`coalesce(sum(${relayTransactions.feePaid}), 0)`,
      nonce: max(relayTransactions.nonce),
    })
    .from(relayTransactions);
  const { spent, reserved, underWay } = await spending(database, sender, now);
  for (const [name, help, value] of [
    ["hearth_relay_transactions_mined_total", "Transactions that were mined.", totals?.mined ?? 0],
    ["hearth_relay_transactions_replaced_total", "Nonces lost to others.", totals?.replaced ?? 0],
    ["hearth_relay_fee_bumps_total", "Versions sent with a higher fee.", totals?.bumps ?? 0],
    ["hearth_relay_gas_used_total", "Gas of mined transactions.", totals?.gas ?? 0],
    ["hearth_relay_fees_paid_wei_total", "What mined transactions cost.", totals?.fees ?? 0],
  ] as const) {
    new Counter({ name, help, registers: [registry] }).inc(Number(value));
  }
  gauge(registry, "hearth_relay_transactions_under_way", "Transactions that are not mined.", underWay);
  gauge(registry, "hearth_relay_nonce", "The highest nonce given out.", totals?.nonce ?? -1);
  gauge(registry, "hearth_relay_spent_wei", "Spent in 24 hours.", spent);
  gauge(registry, "hearth_relay_reserved_wei", "What those under way may still cost.", reserved);
  gauge(registry, "hearth_relay_spending_cap_wei", "What may be spent in 24 hours.", settings.dailySpend);
  gauge(registry, "hearth_relay_balance_wei", "Balance of the account.", health.state?.balance ?? 0n);
  gauge(registry, "hearth_relay_block", "Newest block seen.", health.state?.block ?? 0n);
  const trouble = new Gauge({
    name: "hearth_relay_trouble",
    help: "What keeps the relay from sending.",
    labelNames: ["code"],
    registers: [registry],
  });
  for (const code of TROUBLES) {
    trouble.set({ code }, health.troubles.some((each) => each.code === code) ? 1 : 0);
  }
}

/** Prometheus counts in floating point: amounts of wei lose their last digits. */
function gauge(registry: Registry, name: string, help: string, value: number | bigint): void {
  new Gauge({ name, help, registers: [registry] }).set(Number(value));
}
