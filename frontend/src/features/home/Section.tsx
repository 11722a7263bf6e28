import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";

interface SectionProps {
  title: string;
  more: { to: "/decide" | "/earn" | "/rewards"; label: string };
  children: ReactNode;
}

/** A part of what is going on, with the way to all of it. */
export function Section({ title, more, children }: SectionProps) {
  return (
    <section aria-label={title}>
      <div className="mb-5 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="text-heading">{title}</h2>
        <Link
          to={more.to}
          className="inline-flex items-center gap-1.5 text-sm font-semibold text-accent hover:underline"
        >
          {more.label}
          <ArrowRight aria-hidden className="size-4" />
        </Link>
      </div>
      {children}
    </section>
  );
}

/** Says in one quiet line that a part can't be shown, and leaves the rest of the page alone. */
export function QuietFault({ reason }: { reason: string }) {
  return (
    <p
      role="status"
      className="rounded-control border border-dashed border-line-strong/60 p-4 text-sm text-ink-soft"
    >
      {reason}
    </p>
  );
}
