import { brand } from "../../chain/deployment.ts";
import type { CampaignNow } from "../../chain/reads/campaigns.ts";
import type { RewardNow } from "../../chain/reads/rewards.ts";
import { Field } from "../../ui/form/Field.tsx";
import { Input } from "../../ui/form/Input.tsx";
import { Select } from "../../ui/form/Select.tsx";
import { formatAmount } from "../../ui/show/formatAmount.ts";
import type { ProposalDraft } from "./draft.ts";

const KINDS: readonly { value: ProposalDraft["kind"]; label: string; figure: string }[] = [
  { value: "campaignBudget", label: "A campaign's budget", figure: `New budget in ${brand.token.symbol}` },
  { value: "rewardPrice", label: "The price of a reward", figure: `New price in ${brand.token.symbol}` },
  { value: "rewardStock", label: "The stock of a reward", figure: "Pieces to add (or -5 to take away)" },
];

interface ChangeFieldsProps {
  draft: ProposalDraft;
  change: (part: Partial<ProposalDraft>) => void;
  fault: (field: keyof ProposalDraft) => string | undefined;
  campaigns: readonly CampaignNow[];
  rewards: readonly RewardNow[];
}

/** What a proposal would change: which kind of thing, which one, and to what. */
export function ChangeFields({ draft, change, fault, campaigns, rewards }: ChangeFieldsProps) {
  const kind = KINDS.find(({ value }) => value === draft.kind);
  const subjects =
    draft.kind === "campaignBudget"
      ? campaigns.map(({ campaignId, metadata, budget }) => ({
          value: campaignId.toString(),
          label: `${metadata.name} (now ${amount(budget)})`,
        }))
      : rewards.map(({ rewardId, metadata, price, stock }) => ({
          value: rewardId.toString(),
          label: `${metadata.name} (now ${draft.kind === "rewardPrice" ? amount(price) : `${stock} left`})`,
        }));
  return (
    <fieldset className="grid gap-5 rounded-control border border-line bg-raised p-4">
      <legend className="px-1 text-sm font-semibold">What should change</legend>
      <Field label="Kind of change">
        {(control) => (
          <Select
            {...control}
            value={draft.kind}
            options={KINDS}
            onChange={(event) => change({ kind: event.target.value as ProposalDraft["kind"], subject: "" })}
          />
        )}
      </Field>
      <Field
        label={draft.kind === "campaignBudget" ? "Campaign" : "Reward"}
        required
        error={fault("subject")}
      >
        {(control) => (
          <Select
            {...control}
            value={draft.subject}
            options={[{ value: "", label: "Choose one", disabled: true }, ...subjects]}
            onChange={(event) => change({ subject: event.target.value })}
          />
        )}
      </Field>
      <Field label={kind?.figure ?? ""} required error={fault("figure")}>
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            value={draft.figure}
            onChange={(event) => change({ figure: event.target.value })}
          />
        )}
      </Field>
    </fieldset>
  );
}

function amount(value: bigint): string {
  return `${formatAmount(value, brand.token.decimals)} ${brand.token.symbol}`;
}
