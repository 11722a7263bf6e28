import { sentenceFor } from "@hearth/protocol/errors";
import type { UseQueryResult } from "@tanstack/react-query";
import {
  ArrowDownLeft,
  ArrowUpRight,
  DoorOpen,
  Flame,
  Gift,
  HandHeart,
  RotateCcw,
  TrendingUp,
  Vote,
  type LucideIcon,
} from "lucide-react";
import { useState } from "react";
import { brand } from "../../chain/deployment.ts";
import { useChainNow } from "../../chain/chainClock.ts";
import type { TierNow } from "../../chain/reads/member.ts";
import { Button } from "../../ui/action/Button.tsx";
import { Amount } from "../../ui/show/Amount.tsx";
import { Card } from "../../ui/show/Card.tsx";
import { DateTime } from "../../ui/show/DateTime.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { ErrorState } from "../../ui/state/ErrorState.tsx";
import { SkeletonText } from "../../ui/state/Skeleton.tsx";
import type { HistoryEntry } from "./queries.ts";

const LOOKS: Record<HistoryEntry["kind"], { icon: LucideIcon; text: string }> = {
  joined: { icon: Flame, text: "Joined" },
  left: { icon: DoorOpen, text: "Left" },
  tier: { icon: TrendingUp, text: "Reached" },
  earned: { icon: HandHeart, text: "Earned for a contribution" },
  spent: { icon: Gift, text: "Redeemed a reward" },
  refunded: { icon: RotateCcw, text: "Refunded" },
  sent: { icon: ArrowUpRight, text: "Sent" },
  received: { icon: ArrowDownLeft, text: "Received" },
  voted: { icon: Vote, text: "Voted on a proposal" },
};

export interface HistoryProps {
  history: UseQueryResult<HistoryEntry[]>;
  tiers: readonly TierNow[];
}

/** Everything a member did and got, newest first. */
export function History({ history, tiers }: HistoryProps) {
  return (
    <Card title="History">
      {history.isError ? (
        <ErrorState reason={sentenceFor(history.error)} onRetry={() => void history.refetch()} />
      ) : !history.data ? (
        <SkeletonText lines={6} />
      ) : history.data.length === 0 ? (
        <EmptyState title="Nothing yet">What you earn, spend and decide will be listed here.</EmptyState>
      ) : (
        <HistoryList entries={history.data} tiers={tiers} />
      )}
    </Card>
  );
}

/** How many lines are shown before one asks for all. */
const FIRST_LINES = 10;

function HistoryList({ entries, tiers }: { entries: readonly HistoryEntry[]; tiers: readonly TierNow[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? entries : entries.slice(0, FIRST_LINES);
  return (
    <>
      <ul className="-my-1 divide-y divide-line">
        {shown.map((entry) => (
          <HistoryLine
            key={`${entry.transactionHash}${entry.kind}${entry.amount}`}
            entry={entry}
            tiers={tiers}
          />
        ))}
      </ul>
      {shown.length < entries.length && (
        <Button tone="quiet" size="small" className="mt-3" onClick={() => setAll(true)}>
          Show all {entries.length}
        </Button>
      )}
    </>
  );
}

function HistoryLine({ entry, tiers }: { entry: HistoryEntry; tiers: readonly TierNow[] }) {
  const now = useChainNow();
  const { icon: Icon, text } = LOOKS[entry.kind];
  const tierName = entry.tier === undefined ? "" : (tiers[entry.tier]?.name ?? "another tier");
  return (
    <li className="flex items-center gap-4 py-3">
      <span className="flex size-9 shrink-0 items-center justify-center rounded-full bg-accent-soft text-accent">
        <Icon aria-hidden className="size-4" />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-medium">
          {text} {tierName}
        </span>
        <span className="block text-sm text-ink-soft">
          <DateTime value={entry.at} style="relative" now={now} />
        </span>
      </span>
      {entry.amount !== undefined && (
        <Amount
          value={entry.amount}
          decimals={brand.token.decimals}
          symbol={brand.token.symbol}
          signed
          className="font-semibold"
        />
      )}
    </li>
  );
}
