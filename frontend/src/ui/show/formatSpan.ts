const UNITS: readonly [string, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** A span in its two largest units, "2 days, 4 hr", for what is left of it. Takes seconds; less than 0 counts as 0. */
export function formatSpan(seconds: number, locale?: string): string {
  const whole = Math.max(0, Math.floor(seconds));
  const first = Math.max(
    0,
    UNITS.findIndex(([, size]) => whole >= size),
  );
  const start = whole < 1 ? UNITS.length - 1 : first;
  let rest = whole;
  const parts: string[] = [];
  for (const [unit, size] of UNITS.slice(start, start + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 || parts.length === 0) {
      const format = new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" });
      parts.push(format.format(count));
    }
  }
  return parts.join(", ");
}
