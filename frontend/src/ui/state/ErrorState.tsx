import { CloudOff } from "lucide-react";
import { Button } from "../action/Button.tsx";

export interface ErrorStateProps {
  title?: string;
  /** A sentence a person understands, never a stack. */
  reason: string;
  onRetry?: () => void;
  retrying?: boolean;
}

/** Something could not be shown; offers to try again. */
export function ErrorState({
  title = "This could not be loaded",
  reason,
  onRetry,
  retrying = false,
}: ErrorStateProps) {
  return (
    <div
      role="alert"
      className="flex flex-col items-center rounded-card border border-bad/40 bg-bad-soft px-6 py-10 text-center"
    >
      <CloudOff aria-hidden className="mb-3 size-7 text-bad" />
      <h3 className="text-xl">{title}</h3>
      <p className="mt-2 max-w-md text-ink-soft">{reason}</p>
      {onRetry && (
        <Button tone="secondary" size="small" className="mt-5" onClick={onRetry} busy={retrying}>
          Try again
        </Button>
      )}
    </div>
  );
}
