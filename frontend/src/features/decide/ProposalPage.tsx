import { sentenceFor } from "@hearth/protocol/errors";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { proposalsQuery, votesOnQuery, type ProposalNow } from "../../chain/reads/proposals.ts";
import { MemberName } from "../../chain/MemberName.tsx";
import { LinkButton } from "../../ui/action/LinkButton.tsx";
import { Badge } from "../../ui/show/Badge.tsx";
import { Card } from "../../ui/show/Card.tsx";
import { Markdown } from "../../ui/show/Markdown.tsx";
import { PageHeader } from "../../ui/show/PageHeader.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { ErrorState } from "../../ui/state/ErrorState.tsx";
import { SkeletonText } from "../../ui/state/Skeleton.tsx";
import { readDescription } from "../../chain/reads/proposalText.ts";
import { ProposalActions } from "./ProposalActions.tsx";
import { ProposalResult } from "./ProposalResult.tsx";
import { ProposalStateBadge } from "./ProposalStateBadge.tsx";
import { ProposalSteps } from "./ProposalSteps.tsx";
import { ProposalTimeline } from "./ProposalTimeline.tsx";

/** One proposal: what it says, what it would do, the votes, and the next step. */
export function ProposalPage() {
  const { proposalId } = useParams({ from: "/decide/$proposalId" });
  const proposals = useQuery(proposalsQuery());
  const proposal = proposals.data?.find((each) => each.proposalId.toString() === proposalId);
  if (proposals.isError) {
    return <ErrorState reason={sentenceFor(proposals.error)} onRetry={() => void proposals.refetch()} />;
  }
  if (!proposals.data) return <SkeletonText lines={10} />;
  if (!proposal) {
    return (
      <EmptyState
        title="There is no such proposal"
        action={<LinkButton to="/decide">All proposals</LinkButton>}
      >
        Check the link, or look for it in the list.
      </EmptyState>
    );
  }
  return <ProposalDetail proposal={proposal} />;
}

function ProposalDetail({ proposal }: { proposal: ProposalNow }) {
  const { title, body } = readDescription(proposal.description);
  return (
    <>
      <PageHeader
        eyebrow={<ProposalStateBadge state={proposal.state} />}
        title={title}
        lede={
          <>
            Proposed by <MemberName account={proposal.proposer} copy />
          </>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <div className="min-w-0 gap-6 max-lg:contents lg:grid">
          {body && (
            <Card>
              <Markdown>{body}</Markdown>
            </Card>
          )}
          <Card title="What it would do">
            <ProposalActions proposal={proposal} />
          </Card>
          <div className="min-w-0 max-lg:order-1">
            <Votes proposal={proposal} />
          </div>
        </div>
        <div className="grid gap-6">
          <Card title="Result">
            <ProposalResult proposal={proposal} />
          </Card>
          <ProposalSteps proposal={proposal} />
          <Card title="When">
            <ProposalTimeline proposal={proposal} />
          </Card>
        </div>
      </div>
    </>
  );
}

const SIDES = [
  { text: "Against", tone: "bad" },
  { text: "For", tone: "good" },
  { text: "Abstain", tone: "neutral" },
] as const;

function Votes({ proposal }: { proposal: ProposalNow }) {
  const { data: votes, error, refetch } = useQuery(votesOnQuery(proposal.proposalId));
  if (error) return <ErrorState reason={sentenceFor(error)} onRetry={() => void refetch()} />;
  return (
    <Card title="Votes" aside={votes && <Badge>{votes.length.toString()}</Badge>}>
      {!votes ? (
        <SkeletonText lines={4} />
      ) : votes.length === 0 ? (
        <p className="text-ink-soft">Nobody has voted yet.</p>
      ) : (
        <ul className="-my-1 divide-y divide-line">
          {votes.map(({ voter, support, weight, reason, transactionHash }) => (
            <li key={`${transactionHash}${voter}`} className="grid gap-1 py-3">
              <span className="flex flex-wrap items-center justify-between gap-3">
                <MemberName account={voter} />
                <span className="flex items-center gap-3 text-sm text-ink-soft">
                  {weight === 1n ? "1 vote" : `${weight} votes`}
                  <Badge tone={SIDES[support]?.tone ?? "neutral"}>{SIDES[support]?.text ?? "Other"}</Badge>
                </span>
              </span>
              {reason && <span className="text-ink-soft">“{reason}”</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
