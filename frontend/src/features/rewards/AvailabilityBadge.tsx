import { formatRelative } from "../../ui/show/formatDate.ts";
import { Badge } from "../../ui/show/Badge.tsx";
import type { Availability } from "./availability.ts";

/** In a word or two, how much is left or why there is nothing to be had. */
export function AvailabilityBadge(props: { availability: Availability; left: number; now: Date }) {
  const { availability, left, now } = props;
  switch (availability.kind) {
    case "open":
      return (
        <Badge tone={left <= 5 ? "caution" : "neutral"}>
          {left <= 5 ? `Only ${left} left` : `${left} left`}
        </Badge>
      );
    case "notYet":
      return <Badge tone="calm">Opens {formatRelative(availability.opens, now)}</Badge>;
    case "soldOut":
      return <Badge tone="bad">Sold out</Badge>;
    case "over":
      return <Badge>Closed</Badge>;
    case "eventCancelled":
      return <Badge tone="bad">Event cancelled</Badge>;
  }
}
