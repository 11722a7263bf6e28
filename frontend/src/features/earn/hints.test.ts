import { expect, test } from "vitest";
import { hintsFor } from "./hints.ts";

const met = (title: string, text: string) =>
  hintsFor({ title, text })
    .filter((hint) => hint.met)
    .map(({ key }) => key);

test("an empty review meets no hint", () => {
  expect(met("", "")).toEqual([]);
});

test("praise and blame in the same words are told the same", () => {
  const text = "I brewed it for three weeks at 94 degrees and it was %s than my usual bag.";
  expect(met("Verdict", text.replace("%s", "far better"))).toEqual(
    met("Verdict", text.replace("%s", "far worse")),
  );
});

test.each([
  ["length", "x".repeat(280)],
  ["figures", "18 g in"],
  ["use", "I tried it on a lever machine"],
  ["comparison", "rounder than the blend"],
])("%s is found where it is, and only there", (key, text) => {
  expect(met("", text)).toEqual([key]);
});

test("blanks do not make a review longer", () => {
  expect(met("", " ".repeat(300))).toEqual([]);
});
