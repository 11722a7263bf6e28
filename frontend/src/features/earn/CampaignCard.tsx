import type { CampaignKind } from "@hearth/protocol/campaigns";
import clsx from "clsx";
import {
  ClipboardCheck,
  GraduationCap,
  HandHelping,
  MessageSquareQuote,
  ShieldHalf,
  Sparkles,
  UserPlus,
  Users,
  type LucideIcon,
} from "lucide-react";
import { useChainNow } from "../../chain/chainClock.ts";
import { brand } from "../../chain/deployment.ts";
import { isPaying, type CampaignNow } from "../../chain/reads/campaigns.ts";
import { Badge } from "../../ui/show/Badge.tsx";
import { DateTime } from "../../ui/show/DateTime.tsx";
import { formatAmount } from "../../ui/show/formatAmount.ts";
import { fromChainTime } from "../../ui/show/formatDate.ts";
import { ProgressBar } from "../../ui/show/ProgressBar.tsx";
import { rewardRange } from "./rewardRange.ts";

const KINDS: Record<CampaignKind, { icon: LucideIcon; label: string }> = {
  review: { icon: MessageSquareQuote, label: "Reviews" },
  help: { icon: HandHelping, label: "Help" },
  moderation: { icon: ShieldHalf, label: "Moderation" },
  teaching: { icon: GraduationCap, label: "Teaching" },
  referral: { icon: UserPlus, label: "Bringing friends" },
  attendance: { icon: Users, label: "Being there" },
  grading: { icon: ClipboardCheck, label: "Grading" },
  custom: { icon: Sparkles, label: "Contribution" },
};

interface CampaignCardProps {
  campaign: CampaignNow;
  /** Stands alone in its line, so that the figures go beside the words. */
  wide?: boolean;
}

/** A campaign: what it pays for, how much, what is left and until when. */
export function CampaignCard({ campaign, wide = false }: CampaignCardProps) {
  const now = useChainNow();
  const { kind, metadata } = campaign;
  const { icon: Icon, label } = KINDS[kind];
  return (
    <li
      className={clsx(
        "grid gap-x-12 gap-y-6 rounded-card border p-5 shadow-2 sm:p-6",
        wide
          ? "items-center border-accent/30 bg-accent-soft lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]"
          : "grid-rows-[1fr_auto] border-line bg-surface",
      )}
    >
      <div>
        <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <span className="flex items-center gap-2 text-sm font-semibold text-accent">
            <Icon aria-hidden className="size-4.5" />
            {label}
          </span>
          <CampaignMoment campaign={campaign} now={now} />
        </div>
        <h3 className="mt-3 text-heading">{metadata.name}</h3>
        <p className="mt-2 max-w-prose text-[0.95rem] text-ink-soft">{metadata.description}</p>
      </div>
      <CampaignFigures campaign={campaign} />
    </li>
  );
}

function CampaignFigures({ campaign }: { campaign: CampaignNow }) {
  const { decimals, symbol } = brand.token;
  const { budget, paid } = campaign;
  const whole = (value: bigint) => formatAmount(value, decimals, { digits: 0 });
  return (
    <div className="grid gap-4">
      <p className="font-display text-2xl font-semibold">
        {rewardRange(campaign, decimals)}{" "}
        <span className="text-base font-medium text-ink-soft">{symbol} each</span>
      </p>
      <ProgressBar
        label="Budget left"
        value={budget - paid}
        max={budget}
        text={`${whole(budget - paid)} of ${whole(budget)}`}
      />
    </div>
  );
}

function CampaignMoment({ campaign, now }: { campaign: CampaignNow; now: Date }) {
  const [start, end] = [fromChainTime(campaign.start), fromChainTime(campaign.end)];
  if (now >= end) return <Badge>Over</Badge>;
  if (now < start) {
    return (
      <Badge tone="calm">
        Begins <DateTime value={start} style="relative" now={now} />
      </Badge>
    );
  }
  if (!isPaying(campaign, now)) return <Badge tone="caution">Budget used up</Badge>;
  return (
    <span className="text-sm text-ink-soft">
      ends <DateTime value={end} style="relative" now={now} />
    </span>
  );
}
