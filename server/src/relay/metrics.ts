import { count, eq, max, min, sql } from "drizzle-orm";
import type { Database } from "../database/connection.ts";
import type { Relay } from "./relay.ts";
import { relayRequests, relayTransactions, requestStates } from "./tables.ts";
import { spending } from "./transactions.ts";

/** One figure in the text format of Prometheus. */
interface Metric {
  name: string;
  type: "counter" | "gauge";
  help: string;
  samples: { labels?: Record<string, string>; value: number | bigint }[];
}

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
 * The relay's figures in the text format of Prometheus. They come from the database, so that they outlive the process.
 * @param database Where the relay keeps everything.
 * @param relay Undefined where it is off.
 * @param now Of this machine.
 */
export async function relayMetrics(database: Database, relay: Relay | undefined, now: Date): Promise<string> {
  const enabled: Metric = gauge("hearth_relay_enabled", "Whether there is a relay.", relay ? 1 : 0);
  if (!relay) return write([enabled]);
  return write([
    enabled,
    ...(await requestMetrics(database, now)),
    ...(await transactionMetrics(database, relay, now)),
  ]);
}

async function requestMetrics(database: Database, now: Date): Promise<Metric[]> {
  const counts = await database
    .select({ state: relayRequests.state, requests: count() })
    .from(relayRequests)
    .groupBy(relayRequests.state);
  const [oldest] = await database
    .select({ at: min(relayRequests.createdAt) })
    .from(relayRequests)
    .where(eq(relayRequests.state, "stored"));
  const age = oldest?.at ? (now.getTime() - oldest.at.getTime()) / 1000 : 0;
  return [
    {
      name: "hearth_relay_requests",
      type: "gauge",
      help: "Requests by state.",
      samples: requestStates.map((state) => ({
        labels: { state },
        value: counts.find((each) => each.state === state)?.requests ?? 0,
      })),
    },
    gauge("hearth_relay_oldest_stored_seconds", "Age of the oldest request that is not sent.", age),
  ];
}

async function transactionMetrics(database: Database, { context }: Relay, now: Date): Promise<Metric[]> {
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
  const counter = (name: string, help: string, value: number | bigint): Metric => ({
    ...gauge(name, help, value),
    type: "counter",
  });
  return [
    counter("hearth_relay_transactions_mined_total", "Transactions that were mined.", totals?.mined ?? 0),
    counter("hearth_relay_transactions_replaced_total", "Nonces lost to others.", totals?.replaced ?? 0),
    counter("hearth_relay_fee_bumps_total", "Versions sent with a higher fee.", BigInt(totals?.bumps ?? 0)),
    counter("hearth_relay_gas_used_total", "Gas of mined transactions.", BigInt(totals?.gas ?? 0)),
    counter("hearth_relay_fees_paid_wei_total", "What mined transactions cost.", BigInt(totals?.fees ?? 0)),
    gauge("hearth_relay_transactions_under_way", "Transactions that are not mined.", underWay),
    gauge("hearth_relay_nonce", "The highest nonce given out.", totals?.nonce ?? -1),
    gauge("hearth_relay_spent_wei", "Spent in 24 hours.", spent),
    gauge("hearth_relay_reserved_wei", "What those under way may still cost.", reserved),
    gauge("hearth_relay_spending_cap_wei", "What may be spent in 24 hours.", settings.dailySpend),
    gauge("hearth_relay_balance_wei", "Balance of the account.", health.state?.balance ?? 0n),
    gauge("hearth_relay_block", "Newest block seen.", health.state?.block ?? 0n),
    {
      name: "hearth_relay_trouble",
      type: "gauge",
      help: "What keeps the relay from sending.",
      samples: TROUBLES.map((code) => ({
        labels: { code },
        value: health.troubles.some((trouble) => trouble.code === code) ? 1 : 0,
      })),
    },
  ];
}

function gauge(name: string, help: string, value: number | bigint): Metric {
  return { name, type: "gauge", help, samples: [{ value }] };
}

function write(metrics: readonly Metric[]): string {
  const lines = metrics.flatMap(({ name, type, help, samples }) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(({ labels = {}, value }) => {
      const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
      return `${name}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${value}`;
    }),
  ]);
  return `${lines.join("\n")}\n`;
}
