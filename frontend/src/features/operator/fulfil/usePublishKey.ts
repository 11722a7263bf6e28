import { deliveryKeyToSign, newDeliveryKey } from "@hearth/protocol/deliveryKey";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod/mini";
import { api } from "../../../api/client.ts";
import { keys } from "../../../api/keys.ts";
import { reasonFor } from "../../../api/reasonFor.ts";
import { readLockedKeys } from "../../../api/reads/deliveryKeys.ts";
import { deliveryPlace } from "../../../chain/contracts.ts";
import { useSignature } from "../../../chain/useSignature.ts";
import { unlockKeys } from "./unlockedKeys.ts";

/** Makes a delivery key in this browser and publishes its public half under the operator's signature. */
export function usePublishKey() {
  const queryClient = useQueryClient();
  const { signTyped, state } = useSignature();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();

  /** Resolves to whether it was published. */
  async function publish(passphrase: string): Promise<boolean> {
    setBusy(true);
    setFault(undefined);
    try {
      const made = await newDeliveryKey(passphrase);
      const signature = await signTyped(deliveryKeyToSign(made.publicKey, deliveryPlace));
      if (!signature) return false;
      await api.post("/delivery-keys", { ...made, signature }, z.unknown());
      await unlockKeys(await readLockedKeys(), passphrase);
      await queryClient.invalidateQueries({ queryKey: keys.deliveryKeys() });
      return true;
    } catch (error) {
      setFault(reasonFor(error));
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { publish, isBusy, reason: fault ?? (state.step === "failed" ? state.reason : undefined) };
}
