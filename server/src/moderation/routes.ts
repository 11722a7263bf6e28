import { createRoute, z } from "@hono/zod-openapi";
import { ApiError } from "../http/errors.ts";
import { limit, rowId } from "../http/fields.ts";
import { requireMember, requireOperator } from "../http/members.ts";
import { body, createRouter, json, refusals } from "../http/router.ts";
import { isAuthor } from "../reviews/store.ts";
import type { Services } from "../services.ts";
import { settleAppeal, settleReview, shownReview } from "./moderate.ts";
import {
  answerSchema,
  appealSchema,
  decisionSchema,
  entrySchema,
  flagSchema,
  keptAppeal,
  ledgerFilter,
  presentAppeal,
  presentEntry,
  presentWaiting,
  summarySchema,
  waitingSchema,
} from "./schemas.ts";
import { addAppeal, addFlag, listDecisions, listWaiting, tally } from "./store.ts";

const params = z.object({ id: rowId });

const flagRoute = createRoute({
  method: "post",
  path: "/reviews/{id}/flags",
  summary: "Report a review to the operators, once (members)",
  request: { params, body: body(flagSchema) },
  responses: { ...refusals(400, 401, 403, 404, 409, 413, 415), 204: { description: "Reported" } },
});

const appealRoute = createRoute({
  method: "post",
  path: "/reviews/{id}/appeal",
  summary: "Appeal against the decision that hid or rejected one's own review, once",
  request: { params, body: body(appealSchema) },
  responses: { ...refusals(400, 401, 403, 404, 409, 413, 415), 201: json(keptAppeal, "Kept") },
});

const queueRoute = createRoute({
  method: "get",
  path: "/moderation",
  summary: "Reviews with open flags or an open appeal (operators)",
  request: { query: z.object({ limit }) },
  responses: {
    ...refusals(400, 401, 403),
    200: json(z.object({ items: z.array(waitingSchema) }), "Oldest first"),
  },
});

const decideRoute = createRoute({
  method: "post",
  path: "/moderation/reviews/{id}",
  summary: "Keep, hide or restore a review (operators)",
  request: { params, body: body(decisionSchema) },
  responses: { ...refusals(400, 401, 403, 404, 409, 413, 415), 204: { description: "Decided" } },
});

const answerRoute = createRoute({
  method: "post",
  path: "/moderation/appeals/{id}",
  summary: "Answer an appeal (an operator other than who decided, where there is one)",
  request: { params, body: body(answerSchema) },
  responses: { ...refusals(400, 401, 403, 404, 409, 413, 415), 204: { description: "Answered" } },
});

const ledgerRoute = createRoute({
  method: "get",
  path: "/moderation/ledger",
  summary: "Every decision about reviews, newest first",
  request: { query: ledgerFilter },
  responses: {
    ...refusals(400),
    200: json(z.object({ entries: z.array(entrySchema), nextCursor: z.string().nullable() }), "A page"),
  },
});

const summaryRoute = createRoute({
  method: "get",
  path: "/moderation/summary",
  summary: "The ledger in numbers: how often reviews of each rating are approved",
  responses: { ...refusals(), 200: json(summarySchema, "Counted now") },
});

/** Flags and appeals: what members say about reviews and decisions. */
export function flagRoutes(services: Services) {
  const { database, now } = services;
  return createRouter()
    .openapi(flagRoute, async (c) => {
      const member = await requireMember(c, services);
      const review = await shownReview(services, c.req.valid("param").id);
      if (isAuthor(review, member)) throw new ApiError("forbidden", "Nobody reports their own review.");
      const { memberId } = member;
      const flag = { ...c.req.valid("json"), reviewId: review.id, memberId, createdAt: now() };
      if (!(await addFlag(database, flag))) {
        throw new ApiError("conflict", "You have reported this review already.");
      }
      return c.body(null, 204);
    })
    .openapi(appealRoute, async (c) => {
      const member = await requireMember(c, services);
      const review = await shownReview(services, c.req.valid("param").id, member);
      if (!isAuthor(review, member)) throw new ApiError("forbidden", "Only its author appeals for a review.");
      const { statement } = c.req.valid("json");
      const kept = await addAppeal(database, review.id, { statement, now: now() });
      if (kept === "appealed") throw new ApiError("conflict", "You have appealed for this review already.");
      if (kept === "nothing") {
        throw new ApiError(
          "conflict",
          "This review is neither hidden nor rejected: nothing to appeal against.",
        );
      }
      return c.json({ appeal: presentAppeal(kept) }, 201);
    });
}

/** Decisions about reviews, and the public ledger of all of them. */
export function moderationRoutes(services: Services) {
  const { database } = services;
  return createRouter()
    .openapi(queueRoute, async (c) => {
      await requireOperator(c, services);
      const waiting = await listWaiting(database, c.req.valid("query").limit);
      return c.json({ items: waiting.map(presentWaiting) }, 200);
    })
    .openapi(decideRoute, async (c) => {
      const operator = await requireOperator(c, services);
      await settleReview(services, operator, c.req.valid("param").id, c.req.valid("json"));
      return c.body(null, 204);
    })
    .openapi(answerRoute, async (c) => {
      const operator = await requireOperator(c, services);
      await settleAppeal(services, operator, c.req.valid("param").id, c.req.valid("json"));
      return c.body(null, 204);
    })
    .openapi(ledgerRoute, async (c) => {
      const { review: reviewId, ...page } = c.req.valid("query");
      const { rows, nextCursor } = await listDecisions(database, { reviewId, ...page });
      const entries = rows.map(presentEntry);
      return c.json({ entries, nextCursor: nextCursor === null ? null : String(nextCursor) }, 200);
    })
    .openapi(summaryRoute, async (c) => {
      const { byRating, decisions } = await tally(database);
      const rates = byRating.map((row) => {
        const decided = row.approved + row.rejected;
        return { ...row, approvalRate: decided === 0 ? null : row.approved / decided };
      });
      return c.json({ byRating: rates, decisions }, 200);
    });
}
