import { getPublicClient } from "wagmi/actions";
import type { Abi, Address, ContractEventArgs, ContractEventName, GetContractEventsReturnType } from "viem";
import { chain, config } from "../config.ts";
import { deployment } from "../deployment.ts";

/** Most blocks asked for at once: public nodes refuse wide ranges. */
const BLOCKS_AT_ONCE = 9_000n;

/**
 * All events of one kind since the community began, oldest first. Slow on a long chain; for
 * histories and lists that have no view function.
 */
export async function readEvents<
  const Contract extends { address: Address; abi: Abi },
  Name extends ContractEventName<Contract["abi"]>,
>(
  contract: Contract,
  eventName: Name,
  args?: ContractEventArgs<Contract["abi"], Name>,
): Promise<GetContractEventsReturnType<Contract["abi"], Name, true>> {
  const client = getPublicClient(config, { chainId: chain.id });
  if (!client) throw new Error(`No connection to chain ${chain.id} is configured.`);
  const newest = await client.getBlockNumber();
  const events: GetContractEventsReturnType<Contract["abi"], Name, true> = [];
  for (let from = deployment.startBlock; from <= newest; from += BLOCKS_AT_ONCE + 1n) {
    const to = from + BLOCKS_AT_ONCE;
    const found = await client.getContractEvents({
      abi: contract.abi,
      address: contract.address,
      eventName: eventName,
      ...(args ? { args: args as never } : {}),
      fromBlock: from,
      toBlock: to > newest ? newest : to,
      strict: true,
    });
    events.push(...(found as typeof events));
  }
  return events;
}

/** The numbers 1 to `count`, newest first. */
export function numbersDown(count: bigint): bigint[] {
  return Array.from({ length: Number(count) }, (_, index) => count - BigInt(index));
}
