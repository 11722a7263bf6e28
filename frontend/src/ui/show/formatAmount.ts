/**
 * Writes a token amount for people. `value` is in the token's smallest unit; nothing is rounded up,
 * so that a shown balance can always be spent.
 */
export function formatAmount(
  value: bigint,
  decimals: number,
  options: { digits?: number; locale?: string } = {},
): string {
  const { digits = 2, locale } = options;
  const kept = Math.min(digits, decimals);
  const unit = 10n ** BigInt(decimals - kept);
  const magnitude = value < 0n ? -value : value;
  const text = (magnitude / unit).toString().padStart(kept + 1, "0");
  const whole = kept === 0 ? text : text.slice(0, -kept);
  const fraction = kept === 0 ? "" : text.slice(-kept);
  const exact = `${value < 0n ? "-" : ""}${whole}${fraction ? `.${fraction}` : ""}`;
  // Intl takes decimal strings as they are, so that no precision is lost on the way.
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: kept });
  return format.format(exact as Intl.StringNumericLiteral);
}

/** All digits of an amount, for the hover text and for screen readers of small amounts. */
export function exactAmount(value: bigint, decimals: number, locale?: string): string {
  return formatAmount(
    value,
    decimals,
    locale === undefined ? { digits: decimals } : { digits: decimals, locale },
  );
}
