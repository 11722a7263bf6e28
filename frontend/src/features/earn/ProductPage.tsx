import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Coffee } from "lucide-react";
import { ServerError } from "../../api/client.ts";
import { productQuery, type Product } from "../../api/reads/products.ts";
import { reviewsOfQuery } from "../../api/reads/reviews.ts";
import { reasonFor } from "../../api/reasonFor.ts";
import { useMember } from "../../chain/reads/member.ts";
import { LinkButton } from "../../ui/action/LinkButton.tsx";
import { PageHeader } from "../../ui/show/PageHeader.tsx";
import { Picture } from "../../ui/show/Picture.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { ErrorState } from "../../ui/state/ErrorState.tsx";
import { SkeletonText } from "../../ui/state/Skeleton.tsx";
import { ProductRating } from "./ProductRating.tsx";
import { ProductReviews } from "./ProductReviews.tsx";
import { WriteReview } from "./WriteReview.tsx";

/** One product: what it is, what members say of it, and where to write. */
export function ProductPage() {
  const { product: slug } = useParams({ from: "/earn/$product" });
  const { data: product, error, isFetching, refetch } = useQuery(productQuery(slug));
  if (product) return <ProductDetail product={product} />;
  if (error instanceof ServerError && (error.status === 404 || error.status === 400)) {
    return (
      <EmptyState title="There is no such product" action={<LinkButton to="/earn">All products</LinkButton>}>
        Check the link, or look for it on the shelf.
      </EmptyState>
    );
  }
  if (error) {
    return <ErrorState reason={reasonFor(error)} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  return <SkeletonText lines={10} />;
}

function ProductDetail({ product }: { product: Product }) {
  return (
    <>
      <div className="mb-12 grid items-center gap-8 lg:grid-cols-2 lg:gap-12">
        <Picture
          src={product.image}
          icon={<Coffee aria-hidden />}
          className="rounded-card border border-line shadow-2"
        />
        <div>
          <PageHeader
            eyebrow={
              <Link to="/earn" className="hover:underline">
                Earn
              </Link>
            }
            title={product.name}
            lede={product.description}
          />
          <Facts details={product.details} />
          <div className="mt-7 flex flex-wrap items-center gap-x-6 gap-y-4">
            <WriteLink product={product} />
            <ProductRating product={product} />
          </div>
        </div>
      </div>
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
        <ProductReviews product={product} />
        <WriteReview key={product.slug} product={product} />
      </div>
    </>
  );
}

/** The way down to the editor, or to what one has written. */
function WriteLink({ product }: { product: Product }) {
  const { member } = useMember();
  const { data: mine = [] } = useQuery(reviewsOfQuery(member?.account));
  const written = mine.some((review) => review.product === product.slug);
  return (
    <LinkButton to="." hash="write" tone={written ? "secondary" : "primary"}>
      {written ? "See your review" : "Write a review"}
    </LinkButton>
  );
}

function Facts({ details }: { details: Product["details"] }) {
  return (
    <dl className="-mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-[0.95rem]">
      {Object.entries(details).map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-faint first-letter:uppercase">{inWords(name)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** `roastDate` as "roast date". */
function inWords(name: string): string {
  return name.replace(/([A-Z])/g, " $1").toLowerCase();
}
