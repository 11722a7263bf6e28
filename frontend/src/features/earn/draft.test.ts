import { describe, expect, test } from "vitest";
import { EMPTY_DRAFT, faultOf, isComplete, loadDraft, saveDraft, type ReviewDraft } from "./draft.ts";

const draft: ReviewDraft = { rating: 2, title: "Thin at 93 degrees", text: "x".repeat(80) };

function storage(entries: Record<string, string> = {}) {
  const kept = new Map(Object.entries(entries));
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe("a review's draft", () => {
  test("can be sent once stars, title and text are there", () => {
    expect(isComplete(draft)).toBe(true);
    expect(isComplete({ ...draft, rating: 0 })).toBe(false);
    expect(isComplete({ ...draft, title: "  ab  " })).toBe(false);
    expect(isComplete({ ...draft, text: "x".repeat(5001) })).toBe(false);
  });

  test("says how much is missing, blanks at the ends not counted", () => {
    expect(faultOf({ ...draft, text: `  ${"x".repeat(70)}  ` }, "text")).toContain("10 to go");
    expect(faultOf({ ...draft, title: "x".repeat(123) }, "title")).toContain("3 characters too long");
  });

  test("is kept for its author and product alone", () => {
    const shelf = storage();
    saveDraft(shelf, "0xAb", "mug", draft);
    expect([...shelf.kept.keys()]).toEqual(["hearth.draft.0xab.mug"]);
    expect(loadDraft(shelf, "0xaB", "mug")).toEqual(draft);
    expect(loadDraft(shelf, "0xcd", "mug")).toEqual(EMPTY_DRAFT);
    expect(loadDraft(shelf, "0xab", "tote")).toEqual(EMPTY_DRAFT);
  });

  test("is forgotten once it is empty", () => {
    const shelf = storage();
    saveDraft(shelf, "0xab", "mug", draft);
    saveDraft(shelf, "0xab", "mug", EMPTY_DRAFT);
    expect(shelf.kept.size).toBe(0);
  });

  test.each(["", "{", "null", "[]", '{"rating":9,"title":"a","text":"b"}', '{"rating":1,"title":"a"}'])(
    "%j in its place is no draft",
    (text) => {
      expect(loadDraft(storage({ "hearth.draft.0xab.mug": text }), "0xab", "mug")).toEqual(EMPTY_DRAFT);
    },
  );

  test("a full storage does not stop the writing", () => {
    const full = {
      ...storage(),
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    expect(() => saveDraft(full, "0xab", "mug", draft)).not.toThrow();
  });
});
