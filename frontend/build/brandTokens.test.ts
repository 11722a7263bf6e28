import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { brandTokens, contrast } from "./brandTokens.ts";

const css = readFileSync(resolve(import.meta.dirname, "../src/ui/theme/tokens.css"), "utf8");

/** Reads `--name: light-dark(#one, #other)` from the design's own tokens. */
function token(name: string): { light: string; dark: string } {
  const match = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  if (!match?.[1] || !match[2]) throw new Error(`No token --${name}`);
  return { light: match[1], dark: match[2] };
}

const THEMES = ["light", "dark"] as const;
const GROUNDS = ["paper", "surface", "raised", "sunk"] as const;

describe.each(THEMES)("%s theme", (theme) => {
  test.each(["ink", "ink-soft", "ink-faint", "good", "caution", "bad", "calm"])(
    "--%s can be read on every ground",
    (ink) => {
      for (const ground of GROUNDS) {
        expect(contrast(token(ink)[theme], token(ground)[theme]), ground).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  test.each(["good", "caution", "bad", "calm"])(
    "--%s and text can be read on its soft background",
    (tone) => {
      const soft = token(`${tone}-soft`)[theme];
      expect(contrast(token(tone)[theme], soft)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(token("ink-soft")[theme], soft)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test("the frame of a control stands out from every ground", () => {
    for (const ground of GROUNDS) {
      expect(contrast(token("line-strong")[theme], token(ground)[theme]), ground).toBeGreaterThanOrEqual(3);
    }
  });

  test.each(["#c2410c", "#ffe600", "#0b1d51", "#000000", "#ffffff", "#22aa66", "#808080", "#ff2d9b"])(
    "brand colour %s stays readable",
    (brand) => {
      const { accent, accentSoft, onAccent } = brandTokens(brand);
      expect(contrast(onAccent[theme], accent[theme])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(token("ink-soft")[theme], accentSoft[theme])).toBeGreaterThanOrEqual(4.5);
      for (const ground of GROUNDS) {
        expect(contrast(accent[theme], token(ground)[theme]), ground).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(accent[theme], accentSoft[theme])).toBeGreaterThanOrEqual(4.5);
    },
  );
});
