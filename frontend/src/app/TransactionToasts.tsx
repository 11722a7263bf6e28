import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { chain } from "../chain/config.ts";
import { resumePending } from "../chain/resumePending.ts";
import {
  memoryOf,
  type MemoryStatus,
  type TransactionMemo,
  type TransactionMemory,
} from "../chain/transactionMemory.ts";
import { transactionSentences } from "../chain/transactionSentences.ts";
import { useWallet } from "../chain/useWallet.ts";
import { PayOffer } from "./PayOffer.tsx";
import { Toast, ToastRegion, type ToastTone } from "../ui/state/Toast.tsx";

const SHOWN_MS = 7_000;
const TONES: Record<MemoryStatus, ToastTone> = {
  signing: "waiting",
  offering: "waiting",
  mining: "busy",
  done: "good",
  failed: "bad",
};
const WORDS: Record<MemoryStatus, string> = {
  signing: transactionSentences.confirm,
  offering: transactionSentences.askedToPay,
  mining: transactionSentences.onItsWay,
  done: transactionSentences.done,
  failed: transactionSentences.failed,
};

/** The community pays for it. */
function isFree({ submission, requestId }: TransactionMemo): boolean {
  return submission !== undefined || requestId !== undefined;
}

function TransactionToast({ memo, memory }: { memo: TransactionMemo; memory: TransactionMemory }) {
  const { id, status } = memo;
  useEffect(() => {
    if (status !== "done") return undefined;
    const timer = setTimeout(() => memory.change(id, { dismissed: true }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, status, memory]);
  const isOver = status === "done" || status === "failed";
  return (
    <Toast
      tone={TONES[status]}
      title={memo.title}
      {...(isOver ? { onDismiss: () => memory.change(id, { dismissed: true }) } : {})}
    >
      {memo.reason ??
        (status === "mining" && isFree(memo) ? transactionSentences.onItsWayFree : WORDS[status])}
    </Toast>
  );
}

function AccountToasts({ memory }: { memory: TransactionMemory }) {
  const queryClient = useQueryClient();
  const memos = useSyncExternalStore(memory.subscribe, memory.list);
  useEffect(() => resumePending(memory, queryClient), [memory, queryClient]);
  const shown = memos.filter(({ dismissed }) => !dismissed).slice(0, 3);
  const offered = memos.find(({ status }) => status === "offering");
  return (
    <>
      <ToastRegion>
        {shown.map((memo) => (
          <TransactionToast key={memo.id} memo={memo} memory={memory} />
        ))}
      </ToastRegion>
      {offered && <PayOffer key={offered.id} memo={offered} />}
    </>
  );
}

/** Messages about the signed-in person's transactions, above every page. */
export function TransactionToasts() {
  const { address } = useWallet();
  return address ? <AccountToasts key={address} memory={memoryOf(chain.id, address)} /> : null;
}
