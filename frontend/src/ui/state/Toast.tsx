import clsx from "clsx";
import { CircleAlert, CircleCheck, LoaderCircle, PenLine, X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../action/IconButton.tsx";

/** What a toast reports: waiting for the person, under way, succeeded, refused. */
export type ToastTone = "waiting" | "busy" | "good" | "bad";

export interface ToastProps {
  tone: ToastTone;
  title: string;
  children?: ReactNode;
  onDismiss?: () => void;
}

const ICONS: Record<ToastTone, ReactNode> = {
  waiting: <PenLine aria-hidden className="text-accent" />,
  busy: <LoaderCircle aria-hidden className="animate-spin text-accent" />,
  good: <CircleCheck aria-hidden className="text-good" />,
  bad: <CircleAlert aria-hidden className="text-bad" />,
};

/** One message above the pages. */
export function Toast({ tone, title, children, onDismiss }: ToastProps) {
  return (
    <li
      className={clsx(
        "rise pointer-events-auto flex items-start gap-3 rounded-card border bg-raised py-3.5 pr-2 pl-4 shadow-3",
        "[&>svg]:mt-0.5 [&>svg]:size-5 [&>svg]:shrink-0",
        tone === "bad" ? "border-bad/40" : "border-line",
      )}
    >
      {ICONS[tone]}
      <div className="min-w-0 flex-1 py-px">
        <p className="font-semibold">{title}</p>
        {children && <div className="mt-0.5 text-sm text-ink-soft">{children}</div>}
      </div>
      {onDismiss && (
        <IconButton
          label="Dismiss"
          icon={<X aria-hidden className="size-4" />}
          onClick={onDismiss}
          className="-my-2"
        />
      )}
    </li>
  );
}

/** Where toasts appear: above the tab bar on a phone, bottom right on a desk. */
export function ToastRegion({ children }: { children: ReactNode }) {
  return (
    <ol
      aria-live="polite"
      aria-label="Messages"
      className="pointer-events-none fixed inset-x-3 bottom-[calc(var(--tab-bar)+0.75rem)] z-40 mx-auto grid max-w-sm gap-2.5 lg:right-6 lg:bottom-6 lg:left-auto lg:mx-0 lg:w-sm"
    >
      {children}
    </ol>
  );
}
