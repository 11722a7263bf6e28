import { formatUnits } from "viem";
import { brand } from "../../../chain/deployment.ts";
import { Field } from "../../../ui/form/Field.tsx";
import { Input } from "../../../ui/form/Input.tsx";
import type { GradingItem } from "./queries.ts";

interface AmountPickerProps {
  item: GradingItem;
  text: string;
  onChange: (text: string) => void;
  fault: string | undefined;
}

/** The amount within the campaign's range: by slider in whole tokens, or exactly by number. */
export function AmountPicker({ item, text, onChange, fault }: AmountPickerProps) {
  const { decimals, symbol } = brand.token;
  const least = Number(formatUnits(item.minReward, decimals));
  const most = Number(formatUnits(item.maxReward, decimals));
  const isFixed = item.minReward === item.maxReward;
  const value = Number(text);
  return (
    <div className="grid gap-4">
      <Field label={`Amount in ${symbol}`} required error={fault}>
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            value={text}
            readOnly={isFixed}
            className="font-display text-2xl font-semibold"
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      {!isFixed && (
        <div>
          <input
            type="range"
            aria-label="Amount on a scale"
            min={least}
            max={most}
            step={1}
            value={Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : least}
            onChange={(event) => onChange(event.target.value)}
            className="h-8 w-full cursor-pointer accent-(--accent)"
          />
          <p aria-hidden className="flex justify-between text-sm text-ink-soft">
            <span>{least} helps a little</span>
            <span>{most} helps a lot</span>
          </p>
        </div>
      )}
      {item.agreed && (
        <p className="text-sm text-ink-soft">
          {item.gradesHave === 1 ? "One grader has" : `${item.gradesHave} graders have`} signed for{" "}
          {formatUnits(item.agreed.amount, decimals)} {symbol}. The same amount adds to theirs.
        </p>
      )}
    </div>
  );
}
