import { and, asc, eq, gt, gte, inArray, isNull, sql, sum } from "drizzle-orm";
import type { Address, Hash, Hex } from "viem";
import type { Database } from "../database/connection.ts";
import { relayAccounts, relayRequests, relayTransactions } from "./tables.ts";

/** A transaction as it is kept. */
export type RelayTransaction = typeof relayTransactions.$inferSelect;

/** A transaction of one account on one chain. */
export interface Sender {
  chainId: number;
  account: Address;
}

/** Where a request is put in a transaction. */
export interface Placement {
  sequence: bigint;
  callIndex: number;
  ballotIndex: number | null;
}

/** How a request ended, or that it waits again. */
export interface Ending {
  sequence: bigint;
  state: "mined-ok" | "mined-reverted" | "sending";
  reason: string | null;
}

/** A signed version of a transaction. */
export interface Signed {
  raw: Hex;
  hash: Hash;
  maxFee: bigint;
  tip: bigint;
}

/** What a mined transaction cost, and where it is. */
export interface Mined {
  hash: Hash;
  blockNumber: bigint;
  gasUsed: bigint;
  feePaid: bigint;
}

/** Milliseconds of a day. */
const DAY = 24 * 60 * 60_000;

/** Makes the row of an account, which is locked to give out a nonce. */
export async function enrolAccount(database: Database, sender: Sender): Promise<void> {
  await database.insert(relayAccounts).values(sender).onConflictDoNothing();
}

/** Waits until nobody else gives out nonces of this account. Ends with the database transaction. */
export async function lockAccount(database: Database, { chainId, account }: Sender): Promise<void> {
  await database
    .select()
    .from(relayAccounts)
    .where(and(eq(relayAccounts.chainId, chainId), eq(relayAccounts.account, account)))
    .for("update");
}

/** The lowest nonce that is neither mined nor given out. */
export async function lowestFreeNonce(database: Database, sender: Sender, mined: number): Promise<number> {
  const given = await database
    .select({ nonce: relayTransactions.nonce })
    .from(relayTransactions)
    .where(and(ofSender(sender), gte(relayTransactions.nonce, mined)))
    .orderBy(asc(relayTransactions.nonce));
  let free = mined;
  for (const { nonce } of given) {
    if (nonce !== free) break;
    free += 1;
  }
  return free;
}

/** Locks those of these requests that still wait and that nobody else is taking. */
export async function lockWaiting(database: Database, sequences: readonly bigint[]): Promise<number> {
  const rows = await database
    .select({ sequence: relayRequests.sequence })
    .from(relayRequests)
    .where(
      and(
        inArray(relayRequests.sequence, [...sequences]),
        inArray(relayRequests.state, ["stored", "sending"]),
        isNull(relayRequests.transactionId),
      ),
    )
    .for("update", { skipLocked: true });
  return rows.length;
}

/** Keeps a signed transaction and puts its requests into it. */
export async function keepTransaction(
  database: Database,
  transaction: typeof relayTransactions.$inferInsert,
  placements: readonly Placement[],
): Promise<RelayTransaction> {
  const [kept] = await database.insert(relayTransactions).values(transaction).returning();
  if (!kept) throw new Error("A transaction was not kept.");
  const rows = JSON.stringify(
    placements.map(({ sequence, callIndex, ballotIndex }) => ({
      sequence: String(sequence),
      call: callIndex,
      ballot: ballotIndex,
    })),
  );
  await database.execute(sql`
    update relay_requests set state = 'sending', transaction_id = ${kept.id}, call_index = p.call, ballot_index = p.ballot
    from json_to_recordset(${rows}::json) as p(sequence bigint, call int, ballot int)
    where relay_requests.sequence = p.sequence`);
  return kept;
}

/** Transactions of an account that are on their way, in order of their nonces. */
export async function transactionsUnderWay(database: Database, sender: Sender): Promise<RelayTransaction[]> {
  return database
    .select()
    .from(relayTransactions)
    .where(and(ofSender(sender), eq(relayTransactions.state, "sending")))
    .orderBy(asc(relayTransactions.nonce));
}

/**
 * Transactions of an account that were mined since some moment and are not any more: the chain counts fewer of them.
 * @param mined How many it counts.
 */
export async function transactionsDropped(
  database: Database,
  sender: Sender,
  mined: number,
  since: Date,
): Promise<RelayTransaction[]> {
  return database
    .select()
    .from(relayTransactions)
    .where(
      and(
        ofSender(sender),
        eq(relayTransactions.state, "mined"),
        gte(relayTransactions.nonce, mined),
        gt(relayTransactions.minedAt, since),
      ),
    )
    .orderBy(asc(relayTransactions.nonce));
}

/** The requests that a transaction carries. */
export async function requestsIn(database: Database, transactionId: bigint) {
  return database
    .select({
      sequence: relayRequests.sequence,
      data: relayRequests.data,
      callIndex: relayRequests.callIndex,
      ballotIndex: relayRequests.ballotIndex,
      failedSends: relayRequests.failedSends,
    })
    .from(relayRequests)
    .where(eq(relayRequests.transactionId, transactionId));
}

/**
 * Replaces the version of a transaction that is sent from now on.
 * @returns Whether it was still on its way and nobody else had replaced it.
 */
export async function keepReplacement(
  database: Database,
  { id, hashes }: RelayTransaction,
  { raw, hash, maxFee, tip }: Signed,
  now: Date,
): Promise<boolean> {
  const replaced = await database
    .update(relayTransactions)
    .set({
      raw,
      maxFee,
      tip,
      signedAt: now,
      hashes: sql`array_append(${relayTransactions.hashes}, ${hash})`,
    })
    .where(
      and(
        eq(relayTransactions.id, id),
        eq(relayTransactions.state, "sending"),
        sql`cardinality(${relayTransactions.hashes}) = ${hashes.length}`,
      ),
    )
    .returning({ id: relayTransactions.id });
  return replaced.length > 0;
}

/**
 * Ends a transaction and its requests together. Those that wait again leave the transaction.
 * @param mined Undefined where its nonce went to another transaction.
 * @returns Whether nobody else had done so.
 */
export async function endTransaction(
  database: Database,
  id: bigint,
  mined: Mined | undefined,
  endings: readonly Ending[],
  now: Date,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const ended = await transaction
      .update(relayTransactions)
      .set(
        mined
          ? {
              state: "mined",
              minedHash: mined.hash,
              blockNumber: mined.blockNumber,
              gasUsed: mined.gasUsed,
              feePaid: mined.feePaid,
              minedAt: now,
            }
          : { state: "replaced" },
      )
      .where(and(eq(relayTransactions.id, id), eq(relayTransactions.state, "sending")))
      .returning({ id: relayTransactions.id });
    if (ended.length === 0) return false;
    const rows = JSON.stringify(endings.map((each) => ({ ...each, sequence: String(each.sequence) })));
    await transaction.execute(sql`
      update relay_requests set
        state = p.state,
        reason = p.reason,
        ended_at = case when p.state = 'sending' then null else ${now.toISOString()}::timestamptz end,
        transaction_id = case when p.state = 'sending' then null else relay_requests.transaction_id end,
        failed_sends = relay_requests.failed_sends + case when p.state = 'sending' then 1 else 0 end
      from json_to_recordset(${rows}::json) as p(sequence bigint, state text, reason text)
      where relay_requests.sequence = p.sequence and relay_requests.transaction_id = ${id}`);
    return true;
  });
}

/** What an account has spent in the last 24 hours, and what those on their way may still cost. */
export async function spending(
  database: Database,
  sender: Sender,
  now: Date,
): Promise<{ spent: bigint; reserved: bigint; underWay: number }> {
  const since = new Date(now.getTime() - DAY);
  const [[paid], [open]] = [
    await database
      .select({ total: sum(relayTransactions.feePaid) })
      .from(relayTransactions)
      .where(and(ofSender(sender), gt(relayTransactions.minedAt, since))),
    await database
      .select({
        total: sql<string | null>`sum(${relayTransactions.gasLimit} * ${relayTransactions.maxFee})`,
        underWay: sql<number>`count(*)::int`,
      })
      .from(relayTransactions)
      .where(and(ofSender(sender), eq(relayTransactions.state, "sending"))),
  ];
  return {
    spent: BigInt(paid?.total ?? 0),
    reserved: BigInt(open?.total ?? 0),
    underWay: open?.underWay ?? 0,
  };
}

function ofSender({ chainId, account }: Sender) {
  return and(eq(relayTransactions.chainId, chainId), eq(relayTransactions.account, account));
}
