import { LinkButton } from "../../ui/action/LinkButton.tsx";
import { Button } from "../../ui/action/Button.tsx";
import { useWallet } from "../../chain/useWallet.ts";
import type { RewardNow } from "../../chain/reads/rewards.ts";
import { ConditionList } from "../../ui/show/ConditionList.tsx";
import { formatDate } from "../../ui/show/formatDate.ts";
import { Notice } from "../../ui/state/Notice.tsx";
import { SkeletonText } from "../../ui/state/Skeleton.tsx";
import type { Availability } from "./availability.ts";
import { conditionsOf, type TextCondition } from "./conditions.ts";
import { RedeemForm } from "./RedeemForm.tsx";
import { useWish } from "./useWish.ts";

interface RedeemPanelProps {
  reward: RewardNow;
  availability: Availability;
  onRedeemed: () => void;
}

/** The way to a reward, or what stands in it. */
export function RedeemPanel({ reward, availability, onRedeemed }: RedeemPanelProps) {
  const { status, signIn } = useWallet();
  const wish = useWish(reward);
  if (availability.kind !== "open") return <Unavailable availability={availability} />;
  if (status === "away") {
    return (
      <Notice tone="calm" title="Sign in to redeem" action={<Button onClick={signIn}>Sign in</Button>}>
        Members pay with what they earned here, never with money.
      </Notice>
    );
  }
  if (!wish) return <SkeletonText lines={4} />;
  const conditions = conditionsOf(wish);
  const missing = conditions.filter(({ met }) => !met);
  if (missing.length === 0) {
    return <RedeemForm reward={reward} balance={wish.member.balance} onRedeemed={onRedeemed} />;
  }
  return (
    <div className="grid gap-4">
      <ConditionList title="What it takes" conditions={conditions.map(inSentences)} />
      <WayThere missing={missing} />
    </div>
  );
}

function inSentences(condition: TextCondition): TextCondition {
  const { remedy } = condition;
  return { ...condition, remedy: remedy.endsWith(".") ? remedy : `${remedy}.` };
}

function WayThere({ missing }: { missing: readonly TextCondition[] }) {
  if (missing.some(({ label }) => label === "Membership")) {
    return <LinkButton to="/membership">Become a member</LinkButton>;
  }
  if (missing.some(({ label }) => label === "Tier" || label === "Balance")) {
    return <LinkButton to="/earn">See how to earn</LinkButton>;
  }
  return (
    <LinkButton to="/rewards" tone="secondary">
      See the other rewards
    </LinkButton>
  );
}

function Unavailable({ availability }: { availability: Exclude<Availability, { kind: "open" }> }) {
  switch (availability.kind) {
    case "notYet":
      return (
        <Notice tone="calm" title="Not open yet">
          It can be redeemed from {formatDate(availability.opens, true)} on.
        </Notice>
      );
    case "over":
      return (
        <Notice tone="caution" title="No longer to be had">
          The time in which it could be redeemed is over.
        </Notice>
      );
    case "soldOut":
      return (
        <Notice tone="caution" title="Sold out">
          All of it has found a home. Cancelled orders come back here, so look again now and then.
        </Notice>
      );
    case "eventCancelled":
      return (
        <Notice tone="bad" title="The event was cancelled">
          Those who have a ticket can take a full refund on the tickets page.
        </Notice>
      );
  }
}
