import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { latestBlockQuery, useChainNow } from "../../chain/chainClock.ts";
import { presenceData } from "../../chain/presence.ts";
import { useSignature } from "../../chain/useSignature.ts";
import { useWallet } from "../../chain/useWallet.ts";
import { ageOf, type Proof } from "./proof.ts";

/** The holder's proof of presence for one ticket. Wallets that sign silently renew it by themselves. */
export function usePresence(ticketId: bigint) {
  const { data: block, refetch } = useQuery(latestBlockQuery());
  const { signTyped, state } = useSignature();
  const { signsSilently } = useWallet();
  const [proof, setProof] = useState<Proof>();
  const now = useChainNow();
  const age = proof && block ? ageOf(proof, block.timestamp, now) : undefined;

  const sign = useCallback(async () => {
    // The contract refuses a proof from the future, so it is dated by the newest block, not by this clock.
    const { data: newest } = await refetch();
    if (!newest) return;
    const signature = await signTyped(presenceData(ticketId, newest.timestamp));
    const signedAt = Math.floor(Date.now() / 1000) + newest.ahead;
    if (signature) setProof({ ticketId, at: newest.timestamp, signature, signedAt });
  }, [refetch, signTyped, ticketId]);

  const isDue = proof === undefined || age?.isDue === true;
  const renewsItself = signsSilently && state.step !== "failed";
  useEffect(() => {
    if (!renewsItself || !isDue) return undefined;
    const timer = setTimeout(() => void sign());
    return () => clearTimeout(timer);
  }, [renewsItself, isDue, sign]);

  return {
    proof,
    age,
    sign,
    renewsItself,
    isSigning: state.step === "signing",
    reason: state.step === "failed" ? state.reason : undefined,
  };
}
