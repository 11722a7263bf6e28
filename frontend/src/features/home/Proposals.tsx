import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reasonFor } from "../../api/reasonFor.ts";
import { useChainNow } from "../../chain/chainClock.ts";
import { proposalsQuery, type ProposalNow } from "../../chain/reads/proposals.ts";
import { readDescription } from "../../chain/reads/proposalText.ts";
import { Badge } from "../../ui/show/Badge.tsx";
import { DateTime } from "../../ui/show/DateTime.tsx";
import { fromChainTime } from "../../ui/show/formatDate.ts";
import { ResultBar } from "../../ui/show/ResultBar.tsx";
import { SkeletonCards } from "../../ui/state/Skeleton.tsx";
import { openProposals } from "./highlights.ts";
import { QuietFault, Section } from "./Section.tsx";

/** What is being decided now. */
export function Proposals() {
  const { data: proposals, error } = useQuery(proposalsQuery());
  const open = openProposals(proposals ?? []).slice(0, 2);
  return (
    <Section title="Being decided" more={{ to: "/decide", label: "All proposals" }}>
      {error ? (
        <QuietFault reason={reasonFor(error)} />
      ) : !proposals ? (
        <SkeletonCards count={2} className="lg:grid-cols-2" />
      ) : open.length === 0 ? (
        <p className="text-ink-soft">Nothing is open for a vote just now.</p>
      ) : (
        <ul className="grid gap-5 md:grid-cols-2">
          {open.map((proposal) => (
            <OpenProposal key={proposal.proposalId.toString()} proposal={proposal} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function OpenProposal({ proposal }: { proposal: ProposalNow }) {
  const now = useChainNow();
  const { proposalId, state, voteStart, voteEnd, forVotes, againstVotes, abstainVotes } = proposal;
  const isActive = state === "active";
  return (
    <li className="relative flex flex-col gap-4 rounded-card border border-line bg-surface p-5 shadow-2 transition-shadow hover:shadow-3 sm:p-6">
      <div className="flex flex-wrap items-center justify-between gap-2 text-sm text-ink-soft">
        <Badge tone={isActive ? "accent" : "calm"}>{isActive ? "Voting open" : "Opens soon"}</Badge>
        <span>
          {isActive ? "ends " : "opens "}
          <DateTime value={fromChainTime(isActive ? voteEnd : voteStart)} style="relative" now={now} />
        </span>
      </div>
      <h3 className="text-xl leading-snug">
        <Link
          to="/decide/$proposalId"
          params={{ proposalId: proposalId.toString() }}
          className="after:absolute after:inset-0 after:rounded-card hover:text-accent"
        >
          {readDescription(proposal.description).title}
        </Link>
      </h3>
      <div className="mt-auto">
        <ResultBar
          label="Votes so far"
          parts={[
            { label: "For", value: forVotes, tone: "good" },
            { label: "Abstain", value: abstainVotes, tone: "neutral" },
            { label: "Against", value: againstVotes, tone: "bad" },
          ]}
        />
      </div>
    </li>
  );
}
