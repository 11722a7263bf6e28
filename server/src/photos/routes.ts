import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { ApiError } from "../http/errors.ts";
import { bytes32 } from "../http/fields.ts";
import { requireMember } from "../http/members.ts";
import { createRouter, json, refusals } from "../http/router.ts";
import type { Services } from "../services.ts";
import { sessionAccount } from "../sessions/cookie.ts";
import { encodePhoto } from "./encode.ts";
import { findPhoto, hasRoom, keepPhoto, MOST_WAITING } from "./store.ts";

const TYPES = ["image/jpeg", "image/png", "image/webp"] as const;

const photoSchema = z
  .object({
    hash: z.string().openapi({ description: "keccak256 of the photo as it is served" }),
    width: z.number().int(),
    height: z.number().int(),
  })
  .openapi("Photo");

const uploadRoute = createRoute({
  method: "post",
  path: "/photos",
  summary: "Send a photo for a review, as it is (8 MB, 50 million pixels); forgotten after a day unless used",
  request: {
    body: {
      required: true,
      content: Object.fromEntries(
        TYPES.map((type) => [type, { schema: z.any().openapi({ type: "string", format: "binary" }) }]),
      ),
    },
  },
  responses: {
    ...refusals(400, 401, 403, 413, 415),
    201: json(z.object({ photo: photoSchema }), "Kept: upright, at most 1600 pixels, without metadata"),
  },
});

const readRoute = createRoute({
  method: "get",
  path: "/photos/{hash}",
  summary: "A photo; until a review shows it only for the member who sent it",
  request: { params: z.object({ hash: bytes32 }) },
  responses: {
    ...refusals(400, 404),
    200: { description: "The photo", content: { "image/webp": { schema: z.any() } } },
  },
});

/** Photos of reviews. */
export function photoRoutes(services: Services) {
  const { database, now } = services;
  return createRouter()
    .openapi(uploadRoute, async (c) => {
      const { memberId } = await requireMember(c, services);
      const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
      if (!TYPES.some((known) => known === type)) {
        throw new ApiError("unsupported_media_type", "Send the photo as JPEG, PNG or WebP.");
      }
      // Asked before decoding, which is dear, and again as it is kept.
      if (!(await hasRoom(database, memberId))) throw tooMany();
      const photo = await encodePhoto(new Uint8Array(await c.req.arrayBuffer()));
      if (!(await keepPhoto(database, { photo, memberId, now: now() }))) throw tooMany();
      const { hash, width, height } = photo;
      return c.json({ photo: { hash, width, height } }, 201);
    })
    .openapi(readRoute, async (c) => {
      const { hash } = c.req.valid("param");
      const photo = await findPhoto(database, hash);
      const shared = photo?.shown === true;
      if (!photo || !(shared || (await maySee(c, services, photo.owners)))) {
        throw new ApiError("not_found", "There is no such photo.");
      }
      return c.body(photo.bytes, 200, {
        "Content-Type": "image/webp",
        "Content-Disposition": "inline",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        // Not longer: an operator may have to hide it.
        "Cache-Control": shared ? "public, max-age=600" : "private, no-store",
      });
    });
}

/** Those who sent a photo see it before anybody else does, and operators after it was hidden. */
async function maySee(c: Context, services: Services, owners: readonly bigint[]): Promise<boolean> {
  const account = await sessionAccount(c, services);
  if (!account) return false;
  const { memberId, roles } = await services.chain.standingOf(account);
  return roles.includes("OPERATOR") || (memberId !== null && owners.includes(memberId));
}

function tooMany(): ApiError {
  return new ApiError("too_many_requests", `At most ${MOST_WAITING} photos may wait for a review.`, {
    retryAfter: 3600,
  });
}
