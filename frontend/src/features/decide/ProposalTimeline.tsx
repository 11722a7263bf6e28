import clsx from "clsx";
import { useChainNow } from "../../chain/chainClock.ts";
import type { ProposalNow } from "../../chain/reads/proposals.ts";
import { DateTime } from "../../ui/show/DateTime.tsx";
import { fromChainTime } from "../../ui/show/formatDate.ts";

interface Milestone {
  label: string;
  at: bigint;
}

/** The dates of a proposal's life. */
export function ProposalTimeline({ proposal }: { proposal: ProposalNow }) {
  const now = useChainNow();
  const { state, voteStart, voteEnd, eta } = proposal;
  const milestones: Milestone[] = [
    { label: "Voting opens", at: voteStart },
    { label: "Voting ends", at: voteEnd },
    ...(eta > 0n ? [{ label: "Can be carried out", at: eta }] : []),
  ];
  return (
    <ol className="grid gap-4">
      {milestones.map(({ label, at }) => {
        const date = fromChainTime(at);
        const past = date <= now;
        return (
          <li key={label} className="flex items-start gap-3">
            <span
              aria-hidden
              className={clsx(
                "mt-1.5 size-3 shrink-0 rounded-full",
                past ? "bg-accent" : "border-2 border-line-strong",
              )}
            />
            <span>
              <span className="block font-medium">{label}</span>
              <span className="text-sm text-ink-soft">
                <DateTime value={date} style="full" />
              </span>
            </span>
          </li>
        );
      })}
      {state === "executed" && (
        <li className="flex items-start gap-3">
          <span aria-hidden className="mt-1.5 size-3 shrink-0 rounded-full bg-good" />
          <span className="font-medium">Carried out</span>
        </li>
      )}
    </ol>
  );
}
