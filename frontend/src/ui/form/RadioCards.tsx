import clsx from "clsx";
import { useId, type ReactNode } from "react";

export interface RadioCard<Value extends string> {
  value: Value;
  label: string;
  about?: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
}

export interface RadioCardsProps<Value extends string> {
  legend: string;
  /** Hides the legend from sight, not from screen readers. */
  quietLegend?: boolean;
  options: readonly RadioCard<Value>[];
  value: Value | undefined;
  onChange: (value: Value) => void;
  columns?: 1 | 2 | 3;
}

const COLUMNS = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-3" } as const;

/** A choice of one among few, each with room to say what it means. */
export function RadioCards<Value extends string>(props: RadioCardsProps<Value>) {
  const { legend, quietLegend, options, value, onChange, columns = 1 } = props;
  const name = useId();
  return (
    <fieldset>
      <legend className={quietLegend ? "sr-only" : "mb-2 text-sm font-semibold"}>{legend}</legend>
      <div className={clsx("grid gap-2.5", COLUMNS[columns])}>
        {options.map((option) => (
          <label
            key={option.value}
            className={clsx(
              "flex items-start gap-3 rounded-control border bg-surface p-3.5 transition-colors",
              "border-line-strong hover:border-ink-soft",
              "has-checked:border-accent has-checked:bg-accent-soft has-checked:shadow-[inset_0_0_0_1px_var(--accent)]",
              "has-disabled:opacity-55 has-focus-visible:outline-[2.5px] has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
              className="mt-1 size-4 shrink-0 accent-(--accent) focus-visible:outline-none"
            />
            <span className="grid gap-0.5">
              <span className="flex items-center gap-2 font-semibold">
                {option.icon}
                {option.label}
              </span>
              {option.about && <span className="text-sm text-ink-soft">{option.about}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
