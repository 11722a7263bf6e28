import { useQuery } from "@tanstack/react-query";
import { CircleCheckBig, EyeOff, ShieldQuestion } from "lucide-react";
import { useState } from "react";
import { reasonFor } from "../../../api/reasonFor.ts";
import { useOperatorRoles } from "../../../chain/operatorRoles.ts";
import { useMember } from "../../../chain/reads/member.ts";
import { useSession } from "../../../session/useSession.ts";
import { Button } from "../../../ui/action/Button.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { ErrorState } from "../../../ui/state/ErrorState.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { SkeletonText } from "../../../ui/state/Skeleton.tsx";
import { GradingDesk } from "./GradingDesk.tsx";
import { gradingQueueQuery, type GradingItem } from "./queries.ts";

/** Blind grading, for attesters and for members whose tier may curate. */
export function GradeTab() {
  const { has, isPending } = useOperatorRoles();
  const { mayDo } = useMember();
  const { session, isBusy, reason, prove } = useSession();
  const queue = useQuery(gradingQueueQuery(session?.account));

  if (!isPending && !has("ATTESTER") && !mayDo("curate")) {
    return (
      <EmptyState title="Grading is not yours yet" icon={<ShieldQuestion aria-hidden />}>
        The brand&apos;s attesters grade, and members whose tier may curate.
      </EmptyState>
    );
  }
  if (session === null) {
    return (
      <EmptyState
        title="Show that this is you"
        icon={<EyeOff aria-hidden />}
        action={
          <Button busy={isBusy} onClick={() => void prove()}>
            Open the queue
          </Button>
        }
      >
        Reviews are graded blind and by name: one signature opens your own queue. It costs nothing.
        {reason && (
          <div className="mt-4 text-left">
            <Notice tone="bad">{reason}</Notice>
          </div>
        )}
      </EmptyState>
    );
  }
  if (queue.error) {
    return (
      <ErrorState
        reason={reasonFor(queue.error)}
        onRetry={() => void queue.refetch()}
        retrying={queue.isFetching}
      />
    );
  }
  return queue.data ? <Queue items={queue.data} /> : <SkeletonText lines={10} />;
}

function Queue({ items }: { items: readonly GradingItem[] }) {
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState(0);
  const item = items.find(({ id }) => !skipped.has(id));
  const skippedHere = items.filter(({ id }) => skipped.has(id)).length;
  if (!item) {
    return (
      <EmptyState
        title={skippedHere > 0 ? "Only skipped ones are left" : "Everything is graded"}
        icon={<CircleCheckBig aria-hidden />}
        action={
          skippedHere > 0 && (
            <Button tone="secondary" onClick={() => setSkipped(new Set())}>
              Look at {skippedHere === 1 ? "it" : `the ${skippedHere}`} again
            </Button>
          )
        }
      >
        {done > 0 ? `You graded ${done} just now. Thank you.` : "New reviews appear here as they come in."}
      </EmptyState>
    );
  }
  return (
    <>
      <p aria-live="polite" className="mb-4 text-sm text-ink-soft tabular-nums">
        <b className="font-semibold text-ink">
          {items.length} {items.length === 1 ? "review waits" : "reviews wait"}
        </b>
        {done > 0 && `, ${done} graded just now`}
        {skippedHere > 0 && `, ${skippedHere} skipped`}
      </p>
      <GradingDesk
        key={item.id}
        item={item}
        takeFocus={done + skipped.size > 0}
        onDone={() => setDone((count) => count + 1)}
        onSkip={() => setSkipped((ids) => new Set(ids).add(item.id))}
      />
    </>
  );
}
