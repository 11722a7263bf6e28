import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

export interface CardProps extends Omit<ComponentProps<"section">, "title"> {
  title?: ReactNode;
  /** Shown at the end of the title's line: a badge or a small action. */
  aside?: ReactNode;
  /** `plain` has no frame; `warm` is for the one thing that matters on a page. */
  look?: "paper" | "warm" | "plain";
  /** Lets the content reach the edges, for images and lists. */
  flush?: boolean;
}

const LOOKS = {
  paper: "border border-line bg-surface shadow-2",
  warm: "border border-accent/30 bg-accent-soft shadow-2",
  plain: "",
} as const;

/** A sheet of paper with an optional heading (level 2). */
export function Card({
  title,
  aside,
  look = "paper",
  flush = false,
  className,
  children,
  ...rest
}: CardProps) {
  return (
    <section
      {...rest}
      className={clsx("rounded-card", LOOKS[look], !flush && look !== "plain" && "p-5 sm:p-6", className)}
    >
      {title && (
        <header
          className={clsx(
            "mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2",
            flush && "px-5 pt-5 sm:px-6 sm:pt-6",
          )}
        >
          <h2 className="text-heading">{title}</h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}
