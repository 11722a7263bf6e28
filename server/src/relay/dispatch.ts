import type { Hex } from "viem";
import { keccak256 } from "viem";
import type { Database } from "../database/connection.ts";
import { planBatch, withoutRequests, type Plan } from "./batch.ts";
import { encodeBatch, type NodeState } from "./node.ts";
import type { RelayContext } from "./relay.ts";
import { dueRequests, endUnsent, type RelayRequest } from "./requests.ts";
import {
  keepTransaction,
  lockAccount,
  lockWaiting,
  lowestFreeNonce,
  spending,
  type RelayTransaction,
  type Signed,
} from "./transactions.ts";

/** What a transaction pays for a unit of gas. */
export interface Fees {
  maxFee: bigint;
  tip: bigint;
}

const NOT_RELAYED = "This is refused when it is passed on by the relay. You can still send it yourself.";

/**
 * Sends one batch of what waits.
 * @returns Whether there may be more to send at once.
 */
export async function dispatch(context: RelayContext): Promise<boolean> {
  const { database, health, settings, contract, now } = context;
  const { state } = health;
  if (!state || health.troubles.length > 0) return false;
  const { underWay } = await spending(database, context.sender, now());
  if (underWay >= settings.inFlight) return false;
  const most = settings.batchSize * 2;
  const { ballotBatch } = settings;
  const waiting = await dueRequests(database, { relay: contract, now: now(), ballotBatch, most });
  if (waiting.length === 0) return false;
  const { plan, ended } = await examine(context, state, planBatch(waiting, settings));
  if (plan.calls.length === 0) return ended;
  const transaction = await database.transaction((inner) => commit(context, state, plan, inner));
  if (!transaction) return false;
  await send(context, transaction);
  return true;
}

/**
 * Tries a batch before it is sent: what the contracts would refuse now costs nothing. What is good alone and not after
 * the others waits for the next batch.
 */
async function examine(
  context: RelayContext,
  state: NodeState,
  plan: Plan,
): Promise<{ plan: Plan; ended: boolean }> {
  const answers = await context.node.tryBatch(context.sender.account, plan.calls, plan.gas);
  const doubtful = plan.calls.filter((_, index) => !answers?.[index]).flatMap(({ requests }) => requests);
  if (doubtful.length === 0) return { plan, ended: false };
  const trials = await Promise.all(doubtful.map((request) => tryAlone(context, request)));
  let ended = false;
  for (const [index, request] of doubtful.entries()) {
    const refusal = trials[index];
    if (refusal !== undefined && (await endNow(context, state, request, refusal))) ended = true;
  }
  const left = new Set(doubtful.map(({ sequence }) => sequence));
  const rest = withoutRequests(plan, left);
  if (ended || rest.calls.length > 0) return { plan: rest, ended };
  return { plan: await firstAlone(context, state, plan), ended: true };
}

/** Where nothing of a batch goes although each is good alone, the first is sent by itself, or is at fault. */
async function firstAlone(context: RelayContext, state: NodeState, plan: Plan): Promise<Plan> {
  const [first, ...others] = plan.calls.flatMap(({ requests }) => requests);
  if (!first) return plan;
  const alone = withoutRequests(plan, new Set(others.map(({ sequence }) => sequence)));
  const answers = await context.node.tryBatch(context.sender.account, alone.calls, alone.gas);
  if (answers?.[0]) return alone;
  await endNow(context, state, first, NOT_RELAYED);
  return { calls: [], gas: 0n };
}

/** Why the contracts would refuse a request now; undefined where they would not. */
async function tryAlone(
  { node, settings }: RelayContext,
  { target, data }: RelayRequest,
): Promise<string | undefined> {
  const trial = await node.tryCall(target, data, settings.requestGas);
  return "refusal" in trial ? trial.refusal : undefined;
}

async function endNow(
  { database, now }: RelayContext,
  { timestamp }: NodeState,
  request: RelayRequest,
  reason: string,
): Promise<boolean> {
  const isLate = request.deadline !== null && request.deadline < timestamp;
  return endUnsent(database, request, isLate ? "expired" : "rejected", reason, now());
}

/** Gives a batch its nonce, signs it and keeps it; undefined where it can't be sent now. */
async function commit(
  context: RelayContext,
  state: NodeState,
  plan: Plan,
  database: Database,
): Promise<RelayTransaction | undefined> {
  const { sender, contract, now } = context;
  await lockAccount(database, sender);
  const placements = plan.calls.flatMap(({ requests }, callIndex) =>
    requests.map(({ sequence }, index) => ({
      sequence,
      callIndex,
      ballotIndex: requests.length > 1 ? index : null,
    })),
  );
  const sequences = placements.map(({ sequence }) => sequence);
  // Some went with another process: the next round sees what is left.
  if ((await lockWaiting(database, sequences)) < sequences.length) return undefined;
  const fees = currentFees(state, context.settings.maxFee);
  if (!(await canAfford(context, database, state, plan.gas * fees.maxFee))) return undefined;
  const nonce = await lowestFreeNonce(database, sender, state.mined);
  const data = encodeBatch(plan.calls);
  const unsigned = { relay: contract, data, gasLimit: plan.gas, nonce };
  const { raw, hash, maxFee, tip } = await sign(context, unsigned, fees);
  return keepTransaction(
    database,
    {
      ...sender,
      ...unsigned,
      raw,
      maxFee,
      tip,
      hashes: [hash],
      madeAtBlock: state.block,
      signedAt: now(),
      createdAt: now(),
    },
    placements,
  );
}

/**
 * Whether the account holds what a transaction may cost, and whether it may be spent.
 * @param cost What it may cost at most.
 * @param instead What the version may cost that it replaces.
 */
export async function canAfford(
  { health, settings, sender, now }: RelayContext,
  database: Database,
  { balance }: NodeState,
  cost: bigint,
  instead = 0n,
): Promise<boolean> {
  const { spent, reserved } = await spending(database, sender, now());
  const promised = reserved - instead + cost;
  if (spent + promised > settings.dailySpend) {
    const message = `With the next transaction ${spent + promised} wei would be spent in 24 hours, and ${settings.dailySpend} are allowed.`;
    health.add({ code: "spending_cap", message });
    return false;
  }
  if (promised > balance) {
    const message = `The relay's account holds ${balance} wei, and the next transaction may cost ${promised}.`;
    health.add({ code: "out_of_eth", message });
    return false;
  }
  return true;
}

/** What to pay now: room for the base fee to double, but never more than allowed. */
export function currentFees({ baseFee, tip }: NodeState, cap: bigint): Fees {
  const wanted = baseFee * 2n + tip;
  const maxFee = wanted < cap ? wanted : cap;
  return { maxFee, tip: tip < maxFee ? tip : maxFee };
}

/** Signs a version of a transaction. */
export async function sign(
  { settings, sender }: RelayContext,
  { relay, data, gasLimit, nonce }: Pick<RelayTransaction, "relay" | "data" | "gasLimit" | "nonce">,
  { maxFee, tip }: Fees,
): Promise<Signed> {
  const raw: Hex = await settings.account.signTransaction({
    type: "eip1559",
    chainId: sender.chainId,
    to: relay,
    data,
    nonce,
    gas: gasLimit,
    maxFeePerGas: maxFee,
    maxPriorityFeePerGas: tip,
  });
  return { raw, hash: keccak256(raw), maxFee, tip };
}

/** Hands a kept transaction to the node, as often as it takes. */
export async function send(
  { node, log, now, broadcastAt }: RelayContext,
  { id, nonce, raw }: Pick<RelayTransaction, "id" | "nonce" | "raw">,
): Promise<void> {
  broadcastAt.set(id, now().getTime());
  const refusal = await node.broadcast(raw);
  if (refusal === undefined) log.info({ transaction: String(id), nonce }, "relayed");
  else log.warn({ transaction: String(id), nonce, refusal }, "the node did not take a transaction");
}
