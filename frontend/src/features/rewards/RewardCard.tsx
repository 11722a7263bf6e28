import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Gift, Lock, Ticket } from "lucide-react";
import { useChainNow } from "../../chain/chainClock.ts";
import { brand } from "../../chain/deployment.ts";
import { eventsQuery } from "../../chain/reads/events.ts";
import type { RewardNow } from "../../chain/reads/rewards.ts";
import { Amount } from "../../ui/show/Amount.tsx";
import { formatDate, fromChainTime } from "../../ui/show/formatDate.ts";
import { Picture } from "../../ui/show/Picture.tsx";
import { availabilityOf, piecesLeft } from "./availability.ts";
import { AvailabilityBadge } from "./AvailabilityBadge.tsx";
import { firstGap } from "./conditions.ts";
import { useWish } from "./useWish.ts";

/** One reward of the catalogue. The whole card leads to its page. */
export function RewardCard({ reward }: { reward: RewardNow }) {
  const { data: events } = useQuery(eventsQuery());
  const now = useChainNow();
  const event = events?.find(({ eventId }) => eventId === reward.eventId);
  const wish = useWish(reward);
  const gap = wish && firstGap(wish);
  const { name, image, place } = reward.metadata;
  const where = event?.metadata.place ?? place;
  return (
    <li className="group relative flex overflow-hidden sm:flex-col rounded-card border border-line bg-surface shadow-2 transition-shadow hover:shadow-3">
      <Picture
        src={image}
        icon={reward.kind === "ticket" ? <Ticket aria-hidden /> : <Gift aria-hidden />}
        className="w-32 shrink-0 self-stretch border-r border-line max-sm:aspect-auto sm:w-full sm:border-r-0 sm:border-b [&>img]:transition-transform [&>img]:duration-300 group-hover:[&>img]:scale-[1.03]"
      />
      <div className="flex min-w-0 flex-1 flex-col gap-2 p-4 sm:gap-3 sm:p-5">
        <div className="flex flex-col justify-between gap-x-3 gap-y-0.5 sm:flex-row sm:items-start">
          <h3 className="text-lg leading-snug sm:text-xl">
            <Link
              to="/rewards/$rewardId"
              params={{ rewardId: reward.rewardId.toString() }}
              className="after:absolute after:inset-0 after:rounded-card hover:text-accent"
            >
              {name}
            </Link>
          </h3>
          <Amount
            value={reward.price}
            decimals={brand.token.decimals}
            symbol={brand.token.symbol}
            className="font-display text-lg font-semibold text-accent sm:pt-0.5 sm:text-xl"
          />
        </div>
        {event && (
          <p className="text-sm text-ink-soft">
            {formatDate(fromChainTime(event.doorsOpen), true)}
            {where && <span className="block">{where}</span>}
          </p>
        )}
        <div className="mt-auto flex flex-wrap items-center gap-x-3 gap-y-2 pt-1">
          <AvailabilityBadge
            availability={availabilityOf(reward, event, now)}
            left={piecesLeft(reward, event)}
            now={now}
          />
          {gap && (
            <span className="flex items-center gap-1.5 text-sm text-ink-soft">
              <Lock aria-hidden className="size-3.5 shrink-0" />
              {gap}
            </span>
          )}
        </div>
      </div>
    </li>
  );
}
