import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { campaignsQuery } from "../../chain/reads/campaigns.ts";
import type { ProposalNow } from "../../chain/reads/proposals.ts";
import { rewardsQuery } from "../../chain/reads/rewards.ts";
import { describeAction, type NameOf } from "./actions.ts";

/** The actions of a proposal in plain words, with warnings where they are due. */
export function ProposalActions({ proposal }: { proposal: ProposalNow }) {
  const nameOf = useNames();
  return (
    <ol className="grid gap-3">
      {proposal.targets.map((target, index) => {
        const data = proposal.calldatas[index] ?? "0x";
        const { sentence, warning } = describeAction(target, proposal.values[index] ?? 0n, data, nameOf);
        return (
          <li key={index} className="grid gap-1.5">
            <span className="[overflow-wrap:anywhere]">{sentence}</span>
            {warning && (
              <span className="flex items-start gap-2 text-sm text-caution">
                <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                {warning}
              </span>
            )}
            <details className="text-sm text-ink-soft">
              <summary className="cursor-pointer">Exact call</summary>
              <code className="mt-1 block text-xs [overflow-wrap:anywhere]">
                {target} {data}
              </code>
            </details>
          </li>
        );
      })}
    </ol>
  );
}

function useNames(): NameOf {
  const { data: campaigns = [] } = useQuery(campaignsQuery());
  const { data: rewards = [] } = useQuery(rewardsQuery());
  return (kind, id) => {
    const found =
      kind === "campaign"
        ? campaigns.find((campaign) => campaign.campaignId === id)
        : rewards.find((reward) => reward.rewardId === id);
    return found?.metadata.name ?? `number ${id}`;
  };
}
