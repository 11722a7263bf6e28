import { Link } from "@tanstack/react-router";
import { Coffee } from "lucide-react";
import type { Product } from "../../api/reads/products.ts";
import { Badge } from "../../ui/show/Badge.tsx";
import { Picture } from "../../ui/show/Picture.tsx";
import { ProductRating } from "./ProductRating.tsx";

/** A product on the shelf. */
export function ProductCard({ product, reviewed }: { product: Product; reviewed: boolean }) {
  const { slug, name, image, origin, details } = product;
  return (
    <li className="group relative flex flex-col overflow-hidden rounded-card border border-line bg-surface shadow-2 transition-shadow hover:shadow-3">
      <Picture src={image} icon={<Coffee aria-hidden />} />
      <div className="flex flex-1 flex-col gap-1.5 p-4 sm:p-5">
        <h3 className="text-lg leading-snug">
          <Link
            to="/earn/$product"
            params={{ product: slug }}
            className="group-hover:text-accent after:absolute after:inset-0 after:rounded-card"
          >
            {name}
          </Link>
        </h3>
        <p className="text-sm text-ink-soft">{origin ?? details["kind"] ?? details["material"]}</p>
        <div className="mt-auto flex flex-wrap items-center justify-between gap-2 pt-2">
          <ProductRating product={product} />
          {reviewed && <Badge tone="good">Reviewed by you</Badge>}
        </div>
      </div>
    </li>
  );
}
