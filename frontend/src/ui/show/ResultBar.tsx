import clsx from "clsx";
import type { BadgeTone } from "./Badge.tsx";
import { percent } from "./ProgressBar.tsx";

export interface ResultPart {
  label: string;
  value: bigint;
  tone: BadgeTone;
  /** Value in words, when it is not a plain count. */
  text?: string;
}

export interface ResultBarProps {
  label: string;
  parts: readonly ResultPart[];
  /** Draws a mark at this total, for a quorum. */
  mark?: { value: bigint; label: string };
}

const FILLS: Record<BadgeTone, string> = {
  neutral: "bg-line-strong",
  accent: "bg-accent",
  good: "bg-good",
  caution: "bg-caution",
  bad: "bg-bad",
  calm: "bg-calm",
};

/** Parts of a whole side by side, with a legend that says each in words and numbers. */
export function ResultBar({ label, parts, mark }: ResultBarProps) {
  const cast = parts.reduce((sum, part) => sum + part.value, 0n);
  const whole = mark && mark.value > cast ? mark.value : cast;
  const share = (value: bigint) => (whole === 0n ? 0 : percent(value, whole));
  return (
    <figure aria-label={label} className="grid gap-3">
      <div className="relative">
        <div
          aria-hidden
          className="flex h-4 gap-0.5 overflow-hidden rounded-full bg-sunk shadow-[inset_0_1px_2px_var(--shade)]"
        >
          {parts.map((part) => (
            <span
              key={part.label}
              className={clsx("h-full transition-[width] duration-500 ease-hearth", FILLS[part.tone])}
              style={{ width: `${share(part.value)}%` }}
            />
          ))}
        </div>
        {mark && (
          <span
            aria-hidden
            className="absolute -inset-y-1 w-0.5 rounded-full bg-ink"
            style={{ left: `calc(${share(mark.value)}% - 2px)` }}
          />
        )}
      </div>
      <figcaption>
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
          {parts.map((part) => (
            <li key={part.label} className="flex items-center gap-2">
              <span aria-hidden className={clsx("size-2.5 rounded-full", FILLS[part.tone])} />
              <span className="font-semibold">{part.label}</span>
              <span className="text-ink-soft tabular-nums">
                {part.text ?? part.value.toString()}
                {cast > 0n && ` · ${Math.round(percent(part.value, cast))} %`}
              </span>
            </li>
          ))}
          {mark && <li className="ml-auto text-ink-soft">{mark.label}</li>}
        </ul>
      </figcaption>
    </figure>
  );
}
