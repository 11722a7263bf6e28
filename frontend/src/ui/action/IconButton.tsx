import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

/** A round button with only an icon; `label` is what it is called aloud and on hover. */
export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  label: string;
  icon: ReactNode;
}

/** 44 pixel target, so that it can be hit with a thumb. */
export function IconButton({ label, icon, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={clsx(
        "inline-flex size-11 shrink-0 items-center justify-center rounded-full text-ink-soft",
        "transition-colors hover:bg-accent-soft hover:text-ink disabled:opacity-50",
        className,
      )}
    >
      {icon}
    </button>
  );
}
