import type { ReactNode } from "react";

export interface StatProps {
  label: string;
  value: ReactNode;
  /** A line beneath: what the number means or how it changed. */
  note?: ReactNode;
  icon?: ReactNode;
}

/** One number with its name. Place several in a `<dl>` grid. */
export function Stat({ label, value, note, icon }: StatProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <dt className="flex items-center gap-2 text-sm text-ink-soft [&>svg]:size-4 [&>svg]:text-accent">
        {icon}
        {label}
      </dt>
      <dd className="font-display text-[1.75rem] leading-tight font-semibold tracking-tight tabular-nums">
        {value}
      </dd>
      {note && <dd className="text-sm text-ink-soft">{note}</dd>}
    </div>
  );
}
