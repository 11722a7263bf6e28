import { useState } from "react";
import { brand } from "../../chain/deployment.ts";
import type { RedemptionNow } from "../../chain/reads/rewards.ts";
import { useTransaction } from "../../chain/useTransaction.ts";
import { Button } from "../../ui/action/Button.tsx";
import { Dialog } from "../../ui/overlay/Dialog.tsx";
import { Amount } from "../../ui/show/Amount.tsx";
import { DateTime } from "../../ui/show/DateTime.tsx";
import { formatSpan } from "../../ui/show/formatSpan.ts";
import { Notice } from "../../ui/state/Notice.tsx";
import type { OrderStep } from "./orders.ts";
import { cancelOrder } from "./transactions.ts";

interface CancelOrderProps {
  order: RedemptionNow;
  name: string;
  step: OrderStep;
  now: Date;
}

/** Cancelling inside the window, or the refund of what was not sent in time; says when neither is possible yet. */
export function CancelOrder({ order, name, step, now }: CancelOrderProps) {
  const [open, setOpen] = useState(false);
  if (step.kind === "none") return null;
  if (step.kind === "wait") {
    return (
      <p className="basis-full text-sm text-ink-soft sm:max-w-48 sm:basis-auto sm:text-right">
        Not sent by <DateTime value={step.refundableFrom} style="date" />? Then you can take a refund here.
      </p>
    );
  }
  const overdue = step.kind === "refund";
  return (
    <div className="flex basis-full flex-wrap items-center gap-x-3 gap-y-1.5 sm:basis-auto sm:flex-col sm:items-end">
      <Button tone="secondary" size="small" onClick={() => setOpen(true)}>
        {overdue ? "Get refund" : "Cancel order"}
      </Button>
      <p className="text-sm text-ink-soft tabular-nums">
        {overdue
          ? "It was not sent in time."
          : `for another ${formatSpan((step.until.getTime() - now.getTime()) / 1000)}`}
      </p>
      <CancelDialog order={order} name={name} overdue={overdue} open={open} onOpenChange={setOpen} />
    </div>
  );
}

interface CancelDialogProps {
  order: RedemptionNow;
  name: string;
  overdue: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

function CancelDialog({ order, name, overdue, open, onOpenChange }: CancelDialogProps) {
  const { state, isBusy, run } = useTransaction();
  async function cancel() {
    if (await run(cancelOrder(order, name, overdue))) onOpenChange(false);
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={overdue ? "Take your refund?" : `Cancel ${name}?`}
      actions={
        <>
          <Button tone="secondary" onClick={() => onOpenChange(false)}>
            Keep the order
          </Button>
          <Button tone={overdue ? "primary" : "danger"} busy={isBusy} onClick={() => void cancel()}>
            {overdue ? "Get refund" : "Cancel order"}
          </Button>
        </>
      }
    >
      <p>
        You get back exactly what you paid,{" "}
        <Amount
          value={order.paid}
          decimals={brand.token.decimals}
          symbol={brand.token.symbol}
          className="font-semibold"
        />
        , and the order ends.
      </p>
      {state.step === "failed" && (
        <div className="mt-4">
          <Notice tone="bad">{state.reason}</Notice>
        </div>
      )}
    </Dialog>
  );
}
