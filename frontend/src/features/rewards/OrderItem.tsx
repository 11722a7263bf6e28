import { Gift, Ticket } from "lucide-react";
import { useChainNow } from "../../chain/chainClock.ts";
import { brand } from "../../chain/deployment.ts";
import type { RedemptionNow, RewardNow } from "../../chain/reads/rewards.ts";
import { LinkButton } from "../../ui/action/LinkButton.tsx";
import { Amount } from "../../ui/show/Amount.tsx";
import { Badge, type BadgeTone } from "../../ui/show/Badge.tsx";
import { DateTime } from "../../ui/show/DateTime.tsx";
import { fromChainTime } from "../../ui/show/formatDate.ts";
import { Picture } from "../../ui/show/Picture.tsx";
import { CancelOrder } from "./CancelOrder.tsx";
import { stepOf } from "./orders.ts";

type State = Exclude<RedemptionNow["state"], "none">;

const MERCH_WORDS: Record<State, [string, BadgeTone]> = {
  placed: ["Being packed", "calm"],
  waiting: ["On the waiting list", "neutral"],
  fulfilled: ["Sent", "good"],
  cancelled: ["Refunded", "neutral"],
};

const TICKET_WORDS: Record<State, [string, BadgeTone]> = {
  placed: ["Ticket is yours", "calm"],
  waiting: ["On the waiting list", "neutral"],
  fulfilled: ["Event is over", "neutral"],
  cancelled: ["Refunded", "neutral"],
};

export interface OrderItemProps {
  order: RedemptionNow;
  /** What was ordered; `undefined` where it is not known. */
  reward: RewardNow | undefined;
  /** Why it was cancelled, in words. */
  reason: string | undefined;
}

/** One order: where it stands, and the one thing that can be done about it. */
export function OrderItem({ order, reward, reason }: OrderItemProps) {
  const now = useChainNow();
  const isTicket = order.ticketId !== 0n;
  const name = reward?.metadata.name ?? `Reward ${order.rewardId}`;
  const variant = reward?.metadata.variants?.[order.variant];
  const state: State = order.state === "none" ? "placed" : order.state;
  const [words, tone] = (isTicket ? TICKET_WORDS : MERCH_WORDS)[state];
  return (
    <li aria-label={name} className="flex flex-wrap items-start gap-x-5 gap-y-3 p-4 sm:p-5">
      <Picture
        src={reward?.metadata.image}
        icon={isTicket ? <Ticket aria-hidden /> : <Gift aria-hidden />}
        className="w-20 shrink-0 rounded-small [&>svg]:size-6"
      />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <b className="font-semibold">
            {name}
            {variant && <span className="font-normal text-ink-soft"> · {variant}</span>}
          </b>
          <Badge tone={tone}>{words}</Badge>
        </p>
        <p className="mt-1 text-sm text-ink-soft">
          <Amount value={order.paid} decimals={brand.token.decimals} symbol={brand.token.symbol} />
          {" · "}
          <DateTime value={fromChainTime(order.placedAt)} style="date" />
          {" · "}order {order.redemptionId.toString()}
        </p>
        {state === "cancelled" && reason && (
          <p className="mt-1.5 text-sm [overflow-wrap:anywhere] text-ink-soft">Reason: {reason}</p>
        )}
      </div>
      {isTicket && state === "placed" ? (
        <span className="basis-full sm:basis-auto">
          <LinkButton to="/tickets" tone="secondary" size="small">
            Show ticket
          </LinkButton>
        </span>
      ) : (
        reward && <CancelOrder order={order} name={name} step={stepOf(order, reward, now)} now={now} />
      )}
    </li>
  );
}
