import { expect, test } from "vitest";
import { ageOf } from "./proof.ts";

const proof = { at: 1_000n, signedAt: 1_000 };
const at = (seconds: number) => new Date(seconds * 1000);

test("a proof just made is good for five minutes", () => {
  expect(ageOf(proof, 1_000n, at(1_000))).toEqual({ isDue: false, isExpired: false, secondsLeft: 300 });
});

test("a proof is due after a minute and expires after five", () => {
  expect(ageOf(proof, 1_059n, at(1_059)).isDue).toBe(false);
  expect(ageOf(proof, 1_060n, at(1_060)).isDue).toBe(true);
  expect(ageOf(proof, 1_300n, at(1_300)).isExpired).toBe(false);
  expect(ageOf(proof, 1_301n, at(1_301))).toEqual({ isDue: true, isExpired: true, secondsLeft: 0 });
});

test("a jump of the chain counts at once", () => {
  expect(ageOf(proof, 2_000n, at(1_005)).isExpired).toBe(true);
});

test("on an idle chain the clock counts from the signing, not from the last block", () => {
  const late = { at: 1_000n, signedAt: 5_000 };
  expect(ageOf(late, 1_000n, at(5_001)).isDue).toBe(false);
  expect(ageOf(late, 1_000n, at(5_060)).isDue).toBe(true);
});
