import { and, eq, gte, sql } from "drizzle-orm";
import type { Database } from "../database/connection.ts";
import type { RelaySettings } from "./settings.ts";
import { relayBudgets } from "./tables.ts";

/** Gas that somebody is promised on a day. */
export interface Promised {
  payer: string;
  isNewcomer: boolean;
  gas: bigint;
  day: string;
}

/** Which budget does not reach. */
export type ExhaustedBudget = "payer" | "newcomers" | "everybody";

/** Gas that each may be promised in a day. */
export type Allowances = Pick<RelaySettings, "memberGas" | "newcomerGas" | "newcomersGas" | "everybodyGas">;

/** The day (UTC) of a moment, as `2026-01-31`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** Seconds until the next day (UTC). */
export function secondsToNextDay(moment: Date): number {
  return 86_400 - Math.floor((moment.getTime() / 1000) % 86_400);
}

/**
 * Takes gas out of every budget that a request counts against. Each is one statement, so that of two at once the second
 * sees what the first took.
 * @param database A transaction: what was taken must go back where another budget does not reach.
 * @returns The budget that does not reach; undefined where all did.
 */
export async function charge(
  database: Database,
  promised: Promised,
  allowances: Allowances,
): Promise<ExhaustedBudget | undefined> {
  const own = promised.isNewcomer ? allowances.newcomerGas : allowances.memberGas;
  // Always in this order, so that two of them never wait for each other.
  if (!(await take(database, promised.payer, promised, own))) return "payer";
  if (promised.isNewcomer && !(await take(database, "newcomers", promised, allowances.newcomersGas)))
    return "newcomers";
  return (await take(database, "everybody", promised, allowances.everybodyGas)) ? undefined : "everybody";
}

async function take(
  database: Database,
  scope: string,
  { day, gas }: Promised,
  allowance: bigint,
): Promise<boolean> {
  if (gas > allowance) return false;
  const taken = await database
    .insert(relayBudgets)
    .values({ scope, day, gas })
    .onConflictDoUpdate({
      target: [relayBudgets.scope, relayBudgets.day],
      set: { gas: sql`${relayBudgets.gas} + ${gas}` },
      setWhere: sql`${relayBudgets.gas} + ${gas} <= ${allowance}`,
    })
    .returning({ gas: relayBudgets.gas });
  return taken.length > 0;
}

/** Gives back what a request was promised that was never sent. */
export async function giveBack(database: Database, { payer, isNewcomer, gas, day }: Promised): Promise<void> {
  for (const scope of [payer, ...(isNewcomer ? ["newcomers"] : []), "everybody"]) {
    await database
      .update(relayBudgets)
      .set({ gas: sql`${relayBudgets.gas} - ${gas}` })
      .where(and(eq(relayBudgets.scope, scope), eq(relayBudgets.day, day), gte(relayBudgets.gas, gas)));
  }
}
