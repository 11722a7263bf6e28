import { sentenceFor } from "@hearth/protocol/errors";
import { useQuery } from "@tanstack/react-query";
import { PackageCheck, Send } from "lucide-react";
import { useState } from "react";
import { useOperatorRoles } from "../../../chain/operatorRoles.ts";
import { openRedemptionsQuery, rewardsQuery } from "../../../chain/reads/rewards.ts";
import { useTransaction } from "../../../chain/useTransaction.ts";
import { useSession } from "../../../session/useSession.ts";
import { Button } from "../../../ui/action/Button.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { ErrorState } from "../../../ui/state/ErrorState.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { Skeleton } from "../../../ui/state/Skeleton.tsx";
import { AddressAccess } from "./AddressAccess.tsx";
import { OrderRow } from "./OrderRow.tsx";
import { fulfilOrders } from "./transactions.ts";

/** Parcels to send, the one that has waited longest first. */
export function FulfilTab() {
  const control = useSession();
  const mayAsk = control.session?.roles.includes("FULFILMENT") ?? false;
  return (
    <div className="grid gap-5">
      <AddressAccess {...control} />
      <Parcels mayAsk={mayAsk} />
    </div>
  );
}

function Parcels({ mayAsk }: { mayAsk: boolean }) {
  const open = useQuery(openRedemptionsQuery());
  const rewards = useQuery(rewardsQuery());
  const fault = open.error ?? rewards.error;
  const retry = () => void Promise.all([open.refetch(), rewards.refetch()]);
  if (fault) return <ErrorState reason={sentenceFor(fault)} onRetry={retry} />;
  if (!open.data || !rewards.data) return <Skeleton className="h-64 w-full rounded-card" />;
  const waiting = open.data.flatMap((order) => {
    const reward = rewards.data.find(({ rewardId }) => rewardId === order.rewardId);
    return reward?.kind === "merch" ? [{ order, reward }] : [];
  });
  if (waiting.length === 0) {
    return (
      <EmptyState title="Everything is on its way" icon={<PackageCheck aria-hidden />}>
        New orders appear here by themselves.
      </EmptyState>
    );
  }
  return <Waiting waiting={waiting} mayAsk={mayAsk} />;
}

type Order = Pick<Parameters<typeof OrderRow>[0], "order" | "reward">;

function Waiting({ waiting, mayAsk }: { waiting: readonly Order[]; mayAsk: boolean }) {
  const [chosen, setChosen] = useState<ReadonlySet<bigint>>(new Set());
  const { has } = useOperatorRoles();
  const all = waiting.map(({ order }) => order.redemptionId);
  // An order that was cancelled meanwhile is no longer to be sent.
  const selected = all.filter((redemptionId) => chosen.has(redemptionId));

  function choose(redemptionId: bigint, isChosen: boolean) {
    const next = new Set(chosen);
    if (isChosen) next.add(redemptionId);
    else next.delete(redemptionId);
    setChosen(next);
  }

  return (
    <div className="grid gap-5">
      <SendBar all={all} selected={selected} onSelect={(ids) => setChosen(new Set(ids))} />
      <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-2">
        {waiting.map(({ order, reward }) => (
          <OrderRow
            key={order.redemptionId.toString()}
            order={order}
            reward={reward}
            selected={chosen.has(order.redemptionId)}
            onSelect={(isChosen) => choose(order.redemptionId, isChosen)}
            mayAsk={mayAsk}
            mayCancel={has("OPERATOR")}
          />
        ))}
      </ul>
    </div>
  );
}

interface SendBarProps {
  all: readonly bigint[];
  selected: readonly bigint[];
  onSelect: (redemptionIds: readonly bigint[]) => void;
}

function SendBar({ all, selected, onSelect }: SendBarProps) {
  const { state, isBusy, run } = useTransaction();
  async function send() {
    if (await run(fulfilOrders(selected))) onSelect([]);
  }
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <label className="flex min-h-11 items-center gap-3 pl-4 font-semibold sm:pl-5">
          <input
            type="checkbox"
            checked={selected.length === all.length}
            onChange={(event) => onSelect(event.target.checked ? all : [])}
            className="size-5 accent-(--accent)"
          />
          Select all {all.length}
        </label>
        <Button
          busy={isBusy}
          disabled={selected.length === 0}
          icon={<Send aria-hidden className="size-4" />}
          onClick={() => void send()}
        >
          {selected.length > 1 ? `Mark ${selected.length} as sent` : "Mark as sent"}
        </Button>
      </div>
      {state.step === "failed" && <Notice tone="bad">{state.reason}</Notice>}
    </div>
  );
}
