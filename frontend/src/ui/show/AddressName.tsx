import clsx from "clsx";
import { CopyButton } from "../action/CopyButton.tsx";

/** "0x1234…abcd" */
export function shortAddress(address: string): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`;
}

export interface AddressNameProps {
  address: string;
  /** Shown instead of the address where a name is known. */
  name?: string;
  copy?: boolean;
  className?: string;
}

/** A person's wallet address, short, with the whole of it on hover and to copy. */
export function AddressName({ address, name, copy = true, className }: AddressNameProps) {
  return (
    <span className={clsx("inline-flex items-center gap-1", className)}>
      <span title={address} className={name ? "font-medium" : "font-medium tabular-nums"}>
        {name ?? shortAddress(address)}
      </span>
      {copy && <CopyButton text={address} label="Copy address" />}
    </span>
  );
}
