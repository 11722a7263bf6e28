import { createRoute, z } from "@hono/zod-openapi";
import { rowId } from "../http/fields.ts";
import { body, createRouter, json, refusals } from "../http/router.ts";
import { shownReview } from "../moderation/moderate.ts";
import type { Services } from "../services.ts";
import { sessionAccount } from "../sessions/cookie.ts";
import { filterSchema, presentReview, reviewSchema, submissionSchema } from "./schemas.ts";
import { listReviews } from "./search.ts";
import { submitReview } from "./submit.ts";

const submitRoute = createRoute({
  method: "post",
  path: "/reviews",
  summary: "Submit a review, signed by its author (EIP-712 `Review`)",
  request: { body: body(submissionSchema) },
  responses: {
    ...refusals(400, 403, 404, 409, 413, 415),
    201: json(z.object({ review: reviewSchema }), "Kept, waiting for its grades"),
  },
});

const listRoute = createRoute({
  method: "get",
  path: "/reviews",
  summary: "Reviews: searched, filtered, sorted, by the page",
  request: { query: filterSchema },
  responses: {
    ...refusals(400),
    200: json(z.object({ reviews: z.array(reviewSchema), nextCursor: z.string().nullable() }), "A page"),
  },
});

const readRoute = createRoute({
  method: "get",
  path: "/reviews/{id}",
  summary: "One review",
  request: { params: z.object({ id: rowId }) },
  responses: { ...refusals(400, 404), 200: json(z.object({ review: reviewSchema }), "The review") },
});

/** Writing and reading reviews. */
export function reviewRoutes(services: Services) {
  const { database } = services;
  return createRouter()
    .openapi(submitRoute, async (c) => {
      const submission = c.req.valid("json");
      const review = await submitReview(services, submission);
      return c.json({ review: presentReview(review, submission.author) }, 201);
    })
    .openapi(listRoute, async (c) => {
      const viewer = await sessionAccount(c, services);
      const { rows, nextCursor } = await listReviews(database, c.req.valid("query"), viewer);
      return c.json({ reviews: rows.map((row) => presentReview(row, viewer)), nextCursor }, 200);
    })
    .openapi(readRoute, async (c) => {
      const viewer = await sessionAccount(c, services);
      const standing = viewer === null ? undefined : await services.chain.standingOf(viewer);
      const review = await shownReview(services, c.req.valid("param").id, standing);
      return c.json({ review: presentReview(review, viewer) }, 200);
    });
}
