import { sentenceFor } from "@hearth/protocol/errors";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { ErrorState } from "../../ui/state/ErrorState.tsx";
import { Skeleton } from "../../ui/state/Skeleton.tsx";
import { cardQuery } from "./queries.ts";

/** The membership card as its contract draws it, to look at and to keep. */
export function CardPicture({ memberId }: { memberId: bigint }) {
  const { data: card, error, refetch } = useQuery(cardQuery(memberId));
  if (error) return <ErrorState reason={sentenceFor(error)} onRetry={() => void refetch()} />;
  if (!card) return <Skeleton className="aspect-[8/5] w-full rounded-card" />;
  return (
    <figure>
      <img
        src={card.image}
        alt={`Membership card: ${card.name}`}
        width={640}
        height={400}
        className="aspect-[8/5] w-full rounded-[calc(var(--radius-card)*1.4)] shadow-3"
      />
      <figcaption className="mt-3 flex flex-wrap items-center justify-between gap-3 text-sm text-ink-soft">
        <span>Drawn from the public record. It belongs to you and can't be sold.</span>
        <a className="link inline-flex items-center gap-1.5" href={card.image} download={`${card.name}.svg`}>
          <Download aria-hidden className="size-4" />
          Keep the picture
        </a>
      </figcaption>
    </figure>
  );
}
