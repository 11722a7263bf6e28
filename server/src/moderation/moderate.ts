import type { z } from "@hono/zod-openapi";
import type { Address } from "viem";
import type { Standing } from "../chain/chain.ts";
import { ApiError } from "../http/errors.ts";
import { findReview, isAuthor, type ListedReview, type Review } from "../reviews/store.ts";
import type { Services } from "../services.ts";
import type { answerSchema, decisionSchema } from "./schemas.ts";
import { answerAppeal, decide, findAppeal } from "./store.ts";

/**
 * A review that somebody may see: hidden ones are for their author and for operators. Throws an ApiError (404).
 * @param id The review.
 * @param viewer Who asks; undefined for anybody.
 */
export async function shownReview(
  { database }: Services,
  id: bigint,
  viewer?: Standing,
): Promise<ListedReview> {
  const review = await findReview(database, id);
  if (!review) throw new ApiError("not_found", `There is no review ${id}.`);
  const mayAlways = viewer && (viewer.roles.includes("OPERATOR") || isAuthor(review, viewer));
  if (review.hidden && !mayAlways) {
    throw new ApiError("not_found", `Review ${id} was hidden. The moderation ledger says why.`);
  }
  return review;
}

/**
 * Carries out an operator's decision about a review. Throws an ApiError that says why not.
 * @param operator Who decides.
 * @param id The review.
 */
export async function settleReview(
  { database, now }: Services,
  operator: Standing,
  id: bigint,
  { decision, contentHash, reason }: z.output<typeof decisionSchema>,
): Promise<void> {
  const review = await findReview(database, id);
  if (!review) throw new ApiError("not_found", `There is no review ${id}.`);
  refuseOwn(review, operator);
  const by = { reason, operator: operator.account, now: now() };
  switch (await decide(database, { id, contentHash }, decision, by)) {
    case "done":
      return;
    case "stale":
      throw new ApiError("conflict", "This review has changed meanwhile. Please look at it again.");
    case "appealed":
      throw new ApiError("conflict", "Its author has appealed. Please answer the appeal.");
  }
}

/**
 * Answers an appeal. Throws an ApiError that says why not.
 * @param operator Who answers; nobody judges over their own decision unless there is no other operator.
 * @param id The appeal.
 */
export async function settleAppeal(
  services: Services,
  operator: Standing,
  id: bigint,
  { decision: answer, reason }: z.output<typeof answerSchema>,
): Promise<void> {
  const { chain, database, now } = services;
  const found = await findAppeal(database, id);
  if (!found) throw new ApiError("not_found", `There is no appeal ${id}.`);
  const { appeal, review, decision } = found;
  refuseOwn(review, operator);
  if (decision.deciders.includes(operator.account) && hasOther(await chain.operators(), found)) {
    throw new ApiError("forbidden", "You made this decision. Another operator has to answer the appeal.");
  }
  const by = { overturn: answer === "overturn", reason, operator: operator.account, now: now() };
  if (!(await answerAppeal(database, { appeal, decision }, by))) {
    throw new ApiError("conflict", "This appeal has been answered already.");
  }
}

/** Whether an operator is there who neither made the decision nor wrote the review. */
function hasOther(
  operators: readonly Address[],
  { decision, review }: { decision: { deciders: Address[] }; review: Review },
): boolean {
  return operators.some((account) => !decision.deciders.includes(account) && account !== review.author);
}

function refuseOwn(review: Review, operator: Standing): void {
  if (isAuthor(review, operator)) {
    throw new ApiError("forbidden", "Nobody decides about their own review.");
  }
}
