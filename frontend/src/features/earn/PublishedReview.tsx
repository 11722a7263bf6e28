import { useQuery } from "@tanstack/react-query";
import { BadgeCheck, HandCoins, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { photoUrl, type Review } from "../../api/reads/reviews.ts";
import { isPaidQuery } from "../../chain/reads/payments.ts";
import { AddressName } from "../../ui/show/AddressName.tsx";
import { Badge } from "../../ui/show/Badge.tsx";
import { DateTime } from "../../ui/show/DateTime.tsx";
import { fromChainTime } from "../../ui/show/formatDate.ts";
import { Photos } from "../../ui/show/Photos.tsx";
import { Rating } from "../../ui/show/Rating.tsx";
import { Verification } from "./Verification.tsx";

/** A review as everybody reads it. */
export function PublishedReview({ review }: { review: Review }) {
  const { data: paid } = useQuery(isPaidQuery(review));
  return (
    <article aria-label={review.title} className="grid gap-3 py-6 first:pt-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {review.rating !== null && <Rating value={review.rating} />}
        {paid && (
          <Badge icon={<HandCoins aria-hidden />} tone="neutral">
            rewarded
          </Badge>
        )}
        {review.verifiedPurchase && (
          <Badge icon={<BadgeCheck aria-hidden />} tone="good">
            verified purchase
          </Badge>
        )}
      </div>
      <h3 className="text-xl">{review.title}</h3>
      <p className="max-w-prose [overflow-wrap:anywhere] whitespace-pre-line text-ink-soft">{review.text}</p>
      <Photos sources={review.photos.map(photoUrl)} title={review.title} />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-faint">
        <AddressName address={review.author} name={`Member no. ${review.memberId}`} copy={false} />
        <span aria-hidden>·</span>
        <DateTime value={fromChainTime(review.writtenAt)} style="date" />
        {review.version > 1 && (
          <>
            <span aria-hidden>·</span>
            <span>changed</span>
          </>
        )}
      </div>
      <VerifyDisclosure review={review} />
    </article>
  );
}

/** Opens what checking the review found; nothing is checked before that. */
function VerifyDisclosure({ review }: { review: Review }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} className="group text-sm">
      <summary className="inline-flex min-h-8 list-none items-center gap-1.5 font-medium text-ink-soft hover:text-accent [&::-webkit-details-marker]:hidden">
        <ShieldCheck aria-hidden className="size-4" />
        Verify
        <span className="sr-only">{review.title}</span>
      </summary>
      {open && <Verification review={review} />}
    </details>
  );
}
