import { sentenceFor } from "@hearth/protocol/errors";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Vote } from "lucide-react";
import { useChainNow } from "../../chain/chainClock.ts";
import { proposalsQuery, type ProposalNow } from "../../chain/reads/proposals.ts";
import { useMember } from "../../chain/reads/member.ts";
import { MemberName } from "../../chain/MemberName.tsx";
import { LinkButton } from "../../ui/action/LinkButton.tsx";
import { DateTime } from "../../ui/show/DateTime.tsx";
import { fromChainTime } from "../../ui/show/formatDate.ts";
import { PageHeader } from "../../ui/show/PageHeader.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { ErrorState } from "../../ui/state/ErrorState.tsx";
import { SkeletonCards } from "../../ui/state/Skeleton.tsx";
import { readDescription } from "../../chain/reads/proposalText.ts";
import { ProposalResult } from "./ProposalResult.tsx";
import { ProposalStateBadge } from "./ProposalStateBadge.tsx";

/** All proposals. */
export function DecidePage() {
  const { mayDo } = useMember();
  const proposals = useQuery(proposalsQuery());
  return (
    <>
      <PageHeader
        title="Decide"
        lede="What is accepted here is carried out, by itself. Your vote comes from what you have given, never from what you hold."
        actions={
          <LinkButton to="/decide/new" tone={mayDo("propose") ? "primary" : "secondary"}>
            Make a proposal
          </LinkButton>
        }
      />
      {proposals.isError ? (
        <ErrorState reason={sentenceFor(proposals.error)} onRetry={() => void proposals.refetch()} />
      ) : !proposals.data ? (
        <SkeletonCards count={3} className="lg:grid-cols-2" />
      ) : proposals.data.length === 0 ? (
        <EmptyState title="Nothing to decide yet" icon={<Vote aria-hidden />}>
          Members whose tier allows it can make the first proposal.
        </EmptyState>
      ) : (
        <ul className="grid gap-5 lg:grid-cols-2">
          {proposals.data.map((proposal) => (
            <ProposalItem key={proposal.proposalId.toString()} proposal={proposal} />
          ))}
        </ul>
      )}
    </>
  );
}

function ProposalItem({ proposal }: { proposal: ProposalNow }) {
  const now = useChainNow();
  const { title } = readDescription(proposal.description);
  return (
    <li className="relative grid content-start gap-4 rounded-card border border-line bg-surface p-5 shadow-2 sm:p-6">
      <div className="flex flex-wrap items-center justify-between gap-3 text-sm text-ink-soft">
        <ProposalStateBadge state={proposal.state} />
        <ProposalMoment proposal={proposal} now={now} />
      </div>
      <h2 className="text-heading">
        <Link
          to="/decide/$proposalId"
          params={{ proposalId: proposal.proposalId.toString() }}
          className="after:absolute after:inset-0 after:rounded-card hover:text-accent"
        >
          {title}
        </Link>
      </h2>
      <ProposalResult proposal={proposal} />
      <p className="text-sm text-ink-soft">
        By <MemberName account={proposal.proposer} />
      </p>
    </li>
  );
}

/** The next date that matters, in a line. */
function ProposalMoment({ proposal, now }: { proposal: ProposalNow; now: Date }) {
  const { state, voteStart, voteEnd } = proposal;
  if (state === "pending")
    return (
      <span>
        opens <DateTime value={fromChainTime(voteStart)} style="relative" now={now} />
      </span>
    );
  return (
    <span>
      {state === "active" ? "ends " : "ended "}
      <DateTime value={fromChainTime(voteEnd)} style="relative" now={now} />
    </span>
  );
}
