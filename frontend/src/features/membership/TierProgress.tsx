import { Check } from "lucide-react";
import clsx from "clsx";
import type { RightName } from "@hearth/protocol/roles";
import { brand } from "../../chain/deployment.ts";
import type { TierNow } from "../../chain/reads/member.ts";
import { Amount } from "../../ui/show/Amount.tsx";
import { ProgressBar } from "../../ui/show/ProgressBar.tsx";
import { formatAmount } from "../../ui/show/formatAmount.ts";

const RIGHTS: Record<RightName, string> = {
  invite: "invite friends",
  curate: "grade contributions",
  propose: "make proposals",
};

/** What a tier gives, in words. */
export function tierGives({ units, rights }: TierNow): string {
  const votes = units === 1 ? "1 vote" : `${units} votes`;
  return [votes, ...rights.map((right) => RIGHTS[right])].join(", ");
}

/** The ladder of tiers, how far one has come, and what the next gives. */
export function TierProgress(props: { standing: bigint; tier: number; tiers: readonly TierNow[] }) {
  const { standing, tier, tiers } = props;
  const { decimals, symbol } = brand.token;
  const next = tiers[tier + 1];
  return (
    <div className="grid gap-5">
      {next ? (
        <ProgressBar
          label={`To ${next.name}`}
          value={standing}
          max={next.threshold}
          text={`${formatAmount(standing, decimals)} of ${formatAmount(next.threshold, decimals)} ${symbol}`}
        >
          <Amount value={next.threshold - standing} decimals={decimals} symbol={symbol} /> more gives you{" "}
          {tierGives(next)}.
        </ProgressBar>
      ) : (
        <p>You have come all the way up. Thank you for keeping the fire.</p>
      )}
      <ol className="grid gap-3">
        {tiers.map((each, index) => (
          <li key={each.name} className="flex items-start gap-3">
            <span
              aria-hidden
              className={clsx(
                "mt-0.5 flex size-6 shrink-0 items-center justify-center rounded-full",
                index <= tier ? "bg-accent text-on-accent" : "border border-line-strong",
              )}
            >
              {index <= tier && <Check className="size-3.5" strokeWidth={3} />}
            </span>
            <span className="min-w-0 flex-1">
              <span className="flex items-baseline justify-between gap-3">
                <b className={clsx("font-semibold", index > tier && "text-ink-soft")}>
                  {each.name}
                  {index === tier && <span className="sr-only"> (yours)</span>}
                </b>
                <Amount
                  value={each.threshold}
                  decimals={decimals}
                  symbol={symbol}
                  className="text-sm text-ink-soft"
                />
              </span>
              <span className="block text-sm text-ink-soft">{tierGives(each)}</span>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
