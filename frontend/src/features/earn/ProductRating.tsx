import type { Product } from "../../api/reads/products.ts";
import { Rating } from "../../ui/show/Rating.tsx";

/** Average stars of a product and from how many reviews. */
export function ProductRating({ product }: { product: Pick<Product, "averageRating" | "reviewCount"> }) {
  const { averageRating, reviewCount } = product;
  if (averageRating === null) return <span className="text-sm text-ink-faint">No reviews yet</span>;
  return (
    <span className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft tabular-nums">
      <Rating value={averageRating} />
      <b aria-hidden className="font-semibold text-ink">
        {averageRating.toLocaleString(undefined, { maximumFractionDigits: 1, minimumFractionDigits: 1 })}
      </b>
      <span>{reviewCount === 1 ? "1 review" : `${reviewCount} reviews`}</span>
    </span>
  );
}
