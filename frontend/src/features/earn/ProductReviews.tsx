import { useInfiniteQuery } from "@tanstack/react-query";
import { MessageSquareQuote } from "lucide-react";
import type { Product } from "../../api/reads/products.ts";
import { reviewsOnQuery, type Review } from "../../api/reads/reviews.ts";
import { reasonFor } from "../../api/reasonFor.ts";
import { Button } from "../../ui/action/Button.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { ErrorState } from "../../ui/state/ErrorState.tsx";
import { SkeletonText } from "../../ui/state/Skeleton.tsx";
import { PublishedReview } from "./PublishedReview.tsx";

/** What members say of a product, also what was not accepted and why. */
export function ProductReviews({ product }: { product: Product }) {
  const reviews = useInfiniteQuery(reviewsOnQuery(product.slug));
  const all = reviews.data?.pages.flatMap((page) => page.reviews);
  return (
    <section aria-labelledby="reviews">
      <h2 id="reviews" className="mb-5 text-heading">
        Reviews
      </h2>
      {reviews.isError ? (
        <ErrorState reason={reasonFor(reviews.error)} onRetry={() => void reviews.refetch()} />
      ) : !all ? (
        <SkeletonText lines={8} />
      ) : (
        <ReviewList reviews={all} />
      )}
      {reviews.hasNextPage && (
        <Button
          tone="secondary"
          className="mt-6"
          busy={reviews.isFetchingNextPage}
          onClick={() => void reviews.fetchNextPage()}
        >
          Show older reviews
        </Button>
      )}
    </section>
  );
}

function ReviewList({ reviews }: { reviews: readonly Review[] }) {
  const approved = reviews.filter(({ status }) => status === "approved");
  const rejected = reviews.filter(({ status }) => status === "rejected");
  const waiting = reviews.length - approved.length - rejected.length;
  return (
    <>
      {approved.length === 0 ? (
        <EmptyState title="Nobody has written about it yet" icon={<MessageSquareQuote aria-hidden />}>
          Yours could be the first that others read.
        </EmptyState>
      ) : (
        <div className="divide-y divide-line">
          {approved.map((review) => (
            <PublishedReview key={review.id} review={review} />
          ))}
        </div>
      )}
      {waiting > 0 && (
        <p className="mt-6 text-sm text-ink-soft">
          {waiting === 1 ? "One more review is" : `${waiting} more reviews are`} being graded.
        </p>
      )}
      {rejected.length > 0 && <Rejected reviews={rejected} />}
    </>
  );
}

/** Nothing that was turned down is hidden: whoever doubts the choice can read it. */
function Rejected({ reviews }: { reviews: readonly Review[] }) {
  return (
    <details className="mt-4 text-sm">
      <summary className="text-ink-soft hover:text-ink">Not accepted ({reviews.length}), and why</summary>
      <ul className="mt-3 grid gap-4 border-l-2 border-line pl-4">
        {reviews.map(({ id, title, text, reason, memberId }) => (
          <li key={id}>
            <p className="font-semibold">{title}</p>
            <p className="mt-1 [overflow-wrap:anywhere] whitespace-pre-line text-ink-soft">{text}</p>
            <p className="mt-1 text-ink-faint">
              By member no. {memberId.toString()}. Why not: {reason}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
