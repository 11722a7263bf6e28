import { newPassphrase } from "@hearth/protocol/deliveryKey";
import { useState } from "react";
import { Button } from "../../../ui/action/Button.tsx";
import { CopyButton } from "../../../ui/action/CopyButton.tsx";
import { Dialog } from "../../../ui/overlay/Dialog.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { usePublishKey } from "./usePublishKey.ts";

/** Offers to make a delivery key, and shows the passphrase that opens it. */
export function NewDeliveryKey({ isFirst }: { isFirst: boolean }) {
  const [passphrase, setPassphrase] = useState<string>();
  return (
    <>
      <Button
        tone={isFirst ? "primary" : "quiet"}
        size="small"
        onClick={() => setPassphrase(newPassphrase())}
      >
        {isFirst ? "Make a delivery key" : "Replace the delivery key"}
      </Button>
      {passphrase !== undefined && (
        <PassphraseDialog passphrase={passphrase} onClose={() => setPassphrase(undefined)} />
      )}
    </>
  );
}

function PassphraseDialog({ passphrase, onClose }: { passphrase: string; onClose: () => void }) {
  const [isKept, setKept] = useState(false);
  const { publish, isBusy, reason } = usePublishKey();

  async function confirm() {
    if (await publish(passphrase)) onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="A new delivery key"
      about="New orders are sealed to it. Orders that were sealed to older keys still need their passphrases."
      actions={
        <>
          <Button tone="secondary" onClick={onClose}>
            Not now
          </Button>
          <Button busy={isBusy} disabled={!isKept} onClick={() => void confirm()}>
            Sign and publish
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p>
          This passphrase opens it. Keep it where your team keeps its passwords: it is shown once, and nobody
          can restore it.
        </p>
        <p className="flex items-center gap-2 rounded-control border border-line bg-raised p-4">
          <code className="min-w-0 [overflow-wrap:anywhere]">{passphrase}</code>
          <CopyButton text={passphrase} label="Copy the passphrase" />
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
  );
}
