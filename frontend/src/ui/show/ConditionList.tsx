import { Check, Lock } from "lucide-react";
import type { ReactNode } from "react";

export interface Condition {
  /** What is asked, for example "Tier". */
  label: string;
  have: ReactNode;
  need: ReactNode;
  met: boolean;
  /** What would fill the gap, where it is not met. */
  remedy?: ReactNode;
}

/** Answers "why can't I?": each condition with what you have and what it needs. */
export function ConditionList({ title, conditions }: { title?: string; conditions: readonly Condition[] }) {
  return (
    <div>
      {title && <p className="mb-2 text-sm font-semibold">{title}</p>}
      <ul className="divide-y divide-line rounded-control border border-line bg-surface">
        {conditions.map(({ label, have, need, met, remedy }) => (
          <li key={label} className="flex gap-3 px-4 py-3">
            <span
              className={
                met
                  ? "mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full bg-good-soft text-good"
                  : "mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full bg-caution-soft text-caution"
              }
            >
              {met ? <Check aria-hidden className="size-3.5" /> : <Lock aria-hidden className="size-3" />}
              <span className="sr-only">{met ? "Met:" : "Not yet met:"}</span>
            </span>
            <span className="min-w-0 flex-1">
              <span className="flex flex-wrap items-baseline justify-between gap-x-4">
                <span className="font-semibold">{label}</span>
                <span className="text-sm text-ink-soft">
                  you have <b className="font-semibold text-ink">{have}</b>, needs{" "}
                  <b className="font-semibold text-ink">{need}</b>
                </span>
              </span>
              {!met && remedy && <span className="mt-1 block text-sm text-ink-soft">{remedy}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
