import { queryOptions, skipToken } from "@tanstack/react-query";
import { keys } from "../../../api/keys.ts";
import { readDeliveryKey, readLockedKeys } from "../../../api/reads/deliveryKeys.ts";

/** The delivery keys and the one in use; asked for only with a session, for the server shows them to nobody else. */
export function deliveryKeysQuery(mayAsk: boolean) {
  return queryOptions({
    queryKey: keys.deliveryKeys(),
    queryFn: mayAsk
      ? async ({ signal }) => {
          const [current, locked] = await Promise.all([readDeliveryKey(signal), readLockedKeys(signal)]);
          return { current, locked };
        }
      : skipToken,
  });
}
