import { sentenceFor } from "@hearth/protocol/errors";
import { useQuery } from "@tanstack/react-query";
import { Package } from "lucide-react";
import { redemptionsOfQuery, type RewardNow } from "../../chain/reads/rewards.ts";
import { Card } from "../../ui/show/Card.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { ErrorState } from "../../ui/state/ErrorState.tsx";
import { SkeletonText } from "../../ui/state/Skeleton.tsx";
import { OrderItem } from "./OrderItem.tsx";
import { cancelReasonsQuery } from "./queries.ts";

/** Everything the member has redeemed, newest first, and what can be done about it. */
export function MyOrders({ memberId, rewards }: { memberId: bigint; rewards: readonly RewardNow[] }) {
  const orders = useQuery(redemptionsOfQuery(memberId));
  const { data: reasons } = useQuery(cancelReasonsQuery(memberId));
  return (
    <section id="orders" aria-label="My orders" className="scroll-mt-24">
      <h2 className="mb-5 text-heading">My orders</h2>
      {orders.isError ? (
        <ErrorState reason={sentenceFor(orders.error)} onRetry={() => void orders.refetch()} />
      ) : !orders.data ? (
        <Card>
          <SkeletonText lines={4} />
        </Card>
      ) : orders.data.length === 0 ? (
        <EmptyState title="Nothing redeemed yet" icon={<Package aria-hidden />}>
          What you redeem appears here, with where it is and how to cancel it.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line rounded-card border border-line bg-surface shadow-2">
          {orders.data.map((order) => (
            <OrderItem
              key={order.redemptionId.toString()}
              order={order}
              reward={rewards.find(({ rewardId }) => rewardId === order.rewardId)}
              reason={reasons?.get(order.redemptionId)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
