import clsx from "clsx";
import type { ReactNode } from "react";

/** What a label means; `accent` is the brand's own. */
export type BadgeTone = "neutral" | "accent" | "good" | "caution" | "bad" | "calm";

const TONES: Record<BadgeTone, string> = {
  neutral: "bg-sunk text-ink-soft",
  accent:
    "bg-accent-soft text-accent shadow-[inset_0_0_0_1px_color-mix(in_oklab,var(--accent)_35%,transparent)]",
  good: "bg-good-soft text-good",
  caution: "bg-caution-soft text-caution",
  bad: "bg-bad-soft text-bad",
  calm: "bg-calm-soft text-calm",
};

export interface BadgeProps {
  tone?: BadgeTone;
  icon?: ReactNode;
  children: ReactNode;
}

/** A state or a kind in one or two words. Never the only carrier of its meaning: the words say it. */
export function Badge({ tone = "neutral", icon, children }: BadgeProps) {
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-[0.8125rem] font-semibold whitespace-nowrap",
        "[&>svg]:size-3.5",
        TONES[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
