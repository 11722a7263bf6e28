import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { brand } from "../../chain/deployment.ts";
import type { EventNow, TicketNow } from "../../chain/reads/events.ts";
import { useTransaction } from "../../chain/useTransaction.ts";
import { Button } from "../../ui/action/Button.tsx";
import { Dialog } from "../../ui/overlay/Dialog.tsx";
import { DateTime } from "../../ui/show/DateTime.tsx";
import { formatAmount } from "../../ui/show/formatAmount.ts";
import { fromChainTime } from "../../ui/show/formatDate.ts";
import { Notice } from "../../ui/state/Notice.tsx";
import { paidQuery } from "./queries.ts";
import { returnTicket } from "./transactions.ts";

/** Giving a ticket back, asked for twice. */
export function ReturnTicket({ ticket, event }: { ticket: TicketNow; event: EventNow }) {
  const [open, setOpen] = useState(false);
  const { data: paid } = useQuery(paidQuery(ticket.redemptionId));
  const { state, isBusy, run } = useTransaction();
  const back =
    paid === undefined ? "what it cost" : `${formatAmount(paid, brand.token.decimals)} ${brand.token.symbol}`;

  async function giveBack() {
    if (await run(returnTicket(ticket.ticketId, event.metadata.name))) setOpen(false);
  }

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button tone="secondary" size="small" onClick={() => setOpen(true)}>
        Return ticket
      </Button>
      <p className="text-sm text-ink-soft">
        possible until <DateTime value={fromChainTime(event.returnUntil)} />
      </p>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Return this ticket?"
        about={`You get back ${back}, and the seat goes to somebody else.`}
        actions={
          <>
            <Button tone="secondary" onClick={() => setOpen(false)}>
              Keep it
            </Button>
            <Button tone="danger" busy={isBusy} onClick={() => void giveBack()}>
              Return ticket
            </Button>
          </>
        }
      >
        {state.step === "failed" ? (
          <Notice tone="bad">{state.reason}</Notice>
        ) : (
          <p className="text-ink-soft">
            If you change your mind, you can redeem a new one while seats are left.
          </p>
        )}
      </Dialog>
    </div>
  );
}
