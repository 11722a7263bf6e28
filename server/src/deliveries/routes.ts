import { createRoute, z } from "@hono/zod-openapi";
import { looksSealed } from "@hearth/protocol/delivery";
import { requireFulfilment } from "../deliveryKeys/routes.ts";
import { currentDeliveryKey } from "../deliveryKeys/store.ts";
import { ApiError, invalidField } from "../http/errors.ts";
import { bytes32, hexBytes } from "../http/fields.ts";
import { body, createRouter, json, refusals } from "../http/router.ts";
import type { Services } from "../services.ts";
import { findDelivery, keepDelivery } from "./store.ts";

/** From one block of text to the most there are; see `looksSealed`. */
const sealed = hexBytes(1105, 4177);

const sealedSchema = z
  .strictObject({ deliveryHash: bytes32, keyId: bytes32, sealed })
  .openapi("SealedDelivery", {
    description:
      "Delivery details, sealed (RFC 9180) to the current delivery key under the hash that goes on chain",
  });

const keepRoute = createRoute({
  method: "post",
  path: "/deliveries",
  summary: "Keep sealed delivery details before redeeming; unreferenced ones are forgotten after a day",
  request: { body: body(sealedSchema) },
  responses: {
    ...refusals(400, 403, 409, 413, 415),
    201: json(z.object({ deliveryHash: z.string() }), "Kept"),
  },
});

const readRoute = createRoute({
  method: "get",
  path: "/deliveries/{deliveryHash}",
  summary: "Sealed delivery details (fulfilment)",
  request: { params: z.object({ deliveryHash: bytes32 }) },
  responses: {
    ...refusals(400, 401, 403, 404),
    200: json(
      z.object({ keyId: z.string(), sealed: z.string() }),
      "To be opened with the key's private half",
    ),
  },
});

/** Where merch goes: sealed by members, read by those who send it, and by nobody in between. */
export function deliveryRoutes(services: Services) {
  const { chain, database, now } = services;
  return createRouter()
    .openapi(keepRoute, async (c) => {
      const delivery = c.req.valid("json");
      if (!(await looksSealed(delivery.sealed)))
        throw invalidField("sealed", "The delivery details are not sealed.");
      const current = await currentDeliveryKey(database, chain);
      if (current?.keyId !== delivery.keyId)
        throw new ApiError("conflict", "The brand's delivery key is another one by now. Please try again.");
      if (!(await keepDelivery(database, { ...delivery, createdAt: now() })))
        throw new ApiError("conflict", "There are other delivery details under this hash.");
      return c.json({ deliveryHash: delivery.deliveryHash }, 201);
    })
    .openapi(readRoute, async (c) => {
      await requireFulfilment(c, services);
      const found = await findDelivery(database, c.req.valid("param").deliveryHash);
      if (!found) throw new ApiError("not_found", "There are no delivery details for this order.");
      return c.json({ keyId: found.keyId, sealed: found.sealed }, 200);
    });
}
