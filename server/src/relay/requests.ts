import { and, asc, count, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Address, Hex } from "viem";
import type { Database } from "../database/connection.ts";
import { charge, dayOf, giveBack, type Allowances, type ExhaustedBudget } from "./budgets.ts";
import { relayRequests, relayTransactions, type RequestState } from "./tables.ts";

/** A request as it is kept. */
export type RelayRequest = typeof relayRequests.$inferSelect;
/** A request that is about to be kept. */
export type NewRequest = typeof relayRequests.$inferInsert;

/** A request with the transaction that carries it. */
export interface TrackedRequest {
  id: string;
  functionName: string;
  state: RequestState;
  reason: string | null;
  createdAt: Date;
  /** Of the version sent last, or of the one that is mined; null also where a stranger's carried it out. */
  transactionHash: Hex | null;
  blockNumber: bigint | null;
}

/** Thrown inside a database transaction to undo it. */
class OverBudget extends Error {
  readonly budget: ExhaustedBudget;
  constructor(budget: ExhaustedBudget) {
    super(budget);
    this.budget = budget;
  }
}

/** Waiting to be sent: stored, or taken back from a transaction that came to nothing. */
const waiting = and(inArray(relayRequests.state, ["stored", "sending"]), isNull(relayRequests.transactionId));

/** The request of this content that is under way or was carried out; undefined if there is none. */
export async function findByContent(database: Database, contentHash: Hex): Promise<string | undefined> {
  const [row] = await database
    .select({ id: relayRequests.id })
    .from(relayRequests)
    .where(
      and(
        eq(relayRequests.contentHash, contentHash),
        inArray(relayRequests.state, ["stored", "sending", "mined-ok"]),
      ),
    );
  return row?.id;
}

/**
 * Keeps a request and takes its gas out of the budgets, both or neither.
 * @returns Its id, that of the same request kept before, or the budget that does not reach.
 */
export async function keepRequest(
  database: Database,
  request: NewRequest,
  allowances: Allowances,
): Promise<{ id: string } | { exhausted: ExhaustedBudget }> {
  try {
    return await database.transaction(async (transaction) => {
      const [kept] = await transaction
        .insert(relayRequests)
        .values(request)
        .onConflictDoNothing()
        .returning({ id: relayRequests.id });
      if (!kept) {
        const id = await findByContent(transaction, request.contentHash);
        if (id === undefined) throw new Error("A request was refused for one that is not there.");
        return { id };
      }
      const day = dayOf(request.createdAt);
      const exhausted = await charge(transaction, { ...request, day }, allowances);
      if (exhausted) throw new OverBudget(exhausted);
      return { id: kept.id };
    });
  } catch (error) {
    if (error instanceof OverBudget) return { exhausted: error.budget };
    throw error;
  }
}

/** How many wait to be sent. */
export async function countWaiting(database: Database, relay: Address): Promise<number> {
  const [row] = await database
    .select({ waiting: count() })
    .from(relayRequests)
    .where(and(waiting, eq(relayRequests.relay, relay)));
  return row?.waiting ?? 0;
}

/**
 * Those that should go on their way, the oldest first: everything due, and ballots of polls of which a whole batch has
 * come together.
 * @param ballotBatch How many ballots make a batch.
 * @param most How many to take.
 */
export async function dueRequests(
  database: Database,
  { relay, now, ballotBatch, most }: { relay: Address; now: Date; ballotBatch: number; most: number },
): Promise<RelayRequest[]> {
  const here = and(waiting, eq(relayRequests.relay, relay));
  const isBallot = sql`${relayRequests.pollId} is not null`;
  const at = sql`${now.toISOString()}::timestamptz`;
  // The clock was set back since: it says nothing of how long this has waited.
  const fromAhead = gt(relayRequests.createdAt, now);
  const urgent = database
    .select({ pollId: relayRequests.pollId })
    .from(relayRequests)
    .where(and(here, isBallot))
    .groupBy(relayRequests.pollId)
    .having(
      or(
        sql`count(*) >= ${ballotBatch}`,
        // The first that is due takes the others along.
        lte(sql`min(${relayRequests.dueAt})`, at),
        gt(sql`max(${relayRequests.createdAt})`, at),
      ),
    );
  return database
    .select()
    .from(relayRequests)
    .where(and(here, or(lte(relayRequests.dueAt, now), fromAhead, inArray(relayRequests.pollId, urgent))))
    .orderBy(asc(relayRequests.sequence))
    .limit(most);
}

/** Ends a request that is not on its way, and gives back its gas if it never was. */
export async function endUnsent(
  database: Database,
  request: RelayRequest,
  state: "expired" | "rejected",
  reason: string,
  now: Date,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const ended = await transaction
      .update(relayRequests)
      .set({ state, reason, endedAt: now })
      .where(and(eq(relayRequests.sequence, request.sequence), waiting))
      .returning({ state: relayRequests.state });
    if (ended.length === 0) return false;
    if (request.failedSends === 0) {
      await giveBack(transaction, { ...request, day: dayOf(request.createdAt) });
    }
    return true;
  });
}

/** Requests by their ids, with the transactions that carry them. */
export async function trackRequests(database: Database, ids: readonly string[]): Promise<TrackedRequest[]> {
  if (ids.length === 0) return [];
  return database
    .select({
      id: relayRequests.id,
      functionName: relayRequests.functionName,
      state: relayRequests.state,
      reason: relayRequests.reason,
      createdAt: relayRequests.createdAt,
      // No version of a transaction whose nonce went to another will ever be mined.
      transactionHash: sql<Hex | null>`case when ${relayTransactions.state} <> 'replaced' then coalesce(${relayTransactions.minedHash}, ${relayTransactions.hashes}[cardinality(${relayTransactions.hashes})]) end`,
      blockNumber: relayTransactions.blockNumber,
    })
    .from(relayRequests)
    .leftJoin(relayTransactions, eq(relayTransactions.id, relayRequests.transactionId))
    .where(inArray(relayRequests.id, [...ids]));
}
