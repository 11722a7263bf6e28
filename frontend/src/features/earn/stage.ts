import type { Review } from "../../api/reads/reviews.ts";

/** Where a review is on its way. `claimable`: approved and still to be collected; `lapsed`: too late for that. */
export type ReviewStage = "waiting" | "claimable" | "lapsed" | "paid" | "rejected";

/**
 * Where a review is on its way.
 * @param paid What the chain says; it outweighs the server.
 * @param now As the contracts see it.
 */
export function stageOf(
  { status, claim }: Pick<Review, "status" | "claim">,
  paid: boolean,
  now: Date,
): ReviewStage {
  if (paid) return "paid";
  if (status === "rejected") return "rejected";
  if (status === "submitted" || !claim) return "waiting";
  return BigInt(Math.floor(now.getTime() / 1000)) > claim.attestation.deadline ? "lapsed" : "claimable";
}

/** One station of a review's way. */
export interface Station {
  label: string;
  state: "done" | "now" | "ahead" | "stopped";
}

/** The stations a review has passed and has ahead. */
export function stationsOf(stage: ReviewStage): Station[] {
  const sent: Station = { label: "Sent", state: "done" };
  switch (stage) {
    case "waiting":
    case "lapsed":
      return [sent, { label: "Being graded", state: "now" }, { label: "Paid", state: "ahead" }];
    case "claimable":
      return [sent, { label: "Approved", state: "done" }, { label: "Ready to claim", state: "now" }];
    case "paid":
      return [sent, { label: "Approved", state: "done" }, { label: "Paid", state: "done" }];
    case "rejected":
      return [sent, { label: "Not accepted", state: "stopped" }];
  }
}
