import type { ProposalNow } from "../../chain/reads/proposals.ts";
import { ResultBar } from "../../ui/show/ResultBar.tsx";

/** The votes so far, and how many are needed. */
export function ProposalResult({ proposal }: { proposal: ProposalNow }) {
  const { forVotes, againstVotes, abstainVotes, quorum } = proposal;
  const counted = forVotes + abstainVotes;
  return (
    <div className="grid gap-2">
      <ResultBar
        label="Votes so far"
        parts={[
          { label: "For", value: forVotes, tone: "good" },
          { label: "Abstain", value: abstainVotes, tone: "neutral" },
          { label: "Against", value: againstVotes, tone: "bad" },
        ]}
      />
      {quorum > 0n && (
        <p className="text-sm text-ink-soft">
          {counted >= quorum
            ? `Enough have taken part: it needs ${quorum} votes for or abstaining, and has ${counted}.`
            : `It needs ${quorum} votes for or abstaining to count, and has ${counted}.`}
        </p>
      )}
    </div>
  );
}
