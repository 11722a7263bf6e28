import { useQuery } from "@tanstack/react-query";
import { zeroHash, type Hex } from "viem";
import { DeliveryError } from "@hearth/protocol/delivery";
import { reasonFor } from "../../../api/reasonFor.ts";
import { Button } from "../../../ui/action/Button.tsx";
import { CopyButton } from "../../../ui/action/CopyButton.tsx";
import { SkeletonText } from "../../../ui/state/Skeleton.tsx";
import { deliveryQuery } from "./deliveryQuery.ts";
import { useUnlockedKeys } from "./unlockedKeys.ts";

/** No key is unlocked. */
const LOCKED: ReturnType<typeof useUnlockedKeys> = new Map();

/** Where one order goes, for those the server lets ask and who have unlocked the key it was sealed to. */
export function DeliveryAddress({ deliveryHash, mayAsk }: { deliveryHash: Hex; mayAsk: boolean }) {
  const isGiven = deliveryHash !== zeroHash;
  const unlocked = useUnlockedKeys();
  const mayOpen = mayAsk && isGiven && unlocked.size > 0;
  const {
    data: details,
    error,
    refetch,
  } = useQuery(deliveryQuery(deliveryHash, mayOpen ? unlocked : LOCKED));
  if (!isGiven) return <p className="text-sm text-caution">The member left no address with this order.</p>;
  if (!mayOpen) return <p className="text-sm text-ink-faint">Address hidden</p>;
  if (error) {
    return (
      <p className="text-sm text-bad">
        {error instanceof DeliveryError ? error.message : reasonFor(error)}{" "}
        <Button tone="quiet" size="small" onClick={() => void refetch()}>
          Try again
        </Button>
      </p>
    );
  }
  if (details === null)
    return <p className="text-sm text-caution">Sealed to an older delivery key: its passphrase is needed.</p>;
  if (!details) return <SkeletonText lines={3} />;
  const { name, street, postcode, city, country, note } = details;
  const lines = [name, street, `${postcode} ${city}`.trim(), country];
  return (
    <div className="flex items-start gap-2 text-sm">
      <address className="min-w-0 not-italic [overflow-wrap:anywhere]">
        {lines.map((line, index) => (
          <span key={index} className="block">
            {line}
          </span>
        ))}
        {note && <span className="mt-1 block text-ink-soft">Note: {note}</span>}
      </address>
      <CopyButton text={lines.join("\n")} label={`Copy the address of ${name}`} />
    </div>
  );
}
