import { demoDeliveryPassphrase } from "@hearth/protocol/personas";
import { KeyRound } from "lucide-react";
import { useState, type SyntheticEvent } from "react";
import type { LockedDeliveryKey } from "../../../api/reads/deliveryKeys.ts";
import { isLocalChain } from "../../../chain/config.ts";
import { Button } from "../../../ui/action/Button.tsx";
import { Field } from "../../../ui/form/Field.tsx";
import { Input } from "../../../ui/form/Input.tsx";
import { unlockKeys } from "./unlockedKeys.ts";

/** Asks for the passphrase of a delivery key. It never leaves this browser. */
export function UnlockForm({ locked }: { locked: readonly LockedDeliveryKey[] }) {
  const [passphrase, setPassphrase] = useState(isLocalChain ? demoDeliveryPassphrase : "");
  const [isBusy, setBusy] = useState(false);
  const [isWrong, setWrong] = useState(false);

  async function unlock(event: SyntheticEvent) {
    event.preventDefault();
    setBusy(true);
    setWrong((await unlockKeys(locked, passphrase)) === 0);
    setBusy(false);
  }

  return (
    <form
      onSubmit={(event) => void unlock(event)}
      className="grid gap-4 rounded-card border border-line bg-surface p-5 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end"
    >
      <Field
        label="Passphrase of the delivery key"
        error={isWrong ? "This passphrase opens none of the delivery keys." : undefined}
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            spellCheck={false}
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" busy={isBusy} icon={<KeyRound aria-hidden className="size-4" />}>
        Unlock addresses
      </Button>
    </form>
  );
}
