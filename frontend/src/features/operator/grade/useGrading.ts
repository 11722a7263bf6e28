import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../api/client.ts";
import { keys } from "../../../api/keys.ts";
import { reasonFor } from "../../../api/reasonFor.ts";
import { latestBlockQuery } from "../../../chain/chainClock.ts";
import { domainOf } from "../../../chain/contracts.ts";
import { useSignature } from "../../../chain/useSignature.ts";
import { attestationToSign, deadlineFor } from "./grade.ts";
import { gradedSchema, type GradingItem } from "./queries.ts";

/** Approves and rejects. Each resolves to whether it was done; `reason` says why not. */
export function useGrading() {
  const queryClient = useQueryClient();
  const { signTyped, state } = useSignature();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();

  async function attempt(item: GradingItem, makeDecision: () => Promise<object | undefined>) {
    setBusy(true);
    setFault(undefined);
    try {
      const decision = await makeDecision();
      if (!decision) return false;
      await api.post(`/grading/${item.id}`, decision, gradedSchema);
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: keys.gradingQueue() }),
        queryClient.invalidateQueries({ queryKey: keys.reviews() }),
        queryClient.invalidateQueries({ queryKey: keys.products() }),
      ]);
      return true;
    } catch (error) {
      setFault(reasonFor(error));
      return false;
    } finally {
      setBusy(false);
    }
  }

  const approve = (item: GradingItem, amount: bigint) =>
    attempt(item, async () => {
      const { timestamp } = await queryClient.query({ ...latestBlockQuery(), staleTime: 0 });
      const deadline = deadlineFor(amount, item, timestamp);
      const signature = await signTyped(attestationToSign(domainOf("Campaigns"), item, amount, deadline));
      return signature && { decision: "approve", amount, deadline, signature };
    });

  const reject = (item: GradingItem, reason: string) =>
    attempt(item, async () => ({
      decision: "reject",
      reason: reason.trim(),
      contentHash: item.contentHash,
    }));

  return { approve, reject, isBusy, reason: fault ?? (state.step === "failed" ? state.reason : undefined) };
}
