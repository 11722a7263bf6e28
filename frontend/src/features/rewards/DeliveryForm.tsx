import type { DeliveryDetails } from "@hearth/protocol/delivery";
import { LockKeyhole } from "lucide-react";
import { Field } from "../../ui/form/Field.tsx";
import { Input, Textarea } from "../../ui/form/Input.tsx";
import type { DeliveryFaults } from "./delivery.ts";

interface DeliveryFormProps {
  details: DeliveryDetails;
  faults: DeliveryFaults;
  onChange: (part: Partial<DeliveryDetails>) => void;
}

interface LineProps extends DeliveryFormProps {
  field: keyof DeliveryDetails;
  label: string;
  autoComplete: string;
  optional?: boolean;
}

function Line({ field, label, autoComplete, optional = false, details, faults, onChange }: LineProps) {
  return (
    <Field label={label} required={!optional} optional={optional} error={faults[field]}>
      {(control) => (
        <Input
          {...control}
          autoComplete={`shipping ${autoComplete}`}
          value={details[field]}
          onChange={(event) => onChange({ [field]: event.target.value })}
        />
      )}
    </Field>
  );
}

/** Where a parcel goes. */
export function DeliveryForm(props: DeliveryFormProps) {
  const { details, faults, onChange } = props;
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-3 font-display text-lg font-semibold">Where should it go?</legend>
      <Line {...props} field="name" label="Name" autoComplete="name" />
      <Line {...props} field="street" label="Street and number" autoComplete="street-address" />
      <div className="grid gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Line {...props} field="postcode" label="Postcode" autoComplete="postal-code" optional />
        <Line {...props} field="city" label="Town or city" autoComplete="address-level2" />
      </div>
      <Line {...props} field="country" label="Country" autoComplete="country-name" />
      <Field label="Note for the parcel" optional error={faults.note}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            value={details.note}
            onChange={(event) => onChange({ note: event.target.value })}
          />
        )}
      </Field>
      <p className="flex items-start gap-2 text-sm text-ink-soft">
        <LockKeyhole aria-hidden className="mt-0.5 size-4 shrink-0" />
        Sealed on this device: only those who send the parcel can open it, and it is erased once it has
        arrived. The public record carries nothing but a fingerprint of it.
      </p>
    </fieldset>
  );
}
