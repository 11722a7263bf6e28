import clsx from "clsx";
import { exactAmount, formatAmount } from "./formatAmount.ts";

export interface AmountProps {
  /** In the token's smallest unit. */
  value: bigint;
  decimals?: number;
  symbol?: string;
  /** Most fraction digits shown; the exact amount is in the hover text. */
  digits?: number;
  /** Shows a plus before what was earned. */
  signed?: boolean;
  className?: string;
}

/** A token amount, in the person's own number format. */
export function Amount({ value, decimals = 18, symbol, digits = 2, signed = false, className }: AmountProps) {
  const unit = symbol ? ` ${symbol}` : "";
  return (
    <span
      className={clsx("whitespace-nowrap tabular-nums", className)}
      title={`${exactAmount(value, decimals)}${unit}`}
    >
      {signed && value > 0n && "+"}
      {formatAmount(value, decimals, { digits })}
      {symbol && <span className="ml-[0.3em] text-[0.85em] font-medium opacity-80">{symbol}</span>}
    </span>
  );
}
