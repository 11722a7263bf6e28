import { Link } from "@tanstack/react-router";
import { ChevronRight, Gift, HandCoins, PenLine, Ticket, Vote, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useChainNow } from "../../chain/chainClock.ts";
import { brand } from "../../chain/deployment.ts";
import type { MemberNow } from "../../chain/reads/member.ts";
import { Card } from "../../ui/show/Card.tsx";
import { formatAmount } from "../../ui/show/formatAmount.ts";
import { formatRelative } from "../../ui/show/formatDate.ts";
import { nextSteps, type NextStep } from "./nextSteps.ts";
import { useSituation } from "./useSituation.ts";

/** What a member might do next. */
export function NextSteps({ member }: { member: MemberNow }) {
  const situation = useSituation(member);
  return (
    <Card title="What you could do next">
      <ul className="-mx-2 -mb-2 grid gap-1">
        {nextSteps(situation).map((step) => (
          <li key={step.kind}>
            <StepLink step={step} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const ROW =
  "flex min-h-14 items-center gap-4 rounded-control px-2 py-2 transition-colors hover:bg-accent-soft";

function StepLink({ step }: { step: NextStep }) {
  const now = useChainNow();
  switch (step.kind) {
    case "claim": {
      const amount = `${formatAmount(step.amount, brand.token.decimals)} ${brand.token.symbol}`;
      return (
        <Link to="/earn" className={ROW}>
          <Words icon={HandCoins} title={`Claim ${amount}`} about="Your review was approved." />
        </Link>
      );
    }
    case "vote": {
      const others = step.others > 0 ? ` And ${step.others} more.` : "";
      return (
        <Link to="/decide/$proposalId" params={{ proposalId: step.proposalId.toString() }} className={ROW}>
          <Words icon={Vote} title={`Vote: ${step.title}`} about={`Your voice is missing.${others}`} />
        </Link>
      );
    }
    case "attend":
      return (
        <Link to="/tickets" className={ROW}>
          <Words
            icon={Ticket}
            title={step.name}
            about={`${step.doorsOpen > now ? `Doors open ${formatRelative(step.doorsOpen, now)}` : "The doors are open"}; your ticket is ready.`}
          />
        </Link>
      );
    case "review":
      return (
        <Link to="/earn" className={ROW}>
          <Words
            icon={PenLine}
            title={step.first ? "Write your first review" : "Review something you have used"}
            about="A few honest sentences are thanked, whatever they say."
          />
        </Link>
      );
    case "redeem":
      return (
        <Link to="/rewards/$rewardId" params={{ rewardId: step.rewardId.toString() }} className={ROW}>
          <Words icon={Gift} title={`Redeem: ${step.name}`} about="Within your reach now." />
        </Link>
      );
  }
}

function Words({ icon: Icon, title, about }: { icon: LucideIcon; title: string; about: ReactNode }) {
  return (
    <>
      <span className="flex size-10 shrink-0 items-center justify-center rounded-full bg-accent-soft text-accent">
        <Icon aria-hidden className="size-5" />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{title}</span>
        <span className="block text-sm text-ink-soft">{about}</span>
      </span>
      <ChevronRight aria-hidden className="size-5 shrink-0 text-ink-faint" />
    </>
  );
}
