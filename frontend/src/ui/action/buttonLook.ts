import clsx from "clsx";

/** How loudly a button speaks: one `primary` per view, `quiet` for what sits inside a line. */
export type ButtonTone = "primary" | "secondary" | "quiet" | "danger";

/** Heights: 36, 46 and 54 pixels. */
export type ButtonSize = "small" | "medium" | "large";

const TONES: Record<ButtonTone, string> = {
  primary: "bg-accent text-on-accent shadow-2 hover:brightness-108 active:shadow-1",
  secondary: "bg-surface text-ink border border-line-strong shadow-1 hover:border-ink-soft hover:bg-raised",
  quiet: "text-ink-soft hover:text-ink hover:bg-accent-soft",
  danger: "bg-surface text-bad border border-bad hover:bg-bad-soft",
};

const SIZES: Record<ButtonSize, string> = {
  small: "min-h-9 px-3.5 text-sm gap-1.5",
  medium: "min-h-11.5 px-5 text-[0.95rem] gap-2",
  large: "min-h-13.5 px-7 text-base gap-2.5",
};

/** Class names of everything that looks like a button, shared by buttons and links. */
export function buttonLook(tone: ButtonTone = "primary", size: ButtonSize = "medium", wide = false): string {
  return clsx(
    "inline-flex select-none items-center justify-center rounded-control font-semibold leading-tight text-center",
    "transition duration-150 ease-hearth active:translate-y-px",
    "disabled:pointer-events-none disabled:opacity-55 disabled:shadow-none aria-disabled:opacity-55",
    TONES[tone],
    SIZES[size],
    wide && "w-full",
  );
}
