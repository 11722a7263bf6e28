import clsx from "clsx";
import { Check, X } from "lucide-react";
import { stationsOf, type ReviewStage, type Station } from "./stage.ts";

const DOTS: Record<Station["state"], string> = {
  done: "bg-good text-paper",
  now: "border-[2.5px] border-accent bg-accent-soft",
  ahead: "border-2 border-line-strong",
  stopped: "bg-bad text-paper",
};
const SPOKEN: Record<Station["state"], string> = {
  done: "done",
  now: "now",
  ahead: "still to come",
  stopped: "stopped",
};

/** How far a review has come, from sent to paid. */
export function ReviewStations({ stage }: { stage: ReviewStage }) {
  return (
    <ol aria-label="Status" className="flex flex-wrap items-center gap-x-2 gap-y-1.5 text-sm">
      {stationsOf(stage).map(({ label, state }, index) => (
        <li
          key={label}
          aria-current={state === "now" ? "step" : undefined}
          className={clsx("flex items-center gap-2", state === "ahead" ? "text-ink-faint" : "font-medium")}
        >
          {index > 0 && (
            <span
              aria-hidden
              className={clsx("h-0.5 w-5 rounded-full", state === "ahead" ? "bg-line" : "bg-line-strong")}
            />
          )}
          <span
            aria-hidden
            className={clsx("flex size-4.5 items-center justify-center rounded-full", DOTS[state])}
          >
            {state === "done" && <Check className="size-3" strokeWidth={3.5} />}
            {state === "stopped" && <X className="size-3" strokeWidth={3.5} />}
          </span>
          {label}
          <span className="sr-only">: {SPOKEN[state]}</span>
        </li>
      ))}
    </ol>
  );
}
