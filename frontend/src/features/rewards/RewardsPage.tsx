import { sentenceFor } from "@hearth/protocol/errors";
import { useQuery } from "@tanstack/react-query";
import { Gift } from "lucide-react";
import { brand } from "../../chain/deployment.ts";
import { useMember } from "../../chain/reads/member.ts";
import { rewardsQuery, type RewardNow } from "../../chain/reads/rewards.ts";
import { Amount } from "../../ui/show/Amount.tsx";
import { PageHeader } from "../../ui/show/PageHeader.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { ErrorState } from "../../ui/state/ErrorState.tsx";
import { SkeletonCards } from "../../ui/state/Skeleton.tsx";
import { MyOrders } from "./MyOrders.tsx";
import { RewardCard } from "./RewardCard.tsx";

/** The catalogue, and what the member has redeemed. */
export function RewardsPage() {
  const { member } = useMember();
  const rewards = useQuery(rewardsQuery());
  return (
    <>
      <PageHeader
        title="Rewards"
        lede="Spend what you earned. It never costs you your voice."
        actions={member?.isMember && <Purse balance={member.balance} />}
      />
      {rewards.isError ? (
        <ErrorState
          reason={sentenceFor(rewards.error)}
          onRetry={() => void rewards.refetch()}
          retrying={rewards.isFetching}
        />
      ) : !rewards.data ? (
        <SkeletonCards count={6} />
      ) : rewards.data.length === 0 ? (
        <EmptyState title="The shelves are empty" icon={<Gift aria-hidden />}>
          {brand.name} has not listed any rewards yet. What you earn keeps.
        </EmptyState>
      ) : (
        <div className="grid gap-12">
          <Shelf title="Made for members" rewards={rewards.data.filter(({ kind }) => kind === "merch")} />
          <Shelf title="Seats at the table" rewards={rewards.data.filter(({ kind }) => kind === "ticket")} />
          {member?.isMember && <MyOrders memberId={member.memberId} rewards={rewards.data} />}
        </div>
      )}
    </>
  );
}

function Purse({ balance }: { balance: bigint }) {
  return (
    <p className="rounded-control border border-line bg-surface px-4 py-2.5 text-sm text-ink-soft shadow-1">
      You have{" "}
      <Amount
        value={balance}
        decimals={brand.token.decimals}
        symbol={brand.token.symbol}
        className="ml-1 font-display text-xl font-semibold text-ink"
      />
    </p>
  );
}

function Shelf({ title, rewards }: { title: string; rewards: readonly RewardNow[] }) {
  if (rewards.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="mb-5 text-heading">{title}</h2>
      <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
        {rewards.map((reward) => (
          <RewardCard key={reward.rewardId.toString()} reward={reward} />
        ))}
      </ul>
    </section>
  );
}
