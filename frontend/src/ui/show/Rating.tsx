import clsx from "clsx";
import { Star } from "lucide-react";

/** A given rating, 0 to 5, as stars (halves drawn); read aloud as a number. */
export function Rating({ value, className }: { value: number; className?: string }) {
  return (
    <span
      role="img"
      aria-label={`${value} out of 5 stars`}
      className={clsx("inline-flex gap-0.5", className)}
    >
      {[1, 2, 3, 4, 5].map((star) => {
        const fill = Math.max(0, Math.min(1, value - star + 1));
        return (
          <span key={star} aria-hidden className="relative inline-block">
            <Star className="size-[1.1em] text-line-strong" />
            <span className="absolute inset-0 overflow-hidden" style={{ width: `${fill * 100}%` }}>
              <Star className="size-[1.1em] fill-accent text-accent" />
            </span>
          </span>
        );
      })}
    </span>
  );
}
