import { useState } from "react";
import { brand } from "../../../chain/deployment.ts";
import type { RedemptionNow } from "../../../chain/reads/rewards.ts";
import { useTransaction } from "../../../chain/useTransaction.ts";
import { Button } from "../../../ui/action/Button.tsx";
import { Field } from "../../../ui/form/Field.tsx";
import { Textarea } from "../../../ui/form/Input.tsx";
import { Dialog } from "../../../ui/overlay/Dialog.tsx";
import { formatAmount } from "../../../ui/show/formatAmount.ts";
import { Notice } from "../../../ui/state/Notice.tsx";
import { cancelForBrand } from "./transactions.ts";

const LEAST_REASON = 8;

/** Cancelling an order that can't be sent, with a reason the member reads. */
export function CancelForBrand({ order, name }: { order: RedemptionNow; name: string }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const { state, isBusy, run } = useTransaction();
  const isTooShort = reason.trim().length < LEAST_REASON;

  async function cancel() {
    setAsked(true);
    if (!isTooShort && (await run(cancelForBrand(order, reason.trim())))) setOpen(false);
  }

  return (
    <>
      <Button tone="quiet" size="small" onClick={() => setOpen(true)}>
        Cancel order
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Cancel order ${order.redemptionId}: ${name}?`}
        about={`The member gets ${formatAmount(order.paid, brand.token.decimals)} ${brand.token.symbol} back at once.`}
        actions={
          <>
            <Button tone="secondary" onClick={() => setOpen(false)}>
              Keep it
            </Button>
            <Button tone="danger" busy={isBusy} onClick={() => void cancel()}>
              Cancel and refund
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          <Field
            label="Reason"
            required
            hint="The member reads it, and it stays on the public record."
            error={asked && isTooShort ? "Say why, in a few words." : undefined}
          >
            {(control) => (
              <Textarea
                {...control}
                rows={3}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          {state.step === "failed" && <Notice tone="bad">{state.reason}</Notice>}
        </div>
      </Dialog>
    </>
  );
}
