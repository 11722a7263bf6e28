import { createRoute, z } from "@hono/zod-openapi";
import { productSubject } from "@hearth/protocol/review";
import type { Campaign, Standing } from "../chain/chain.ts";
import { bytes32, limit, rowId, signature, text, uint256, unixSeconds } from "../http/fields.ts";
import { body, createRouter, json, refusals } from "../http/router.ts";
import { reviewStatuses } from "../reviews/tables.ts";
import type { Services } from "../services.ts";
import { requireAccount } from "../sessions/cookie.ts";
import { gradeReview, isOpen, requireGrader } from "./grade.ts";
import { listGradable, liveGrades } from "./store.ts";
import { approvalGroups } from "./verdict.ts";

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

type Item = z.output<typeof itemSchema>;

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
    200: json(z.object({ items: z.array(itemSchema) }), "Oldest first"),
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

async function queueFor(services: Services, grader: Standing, most: number): Promise<Item[]> {
  const { chain, database } = services;
  const { timestamp: time } = await chain.head();
  const { account, memberId } = grader;
  const waiting = await listGradable(database, { grader: account, memberId, time, limit: most });
  const open = await Promise.all(waiting.map(({ review }) => isOpen(services, review, time)));
  const rows = waiting.filter((_, index) => open[index]);
  const campaigns = await readCampaigns(services, rows);
  const grades = await liveGrades(
    database,
    rows.map(({ review }) => review.id),
    time,
  );
  return rows.flatMap(({ review, productName }) => {
    const campaign = campaigns.get(review.campaignId);
    if (!campaign) return [];
    const [leading] = approvalGroups(grades.filter((grade) => grade.reviewId === review.id));
    return {
      id: String(review.id),
      product: review.product,
      productName,
      campaignId: String(review.campaignId),
      memberId: String(review.memberId),
      title: review.title,
      text: review.text,
      photos: review.photos,
      subject: productSubject(review.product),
      contentHash: review.contentHash,
      createdAt: review.createdAt.toISOString(),
      minReward: String(campaign.minReward),
      maxReward: String(campaign.maxReward),
      gradesHave: leading?.approvals.length ?? 0,
      gradesNeeded: campaign.signaturesNeeded,
      agreed: leading ? { amount: String(leading.amount), deadline: String(leading.deadline) } : null,
    };
  });
}

async function readCampaigns(
  { chain }: Services,
  rows: { review: { campaignId: bigint } }[],
): Promise<Map<bigint, Campaign | null>> {
  const ids = [...new Set(rows.map(({ review }) => review.campaignId))];
  return new Map(await Promise.all(ids.map(async (id) => [id, await chain.campaign(id)] as const)));
}
