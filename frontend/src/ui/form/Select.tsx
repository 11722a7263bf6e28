import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

/** The system's own select, which every phone and screen reader knows. Put it in a `Field`. */
export function Select({
  options,
  className,
  ...rest
}: Omit<ComponentProps<"select">, "children"> & { options: readonly SelectOption[] }) {
  return (
    <span className="relative block">
      <select {...rest} className={clsx("control appearance-none pr-10", className)}>
        {options.map(({ value, label, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3.5 size-4 -translate-y-1/2 text-ink-soft"
      />
    </span>
  );
}
