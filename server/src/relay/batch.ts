import type { Address } from "viem";
import { castTogether } from "../ballotBox/ballots.ts";
import type { RelayCall } from "./node.ts";
import type { RelayRequest } from "./requests.ts";

/** What `Relay` gives a call at least. */
const LEAST_CALL_GAS = 500_000n;
/** What a transaction needs beside its calls. */
const BATCH_OVERHEAD = 120_000n;

/** A call of a batch with the requests that it carries: one, or ballots of one poll. */
export interface PlannedCall extends RelayCall {
  requests: readonly RelayRequest[];
}

/** Calls for one transaction, and the gas that it gets. */
export interface Plan {
  calls: readonly PlannedCall[];
  gas: bigint;
}

/** How large a batch may be. */
export interface BatchLimits {
  batchSize: number;
  batchGas: bigint;
  ballotBatch: number;
}

/**
 * Puts requests together into one transaction, the oldest first, as many as fit. One that was in a transaction that came
 * to nothing goes alone.
 * @param requests In order of arrival.
 */
export function planBatch(requests: readonly RelayRequest[], limits: BatchLimits): Plan {
  const fallen = requests.find(({ failedSends }) => failedSends > 0);
  const calls = fallen ? [callOf([fallen])] : groups(requests, limits.ballotBatch).map(callOf);
  const planned: PlannedCall[] = [];
  let carried = 0;
  for (const call of calls) {
    const next = [...planned, call];
    const fits = carried + call.requests.length <= limits.batchSize && gasOf(next) <= limits.batchGas;
    // The first always goes: what needs too much alone was never accepted.
    if (planned.length > 0 && !fits) break;
    planned.push(call);
    carried += call.requests.length;
  }
  return { calls: planned, gas: gasOf(planned) };
}

/** The calls of a plan without some requests. */
export function withoutRequests({ calls }: Plan, left: ReadonlySet<bigint>): Plan {
  const kept = calls.flatMap(({ requests }) => {
    const rest = requests.filter(({ sequence }) => !left.has(sequence));
    return rest.length > 0 ? [callOf(rest)] : [];
  });
  return { calls: kept, gas: gasOf(kept) };
}

/**
 * The gas that `Relay` gives to a call. What a call needs may rise between its trial and its turn, for example by a slot
 * that it is now the first to write.
 * @param gas What it needed when it was tried.
 */
export function callGasLimit(gas: bigint): bigint {
  const needed = (gas * 5n) / 4n;
  return needed > LEAST_CALL_GAS ? needed : LEAST_CALL_GAS;
}

/** Ballots of one poll stand together where the first of them stood. */
function groups(requests: readonly RelayRequest[], ballotBatch: number): RelayRequest[][] {
  const all: RelayRequest[][] = [];
  const open = new Map<string, RelayRequest[]>();
  for (const request of requests) {
    const key = request.pollId === null ? undefined : `${request.target} ${request.pollId}`;
    const group = key === undefined ? undefined : open.get(key);
    if (group && group.length < ballotBatch) group.push(request);
    else {
      const begun = [request];
      all.push(begun);
      if (key !== undefined) open.set(key, begun);
    }
  }
  return all;
}

function callOf(requests: readonly RelayRequest[]): PlannedCall {
  const target = requests[0]?.target as Address;
  const data = requests.map((request) => request.data);
  return {
    target,
    requests,
    gasLimit: callGasLimit(requests.reduce((sum, { gas }) => sum + gas, 0n)),
    data: data.length === 1 && data[0] !== undefined ? data[0] : castTogether(data),
  };
}

/** `Relay` must have all the gas of a call left when it comes to it, and a 63rd more. */
function gasOf(calls: readonly PlannedCall[]): bigint {
  let needed = BATCH_OVERHEAD;
  let largest = 0n;
  for (const { requests, gasLimit } of calls) {
    needed += (requests.reduce((sum, { gas }) => sum + gas, 0n) * 5n) / 4n;
    if (gasLimit > largest) largest = gasLimit;
  }
  return needed + (largest * 64n) / 63n;
}
