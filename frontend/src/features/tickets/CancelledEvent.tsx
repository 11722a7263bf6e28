import { useQuery } from "@tanstack/react-query";
import { brand } from "../../chain/deployment.ts";
import type { EventNow, TicketNow } from "../../chain/reads/events.ts";
import { useTransaction } from "../../chain/useTransaction.ts";
import { Button } from "../../ui/action/Button.tsx";
import { formatAmount } from "../../ui/show/formatAmount.ts";
import { Notice } from "../../ui/state/Notice.tsx";
import { cancelledBecauseQuery, paidQuery } from "./queries.ts";
import { refundTicket } from "./transactions.ts";

/** What the holder of a ticket for a cancelled event is told and given. */
export function CancelledEvent({ ticket, event }: { ticket: TicketNow; event: EventNow }) {
  const { data: because } = useQuery(cancelledBecauseQuery(event.eventId));
  const { data: paid } = useQuery(paidQuery(ticket.redemptionId));
  const { state, isBusy, run } = useTransaction();
  return (
    <div className="grid w-full gap-4">
      <Notice tone="bad" title="This event was cancelled">
        {because ? `The reason: ${because}` : "We are sorry. You get back what you paid."}
      </Notice>
      {state.step === "failed" && <Notice tone="bad">{state.reason}</Notice>}
      <Button busy={isBusy} onClick={() => void run(refundTicket(ticket.ticketId, event.metadata.name))}>
        Get refund
        {paid !== undefined && ` of ${formatAmount(paid, brand.token.decimals)} ${brand.token.symbol}`}
      </Button>
    </div>
  );
}
