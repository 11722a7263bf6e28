import { sentenceFor } from "@hearth/protocol/errors";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FastForward } from "lucide-react";
import { keys } from "../api/keys.ts";
import { useChainNow } from "../chain/chainClock.ts";
import { skipAhead } from "../chain/demoClock.ts";
import { Button } from "../ui/action/Button.tsx";
import { DateTime } from "../ui/show/DateTime.tsx";

const STEPS = [
  { label: "2 minutes", seconds: 120 },
  { label: "1 hour", seconds: 3600 },
  { label: "1 day", seconds: 86_400 },
] as const;

/** On a local chain only: what time it is there, and buttons that let it pass. */
export function DemoClock() {
  const now = useChainNow();
  const queryClient = useQueryClient();
  const skip = useMutation({
    mutationFn: skipAhead,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.chain() }),
  });
  return (
    <section aria-label="Demo clock" className="grid gap-2">
      <p className="text-sm text-ink-soft">
        A demo on this computer. Its clock says <DateTime value={now} style="full" />.
      </p>
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <FastForward aria-hidden className="size-4 text-accent" />
        <span>Let time pass:</span>
        {STEPS.map(({ label, seconds }) => (
          <Button
            key={seconds}
            tone="secondary"
            size="small"
            disabled={skip.isPending}
            onClick={() => skip.mutate(seconds)}
          >
            {label}
          </Button>
        ))}
      </div>
      {skip.error && <p className="text-sm text-bad">{sentenceFor(skip.error)}</p>}
    </section>
  );
}
