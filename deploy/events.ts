import type { BaseContract, ContractEventName, EventLog, Log } from "ethers";

/** Nodes answer for so many blocks at once and no more. */
const BLOCKS_PER_QUERY = 5_000;

/**
 * All events of one kind, from a block up to the newest.
 * @param contract The contract.
 * @param filter Which.
 * @param startBlock First block that can hold one.
 */
export async function eventsOf(
  contract: BaseContract,
  filter: ContractEventName,
  startBlock: number,
): Promise<EventLog[]> {
  const newest = (await contract.runner?.provider?.getBlockNumber()) ?? startBlock;
  const found: (EventLog | Log)[] = [];
  for (let from = startBlock; from <= newest; from += BLOCKS_PER_QUERY) {
    found.push(...(await contract.queryFilter(filter, from, Math.min(newest, from + BLOCKS_PER_QUERY - 1))));
  }
  return found.filter((log) => "args" in log);
}
