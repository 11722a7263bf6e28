import { createRoute, z } from "@hono/zod-openapi";
import { ApiError, invalidField } from "../http/errors.ts";
import { photoHashes, slug, text } from "../http/fields.ts";
import { requireMember } from "../http/members.ts";
import { body, createRouter, json, refusals } from "../http/router.ts";
import { requireProduct } from "../products/routes.ts";
import type { Services } from "../services.ts";
import { dropDraft, findDraft, keepDraft, listDrafts, type Draft } from "./store.ts";

const contentSchema = z.strictObject({
  title: text(0, 120),
  text: text(0, 5000),
  rating: z.number().int().min(1).max(5).nullable(),
  photos: photoHashes,
});

const draftSchema = z
  .object({
    product: z.string(),
    title: z.string(),
    text: z.string(),
    rating: z.number().int().nullable(),
    photos: z.array(z.string()),
    updatedAt: z.string().openapi({ format: "date-time" }),
  })
  .openapi("Draft");

const params = z.object({ product: slug });

const listRoute = createRoute({
  method: "get",
  path: "/drafts",
  summary: "One's own unfinished reviews",
  responses: {
    ...refusals(401, 403),
    200: json(z.object({ drafts: z.array(draftSchema) }), "All of them"),
  },
});

const readRoute = createRoute({
  method: "get",
  path: "/drafts/{product}",
  summary: "One's own unfinished review of a product",
  request: { params },
  responses: { ...refusals(400, 401, 403, 404), 200: json(z.object({ draft: draftSchema }), "The draft") },
});

const keepRoute = createRoute({
  method: "put",
  path: "/drafts/{product}",
  summary: "Keep an unfinished review; forgotten 90 days after the last change",
  request: { params, body: body(contentSchema) },
  responses: {
    ...refusals(400, 401, 403, 404, 413, 415),
    200: json(z.object({ draft: draftSchema }), "Kept"),
  },
});

const dropRoute = createRoute({
  method: "delete",
  path: "/drafts/{product}",
  summary: "Forget an unfinished review",
  request: { params },
  responses: { ...refusals(400, 401, 403), 204: { description: "Forgotten" } },
});

/** Unfinished reviews. Whose they are is told by the session alone, so nobody can name another's. */
export function draftRoutes(services: Services) {
  const { database, now } = services;
  return createRouter()
    .openapi(listRoute, async (c) => {
      const { memberId } = await requireMember(c, services);
      return c.json({ drafts: (await listDrafts(database, memberId)).map(present) }, 200);
    })
    .openapi(readRoute, async (c) => {
      const { memberId } = await requireMember(c, services);
      const draft = await findDraft(database, memberId, c.req.valid("param").product);
      if (!draft) throw new ApiError("not_found", "You have no draft about this product.");
      return c.json({ draft: present(draft) }, 200);
    })
    .openapi(keepRoute, async (c) => {
      const { memberId } = await requireMember(c, services);
      const { product } = c.req.valid("param");
      await requireProduct(services, product);
      const draft = { ...c.req.valid("json"), memberId, product, updatedAt: now() };
      if (!(await keepDraft(database, draft))) {
        throw invalidField(
          "photos",
          "One of the photos is not yours, or was forgotten. Please send it again.",
        );
      }
      return c.json({ draft: present(draft) }, 200);
    })
    .openapi(dropRoute, async (c) => {
      const { memberId } = await requireMember(c, services);
      await dropDraft(database, memberId, c.req.valid("param").product);
      return c.body(null, 204);
    });
}

function present({ memberId: _, updatedAt, ...draft }: Draft) {
  return { ...draft, updatedAt: updatedAt.toISOString() };
}
