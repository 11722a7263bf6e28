import { sentenceFor } from "@hearth/protocol/errors";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft, Gift, Ticket } from "lucide-react";
import { useState } from "react";
import { useChainNow } from "../../chain/chainClock.ts";
import { brand } from "../../chain/deployment.ts";
import { useMember } from "../../chain/reads/member.ts";
import { eventsQuery, type EventNow } from "../../chain/reads/events.ts";
import { rewardQuery, type RewardNow } from "../../chain/reads/rewards.ts";
import { LinkButton } from "../../ui/action/LinkButton.tsx";
import { Amount } from "../../ui/show/Amount.tsx";
import { Badge } from "../../ui/show/Badge.tsx";
import { Card } from "../../ui/show/Card.tsx";
import { DateTime } from "../../ui/show/DateTime.tsx";
import { fromChainTime } from "../../ui/show/formatDate.ts";
import { PageHeader } from "../../ui/show/PageHeader.tsx";
import { Picture } from "../../ui/show/Picture.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { ErrorState } from "../../ui/state/ErrorState.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { Skeleton } from "../../ui/state/Skeleton.tsx";
import { availabilityOf, piecesLeft } from "./availability.ts";
import { AvailabilityBadge } from "./AvailabilityBadge.tsx";
import { RedeemPanel } from "./RedeemPanel.tsx";

/** One reward: what it is, what it takes, and the way to it. */
export function RewardPage() {
  const { rewardId } = useParams({ from: "/rewards/$rewardId" });
  return /^[1-9]\d{0,9}$/.test(rewardId) ? (
    <KnownReward key={rewardId} rewardId={BigInt(rewardId)} />
  ) : (
    <EmptyState title="No such reward" icon={<Gift aria-hidden />} action={<Back />}>
      The link may be broken, or the reward was never listed.
    </EmptyState>
  );
}

function Back() {
  return (
    <Link to="/rewards" className="link inline-flex items-center gap-1.5 text-sm font-semibold">
      <ArrowLeft aria-hidden className="size-4" />
      All rewards
    </Link>
  );
}

function KnownReward({ rewardId }: { rewardId: bigint }) {
  const reward = useQuery(rewardQuery(rewardId));
  const events = useQuery(eventsQuery());
  const fault = reward.error ?? events.error;
  if (fault) {
    return <ErrorState reason={sentenceFor(fault)} onRetry={() => void reward.refetch()} />;
  }
  if (!reward.data || !events.data) return <Skeleton className="h-128 w-full rounded-card" />;
  const { eventId } = reward.data;
  return <RewardView reward={reward.data} event={events.data.find((each) => each.eventId === eventId)} />;
}

function RewardView({ reward, event }: { reward: RewardNow; event: EventNow | undefined }) {
  const [redeemed, setRedeemed] = useState(false);
  const now = useChainNow();
  const availability = availabilityOf(reward, event, now);
  const isTicket = reward.kind === "ticket";
  return (
    <>
      <PageHeader title={reward.metadata.name} eyebrow={<Back />} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)] lg:grid-rows-[auto_1fr] lg:gap-x-10">
        <div className="grid gap-6">
          <Picture
            src={reward.metadata.image}
            icon={isTicket ? <Ticket aria-hidden /> : <Gift aria-hidden />}
            className="rounded-card border border-line shadow-2"
          />
          <p className="text-lg text-ink-soft">{reward.metadata.description}</p>
        </div>
        <Card className="grid gap-6 lg:row-span-2">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <Amount
              value={reward.price}
              decimals={brand.token.decimals}
              symbol={brand.token.symbol}
              className="font-display text-3xl font-semibold"
            />
            <span className="flex flex-wrap gap-2">
              <TierBadge minTier={reward.minTier} />
              <AvailabilityBadge availability={availability} left={piecesLeft(reward, event)} now={now} />
            </span>
          </div>
          {redeemed ? (
            <Redeemed isTicket={isTicket} />
          ) : (
            <RedeemPanel reward={reward} availability={availability} onRedeemed={() => setRedeemed(true)} />
          )}
          {reward.closes > 0n && availability.kind === "open" && (
            <p className="text-sm text-ink-soft">
              To be had until <DateTime value={fromChainTime(reward.closes)} />.
            </p>
          )}
        </Card>
        {event && <EventFacts event={event} />}
      </div>
    </>
  );
}

function TierBadge({ minTier }: { minTier: number }) {
  const { tiers } = useMember();
  const name = tiers[minTier]?.name;
  return minTier > 0 && name ? <Badge tone="accent">From {name} on</Badge> : null;
}

function EventFacts({ event }: { event: EventNow }) {
  return (
    <Card>
      <h2 className="text-heading">{event.metadata.name}</h2>
      <p className="mt-2 text-ink-soft">{event.metadata.description}</p>
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-5 gap-y-2">
        <dt className="font-semibold">Place</dt>
        <dd className="text-ink-soft">{event.metadata.place ?? "To be announced"}</dd>
        <dt className="font-semibold">Doors open</dt>
        <dd className="text-ink-soft">
          <DateTime value={fromChainTime(event.doorsOpen)} />
        </dd>
        <dt className="font-semibold">Ends</dt>
        <dd className="text-ink-soft">
          <DateTime value={fromChainTime(event.ends)} />
        </dd>
        <dt className="font-semibold">Return until</dt>
        <dd className="text-ink-soft">
          <DateTime value={fromChainTime(event.returnUntil)} />
        </dd>
      </dl>
    </Card>
  );
}

function Redeemed({ isTicket }: { isTicket: boolean }) {
  return (
    <div className="grid gap-4">
      <Notice tone="good" title={isTicket ? "The seat is yours" : "It is yours"}>
        {isTicket
          ? "Your ticket waits for you on the tickets page."
          : "We pack it with care. Where it is, and how to cancel, stands under My orders."}
      </Notice>
      {isTicket ? (
        <LinkButton to="/tickets">Show my ticket</LinkButton>
      ) : (
        <LinkButton to="/rewards" hash="orders">
          See my orders
        </LinkButton>
      )}
    </div>
  );
}
