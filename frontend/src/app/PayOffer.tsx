import { answerPayOffer } from "../chain/payOffers.ts";
import type { TransactionMemo } from "../chain/transactionMemory.ts";
import { Button } from "../ui/action/Button.tsx";
import { Dialog } from "../ui/overlay/Dialog.tsx";

/** Asks whether one pays for what the community does not pay for. */
export function PayOffer({ memo: { id, title, reason } }: { memo: TransactionMemo }) {
  const answer = (pays: boolean) => answerPayOffer(id, pays);
  return (
    <Dialog
      open
      onOpenChange={() => answer(false)}
      title="Pay for this yourself?"
      about={reason}
      actions={
        <>
          <Button tone="secondary" onClick={() => answer(false)}>
            Not now
          </Button>
          <Button onClick={() => answer(true)}>Pay the fee myself</Button>
        </>
      }
    >
      <p className="text-ink-soft">
        <b className="font-semibold text-ink">{title}</b> can still go out from your own wallet. It shows you
        the network&rsquo;s fee, and asks you once more, before anything is paid.
      </p>
    </Dialog>
  );
}
