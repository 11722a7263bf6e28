import { queryOptions, useQuery } from "@tanstack/react-query";
import { getBlock } from "wagmi/actions";
import { keys } from "../api/keys.ts";
import { chain, config } from "./config.ts";

/** The newest block: its number, its time in seconds, and by how many seconds it is ahead of this computer. */
export function latestBlockQuery() {
  return queryOptions({
    queryKey: keys.latestBlock(),
    queryFn: async () => {
      const { number, timestamp } = await getBlock(config, { chainId: chain.id });
      return { number, timestamp, ahead: Math.max(0, Number(timestamp) - Math.floor(Date.now() / 1000)) };
    },
  });
}

/**
 * Now, as the contracts see it. A local chain can be ahead of this computer's clock;
 * deadlines have to be compared with this, never with `new Date()`.
 */
export function useChainNow(): Date {
  const { data } = useQuery(latestBlockQuery());
  return new Date(Date.now() + (data?.ahead ?? 0) * 1000);
}
