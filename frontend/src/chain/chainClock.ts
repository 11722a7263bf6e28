import { queryOptions, useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { getBlock } from "wagmi/actions";
import { keys } from "../api/keys.ts";
import { chain, config } from "./config.ts";

/** The newest block: its number, its time in seconds, and by how many seconds it is ahead of this computer. */
export function latestBlockQuery() {
  return queryOptions({
    queryKey: keys.latestBlock(),
    queryFn: async () => {
      const { number, timestamp } = await getBlock(config, { chainId: chain.id });
      return { number, timestamp, ahead: Math.max(0, Number(timestamp) - thisSecond()) };
    },
  });
}

function subscribeToSeconds(listener: () => void): () => void {
  const timer = setInterval(listener, 1_000);
  return () => clearInterval(timer);
}

function thisSecond(): number {
  return Math.floor(Date.now() / 1000);
}

/**
 * Now, as the contracts see it. A local chain can be ahead of this computer's clock;
 * deadlines have to be compared with this, never with `new Date()`. Moves on every second.
 */
export function useChainNow(): Date {
  const { data } = useQuery(latestBlockQuery());
  const second = useSyncExternalStore(subscribeToSeconds, thisSecond);
  return new Date((second + (data?.ahead ?? 0)) * 1000);
}
