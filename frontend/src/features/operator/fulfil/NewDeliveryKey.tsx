import { deliveryKeyToSign, newDeliveryKey, newPassphrase } from "@hearth/protocol/deliveryKey";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod/mini";
import { api } from "../../../api/client.ts";
import { keys } from "../../../api/keys.ts";
import { reasonFor } from "../../../api/reasonFor.ts";
import { readLockedKeys } from "../../../api/reads/deliveryKeys.ts";
import { deliveryPlace } from "../../../chain/contracts.ts";
import { useSignature } from "../../../chain/useSignature.ts";
import { Button } from "../../../ui/action/Button.tsx";
import { CopyButton } from "../../../ui/action/CopyButton.tsx";
import { Dialog } from "../../../ui/overlay/Dialog.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { unlockKeys } from "./unlockedKeys.ts";

/** Makes a delivery key in this browser and publishes its public half under the operator's signature. */
export function NewDeliveryKey({ isFirst }: { isFirst: boolean }) {
  const queryClient = useQueryClient();
  const { signTyped, state } = useSignature();
  const [passphrase, setPassphrase] = useState<string>();
  const [isKept, setKept] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const reason = fault ?? (state.step === "failed" ? state.reason : undefined);

  function close() {
    setPassphrase(undefined);
    setKept(false);
    setFault(undefined);
  }

  async function publish(words: string) {
    setBusy(true);
    setFault(undefined);
    try {
      const made = await newDeliveryKey(words);
      const signature = await signTyped(deliveryKeyToSign(made.publicKey, deliveryPlace));
      if (!signature) return;
      await api.post("/delivery-keys", { ...made, signature }, z.unknown());
      await unlockKeys(await readLockedKeys(), words);
      await queryClient.invalidateQueries({ queryKey: keys.deliveryKeys() });
      close();
    } catch (error) {
      setFault(reasonFor(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button
        tone={isFirst ? "primary" : "quiet"}
        size="small"
        onClick={() => setPassphrase(newPassphrase())}
      >
        {isFirst ? "Make a delivery key" : "Replace the delivery key"}
      </Button>
      <Dialog
        open={passphrase !== undefined}
        onOpenChange={(open) => !open && close()}
        title="A new delivery key"
        about="New orders are sealed to it. Orders that were sealed to older keys still need their passphrases."
        actions={
          <>
            <Button tone="secondary" onClick={close}>
              Not now
            </Button>
            <Button busy={isBusy} disabled={!isKept} onClick={() => void (passphrase && publish(passphrase))}>
              Sign and publish
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          <p>
            This passphrase opens it. Keep it where your team keeps its passwords: it is shown once, and
            nobody can restore it.
          </p>
          <p className="flex items-center gap-2 rounded-control border border-line bg-raised p-4">
            <code className="min-w-0 [overflow-wrap:anywhere]">{passphrase}</code>
            <CopyButton text={passphrase ?? ""} label="Copy the passphrase" />
          </p>
          <label className="flex min-h-11 items-center gap-3">
            <input
              type="checkbox"
              checked={isKept}
              onChange={(event) => setKept(event.target.checked)}
              className="size-5 accent-(--accent)"
            />
            I have kept it.
          </label>
          {reason && <Notice tone="bad">{reason}</Notice>}
        </div>
      </Dialog>
    </>
  );
}
