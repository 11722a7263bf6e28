import { keccak256, type TransactionReceipt } from "viem";
import { canAfford, currentFees, send, sign, type Fees } from "./dispatch.ts";
import type { NodeState } from "./node.ts";
import { failureOf, readOutcomes } from "./outcomes.ts";
import type { RelayContext } from "./relay.ts";
import {
  endTransaction,
  keepReplacement,
  lockAccount,
  requestsIn,
  transactionsDropped,
  transactionsUnderWay,
  type Ending,
  type Mined,
  type RelayTransaction,
} from "./transactions.ts";

/** How long a node may take to show the receipt of a nonce that it counts as mined, in milliseconds. */
const RECEIPT_DELAY = 60_000;
/** After so long a transaction that is not mined is handed to the node again, in milliseconds. */
const REBROADCAST = 15_000;
/** For so long after it was mined a transaction is sent again that a reorganisation drops, in milliseconds. */
const RESENT_FOR = 60 * 60_000;
/** How far the clocks of servers on one database may be apart, in milliseconds. */
const CLOCK_TOLERANCE = 5 * 60_000;
/** How often a request goes into another transaction before it counts as failed. */
const MOST_SENDS = 3;

const CAME_TO_NOTHING =
  "The transaction that carried this failed as a whole, several times. Please try again.";

/**
 * Ends what is mined, and sees to what is not: sends it again, with a higher fee if it takes long.
 * @param state The chain as it is now.
 */
export async function settle(context: RelayContext, state: NodeState): Promise<void> {
  const underWay = await transactionsUnderWay(context.database, context.sender);
  for (const transaction of underWay) await settleOne(context, state, transaction);
  const dropped = await resendDropped(context, state);
  forgetOthers(context, new Set([...underWay, ...dropped].map(({ id }) => id)));
}

async function settleOne(
  context: RelayContext,
  state: NodeState,
  transaction: RelayTransaction,
): Promise<void> {
  const receipt = await context.node.receipt(transaction.hashes);
  if (receipt) {
    context.missingSince.delete(transaction.id);
    const depth = BigInt(context.settings.confirmations);
    // Not deep enough: another branch of the chain may still win.
    if (receipt.blockNumber + depth <= state.block || depth === 0n) await end(context, transaction, receipt);
  } else if (state.mined > transaction.nonce) {
    await settleMissing(context, transaction);
  } else {
    context.missingSince.delete(transaction.id);
    await push(context, state, transaction);
  }
}

async function end(
  { database, deployment, contract, log, now }: RelayContext,
  { id, nonce }: RelayTransaction,
  receipt: TransactionReceipt,
): Promise<void> {
  const carried = await requestsIn(database, id);
  const { gasUsed, blockNumber, transactionHash, status } = receipt;
  const mined: Mined = {
    hash: transactionHash,
    blockNumber,
    gasUsed,
    feePaid: gasUsed * receipt.effectiveGasPrice,
  };
  const outcomes = readOutcomes(receipt.logs, contract, deployment.contracts.Polls.address);
  const endings = carried.map(({ sequence, callIndex, ballotIndex, failedSends }): Ending => {
    if (status === "reverted") return waitAgain(sequence, failedSends);
    const reason = failureOf(outcomes, { callIndex: callIndex ?? 0, ballotIndex });
    return { sequence, state: reason === null ? "mined-ok" : "mined-reverted", reason };
  });
  if (!(await endTransaction(database, id, mined, endings, now()))) return;
  const failed = endings.filter(({ state }) => state !== "mined-ok").length;
  const entry = {
    transaction: String(id),
    nonce,
    requests: endings.length,
    failed,
    gasUsed: String(gasUsed),
  };
  if (status === "reverted") log.error(entry, "a batch failed as a whole");
  else log.info(entry, "mined");
}

/** What was carried in vain waits for another transaction, a few times. */
function waitAgain(sequence: bigint, failedSends: number): Ending {
  if (failedSends + 1 < MOST_SENDS) return { sequence, state: "sending", reason: null };
  return { sequence, state: "mined-reverted", reason: CAME_TO_NOTHING };
}

/**
 * Its nonce is mined, and no version of it has a receipt. Once the node had time to show one, it went to a transaction
 * that this database does not know; what it carried goes into another, unless somebody has carried it out.
 */
async function settleMissing(context: RelayContext, transaction: RelayTransaction): Promise<void> {
  const { database, node, log, now, missingSince } = context;
  const { id, nonce, madeAtBlock } = transaction;
  const at = now().getTime();
  const since = Math.min(missingSince.get(id) ?? at, at);
  missingSince.set(id, since);
  if (at - since < RECEIPT_DELAY) return;
  const carried = await requestsIn(database, id);
  const hashes = carried.map(({ data }) => keccak256(data));
  const done = await node.relayedSince(madeAtBlock, hashes);
  const endings = carried.map(({ sequence, data, failedSends }): Ending =>
    done.has(keccak256(data))
      ? { sequence, state: "mined-ok", reason: null }
      : waitAgain(sequence, failedSends),
  );
  if (await endTransaction(database, id, undefined, endings, now()))
    log.warn({ transaction: String(id), nonce }, "a nonce went to another program's transaction");
}

/**
 * Hands to the node again what a reorganisation took out of the chain after it counted as settled: the same bytes under
 * the same nonce, so that nothing happens twice and those after it are not held up.
 */
async function resendDropped(
  context: RelayContext,
  { mined }: NodeState,
): Promise<readonly RelayTransaction[]> {
  const { database, sender, log, now, broadcastAt } = context;
  const at = now().getTime();
  const dropped = await transactionsDropped(database, sender, mined, new Date(at - RESENT_FOR));
  for (const transaction of dropped) {
    const last = broadcastAt.get(transaction.id);
    if (last !== undefined && !hasPassed(REBROADCAST, last, at)) continue;
    const { id, nonce } = transaction;
    log.warn({ transaction: String(id), nonce }, "a settled transaction fell out of the chain");
    await send(context, transaction);
  }
  return dropped;
}

/** Whether so much time has passed, or nobody knows because the clock was set back since. */
function hasPassed(wait: number, since: number, at: number): boolean {
  return at - since >= wait || since - at > CLOCK_TOLERANCE;
}

/** Hands it to the node again; with a higher fee where it has waited long. */
async function push(context: RelayContext, state: NodeState, transaction: RelayTransaction): Promise<void> {
  const { settings, now, broadcastAt } = context;
  const at = now().getTime();
  if (hasPassed(settings.bumpAfter, transaction.signedAt.getTime(), at)) {
    const bumped = await bump(context, state, transaction);
    if (bumped) return;
  }
  const last = broadcastAt.get(transaction.id);
  if (last === undefined || hasPassed(REBROADCAST, last, at)) await send(context, transaction);
}

/** Replaces it by a version that pays more. */
async function bump(
  context: RelayContext,
  state: NodeState,
  transaction: RelayTransaction,
): Promise<boolean> {
  const { database, settings, sender, log, now } = context;
  const fees = higherFees(transaction, currentFees(state, settings.maxFee));
  if (fees.maxFee > settings.maxFee) return false;
  const signed = await sign(context, transaction, fees);
  const { gasLimit, maxFee } = transaction;
  const kept = await database.transaction(async (inner) => {
    await lockAccount(inner, sender);
    if (!(await canAfford(context, inner, state, gasLimit * fees.maxFee, gasLimit * maxFee))) return false;
    return keepReplacement(inner, transaction, signed, now());
  });
  if (!kept) return false;
  log.warn(
    { transaction: String(transaction.id), nonce: transaction.nonce },
    "paying more for a transaction",
  );
  await send(context, { ...transaction, raw: signed.raw });
  return true;
}

/** At least an eighth more in both parts: nodes refuse a replacement that pays less than a tenth more. */
function higherFees({ maxFee, tip }: Fees, current: Fees): Fees {
  const most = (a: bigint, b: bigint) => (a > b ? a : b);
  const raised = {
    maxFee: most((maxFee * 9n) / 8n + 1n, current.maxFee),
    tip: most((tip * 9n) / 8n + 1n, current.tip),
  };
  return { maxFee: most(raised.maxFee, raised.tip), tip: raised.tip };
}

/** What is no longer under way needs no memory. */
function forgetOthers({ broadcastAt, missingSince }: RelayContext, underWay: ReadonlySet<bigint>): void {
  for (const memory of [broadcastAt, missingSince])
    for (const id of memory.keys()) if (!underWay.has(id)) memory.delete(id);
}
