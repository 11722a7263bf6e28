import { openDelivery } from "@hearth/protocol/delivery";
import type { KeyPair } from "@hearth/protocol/hpke";
import { queryOptions, skipToken } from "@tanstack/react-query";
import type { Hex } from "viem";
import { z } from "zod/mini";
import { api } from "../../../api/client.ts";
import { hex } from "../../../api/fields.ts";
import { keys } from "../../../api/keys.ts";
import { deliveryPlace } from "../../../chain/contracts.ts";

const sealedSchema = z.object({ keyId: hex, sealed: hex });

/** Where an order goes, opened in this browser; asked for only once a key is unlocked. */
export function deliveryQuery(deliveryHash: Hex, unlocked: ReadonlyMap<Hex, KeyPair>) {
  return queryOptions({
    queryKey: keys.delivery(deliveryHash, unlocked.size),
    queryFn:
      unlocked.size > 0
        ? async ({ signal }) => {
            const { keyId, sealed } = await api.get(`/deliveries/${deliveryHash}`, sealedSchema, signal);
            const key = unlocked.get(keyId);
            return key ? openDelivery(key, { deliveryHash, sealed }, deliveryPlace) : null;
          }
        : skipToken,
    retry: false,
  });
}
