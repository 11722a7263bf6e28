import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useReducer } from "react";
import type { TransactionReceipt } from "viem";
import { chain } from "./config.ts";
import { offerToPay } from "./payOffers.ts";
import { runTransaction, waitUntilReadable } from "./runTransaction.ts";
import {
  advance,
  IDLE,
  isUnderWay,
  type TransactionEvent,
  type TransactionRequest,
  type TransactionState,
} from "./transaction.ts";
import { memoryOf, type TransactionMemory } from "./transactionMemory.ts";
import { useWallet } from "./useWallet.ts";

/** What a page needs to send transactions of one button. */
export interface TransactionControl {
  state: TransactionState;
  /** From the press of the button until the outcome is known. */
  isBusy: boolean;
  /** Runs one transaction. Resolves to the receipt of a success, once reads show it; otherwise to `undefined`. */
  run: (request: TransactionRequest) => Promise<TransactionReceipt | undefined>;
  /** Back to `idle` after `done` or `failed`. */
  reset: () => void;
}

/** Writes one event into the memory that the messages above the pages are drawn from. */
function remember(memory: TransactionMemory, id: string, event: TransactionEvent): void {
  switch (event.type) {
    case "declined":
      return memory.forget(id);
    case "handedIn":
      return memory.change(id, { status: "mining", submission: event.submission });
    case "accepted":
      return memory.change(id, { requestId: event.requestId, submission: undefined });
    case "turnedAway":
      return memory.change(id, { status: "offering", reason: event.reason, submission: undefined });
    case "payingOneself":
      return memory.change(id, { status: "signing", reason: undefined });
    case "sent":
    case "replaced":
      return memory.change(id, { status: "mining", hash: event.hash });
    case "mined": {
      const next = advance({ step: "mining", hash: event.receipt.transactionHash }, event);
      return next.step === "failed"
        ? memory.change(id, { status: "failed", reason: next.reason })
        : undefined;
    }
    case "indexed":
      return memory.change(id, { status: "done" });
    case "failed":
      return memory.change(id, { status: "failed", reason: event.reason });
    default:
      return undefined;
  }
}

/**
 * The one way to write: checking → signing → (relaying) → mining → indexing → done | failed. The community pays where its
 * relay carries what was signed; where it would and can't, the person is asked whether to pay; otherwise the wallet pays.
 * Signed out, it opens the sign-in dialog instead. The message about it lives above the pages and survives a reload.
 */
export function useTransaction(): TransactionControl {
  const [state, dispatch] = useReducer(advance, IDLE);
  const queryClient = useQueryClient();
  const { address, signIn } = useWallet();

  const run = useCallback(
    async ({ title, call, makesStale }: TransactionRequest) => {
      if (!address) {
        signIn();
        return undefined;
      }
      const memory = memoryOf(chain.id, address);
      const id = crypto.randomUUID();
      memory.add({ id, title, status: "signing", at: Date.now(), makesStale });
      const report = (event: TransactionEvent) => {
        dispatch(event);
        remember(memory, id, event);
      };
      const receipt = await runTransaction(call, address, { report, askToPay: () => offerToPay(id) });
      if (!receipt) return undefined;
      await waitUntilReadable(receipt.blockNumber);
      await Promise.all(makesStale.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      report({ type: "indexed" });
      return receipt;
    },
    [address, signIn, queryClient],
  );
  const reset = useCallback(() => dispatch({ type: "reset" }), []);

  return { state, isBusy: isUnderWay(state), run, reset };
}
