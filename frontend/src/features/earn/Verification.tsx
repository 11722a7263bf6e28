import { useQuery } from "@tanstack/react-query";
import { Check, Minus, X } from "lucide-react";
import { reasonFor } from "../../api/reasonFor.ts";
import type { Review } from "../../api/reads/reviews.ts";
import { SkeletonText } from "../../ui/state/Skeleton.tsx";
import { verificationQuery } from "./queries.ts";
import type { Check as ReviewCheck } from "./verify.ts";

/** What this browser found when it checked a review. */
export function Verification({ review }: { review: Review }) {
  const { data: checks, error, refetch } = useQuery(verificationQuery(review));
  if (error) {
    return (
      <p role="alert" className="mt-2 text-bad">
        {reasonFor(error)}{" "}
        <button type="button" className="link" onClick={() => void refetch()}>
          Try again
        </button>
      </p>
    );
  }
  return (
    <div className="mt-2 max-w-prose rounded-control border border-line bg-raised p-4">
      {!checks ? (
        <SkeletonText lines={4} />
      ) : (
        <>
          <p role="status" className="font-semibold">
            {verdict(checks)}
          </p>
          <ul className="mt-3 grid gap-3">
            {checks.map((check) => (
              <CheckLine key={check.title} check={check} />
            ))}
          </ul>
          <p className="mt-3 text-ink-faint">Worked out in this browser, without asking the server.</p>
        </>
      )}
    </div>
  );
}

const COUNTS: Readonly<Record<number, string>> = { 4: "four", 5: "five" };

function verdict(checks: readonly ReviewCheck[]): string {
  if (checks.some(({ ok }) => ok === false)) return "Something about this review is not right.";
  const known = checks.filter(({ ok }) => ok).length;
  return known === checks.length
    ? `All ${COUNTS[known] ?? known} checks passed.`
    : `${known} checks passed, none failed.`;
}

const SIGNS = {
  good: { icon: <Check aria-hidden strokeWidth={3} className="text-good" />, spoken: "passed" },
  bad: { icon: <X aria-hidden strokeWidth={3} className="text-bad" />, spoken: "failed" },
  open: { icon: <Minus aria-hidden strokeWidth={3} className="text-ink-faint" />, spoken: "not yet" },
} as const;

function CheckLine({ check: { title, ok, detail } }: { check: ReviewCheck }) {
  const { icon, spoken } = SIGNS[ok === undefined ? "open" : ok ? "good" : "bad"];
  return (
    <li className="flex gap-2.5 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0">
      {icon}
      <span>
        <span className="block font-medium">
          {title}
          <span className="sr-only">: {spoken}</span>
        </span>
        <span className="block [overflow-wrap:anywhere] text-ink-soft">{detail}</span>
      </span>
    </li>
  );
}
