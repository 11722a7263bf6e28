import { queryOptions, skipToken } from "@tanstack/react-query";
import type { Hex } from "viem";
import { z } from "zod/mini";
import { api } from "../../../api/client.ts";
import { keys } from "../../../api/keys.ts";

const deliverySchema = z.object({
  details: z.object({
    name: z.string(),
    street: z.string(),
    postcode: z.string(),
    city: z.string(),
    country: z.string(),
    note: z.string(),
  }),
});

/** Where an order goes; asked for only with a session (`mayAsk`), for the server shows it to nobody else. */
export function deliveryQuery(deliveryHash: Hex, mayAsk: boolean) {
  return queryOptions({
    queryKey: keys.delivery(deliveryHash),
    queryFn: mayAsk
      ? async ({ signal }) => (await api.get(`/deliveries/${deliveryHash}`, deliverySchema, signal)).details
      : skipToken,
  });
}
