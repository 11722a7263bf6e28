import type { ProposalState } from "../../chain/reads/proposals.ts";
import { Badge, type BadgeTone } from "../../ui/show/Badge.tsx";

const LOOKS: Record<ProposalState, { tone: BadgeTone; text: string }> = {
  pending: { tone: "calm", text: "Opens soon" },
  active: { tone: "accent", text: "Voting open" },
  canceled: { tone: "neutral", text: "Withdrawn" },
  defeated: { tone: "bad", text: "Not accepted" },
  succeeded: { tone: "good", text: "Accepted" },
  queued: { tone: "good", text: "Waiting to be carried out" },
  expired: { tone: "neutral", text: "Expired" },
  executed: { tone: "good", text: "Carried out" },
};

/** Where a proposal stands, in two words. */
export function ProposalStateBadge({ state }: { state: ProposalState }) {
  const { tone, text } = LOOKS[state];
  return <Badge tone={tone}>{text}</Badge>;
}
