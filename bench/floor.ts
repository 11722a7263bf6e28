import { getBytes } from "ethers";

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
  /** Emptying a slot, cold, with what is refunded for it (EIP-3529) taken off. */
  clearedWrite: 200,
  /** The precompile; the call to it is code. */
  ecrecover: 3_000,
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
  /** Slots that are emptied. */
  cleared?: number;
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
  const { accounts, slots, signatures, events } = partsOf(floor, batch);
  const bytes = getBytes(data);
  const zeros = bytes.filter((byte) => byte === 0).length;
  const nonZeros = bytes.length - zeros;
  const execution = accounts + slots + signatures + events;
  const standard = zeros * prices.zeroByte + nonZeros * prices.nonZeroByte + execution;
  const calldataFloor = (zeros + 4 * nonZeros) * prices.floorPerToken;
  return BigInt(Math.round((prices.transaction + Math.max(standard, calldataFloor)) / batch));
}

/**
 * What a floor declares, in gas of the whole transaction.
 * @param floor What the action needs.
 * @param batch Units in the transaction.
 */
export function partsOf({ once, each }: Floor, batch: number) {
  const sum = (price: (needs: Needs) => number) => price(once) + batch * price(each);
  return {
    accounts: sum(({ contracts = 0 }) => contracts * prices.coldAccount),
    slots: sum(
      ({ reads = 0, writes = 0, fresh = 0, cleared = 0 }) =>
        reads * prices.coldRead +
        writes * prices.coldWrite +
        fresh * prices.freshWrite +
        cleared * prices.clearedWrite,
    ),
    signatures: sum(({ signatures = 0 }) => signatures * prices.ecrecover),
    events: sum(({ logs = [] }) => logs.reduce((total, [topics, size]) => total + logCost(topics, size), 0)),
  };
}

/**
 * Gas of an event.
 * @param topics Its topics, the event's own included.
 * @param bytes Bytes of its data.
 */
export function logCost(topics: number, bytes: number): number {
  return prices.log + topics * prices.topic + bytes * prices.logByte;
}
