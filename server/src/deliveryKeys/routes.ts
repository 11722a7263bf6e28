import { createRoute, z } from "@hono/zod-openapi";
import { deliveryKeyDigest, deliveryKeyId } from "@hearth/protocol/deliveryKey";
import { readPublicKey } from "@hearth/protocol/hpke";
import type { Context } from "hono";
import { hexToBytes, type Address, type Hex } from "viem";
import { ApiError, invalidField } from "../http/errors.ts";
import { hexBytes, signature } from "../http/fields.ts";
import { body, createRouter, json, refusals } from "../http/router.ts";
import type { Services } from "../services.ts";
import { requireAccount } from "../sessions/cookie.ts";
import { addDeliveryKey, currentDeliveryKey, listDeliveryKeys, type KeptDeliveryKey } from "./store.ts";

/** 65 bytes. */
const publicKey = hexBytes(65, 65);
/** Salt, nonce, a private key in PKCS #8 and a tag, with room to spare. */
const locked = hexBytes(64, 512);

const keySchema = z
  .object({ keyId: z.string(), publicKey: z.string(), signer: z.string(), signature: z.string() })
  .openapi("DeliveryKey", {
    description:
      "A point of P-256, and the EIP-712 `DeliveryKey` signature of somebody with the fulfilment role",
  });

const lockedKeySchema = keySchema
  .extend({ locked: z.string(), createdAt: z.string().openapi({ format: "date-time" }) })
  .openapi("LockedDeliveryKey");

const currentRoute = createRoute({
  method: "get",
  path: "/delivery-keys/current",
  summary: "The key to which delivery details are sealed; null where merch can't be sent yet",
  responses: { ...refusals(), 200: json(z.object({ key: keySchema.nullable() }), "The key") },
});

const listRoute = createRoute({
  method: "get",
  path: "/delivery-keys",
  summary: "All delivery keys with their locked private halves, newest first (fulfilment)",
  responses: { ...refusals(401, 403), 200: json(z.object({ keys: z.array(lockedKeySchema) }), "The keys") },
});

const addRoute = createRoute({
  method: "post",
  path: "/delivery-keys",
  summary: "Publish a new delivery key, signed by whoever publishes it (fulfilment)",
  request: { body: body(z.strictObject({ publicKey, locked, signature }).openapi("NewDeliveryKey")) },
  responses: {
    ...refusals(400, 401, 403, 409, 413, 415),
    201: json(z.object({ key: keySchema }), "From now on details are sealed to it"),
  },
});

/** Keys to which delivery details are sealed. */
export function deliveryKeyRoutes(services: Services) {
  const { chain, database, deployment, now } = services;
  const place = { chainId: deployment.chainId, store: deployment.contracts.RewardsStore.address };
  return createRouter()
    .openapi(currentRoute, async (c) => {
      const key = await currentDeliveryKey(database, chain);
      return c.json({ key: key ? present(key) : null }, 200);
    })
    .openapi(listRoute, async (c) => {
      await requireFulfilment(c, services);
      const keys = await listDeliveryKeys(database);
      const shown = keys.map((key) => ({
        ...present(key),
        locked: key.locked,
        createdAt: key.createdAt.toISOString(),
      }));
      return c.json({ keys: shown }, 200);
    })
    .openapi(addRoute, async (c) => {
      const given = c.req.valid("json");
      const signer = await requireFulfilment(c, services);
      if (!(await isOnCurve(given.publicKey))) throw invalidField("publicKey", "This is no point of P-256.");
      if (!(await chain.isSignedBy(signer, deliveryKeyDigest(given.publicKey, place), given.signature)))
        throw invalidField("signature", "The signature is not yours of this delivery key.");
      const keyId = deliveryKeyId(given.publicKey);
      if (!(await addDeliveryKey(database, { ...given, keyId, signer, createdAt: now() })))
        throw new ApiError("conflict", "This delivery key is here already.");
      return c.json({ key: present({ ...given, keyId, signer }) }, 201);
    });
}

/** Who is signed in and sends parcels; throws an ApiError for others. */
export async function requireFulfilment(c: Context, services: Services): Promise<Address> {
  const account = await requireAccount(c, services);
  const { roles } = await services.chain.standingOf(account);
  if (!roles.includes("FULFILMENT"))
    throw new ApiError("forbidden", "Only those who send parcels see where they go.");
  return account;
}

function present(key: Pick<KeptDeliveryKey, "keyId" | "publicKey" | "signer" | "signature">) {
  return { keyId: key.keyId, publicKey: key.publicKey, signer: key.signer, signature: key.signature };
}

async function isOnCurve(point: Hex): Promise<boolean> {
  return readPublicKey(Uint8Array.from(hexToBytes(point))).then(
    () => true,
    () => false,
  );
}
