import { queryOptions, skipToken } from "@tanstack/react-query";
import { z } from "zod/mini";
import { api } from "../../../api/client.ts";
import { decimal, hex, moment } from "../../../api/fields.ts";
import { keys } from "../../../api/keys.ts";

const itemSchema = z.object({
  id: z.string(),
  product: z.string(),
  productName: z.string(),
  campaignId: decimal,
  memberId: decimal,
  title: z.string(),
  text: z.string(),
  photos: z.array(hex),
  subject: hex,
  contentHash: hex,
  createdAt: moment,
  minReward: decimal,
  maxReward: decimal,
  gradesHave: z.number(),
  gradesNeeded: z.number(),
  agreed: z.nullable(z.object({ amount: decimal, deadline: decimal })),
});
const queueSchema = z.object({ items: z.array(itemSchema) });

/** The answer to a grade: where the review stands now. */
export const gradedSchema = z.object({ status: z.enum(["submitted", "approved", "rejected"]) });

/**
 * A review as graders see it: without its stars and its author's name. Amounts in the token's smallest unit;
 * `agreed` is what others have signed so far.
 */
export type GradingItem = z.infer<typeof itemSchema>;

/** Reviews that wait for the grader who is signed in, oldest first; `undefined` asks for nothing. */
export function gradingQueueQuery(account: string | undefined) {
  return queryOptions({
    queryKey: keys.gradingQueueOf(account ?? ""),
    queryFn: account
      ? async ({ signal }) => (await api.get("/grading?limit=100", queueSchema, signal)).items
      : skipToken,
  });
}
