import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { ApiError } from "../http/errors.ts";
import { rowId } from "../http/fields.ts";
import { requireMember } from "../http/members.ts";
import { body, createRouter, json, refusals } from "../http/router.ts";
import { shownReview } from "../moderation/moderate.ts";
import type { Services } from "../services.ts";
import { sessionAccount } from "../sessions/cookie.ts";
import { markHelpful } from "./helpful.ts";
import { checkReceipt, usedReceipt } from "./receipts.ts";
import {
  presentReview,
  presentVersion,
  receiptSchema,
  reviewSchema,
  revisionSchema,
  versionSchema,
} from "./schemas.ts";
import { addReceipt, isAuthor, listVersions } from "./store.ts";
import { submitRevision } from "./submit.ts";
import { verificationOf, verificationSchema } from "./verification.ts";

const params = z.object({ id: rowId });
const one = z.object({ review: reviewSchema });
const helpfulSchema = z.object({ helpfulCount: z.number().int() });

const reviseRoute = createRoute({
  method: "post",
  path: "/reviews/{id}/versions",
  summary: "Change a review: a new version, signed by its author (EIP-712 `Review`)",
  request: { params, body: body(revisionSchema) },
  responses: {
    ...refusals(400, 403, 404, 409, 413, 415),
    201: json(one, "Kept; graded anew unless it was approved before"),
  },
});

const versionsRoute = createRoute({
  method: "get",
  path: "/reviews/{id}/versions",
  summary: "Every version of a review, oldest first",
  request: { params },
  responses: {
    ...refusals(400, 404),
    200: json(z.object({ versions: z.array(versionSchema) }), "All of them; at most ten"),
  },
});

const receiptRoute = createRoute({
  method: "post",
  path: "/reviews/{id}/receipt",
  summary: "Add the shop's receipt to one's own review",
  request: { params, body: body(receiptSchema) },
  responses: { ...refusals(400, 401, 403, 404, 409, 413, 415), 200: json(one, "A verified purchase now") },
});

const verificationRoute = createRoute({
  method: "get",
  path: "/reviews/{id}/verification",
  summary: "What it takes to check a review without believing this server",
  request: { params },
  responses: { ...refusals(400, 404), 200: json(verificationSchema, "Everything that was signed and paid") },
});

const helpfulRoute = createRoute({
  method: "put",
  path: "/reviews/{id}/helpful",
  summary: "Say that a review helped (members)",
  request: { params },
  responses: { ...refusals(400, 401, 403, 404), 200: json(helpfulSchema, "How many say so") },
});

const unhelpfulRoute = createRoute({
  method: "delete",
  path: "/reviews/{id}/helpful",
  summary: "Take that back",
  request: { params },
  responses: { ...refusals(400, 401, 403, 404), 200: json(helpfulSchema, "How many say so") },
});

/** What becomes of a review after it was written: versions, receipt, readers' thanks, verification. */
export function historyRoutes(services: Services) {
  const { chain, database } = services;

  /** The review that a request names, if who is signed in may see it. */
  async function named(c: Context, id: bigint) {
    const viewer = await sessionAccount(c, services);
    const standing = viewer === null ? undefined : await chain.standingOf(viewer);
    return { review: await shownReview(services, id, standing), viewer };
  }

  async function mark(c: Context, id: bigint, helpful: boolean) {
    const member = await requireMember(c, services);
    const review = await shownReview(services, id);
    if (isAuthor(review, member)) throw new ApiError("forbidden", "Nobody praises their own review.");
    return markHelpful(database, { reviewId: id, memberId: member.memberId }, helpful);
  }

  return createRouter()
    .openapi(reviseRoute, async (c) => {
      const revision = c.req.valid("json");
      const review = await submitRevision(services, c.req.valid("param").id, revision);
      return c.json({ review: presentReview(review, revision.author) }, 201);
    })
    .openapi(versionsRoute, async (c) => {
      const { review, viewer } = await named(c, c.req.valid("param").id);
      const versions = await listVersions(database, review.id);
      return c.json({ versions: versions.map((each) => presentVersion(each, review, viewer)) }, 200);
    })
    .openapi(receiptRoute, async (c) => {
      const member = await requireMember(c, services);
      const review = await shownReview(services, c.req.valid("param").id, member);
      if (!isAuthor(review, member)) throw new ApiError("forbidden", "Only its author adds a receipt.");
      const { timestamp: time } = await chain.head();
      const bought = { buyer: member.account, product: review.product };
      const receipt = await checkReceipt(services, c.req.valid("json"), bought, { path: "", time });
      if (!(await addReceipt(database, { ...receipt, reviewId: review.id }))) throw usedReceipt();
      return c.json({ review: presentReview({ ...review, verifiedPurchase: true }, member.account) }, 200);
    })
    .openapi(verificationRoute, async (c) => {
      const { review, viewer } = await named(c, c.req.valid("param").id);
      return c.json(await verificationOf(services, review, viewer), 200);
    })
    .openapi(helpfulRoute, async (c) =>
      c.json({ helpfulCount: await mark(c, c.req.valid("param").id, true) }, 200),
    )
    .openapi(unhelpfulRoute, async (c) =>
      c.json({ helpfulCount: await mark(c, c.req.valid("param").id, false) }, 200),
    );
}
