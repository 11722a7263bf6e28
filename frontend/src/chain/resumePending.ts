import type { QueryClient } from "@tanstack/react-query";
import { sentenceFor } from "@hearth/protocol/errors";
import { waitForOutcome, waitUntilReadable } from "./runTransaction.ts";
import type { TransactionMemo, TransactionMemory } from "./transactionMemory.ts";

const CANCELLED = "You cancelled this in your wallet. Nothing was changed.";
const REFUSED = "The community's rules refused this at the last moment. Nothing was changed.";

async function resume(
  memo: TransactionMemo,
  memory: TransactionMemory,
  queryClient: QueryClient,
): Promise<void> {
  if (!memo.hash) return;
  try {
    const receipt = await waitForOutcome(memo.hash, (event) => {
      if (event.type === "replaced") memory.change(memo.id, { hash: event.hash });
    });
    if (receipt?.status !== "success") {
      memory.change(memo.id, { status: "failed", reason: receipt ? REFUSED : CANCELLED });
      return;
    }
    await waitUntilReadable(receipt.blockNumber);
    await Promise.all(memo.makesStale.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
    memory.change(memo.id, { status: "done" });
  } catch (error) {
    memory.change(memo.id, { status: "failed", reason: sentenceFor(error) });
  }
}

/** Takes up again what was on its way when the page was left. */
export function resumePending(memory: TransactionMemory, queryClient: QueryClient): void {
  for (const memo of memory.list()) {
    if (memo.status === "mining") void resume(memo, memory, queryClient);
  }
}
