import type { QueryClient } from "@tanstack/react-query";
import type { Hash } from "viem";
import { carry, outcomeOf } from "./relayTransaction.ts";
import { waitForOutcome, waitUntilReadable } from "./runTransaction.ts";
import { reasonOf, transactionSentences } from "./transactionSentences.ts";
import type { TransactionMemo, TransactionMemory } from "./transactionMemory.ts";

const TURNED_AWAY = { reason: transactionSentences.turnedAwayLater };

async function resume(
  memo: TransactionMemo,
  memory: TransactionMemory,
  queryClient: QueryClient,
): Promise<void> {
  try {
    const hash = memo.hash ?? (await resumeRelayed(memo, memory));
    if (!hash) return;
    const receipt = await waitForOutcome(hash, (event) => {
      if (event.type === "replaced") memory.change(memo.id, { hash: event.hash });
    });
    if (receipt?.status !== "success") {
      const { refused, cancelled } = transactionSentences;
      memory.change(memo.id, { status: "failed", reason: receipt ? refused : cancelled });
      return;
    }
    await waitUntilReadable(receipt.blockNumber);
    await Promise.all(memo.makesStale.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
    memory.change(memo.id, { status: "done" });
  } catch (error) {
    memory.change(memo.id, { status: "failed", reason: reasonOf(error) });
  }
}

/** Takes up a request that the relay has, or was about to get. */
async function resumeRelayed(
  { id, requestId, submission }: TransactionMemo,
  memory: TransactionMemory,
): Promise<Hash | undefined> {
  const onAccepted = (accepted: string) => memory.change(id, { requestId: accepted, submission: undefined });
  const outcome = requestId
    ? await outcomeOf(requestId)
    : submission
      ? await carry(submission, onAccepted)
      : TURNED_AWAY;
  if ("hash" in outcome) {
    memory.change(id, { hash: outcome.hash });
    return outcome.hash;
  }
  // Nobody waits at the button any more who could be asked to pay.
  const { reason } = "turnedAway" in outcome ? TURNED_AWAY : outcome;
  memory.change(id, { status: "failed", reason });
  return undefined;
}

/** Takes up again what was on its way when the page was left. */
export function resumePending(memory: TransactionMemory, queryClient: QueryClient): void {
  for (const memo of memory.list()) {
    if (memo.status === "mining") void resume(memo, memory, queryClient);
  }
}
