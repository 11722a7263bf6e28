import { sentenceFor } from "@hearth/protocol/errors";
import { useQuery } from "@tanstack/react-query";
import { Ticket } from "lucide-react";
import type { ReactNode } from "react";
import { useChainNow } from "../../chain/chainClock.ts";
import { eventsQuery, ticketsOfQuery, type EventNow, type TicketNow } from "../../chain/reads/events.ts";
import { useWallet } from "../../chain/useWallet.ts";
import { Button } from "../../ui/action/Button.tsx";
import { LinkButton } from "../../ui/action/LinkButton.tsx";
import { PageHeader } from "../../ui/show/PageHeader.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { ErrorState } from "../../ui/state/ErrorState.tsx";
import { Skeleton } from "../../ui/state/Skeleton.tsx";
import { TicketCard } from "./TicketCard.tsx";

/** A member's tickets. */
export function TicketsPage() {
  const { status, signIn } = useWallet();
  return (
    <>
      <PageHeader
        title="My tickets"
        lede="At the door, show the code. It is made anew each time, so nobody can use a copy."
      />
      {status === "away" ? (
        <EmptyState
          title="Sign in to see your tickets"
          icon={<Ticket aria-hidden />}
          action={<Button onClick={signIn}>Sign in</Button>}
        >
          They are in your wallet, wherever you sign in.
        </EmptyState>
      ) : (
        <MyTickets />
      )}
    </>
  );
}

function MyTickets() {
  const { address } = useWallet();
  const tickets = useQuery(ticketsOfQuery(address));
  const events = useQuery(eventsQuery());
  const now = useChainNow();
  const fault = tickets.error ?? events.error;
  const retry = () => void Promise.all([tickets.refetch(), events.refetch()]);
  if (fault) return <ErrorState reason={sentenceFor(fault)} onRetry={retry} />;
  if (!tickets.data || !events.data) return <Skeleton className="h-96 w-full rounded-card" />;
  const held = tickets.data.flatMap((ticket) => {
    const event = events.data.find(({ eventId }) => eventId === ticket.eventId);
    return event ? [{ ticket, event }] : [];
  });
  if (held.length === 0) {
    return (
      <EmptyState
        title="No tickets yet"
        icon={<Ticket aria-hidden />}
        action={<LinkButton to="/rewards">See what is on</LinkButton>}
      >
        Seats at our events are among the rewards.
      </EmptyState>
    );
  }
  held.sort((a, b) => Number(a.event.doorsOpen - b.event.doorsOpen));
  const isOver = ({ event }: Held) => now.getTime() / 1000 >= Number(event.ends);
  const past = held.filter(isOver);
  return (
    <div className="grid gap-12">
      <Stack held={held.filter((each) => !isOver(each))} />
      {past.length > 0 && (
        <section aria-label="Past events">
          <h2 className="mb-5 text-heading">Past events</h2>
          <Stack held={past} />
        </section>
      )}
    </div>
  );
}

interface Held {
  ticket: TicketNow;
  event: EventNow;
}

function Stack({ held }: { held: readonly Held[] }): ReactNode {
  if (held.length === 0) return null;
  return (
    <ul className="grid gap-6">
      {held.map(({ ticket, event }) => (
        <TicketCard key={ticket.ticketId.toString()} ticket={ticket} event={event} />
      ))}
    </ul>
  );
}
