import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CalendarDays, MapPin } from "lucide-react";
import { reasonFor } from "../../api/reasonFor.ts";
import { useChainNow } from "../../chain/chainClock.ts";
import { eventsQuery, type EventNow } from "../../chain/reads/events.ts";
import { rewardsQuery } from "../../chain/reads/rewards.ts";
import { DateTime } from "../../ui/show/DateTime.tsx";
import { fromChainTime } from "../../ui/show/formatDate.ts";
import { Picture } from "../../ui/show/Picture.tsx";
import { SkeletonCards } from "../../ui/state/Skeleton.tsx";
import { comingEvents } from "./highlights.ts";
import { QuietFault, Section } from "./Section.tsx";

const SHOWN = 2;

/** The next occasions to meet. */
export function Events() {
  const now = useChainNow();
  const { data: events, error } = useQuery(eventsQuery());
  const coming = comingEvents(events ?? [], now).slice(0, SHOWN);
  return (
    <Section title="Come by" more={{ to: "/rewards", label: "All seats" }}>
      {error ? (
        <QuietFault reason={reasonFor(error)} />
      ) : !events ? (
        <SkeletonCards count={SHOWN} className="lg:grid-cols-2" />
      ) : coming.length === 0 ? (
        <p className="text-ink-soft">No event is planned just now.</p>
      ) : (
        <ul className="grid gap-5 md:grid-cols-2">
          {coming.map((event) => (
            <ComingEvent key={event.eventId.toString()} event={event} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function ComingEvent({ event }: { event: EventNow }) {
  const { data: rewards = [] } = useQuery(rewardsQuery());
  const { eventId, metadata, capacity, outstanding } = event;
  const reward = rewards.find((each) => each.kind === "ticket" && each.eventId === eventId);
  const free = Math.max(0, capacity - outstanding);
  return (
    <li className="relative flex overflow-hidden rounded-card border border-line bg-surface shadow-2 transition-shadow hover:shadow-3">
      <Picture
        src={metadata.image ?? reward?.metadata.image}
        icon={<CalendarDays aria-hidden />}
        className="aspect-auto! w-28 shrink-0 sm:w-44"
      />
      <div className="grid flex-1 content-center gap-1.5 p-4 sm:p-5">
        <p className="text-sm font-semibold text-accent">
          <EventMoment event={event} />
        </p>
        <h3 className="text-xl leading-snug">
          {reward ? (
            <Link
              to="/rewards/$rewardId"
              params={{ rewardId: reward.rewardId.toString() }}
              className="after:absolute after:inset-0 after:rounded-card hover:text-accent"
            >
              {metadata.name}
            </Link>
          ) : (
            metadata.name
          )}
        </h3>
        {metadata.place && (
          <p className="flex items-start gap-1.5 text-sm text-ink-soft">
            <MapPin aria-hidden className="mt-0.5 size-4 shrink-0" />
            {metadata.place}
          </p>
        )}
        <p className="text-sm text-ink-soft">
          {free === 0 ? "Every seat is taken" : free === 1 ? "1 seat free" : `${free} seats free`}
        </p>
      </div>
    </li>
  );
}

function EventMoment({ event: { doorsOpen, ends } }: { event: EventNow }) {
  const now = useChainNow();
  const opens = fromChainTime(doorsOpen);
  if (opens > now) return <DateTime value={opens} />;
  return (
    <>
      Doors are open, until <DateTime value={fromChainTime(ends)} />
    </>
  );
}
