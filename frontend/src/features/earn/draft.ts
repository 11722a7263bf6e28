/** A review as it stands in the editor. `rating` is 0 while nothing is chosen. */
export interface ReviewDraft {
  rating: number;
  title: string;
  text: string;
}

/** The editor as it opens. */
export const EMPTY_DRAFT: ReviewDraft = { rating: 0, title: "", text: "" };

/** What the server takes, in characters. */
export const LIMITS = { title: { least: 4, most: 120 }, text: { least: 80, most: 5000 } } as const;

/** What is wrong with a field, as a sentence; `undefined` if nothing is. */
export function faultOf(draft: ReviewDraft, field: keyof ReviewDraft): string | undefined {
  if (field === "rating") return draft.rating === 0 ? "Choose one to five stars." : undefined;
  const { least, most } = LIMITS[field];
  const length = draft[field].trim().length;
  if (length > most) return `That is ${length - most} characters too long.`;
  if (length >= least) return undefined;
  return field === "title"
    ? "Give it a title of at least 4 characters."
    : `Write at least 80 characters; ${least - length} to go.`;
}

/** Whether the draft can be sent. */
export function isComplete(draft: ReviewDraft): boolean {
  return (["rating", "title", "text"] as const).every((field) => faultOf(draft, field) === undefined);
}

/** The part of `localStorage` that keeps drafts. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const keyOf = (author: string, product: string) => `hearth.draft.${author.toLowerCase()}.${product}`;

/** The draft somebody left behind; an empty one where there is none or it can't be read. */
export function loadDraft(storage: DraftStorage, author: string, product: string): ReviewDraft {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(author, product)) ?? "null");
    return isDraft(kept) ? { rating: kept.rating, title: kept.title, text: kept.text } : EMPTY_DRAFT;
  } catch {
    return EMPTY_DRAFT;
  }
}

/** Keeps a draft; an empty one is forgotten. Where there is no room, writing goes on without. */
export function saveDraft(storage: DraftStorage, author: string, product: string, draft: ReviewDraft): void {
  const key = keyOf(author, product);
  const isEmpty = draft.rating === 0 && draft.title === "" && draft.text === "";
  try {
    if (isEmpty) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(draft));
  } catch {
    // A full or forbidden storage must not keep anybody from writing.
  }
}

function isDraft(value: unknown): value is ReviewDraft {
  if (typeof value !== "object" || value === null) return false;
  const { rating, title, text } = value as Record<string, unknown>;
  const isRating = Number.isInteger(rating) && Number(rating) >= 0 && Number(rating) <= 5;
  return isRating && typeof title === "string" && typeof text === "string";
}
