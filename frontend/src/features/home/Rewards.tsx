import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Gift } from "lucide-react";
import { reasonFor } from "../../api/reasonFor.ts";
import { useChainNow } from "../../chain/chainClock.ts";
import { brand } from "../../chain/deployment.ts";
import { rewardsQuery, type RewardNow } from "../../chain/reads/rewards.ts";
import { Amount } from "../../ui/show/Amount.tsx";
import { Badge } from "../../ui/show/Badge.tsx";
import { Picture } from "../../ui/show/Picture.tsx";
import { SkeletonCards } from "../../ui/state/Skeleton.tsx";
import { featuredRewards, isLow } from "./highlights.ts";
import { QuietFault, Section } from "./Section.tsx";

const SHOWN = 4;

/** A few things from the catalogue: what is nearly gone and what is new. */
export function Rewards() {
  const now = useChainNow();
  const { data: rewards, error } = useQuery(rewardsQuery());
  const featured = featuredRewards(rewards ?? [], now, SHOWN);
  return (
    <Section title="Made for members" more={{ to: "/rewards", label: "All rewards" }}>
      {error ? (
        <QuietFault reason={reasonFor(error)} />
      ) : !rewards ? (
        <SkeletonCards count={SHOWN} className="lg:grid-cols-4" />
      ) : featured.length === 0 ? (
        <p className="text-ink-soft">The shelf is being filled.</p>
      ) : (
        <ul className="grid grid-cols-2 gap-3 sm:gap-5 lg:grid-cols-4">
          {featured.map((reward) => (
            <Featured key={reward.rewardId.toString()} reward={reward} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Featured({ reward }: { reward: RewardNow }) {
  const { rewardId, metadata, price, stock } = reward;
  return (
    <li className="relative flex flex-col overflow-hidden rounded-card border border-line bg-surface shadow-2 transition-shadow hover:shadow-3">
      <Picture src={metadata.image} icon={<Gift aria-hidden />} />
      <div className="flex flex-1 flex-col gap-2 p-4">
        <h3 className="text-lg leading-snug">
          <Link
            to="/rewards/$rewardId"
            params={{ rewardId: rewardId.toString() }}
            className="after:absolute after:inset-0 after:rounded-card hover:text-accent"
          >
            {metadata.name}
          </Link>
        </h3>
        <div className="mt-auto flex flex-wrap items-center justify-between gap-2">
          <Amount
            value={price}
            decimals={brand.token.decimals}
            symbol={brand.token.symbol}
            className="font-semibold"
          />
          {isLow(reward) && <Badge tone="caution">Only {stock} left</Badge>}
        </div>
      </div>
    </li>
  );
}
