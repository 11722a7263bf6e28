import { useState } from "react";
import { brand } from "../../chain/deployment.ts";
import { useTransaction } from "../../chain/useTransaction.ts";
import { Button } from "../../ui/action/Button.tsx";
import { Dialog } from "../../ui/overlay/Dialog.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { leaveCommunity } from "./transactions.ts";

/** The way out, asked for twice. */
export function Leaving() {
  const [open, setOpen] = useState(false);
  const { state, isBusy, run } = useTransaction();

  async function leave() {
    if (await run(leaveCommunity(brand.name))) setOpen(false);
  }

  return (
    <div className="text-sm">
      <Button tone="quiet" size="small" onClick={() => setOpen(true)}>
        Leave {brand.name}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Leave ${brand.name}?`}
        about="Your card and your vote go. What you have earned stays in your wallet, and if you come back you get the same number and standing."
        actions={
          <>
            <Button tone="secondary" onClick={() => setOpen(false)}>
              Stay
            </Button>
            <Button tone="danger" busy={isBusy} onClick={() => void leave()}>
              Leave
            </Button>
          </>
        }
      >
        {state.step === "failed" && <Notice tone="bad">{state.reason}</Notice>}
      </Dialog>
    </div>
  );
}
