import { describe, expect, test } from "vitest";
import { readDescription, writeDescription } from "./proposalText.ts";

const AUTHOR = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

describe("a proposal's description", () => {
  test("is read back as it was written, without the author's mark", () => {
    const text = writeDescription(" More tastings ", "Every **month**.\n\nPlease.\n", AUTHOR);
    expect(text.endsWith(`#proposer=${AUTHOR}`)).toBe(true);
    expect(readDescription(text)).toEqual({ title: "More tastings", body: "Every **month**.\n\nPlease." });
  });

  test("without a heading begins with its first line", () => {
    expect(readDescription("Buy a kettle\nIt is broken.")).toEqual({
      title: "Buy a kettle",
      body: "It is broken.",
    });
  });

  test("that is empty still has a title", () => {
    expect(readDescription("")).toEqual({ title: "Untitled proposal", body: "" });
  });
});
