import { useQuery } from "@tanstack/react-query";
import { reasonFor } from "../../../api/reasonFor.ts";
import type { SessionControl } from "../../../session/useSession.ts";
import { Button } from "../../../ui/action/Button.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { deliveryKeysQuery } from "./deliveryKeysQuery.ts";
import { NewDeliveryKey } from "./NewDeliveryKey.tsx";
import { UnlockForm } from "./UnlockForm.tsx";
import { useUnlockedKeys } from "./unlockedKeys.ts";

/** What stands between those who send parcels and the addresses: a session, a delivery key, its passphrase. */
export function AddressAccess({ session, isBusy, reason, prove }: SessionControl) {
  const mayAsk = session?.roles.includes("FULFILMENT") ?? false;
  const { data: deliveryKeys, error, refetch } = useQuery(deliveryKeysQuery(mayAsk));
  const unlocked = useUnlockedKeys();
  if (!mayAsk) {
    const action = (
      <Button size="small" busy={isBusy} onClick={() => void prove()}>
        Show addresses
      </Button>
    );
    return (
      <Notice tone="calm" title="Addresses are hidden" action={action}>
        {reason ?? "Show the server with one signature that it is you. It costs nothing."}
      </Notice>
    );
  }
  if (error) {
    const action = (
      <Button tone="quiet" size="small" onClick={() => void refetch()}>
        Try again
      </Button>
    );
    return (
      <Notice tone="bad" title="The delivery keys could not be loaded" action={action}>
        {reasonFor(error)}
      </Notice>
    );
  }
  if (!deliveryKeys) return null;
  const { current, locked } = deliveryKeys;
  const isLocked = locked.length > 0 && !locked.some(({ keyId }) => unlocked.has(keyId));
  return (
    <>
      {!current && (
        <Notice tone="caution" title="Members can't order merch yet" action={<NewDeliveryKey isFirst />}>
          Their addresses are sealed to a delivery key, and there is none that counts now. Make one; you get a
          passphrase that opens it.
        </Notice>
      )}
      {isLocked && <UnlockForm locked={locked} />}
      {current && !isLocked && (
        <div className="justify-self-end">
          <NewDeliveryKey isFirst={false} />
        </div>
      )}
    </>
  );
}
