import type { DeliveryDetails } from "@hearth/protocol/delivery";
import { useState } from "react";
import { brand } from "../../chain/deployment.ts";
import type { RewardNow } from "../../chain/reads/rewards.ts";
import { Button } from "../../ui/action/Button.tsx";
import { RadioCards } from "../../ui/form/RadioCards.tsx";
import { formatAmount } from "../../ui/show/formatAmount.ts";
import { Notice } from "../../ui/state/Notice.tsx";
import { ConfirmRedeem } from "./ConfirmRedeem.tsx";
import { EMPTY_DELIVERY, faultsOf, tidy } from "./delivery.ts";
import { DeliveryForm } from "./DeliveryForm.tsx";
import { useRedeem } from "./useRedeem.ts";

interface RedeemFormProps {
  reward: RewardNow;
  balance: bigint;
  onRedeemed: () => void;
}

/** Choice, delivery, a last look, done. Only for those who meet every condition. */
export function RedeemForm({ reward, balance, onRedeemed }: RedeemFormProps) {
  const choices = choicesOf(reward);
  const isMerch = reward.kind === "merch";
  const [variant, setVariant] = useState(choices.length > 0 ? undefined : "0");
  const [details, setDetails] = useState(EMPTY_DELIVERY);
  const [asked, setAsked] = useState(false);
  const [isConfirming, setConfirming] = useState(false);
  const { redeem, forget, isBusy, reason } = useRedeem(reward);
  const shownFaults = asked ? faultsOf(details) : {};

  function review() {
    setAsked(true);
    forget();
    const isComplete = !isMerch || Object.keys(faultsOf(details)).length === 0;
    if (variant !== undefined && isComplete) setConfirming(true);
  }

  async function confirm() {
    const receipt = await redeem(Number(variant), isMerch ? tidy(details) : undefined);
    if (!receipt) return;
    setConfirming(false);
    onRedeemed();
  }

  const change = (part: Partial<DeliveryDetails>) => setDetails((old) => ({ ...old, ...part }));
  return (
    <div className="grid gap-6">
      {choices.length > 0 && (
        <RadioCards
          legend="Your choice"
          options={choices}
          value={variant}
          onChange={setVariant}
          columns={2}
        />
      )}
      {asked && variant === undefined && <Notice tone="bad">Choose one first.</Notice>}
      {isMerch && <DeliveryForm details={details} faults={shownFaults} onChange={change} />}
      <Button size="large" wide onClick={review}>
        Redeem for {formatAmount(reward.price, brand.token.decimals)} {brand.token.symbol}
      </Button>
      <ConfirmRedeem
        reward={reward}
        variant={choices.find(({ value }) => value === variant)?.label}
        details={isMerch ? tidy(details) : undefined}
        balance={balance}
        open={isConfirming}
        onOpenChange={setConfirming}
        onConfirm={() => void confirm()}
        isBusy={isBusy}
        reason={reason}
      />
    </div>
  );
}

/** The contract knows how many choices there are, the description what they are called. */
function choicesOf({ variants, metadata }: RewardNow): { value: string; label: string }[] {
  return Array.from({ length: variants }, (_, index) => ({
    value: index.toString(),
    label: metadata.variants?.[index] ?? `Choice ${index + 1}`,
  }));
}
