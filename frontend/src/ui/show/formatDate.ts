const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "in 3 days", "2 hours ago", "now": the largest unit of which at least one has passed. */
export function formatRelative(date: Date, now: Date, locale?: string): string {
  const seconds = (date.getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit);
  }
  return format.format(0, "second");
}

/** Date and time to the second with its zone, for the hover text. */
export function formatExact(date: Date, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "long", timeZone }).format(date);
}

/** Short date, with the time of day where `withTime` is set. */
export function formatDate(date: Date, withTime: boolean, locale?: string, timeZone?: string): string {
  const timeStyle = withTime ? "short" : undefined;
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle, timeZone }).format(date);
}

/** Chain time (seconds since 1970, as bigint or number) as a Date. The one place where seconds become dates. */
export function fromChainTime(seconds: bigint | number): Date {
  return new Date(Number(seconds) * 1000);
}
