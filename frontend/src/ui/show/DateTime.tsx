import { formatDate, formatExact, formatRelative } from "./formatDate.ts";

export interface DateTimeProps {
  value: Date;
  /** `relative`: "in 3 days"; `date`: "4 Mar 2026"; `full`: with the time of day. */
  style?: "relative" | "date" | "full";
  /** What counts as now for `relative`: the chain's time, where a deadline is meant. */
  now?: Date;
  className?: string;
}

/** A moment in the person's own zone and format; the exact time is in the hover text. */
export function DateTime({ value, style = "full", now = new Date(), className }: DateTimeProps) {
  const text = style === "relative" ? formatRelative(value, now) : formatDate(value, style === "full");
  return (
    <time dateTime={value.toISOString()} title={formatExact(value)} className={className}>
      {text}
    </time>
  );
}
