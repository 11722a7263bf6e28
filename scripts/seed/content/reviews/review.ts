import type { Rating } from "@hearth/protocol/review";
import type { MemberName } from "../members.ts";

/** One review of the demo: what was written, and what became of it. */
export interface ReviewContent {
  author: MemberName;
  title: string;
  text: string;
  rating: Rating;
  outcome: ReviewOutcome;
}

/**
 * Where a review stands at the end. `worth` is what the grader found it worth, from 0 (the least the campaign pays)
 * to 1 (the most); it follows from care and detail, never from the rating.
 */
export type ReviewOutcome =
  | { state: "waiting" }
  | { state: "approved"; worth: number }
  | { state: "claimed"; worth: number }
  | { state: "rejected"; reason: string };

/** Not graded yet. */
export const waiting: ReviewOutcome = { state: "waiting" };

/** Approved; the author has not claimed the reward. */
export function approved(worth: number): ReviewOutcome {
  return { state: "approved", worth };
}

/** Approved and paid. */
export function claimed(worth: number): ReviewOutcome {
  return { state: "claimed", worth };
}

/** Refused, with words the author and everybody else can read. */
export function rejected(reason: string): ReviewOutcome {
  return { state: "rejected", reason };
}
