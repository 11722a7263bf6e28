import { dataLength, getBytes } from "ethers";

/** Prices that the protocol itself sets, in gas (yellow paper, EIP-2028, EIP-2929, EIP-2200). */
export const prices = {
  transaction: 21_000,
  zeroByte: 4,
  nonZeroByte: 16,
  /** EIP-7623: calldata never costs less than this, whatever is done with it. */
  floorPerToken: 10,
  coldAccount: 2_600,
  coldRead: 2_100,
  /** Writing a slot that holds something already, cold. */
  coldWrite: 5_000,
  /** Writing a slot that was empty, cold. */
  freshWrite: 22_100,
  /** The precompile, and the warm call to it. */
  ecrecover: 3_100,
  log: 375,
  topic: 375,
  logByte: 8,
} as const;

/** What an action can't do without, whoever writes the contracts. */
export interface Needs {
  /** Contracts called beside the first. */
  contracts?: number;
  /** Slots only read. */
  reads?: number;
  /** Slots that hold something already and are written. */
  writes?: number;
  /** Slots that were empty and are written. */
  fresh?: number;
  signatures?: number;
  /** Events: indexed topics (the event's own included) and bytes of data, one pair for each. */
  logs?: readonly (readonly [topics: number, bytes: number])[];
}

/** The least an action needs: once for the transaction, and once more for each unit of a batch. */
export interface Floor {
  once: Needs;
  each: Needs;
}

/**
 * Gas below which no contract could do the action with this calldata.
 * @param floor What the action needs.
 * @param data Calldata of the transaction.
 * @param batch Units in it.
 * @returns Gas of the transaction, divided by `batch`.
 */
export function floorOf(floor: Floor, data: string, batch: number): bigint {
  const execution = cost(floor.once) + batch * cost(floor.each);
  const bytes = getBytes(data);
  const zeros = bytes.filter((byte) => byte === 0).length;
  const nonZeros = dataLength(data) - zeros;
  const standard = zeros * prices.zeroByte + nonZeros * prices.nonZeroByte + execution;
  const calldataFloor = (zeros + 4 * nonZeros) * prices.floorPerToken;
  return BigInt(Math.round((prices.transaction + Math.max(standard, calldataFloor)) / batch));
}

function cost(needs: Needs): number {
  const { contracts = 0, reads = 0, writes = 0, fresh = 0, signatures = 0, logs = [] } = needs;
  return (
    contracts * prices.coldAccount +
    reads * prices.coldRead +
    writes * prices.coldWrite +
    fresh * prices.freshWrite +
    signatures * prices.ecrecover +
    logs.reduce((sum, [topics, size]) => sum + prices.log + topics * prices.topic + size * prices.logByte, 0)
  );
}
