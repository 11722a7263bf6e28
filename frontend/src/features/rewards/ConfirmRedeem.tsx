import type { DeliveryDetails } from "@hearth/protocol/delivery";
import type { ReactNode } from "react";
import { brand } from "../../chain/deployment.ts";
import type { RewardNow } from "../../chain/reads/rewards.ts";
import { Button } from "../../ui/action/Button.tsx";
import { Dialog } from "../../ui/overlay/Dialog.tsx";
import { formatAmount } from "../../ui/show/formatAmount.ts";
import { formatSpan } from "../../ui/show/formatSpan.ts";
import { Notice } from "../../ui/state/Notice.tsx";

interface ConfirmRedeemProps {
  reward: RewardNow;
  /** Name of the choice, where there is one. */
  variant: string | undefined;
  /** Where it goes, for merch. */
  details: DeliveryDetails | undefined;
  balance: bigint;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => void;
  isBusy: boolean;
  reason: string | undefined;
}

/** The last look before something is spent: what, for how much, and what is left. */
export function ConfirmRedeem(props: ConfirmRedeemProps) {
  const { reward, variant, details, balance, open, onOpenChange, onConfirm, isBusy, reason } = props;
  const price = inWords(reward.price);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Redeem ${reward.metadata.name}?`}
      actions={
        <>
          <Button tone="secondary" onClick={() => onOpenChange(false)}>
            Not yet
          </Button>
          <Button busy={isBusy} onClick={onConfirm}>
            Redeem for {price}
          </Button>
        </>
      }
    >
      <dl className="divide-y divide-line rounded-control border border-line">
        {variant && <Row label="Choice">{variant}</Row>}
        {details && <Row label="Goes to">{addressLine(details)}</Row>}
        <Row label="Price">{price}</Row>
        <Row label="You have">{inWords(balance)}</Row>
        <Row label="Left afterwards">
          <b className="font-semibold text-ink">{inWords(balance - reward.price)}</b>
        </Row>
      </dl>
      {details && (
        <p className="mt-4 text-sm text-ink-soft">
          {reward.cancelWindow > 0 && `You can cancel for ${formatSpan(reward.cancelWindow)}. `}
          If it is not sent within {formatSpan(reward.fulfilWithin)}, you can take a full refund.
        </p>
      )}
      {reason && (
        <div className="mt-4">
          <Notice tone="bad">{reason}</Notice>
        </div>
      )}
    </Dialog>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-6 px-4 py-2.5">
      <dt className="shrink-0 text-ink-soft">{label}</dt>
      <dd className="text-right [overflow-wrap:anywhere] tabular-nums">{children}</dd>
    </div>
  );
}

function inWords(value: bigint): string {
  return `${formatAmount(value, brand.token.decimals)} ${brand.token.symbol}`;
}

function addressLine({ name, street, postcode, city, country }: DeliveryDetails): string {
  return [name, street, `${postcode} ${city}`.trim(), country].join(", ");
}
