import { useQuery } from "@tanstack/react-query";
import { Clock, Gift } from "lucide-react";
import { useChainNow } from "../../../chain/chainClock.ts";
import { memberQuery, tiersQuery, walletOfQuery } from "../../../chain/reads/member.ts";
import type { RedemptionNow, RewardNow } from "../../../chain/reads/rewards.ts";
import { AddressName } from "../../../ui/show/AddressName.tsx";
import { Badge, type BadgeTone } from "../../../ui/show/Badge.tsx";
import { formatSpan } from "../../../ui/show/formatSpan.ts";
import { Picture } from "../../../ui/show/Picture.tsx";
import { CancelForBrand } from "./CancelForBrand.tsx";
import { deadlineOf, type Deadline } from "./deadline.ts";
import { DeliveryAddress } from "./DeliveryAddress.tsx";

interface OrderRowProps {
  order: RedemptionNow;
  reward: RewardNow;
  selected: boolean;
  onSelect: (selected: boolean) => void;
  /** The server lets this person see addresses. */
  mayAsk: boolean;
  mayCancel: boolean;
}

/** One order to send: what, to whom, by when. */
export function OrderRow({ order, reward, selected, onSelect, mayAsk, mayCancel }: OrderRowProps) {
  const now = useChainNow();
  const { name, variants, image } = reward.metadata;
  const variant = variants?.[order.variant];
  const title = `Order ${order.redemptionId}: ${name}`;
  return (
    <li aria-label={title} className="flex items-start gap-3 p-4 has-checked:bg-accent-soft sm:gap-4 sm:p-5">
      <label className="-m-2 flex size-11 shrink-0 items-center justify-center">
        <input
          type="checkbox"
          checked={selected}
          onChange={(event) => onSelect(event.target.checked)}
          className="size-5 accent-(--accent)"
        />
        <span className="sr-only">Select {title}</span>
      </label>
      <Picture
        src={image}
        icon={<Gift aria-hidden />}
        className="hidden w-24 shrink-0 rounded-small sm:flex [&>svg]:size-6"
      />
      <div className="grid min-w-0 flex-1 gap-x-6 gap-y-3 lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_auto]">
        <div className="grid content-start justify-items-start gap-1.5">
          <b className="font-semibold">
            {name}
            {variant && <span className="font-normal text-ink-soft"> · {variant}</span>}
          </b>
          <OrderedBy memberId={order.memberId} orderId={order.redemptionId} />
          <DeadlineBadge deadline={deadlineOf(order, reward, now)} />
        </div>
        <DeliveryAddress deliveryHash={order.deliveryHash} mayAsk={mayAsk} />
        {mayCancel && (
          <div className="-ml-3.5 lg:m-0">
            <CancelForBrand order={order} name={name} />
          </div>
        )}
      </div>
    </li>
  );
}

function OrderedBy({ memberId, orderId }: { memberId: bigint; orderId: bigint }) {
  const { data: wallet } = useQuery(walletOfQuery(memberId));
  const { data: member } = useQuery(memberQuery(wallet));
  const { data: tiers = [] } = useQuery(tiersQuery());
  const tier = member?.isMember ? tiers[member.tier]?.name : undefined;
  return (
    <span className="text-sm text-ink-soft">
      Order {orderId.toString()} · member {memberId.toString()}
      {tier && ` · ${tier}`}
      {wallet && (
        <>
          {" · "}
          <AddressName address={wallet} />
        </>
      )}
    </span>
  );
}

const TONES: Record<Deadline["urgency"], BadgeTone> = {
  calm: "neutral",
  pressing: "caution",
  overdue: "bad",
};

function DeadlineBadge({ deadline }: { deadline: Deadline }) {
  return (
    <Badge tone={TONES[deadline.urgency]} icon={<Clock aria-hidden />}>
      {deadline.urgency === "overdue"
        ? "Overdue: can be refunded by anybody"
        : `${formatSpan(deadline.secondsLeft)} left to send`}
    </Badge>
  );
}
