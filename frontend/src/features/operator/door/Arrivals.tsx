import { useQuery } from "@tanstack/react-query";
import { useChainNow } from "../../../chain/chainClock.ts";
import { eventsQuery, type EventNow } from "../../../chain/reads/events.ts";
import { Card } from "../../../ui/show/Card.tsx";
import { DateTime } from "../../../ui/show/DateTime.tsx";
import { fromChainTime } from "../../../ui/show/formatDate.ts";
import { ProgressBar } from "../../../ui/show/ProgressBar.tsx";
import { SkeletonText } from "../../../ui/state/Skeleton.tsx";

/** How many have come, event by event, the next one first. */
export function Arrivals() {
  const { data: events } = useQuery(eventsQuery());
  const now = useChainNow();
  const coming = events
    ?.filter(({ cancelled, ends }) => !cancelled && now.getTime() / 1000 < Number(ends))
    .sort((a, b) => Number(a.doorsOpen - b.doorsOpen));
  return (
    <Card title="Arrivals">
      {!coming ? (
        <SkeletonText lines={3} />
      ) : coming.length === 0 ? (
        <p className="text-ink-soft">No event is coming up.</p>
      ) : (
        <ul className="grid gap-6">
          {coming.map((event) => (
            <li key={event.eventId.toString()}>
              <EventArrivals event={event} now={now} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function EventArrivals({ event, now }: { event: EventNow; now: Date }) {
  const doors = fromChainTime(event.doorsOpen);
  return (
    <ProgressBar
      label={event.metadata.name}
      // Nobody expected is not everybody here.
      value={event.outstanding === 0 ? 0 : event.checkedIn}
      max={Math.max(1, event.outstanding)}
      text={`${event.checkedIn} of ${event.outstanding} arrived`}
    >
      {now < doors ? (
        <>
          Doors open <DateTime value={doors} style="relative" now={now} />
        </>
      ) : (
        <>
          Doors are open until <DateTime value={fromChainTime(event.ends)} />
        </>
      )}
    </ProgressBar>
  );
}
