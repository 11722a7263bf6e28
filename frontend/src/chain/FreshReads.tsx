import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useWatchBlockNumber } from "wagmi";
import { keys } from "../api/keys.ts";
import { chain, isLocalChain } from "./config.ts";
import { forgetFormerChain } from "./chainInstance.ts";

/** On a public chain others' doings may be this old on the screen; one's own show at once. */
const REFRESH_MS = isLocalChain ? 0 : 12_000;

/** The one block watcher: what is read from the chain is read again when there is something new. */
export function FreshReads() {
  const queryClient = useQueryClient();
  const seen = useRef({ block: 0n, at: 0 });
  useWatchBlockNumber({
    chainId: chain.id,
    onBlockNumber(block) {
      const { block: former, at } = seen.current;
      const now = Date.now();
      if (block < former) {
        void forgetFormerChain().then((restarted) => restarted && location.reload());
      }
      if (block === former || now - at < REFRESH_MS) return;
      seen.current = { block, at: now };
      if (former !== 0n) void queryClient.invalidateQueries({ queryKey: keys.chain() });
    },
  });
  return null;
}
