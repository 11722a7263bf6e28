import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Coffee } from "lucide-react";
import { productsQuery, type Product } from "../../api/reads/products.ts";
import { newestReviewsQuery, type Review } from "../../api/reads/reviews.ts";
import { reasonFor } from "../../api/reasonFor.ts";
import { DateTime } from "../../ui/show/DateTime.tsx";
import { fromChainTime } from "../../ui/show/formatDate.ts";
import { Picture } from "../../ui/show/Picture.tsx";
import { Rating } from "../../ui/show/Rating.tsx";
import { SkeletonCards } from "../../ui/state/Skeleton.tsx";
import { variedReviews } from "./highlights.ts";
import { QuietFault, Section } from "./Section.tsx";

const SHOWN = 3;
/** More are asked for than shown, so that not all are about one product. */
const ASKED = 12;

/** What members wrote last. */
export function Reviews() {
  const { data: reviews, error } = useQuery(newestReviewsQuery(ASKED));
  const { data: products = [] } = useQuery(productsQuery());
  return (
    <Section title="Just written" more={{ to: "/earn", label: "All products" }}>
      {error ? (
        <QuietFault reason={reasonFor(error)} />
      ) : !reviews ? (
        <SkeletonCards count={SHOWN} />
      ) : reviews.length === 0 ? (
        <p className="text-ink-soft">No reviews yet. The first is worth most to the next person.</p>
      ) : (
        <ul className="grid gap-5 md:grid-cols-3">
          {variedReviews(reviews, SHOWN).map((review) => (
            <NewReview
              key={review.id}
              review={review}
              product={products.find(({ slug }) => slug === review.product)}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function NewReview({ review, product }: { review: Review; product: Product | undefined }) {
  const { title, text, rating, memberId, writtenAt } = review;
  return (
    <li className="relative flex flex-col overflow-hidden rounded-card border border-line bg-surface shadow-2 transition-shadow hover:shadow-3">
      <Picture src={product?.image} icon={<Coffee aria-hidden />} className="max-md:hidden" />
      <div className="flex flex-1 flex-col p-5">
        <div className="flex items-center justify-between gap-3 text-sm text-ink-soft">
          <span className="truncate">{product?.name ?? review.product}</span>
          {rating !== null && <Rating value={rating} className="shrink-0" />}
        </div>
        <h3 className="mt-2 text-lg leading-snug">
          <Link
            to="/earn/$product"
            params={{ product: review.product }}
            className="after:absolute after:inset-0 after:rounded-card hover:text-accent"
          >
            {title}
          </Link>
        </h3>
        <p className="mt-2 mb-4 line-clamp-3 text-[0.95rem] text-ink-soft">{text}</p>
        <p className="mt-auto text-sm text-ink-faint">
          Member no. {memberId.toString()} · <DateTime value={fromChainTime(writtenAt)} style="date" />
        </p>
      </div>
    </li>
  );
}
