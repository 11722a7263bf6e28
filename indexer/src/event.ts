import type { Hex } from "viem";

/** What every row takes from the log it comes from. */
export interface LogEvent {
  block: { number: bigint; timestamp: bigint };
  transaction: { hash: Hex };
  log: { logIndex: number };
}

/**
 * Where a row comes from.
 * @param event The log with its block and transaction.
 */
export function originOf({ block, transaction, log }: LogEvent) {
  return {
    blockNumber: block.number,
    transactionHash: transaction.hash,
    logIndex: log.logIndex,
    at: block.timestamp,
  };
}

/**
 * A reference that contracts leave at zero where there is none.
 * @param id The number, or zero.
 */
export function idOrNull(id: bigint | number): number | null {
  return Number(id) || null;
}

/**
 * The word that stands at a place in an enumeration of a contract. Throws a RangeError where there is none, since the
 * words then belong to another version of the contract.
 * @param words The words in the contract's order.
 * @param index The value.
 */
export function wordAt<const Word extends string>(words: readonly Word[], index: number): Word {
  const word = words[index];
  if (word === undefined) throw new RangeError(`No word for ${index} among ${words.join(", ")}.`);
  return word;
}
