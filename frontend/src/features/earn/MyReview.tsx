import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Review } from "../../api/reads/reviews.ts";
import { useChainNow } from "../../chain/chainClock.ts";
import { brand } from "../../chain/deployment.ts";
import { isPaidQuery } from "../../chain/reads/payments.ts";
import { useTransaction } from "../../chain/useTransaction.ts";
import { Button } from "../../ui/action/Button.tsx";
import { Amount } from "../../ui/show/Amount.tsx";
import { DateTime } from "../../ui/show/DateTime.tsx";
import { fromChainTime } from "../../ui/show/formatDate.ts";
import { Rating } from "../../ui/show/Rating.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { ReviewStations } from "./ReviewStations.tsx";
import { stageOf, type ReviewStage } from "./stage.ts";
import { claimReward } from "./transactions.ts";

/** Where one of one's own reviews stands; `undefined` until the chain has said whether it was paid. */
function useStage(review: Review): ReviewStage | undefined {
  const now = useChainNow();
  const { data: paid, isError } = useQuery(isPaidQuery(review));
  return paid === undefined && !isError ? undefined : stageOf(review, paid ?? false, now);
}

/** One of one's own reviews: how far it has come, and the button that collects what it earned. */
export function MyReview({ review, productName }: { review: Review; productName?: string | undefined }) {
  const stage = useStage(review);
  return (
    <article aria-label={`My review: ${review.title}`} className="grid gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="text-lg">{review.title}</h3>
        {review.rating !== null && <Rating value={review.rating} />}
      </div>
      <p className="text-sm text-ink-soft">
        {productName && (
          <>
            <Link to="/earn/$product" params={{ product: review.product }} className="link">
              {productName}
            </Link>
            {" · "}
          </>
        )}
        <DateTime value={fromChainTime(review.writtenAt)} style="date" />
      </p>
      {stage && <ReviewStations stage={stage} />}
      {stage && <StageText review={review} stage={stage} />}
    </article>
  );
}

function StageText({ review, stage }: { review: Review; stage: ReviewStage }) {
  const amount = review.claim && (
    <Amount
      value={review.claim.attestation.amount}
      decimals={brand.token.decimals}
      symbol={brand.token.symbol}
      className="font-semibold text-ink"
    />
  );
  switch (stage) {
    case "waiting":
      return <p className="text-sm text-ink-soft">Somebody will read it soon, without seeing your stars.</p>;
    case "lapsed":
      return (
        <p className="text-sm text-ink-soft">
          It was approved, but not claimed in time. It will be graded once more; you need do nothing.
        </p>
      );
    case "paid":
      return <p className="text-sm text-ink-soft">{amount ? <>{amount} are yours.</> : "It was paid."}</p>;
    case "rejected":
      return (
        <p className="text-sm text-ink-soft">
          <b className="font-semibold text-ink">Why:</b> {review.reason ?? "No reason was given."}
        </p>
      );
    case "claimable":
      return <Claiming review={review} />;
  }
}

function Claiming({ review: { claim } }: { review: Review }) {
  const now = useChainNow();
  const { state, isBusy, run } = useTransaction();
  if (!claim) return null;
  const { amount, deadline } = claim.attestation;
  return (
    <div className="grid gap-3">
      {state.step === "failed" && <Notice tone="bad">{state.reason}</Notice>}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button busy={isBusy} onClick={() => void run(claimReward(claim))}>
          {isBusy ? "Claiming" : "Claim"}{" "}
          <Amount value={amount} decimals={brand.token.decimals} symbol={brand.token.symbol} />
        </Button>
        <span className="text-sm text-ink-soft">
          yours to take, until <DateTime value={fromChainTime(deadline)} style="date" now={now} />
        </span>
      </div>
    </div>
  );
}
