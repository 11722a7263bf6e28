import { useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { productsQuery } from "../../api/reads/products.ts";
import type { Review } from "../../api/reads/reviews.ts";
import { isPaidQuery } from "../../chain/reads/payments.ts";
import { Button } from "../../ui/action/Button.tsx";
import { Card } from "../../ui/show/Card.tsx";
import { MyReview } from "./MyReview.tsx";

/** One's own reviews: first those that are still on their way, the settled ones on request. */
export function MyReviews({ reviews }: { reviews: readonly Review[] }) {
  const [showAll, setShowAll] = useState(false);
  const { data: products = [] } = useQuery(productsQuery());
  const payments = useQueries({ queries: reviews.map((review) => isPaidQuery(review)) });
  const isSettled = (index: number) =>
    payments[index]?.data === true || reviews[index]?.status === "rejected";
  const unsettled = reviews.filter((_, index) => !isSettled(index));
  const settled = reviews.filter((_, index) => isSettled(index));
  if (reviews.length === 0) return null;
  const shown = showAll ? [...unsettled, ...settled] : unsettled;
  return (
    <Card
      title="My reviews"
      className={shown.length === 0 ? "*:mb-0!" : ""}
      aside={
        settled.length > 0 && (
          <Button tone="quiet" size="small" aria-expanded={showAll} onClick={() => setShowAll((now) => !now)}>
            {showAll ? "Hide settled" : `Show ${settled.length} settled`}
          </Button>
        )
      }
    >
      {shown.length > 0 && (
        <ul className="divide-y divide-line">
          {shown.map((review) => (
            <li key={review.id} className="py-5 first:pt-0 last:pb-0">
              <MyReview
                review={review}
                productName={products.find(({ slug }) => slug === review.product)?.name}
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
