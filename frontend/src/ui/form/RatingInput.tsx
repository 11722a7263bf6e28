import clsx from "clsx";
import { Star } from "lucide-react";
import { useId, useState } from "react";

const STARS = [1, 2, 3, 4, 5] as const;
const WORDS = ["", "Not for me", "It was fine", "Good", "Very good", "Outstanding"] as const;

export interface RatingInputProps {
  legend: string;
  /** 1 to 5, or 0 while nothing is chosen. */
  value: number;
  onChange: (value: number) => void;
  disabled?: boolean;
}

/** Five stars as a radio group: arrow keys, touch and mouse all work. */
export function RatingInput({ legend, value, onChange, disabled }: RatingInputProps) {
  const name = useId();
  const [pointed, setPointed] = useState(0);
  const shown = pointed || value;
  return (
    <fieldset disabled={disabled}>
      <legend className="mb-1 text-sm font-semibold">{legend}</legend>
      <div className="flex items-center" onPointerLeave={() => setPointed(0)}>
        {STARS.map((star) => (
          <label
            key={star}
            onPointerEnter={() => setPointed(star)}
            className="-ml-1 rounded-small p-1.5 first:-ml-1.5 has-focus-visible:outline-[2.5px] has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={star}
              checked={star === value}
              onChange={() => onChange(star)}
              className="sr-only"
            />
            <Star
              aria-hidden
              className={clsx(
                "size-8 transition-colors",
                star <= shown ? "fill-accent text-accent" : "fill-transparent text-line-strong",
              )}
            />
            <span className="sr-only">
              {star} {star === 1 ? "star" : "stars"}: {WORDS[star]}
            </span>
          </label>
        ))}
        <span aria-hidden className="ml-3 text-sm text-ink-soft">
          {WORDS[shown]}
        </span>
      </div>
    </fieldset>
  );
}
