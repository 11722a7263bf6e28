import { serialOf } from "@hearth/protocol/ticket";
import { useQuery } from "@tanstack/react-query";
import { CircleCheckBig, Ticket } from "lucide-react";
import { latestBlockQuery, useChainNow } from "../../chain/chainClock.ts";
import type { EventNow, TicketNow } from "../../chain/reads/events.ts";
import { DateTime } from "../../ui/show/DateTime.tsx";
import { fromChainTime } from "../../ui/show/formatDate.ts";
import { Picture } from "../../ui/show/Picture.tsx";
import { Skeleton } from "../../ui/state/Skeleton.tsx";
import { CancelledEvent } from "./CancelledEvent.tsx";
import { PresenceCode } from "./PresenceCode.tsx";
import { ReturnTicket } from "./ReturnTicket.tsx";
import { canReturn, ticketStateOf } from "./ticketState.ts";

interface TicketCardProps {
  ticket: TicketNow;
  event: EventNow;
}

/** One ticket: what it is for on the left, and on its stub what it is good for now. */
export function TicketCard({ ticket, event }: TicketCardProps) {
  const now = useChainNow();
  const { name, description, image, place } = event.metadata;
  return (
    <li
      aria-label={name}
      className="grid overflow-hidden rounded-card border border-line bg-surface shadow-2 md:grid-cols-[minmax(0,1fr)_21rem]"
    >
      <div className="min-w-0">
        <Picture
          src={image}
          icon={<Ticket aria-hidden />}
          className="h-28 w-full border-b border-line max-md:aspect-auto md:h-auto md:max-h-64 [&>img]:object-bottom"
        />
        <div className="p-5 pb-4 sm:p-6 sm:pb-4">
          <p className="text-sm font-semibold text-accent">Ticket {serialOf(ticket.ticketId).toString()}</p>
          <h2 className="mt-1 text-heading">{name}</h2>
          <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5 max-sm:text-sm">
            <dt className="font-semibold">Place</dt>
            <dd className="text-ink-soft">{place ?? "To be announced"}</dd>
            <dt className="font-semibold">Doors open</dt>
            <dd className="text-ink-soft">
              <DateTime value={fromChainTime(event.doorsOpen)} />
            </dd>
            <dt className="font-semibold">Ends</dt>
            <dd className="text-ink-soft">
              <DateTime value={fromChainTime(event.ends)} />
            </dd>
          </dl>
        </div>
      </div>
      <div className="flex items-center justify-center border-y-2 border-dashed border-line-strong/50 bg-raised p-6 md:row-span-2 md:border-y-0 md:border-l-2">
        <Stub ticket={ticket} event={event} now={now} />
      </div>
      <div className="grid content-start gap-4 p-5 sm:px-6 md:pt-0">
        <p className="text-sm text-ink-soft">{description}</p>
        {canReturn(ticket, event, BigInt(Math.floor(now.getTime() / 1000))) && (
          <ReturnTicket ticket={ticket} event={event} />
        )}
      </div>
    </li>
  );
}

function Stub({ ticket, event, now }: TicketCardProps & { now: Date }) {
  const { data: block } = useQuery(latestBlockQuery());
  if (!block) return <Skeleton className="size-68 rounded-control" />;
  const moment = { block: block.timestamp, now: BigInt(Math.floor(now.getTime() / 1000)) };
  switch (ticketStateOf(ticket, event, moment)) {
    case "used":
      return (
        <div role="status" className="grid justify-items-center gap-3 text-center text-good">
          <CircleCheckBig aria-hidden className="size-14" strokeWidth={1.5} />
          <p className="text-heading font-semibold">Checked in</p>
          <p className="text-ink-soft">Glad that you came.</p>
        </div>
      );
    case "cancelled":
      return <CancelledEvent ticket={ticket} event={event} />;
    case "over":
      return <p className="text-center text-ink-soft">This event is over. You were missed.</p>;
    case "early":
      return (
        <p className="max-w-64 text-center text-ink-soft">
          Your code for the door appears here when the doors open,{" "}
          <DateTime
            value={fromChainTime(event.doorsOpen)}
            style="relative"
            now={now}
            className="font-semibold text-ink"
          />
          .
        </p>
      );
    case "open":
      return <PresenceCode ticketId={ticket.ticketId} eventName={event.metadata.name} />;
  }
}
