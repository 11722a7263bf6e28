import { brand } from "../../chain/deployment.ts";
import type { MemberNow, TierNow } from "../../chain/reads/member.ts";
import { Amount } from "../../ui/show/Amount.tsx";
import { Card } from "../../ui/show/Card.tsx";
import { formatAmount } from "../../ui/show/formatAmount.ts";
import { ProgressBar } from "../../ui/show/ProgressBar.tsx";
import { NextSteps } from "./NextSteps.tsx";

interface GreetingProps {
  member: MemberNow;
  tiers: readonly TierNow[];
}

/** For a member: where they stand, and what they might do next. */
export function Greeting({ member, tiers }: GreetingProps) {
  const { decimals, symbol } = brand.token;
  const tier = tiers[member.tier];
  const next = tiers[member.tier + 1];
  return (
    <section aria-label="Welcome back">
      <h1 className="text-hero leading-[1.02]">Welcome back.</h1>
      <div className="mt-8 grid items-stretch gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.35fr)]">
        <Card look="warm" className="flex flex-col">
          <p className="text-sm font-semibold text-accent">{tier?.name}</p>
          <p className="mt-1 font-display text-4xl font-semibold tracking-tight">
            <Amount value={member.balance} decimals={decimals} symbol={symbol} />
          </p>
          <p className="mt-1 mb-6 text-ink-soft">
            to spend, and {member.votes === 1n ? "1 vote" : `${member.votes} votes`} to cast
          </p>
          <div className="mt-auto">
            {next ? (
              <ProgressBar
                label={`To ${next.name}`}
                value={member.standing}
                max={next.threshold}
                text={`${formatAmount(next.threshold - member.standing, decimals)} ${symbol} to go`}
              />
            ) : (
              <p className="text-ink-soft">You have come all the way up. Thank you for keeping the fire.</p>
            )}
          </div>
        </Card>
        <NextSteps member={member} />
      </div>
    </section>
  );
}
