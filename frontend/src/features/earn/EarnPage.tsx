import { useQuery } from "@tanstack/react-query";
import { ClipboardCheck, Package } from "lucide-react";
import type { ReactNode } from "react";
import { productsQuery } from "../../api/reads/products.ts";
import { reviewsOfQuery, type Review } from "../../api/reads/reviews.ts";
import { reasonFor } from "../../api/reasonFor.ts";
import { campaignsQuery, type CampaignNow } from "../../chain/reads/campaigns.ts";
import { useChainNow } from "../../chain/chainClock.ts";
import { useMember } from "../../chain/reads/member.ts";
import { LinkButton } from "../../ui/action/LinkButton.tsx";
import { fromChainTime } from "../../ui/show/formatDate.ts";
import { PageHeader } from "../../ui/show/PageHeader.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { ErrorState } from "../../ui/state/ErrorState.tsx";
import { SkeletonCards } from "../../ui/state/Skeleton.tsx";
import { CampaignCard } from "./CampaignCard.tsx";
import { MyReviews } from "./MyReviews.tsx";
import { ProductCard } from "./ProductCard.tsx";

/** Ways to contribute: campaigns, the shelf of products, and what became of one's own reviews. */
export function EarnPage() {
  const { member, mayDo } = useMember();
  const { data: mine = [] } = useQuery(reviewsOfQuery(member?.account));
  return (
    <>
      <PageHeader
        title="Earn"
        lede="Share what you know and be thanked for it, whatever your opinion is."
        actions={
          mayDo("curate") && (
            <LinkButton
              to="/operate"
              tone="secondary"
              icon={<ClipboardCheck aria-hidden className="size-4" />}
            >
              Grade reviews
            </LinkButton>
          )
        }
      />
      <div className="grid gap-12">
        <MyReviews reviews={mine} />
        <Part title="Review something you have used">
          <Campaigns
            isShown={({ kind }) => kind === "review"}
            none="No reviews are being paid for just now."
          />
          <Products mine={mine} />
        </Part>
        <Part title="Other ways to be thanked">
          <Campaigns
            isShown={({ kind }) => kind !== "review"}
            none="As soon as there is something else to be thanked for, it is listed here."
          />
        </Part>
      </div>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-5">
      <h2 className="text-heading">{title}</h2>
      {children}
    </section>
  );
}

interface CampaignsProps {
  isShown: (campaign: CampaignNow) => boolean;
  /** Said where there is none to show. */
  none: string;
}

/** Campaigns that pay or will pay, in the order in which they were started. */
function Campaigns({ isShown, none }: CampaignsProps) {
  const now = useChainNow();
  const { data: campaigns, error, isFetching, refetch } = useQuery(campaignsQuery());
  if (error) {
    return <ErrorState reason={reasonFor(error)} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  if (!campaigns) return <SkeletonCards count={1} className="sm:grid-cols-1 lg:grid-cols-1" />;
  const shown = campaigns.filter((campaign) => isShown(campaign) && fromChainTime(campaign.end) > now);
  if (shown.length === 0) return <p className="text-ink-soft">{none}</p>;
  const columns = shown.length > 1 ? "md:grid-cols-2 lg:grid-cols-3" : "";
  return (
    <ul className={`grid gap-5 ${columns}`}>
      {shown.reverse().map((campaign) => (
        <CampaignCard key={campaign.campaignId.toString()} campaign={campaign} wide={shown.length === 1} />
      ))}
    </ul>
  );
}

function Products({ mine }: { mine: readonly Review[] }) {
  const { data: products, error, isFetching, refetch } = useQuery(productsQuery());
  if (error) {
    return <ErrorState reason={reasonFor(error)} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  if (!products) return <SkeletonCards count={6} />;
  if (products.length === 0) {
    return (
      <EmptyState title="The shelf is empty" icon={<Package aria-hidden />}>
        Products to review will stand here.
      </EmptyState>
    );
  }
  return (
    <ul className="grid grid-cols-2 gap-3 sm:gap-5 lg:grid-cols-3 xl:grid-cols-4">
      {products.map((product) => (
        <ProductCard
          key={product.slug}
          product={product}
          reviewed={mine.some((review) => review.product === product.slug)}
        />
      ))}
    </ul>
  );
}
