import { createRoute, z } from "@hono/zod-openapi";
import { bytes32, limit, rowId, signature, text, uint256, unixSeconds } from "../http/fields.ts";
import { body, createRouter, json, refusals } from "../http/router.ts";
import { reviewStatuses } from "../reviews/tables.ts";
import type { Services } from "../services.ts";
import { requireAccount } from "../sessions/cookie.ts";
import { gradeReview, requireGrader } from "./grade.ts";
import { queueFor } from "./queue.ts";

const itemSchema = z
  .object({
    id: z.string(),
    product: z.string(),
    productName: z.string(),
    campaignId: z.string(),
    memberId: z.string(),
    title: z.string(),
    text: z.string(),
    photos: z.array(z.string()),
    subject: z.string(),
    contentHash: z.string(),
    createdAt: z.string().openapi({ format: "date-time" }),
    minReward: z.string(),
    maxReward: z.string(),
    gradesHave: z.number().int(),
    gradesNeeded: z.number().int(),
    agreed: z
      .object({ amount: z.string(), deadline: z.string() })
      .nullable()
      .openapi({ description: "The attestation most graders signed so far: sign the same to add to it" }),
  })
  .openapi("GradingItem", { description: "A review as graders see it: without its stars and its author" });

/** A review as graders see it. */
export type Item = z.output<typeof itemSchema>;

const decisionSchema = z.discriminatedUnion("decision", [
  z.strictObject({ decision: z.literal("approve"), amount: uint256, deadline: unixSeconds, signature }),
  z.strictObject({
    decision: z.literal("reject"),
    reason: text(4, 1000),
    contentHash: bytes32
      .optional()
      .openapi({ description: "Of the words that were read; if they have changed, it is a conflict" }),
  }),
]);

const gradedSchema = z
  .object({
    id: z.string(),
    status: z.enum(reviewStatuses),
    gradesHave: z.number().int(),
    gradesNeeded: z.number().int(),
  })
  .openapi("Graded");

const listRoute = createRoute({
  method: "get",
  path: "/grading",
  summary: "Reviews that wait for the grader who is signed in",
  request: { query: z.object({ limit }) },
  responses: {
    ...refusals(400, 401, 403),
    200: json(
      z.object({ items: z.array(itemSchema) }),
      "Undecided ones, oldest first; then those whose attestation was not claimed and can't be any more",
    ),
  },
});

const gradeRoute = createRoute({
  method: "post",
  path: "/grading/{id}",
  summary: "Approve a review by signing its attestation (EIP-712 `Attestation`), or reject it",
  request: { params: z.object({ id: rowId }), body: body(decisionSchema) },
  responses: {
    ...refusals(400, 401, 403, 404, 409, 413, 415),
    200: json(gradedSchema, "Kept; says where the review stands now"),
  },
});

/** Blind grading by attesters and curators. */
export function gradingRoutes(services: Services) {
  return createRouter()
    .openapi(listRoute, async (c) => {
      const grader = await requireGrader(services, await requireAccount(c, services));
      return c.json({ items: await queueFor(services, grader, c.req.valid("query").limit) }, 200);
    })
    .openapi(gradeRoute, async (c) => {
      const { id } = c.req.valid("param");
      const grader = await requireGrader(services, await requireAccount(c, services));
      return c.json(
        { id: String(id), ...(await gradeReview(services, grader, id, c.req.valid("json"))) },
        200,
      );
    });
}
