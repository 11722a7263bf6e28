import { parseUnits } from "viem";
import type { ProposedChange } from "./transactions.ts";

/** A proposal as it stands in the form. */
export interface ProposalDraft {
  title: string;
  body: string;
  kind: ProposedChange["kind"];
  /** Number of the campaign or reward. */
  subject: string;
  /** Whole tokens, or pieces for the stock. */
  figure: string;
}

/** The form as it opens. */
export const EMPTY_DRAFT: ProposalDraft = {
  title: "",
  body: "",
  kind: "campaignBudget",
  subject: "",
  figure: "",
};

const AMOUNT = /^\d{1,9}(\.\d{1,6})?$/;
const PIECES = /^-?\d{1,6}$/;

/** What is wrong with a field, as a sentence; `undefined` if nothing is. */
export function faultOf(draft: ProposalDraft, field: keyof ProposalDraft): string | undefined {
  switch (field) {
    case "title":
      return draft.title.trim().length < 8 ? "Give it a title of at least 8 characters." : undefined;
    case "body":
      return draft.body.trim().length < 40
        ? "Say why, in at least a sentence or two (40 characters)."
        : undefined;
    case "subject":
      return draft.subject === "" ? "Choose one." : undefined;
    case "figure":
      return faultOfFigure(draft);
    case "kind":
      return undefined;
  }
}

function faultOfFigure({ kind, figure }: ProposalDraft): string | undefined {
  const text = figure.trim();
  if (kind === "rewardStock") {
    return PIECES.test(text) && Number(text) !== 0
      ? undefined
      : "Write how many pieces, for example 20 or -5.";
  }
  return AMOUNT.test(text) ? undefined : "Write an amount, for example 2500.";
}

/** The change a complete draft asks for; `undefined` while something is wrong with it. */
export function readDraft(draft: ProposalDraft, decimals: number): ProposedChange | undefined {
  const fields = ["title", "body", "subject", "figure"] as const;
  if (fields.some((field) => faultOf(draft, field) !== undefined)) return undefined;
  const subject = BigInt(draft.subject);
  const figure = draft.figure.trim();
  switch (draft.kind) {
    case "campaignBudget":
      return { kind: "campaignBudget", campaignId: subject, budget: parseUnits(figure, decimals) };
    case "rewardPrice":
      return { kind: "rewardPrice", rewardId: subject, price: parseUnits(figure, decimals) };
    case "rewardStock":
      return { kind: "rewardStock", rewardId: subject, added: BigInt(figure) };
  }
}
