import type { ReactNode } from "react";

export interface ProgressBarProps {
  label: string;
  /** Same unit as `max`; clamped to 0…max. */
  value: bigint | number;
  max: bigint | number;
  /** Said beside the label, for example "120 of 500 beans". Also what a screen reader says. */
  text?: string;
  /** Hides label and text from sight. */
  quiet?: boolean;
  children?: ReactNode;
}

/** Share of `value` in `max`, 0 to 100, to a tenth; an empty `max` counts as full. */
export function percent(value: bigint | number, max: bigint | number): number {
  const [part, whole] = [BigInt(value), BigInt(max)];
  if (whole <= 0n || part >= whole) return 100;
  return part <= 0n ? 0 : Number((part * 1000n) / whole) / 10;
}

/** How far something has come: a tier, a quorum, a budget. Takes whole numbers. */
export function ProgressBar({ label, value, max, text, quiet = false, children }: ProgressBarProps) {
  const share = percent(value, max);
  return (
    <div className="grid gap-2">
      {!quiet && (
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
          <span className="font-semibold">{label}</span>
          {text && <span className="text-ink-soft tabular-nums">{text}</span>}
        </div>
      )}
      <div
        role="progressbar"
        aria-label={label}
        aria-valuenow={share}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={text ?? `${share} %`}
        className="h-2.5 overflow-hidden rounded-full bg-ink/10 shadow-[inset_0_1px_2px_var(--shade)]"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-500 ease-hearth"
          style={{ width: `${share}%` }}
        />
      </div>
      {children && <div className="text-sm text-ink-soft">{children}</div>}
    </div>
  );
}
