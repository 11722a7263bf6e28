import { encodeAbiParameters, keccak256, toBytes } from "viem";
import { expect, test } from "vitest";
import { contentHash, productSubject, ratingCommitment } from "./review.ts";

const salt = `0x${"11".repeat(32)}` as const;

test("a content hash tells title and text apart", () => {
  expect(contentHash("ab", "c")).not.toBe(contentHash("a", "bc"));
  expect(contentHash("Title", "Text")).toBe(
    keccak256(encodeAbiParameters([{ type: "string" }, { type: "string" }], ["Title", "Text"])),
  );
});

test("a content hash covers photos and their order", () => {
  const other = `0x${"22".repeat(32)}` as const;
  const hashes = [[], [salt], [other], [salt, other], [other, salt]].map((photos) =>
    contentHash("Title", "Text", photos),
  );
  expect(new Set(hashes).size).toBe(5);
});

test("a rating commitment depends on rating and salt", () => {
  const other = `0x${"22".repeat(32)}` as const;
  expect(ratingCommitment(4, salt)).not.toBe(ratingCommitment(5, salt));
  expect(ratingCommitment(4, salt)).not.toBe(ratingCommitment(4, other));
});

test.each([0, 6, 2.5, Number.NaN])("refuses %d as a rating", (rating) => {
  expect(() => ratingCommitment(rating, salt)).toThrow(RangeError);
});

test("a product's subject is the hash of its slug", () => {
  expect(productSubject("kenya-aa")).toBe(keccak256(toBytes("product:kenya-aa")));
});
