import { createRoute, z } from "@hono/zod-openapi";
import { deliveryHash } from "@hearth/protocol/delivery";
import { ApiError } from "../http/errors.ts";
import { bytes32, text } from "../http/fields.ts";
import { body, createRouter, json, refusals } from "../http/router.ts";
import type { Services } from "../services.ts";
import { requireAccount } from "../sessions/cookie.ts";
import { findDelivery, keepDelivery } from "./store.ts";

const detailsSchema = z
  .strictObject({
    name: text(1, 120),
    street: text(1, 200),
    postcode: text(0, 20),
    city: text(1, 120),
    country: text(1, 80),
    note: text(0, 500),
  })
  .openapi("DeliveryDetails");

const keepRoute = createRoute({
  method: "post",
  path: "/deliveries",
  summary: "Keep delivery details before redeeming; unreferenced ones are forgotten after a day",
  request: { body: body(z.strictObject({ details: detailsSchema, salt: bytes32 })) },
  responses: {
    ...refusals(400, 403, 413, 415),
    201: json(z.object({ deliveryHash: z.string() }), "Kept; the hash goes on chain"),
  },
});

const readRoute = createRoute({
  method: "get",
  path: "/deliveries/{deliveryHash}",
  summary: "Delivery details (fulfilment)",
  request: { params: z.object({ deliveryHash: bytes32 }) },
  responses: {
    ...refusals(400, 401, 403, 404),
    200: json(z.object({ details: detailsSchema }), "The details"),
  },
});

/** Where merch goes: written by members, read by those who send it. */
export function deliveryRoutes(services: Services) {
  const { chain, database, now } = services;
  return createRouter()
    .openapi(keepRoute, async (c) => {
      const { details, salt } = c.req.valid("json");
      const hash = deliveryHash(details, salt);
      await keepDelivery(database, { deliveryHash: hash, details, salt, createdAt: now() });
      return c.json({ deliveryHash: hash }, 201);
    })
    .openapi(readRoute, async (c) => {
      const { roles } = await chain.standingOf(await requireAccount(c, services));
      if (!roles.includes("FULFILMENT")) {
        throw new ApiError("forbidden", "Only those who send parcels see where they go.");
      }
      const details = await findDelivery(database, c.req.valid("param").deliveryHash);
      if (!details) throw new ApiError("not_found", "There are no delivery details for this order.");
      return c.json({ details }, 200);
    });
}
