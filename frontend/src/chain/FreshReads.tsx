import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useWatchBlockNumber } from "wagmi";
import { keys } from "../api/keys.ts";
import { forgetFormerChain, isChainBack } from "./chainInstance.ts";
import { chain, isLocalChain } from "./config.ts";

/** On a public chain others' doings may be this old on the screen; one's own show at once. */
const REFRESH_MS = isLocalChain ? 0 : 12_000;
const RETRY_MS = 1_000;

/** Asks `isReady` every second until it says yes. */
function whenReady(isReady: () => Promise<boolean>, then: () => void): void {
  const timer = setInterval(() => {
    void isReady().then((ready) => {
      if (!ready) return;
      clearInterval(timer);
      then();
    });
  }, RETRY_MS);
}

const isPageServed = () => fetch(location.origin, { method: "HEAD" }).then(Boolean, () => false);

/** Loads the page anew where the chain is a new one; the page may be restarting together with it. */
async function startOverOnNewChain(): Promise<void> {
  if (await forgetFormerChain()) whenReady(isPageServed, () => location.reload());
}

/** The one block watcher: what is read from the chain is read again when there is something new. */
export function FreshReads() {
  const queryClient = useQueryClient();
  const refreshedAt = useRef(0);
  const isAway = useRef(false);

  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") void startOverOnNewChain();
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);

  useWatchBlockNumber({
    chainId: chain.id,
    onBlockNumber() {
      const now = Date.now();
      if (now - refreshedAt.current < REFRESH_MS) return;
      refreshedAt.current = now;
      void queryClient.invalidateQueries({ queryKey: keys.chain() });
    },
    // A local node that stops answering is probably being restarted, and comes back as another chain.
    onError() {
      if (!isLocalChain || isAway.current) return;
      isAway.current = true;
      whenReady(isChainBack, () => {
        isAway.current = false;
        void startOverOnNewChain();
      });
    },
  });
  return null;
}
