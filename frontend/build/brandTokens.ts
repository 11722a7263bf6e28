import type { Theme } from "@hearth/protocol/deployment";

type Rgb = readonly [red: number, green: number, blue: number];

/** Page colours the accent has to be readable on; the same values as in `ui/theme/tokens.css`. */
export const GROUND = { light: "#faf5ec", dark: "#1b1613" } as const;
const LIGHT_INK = "#fffaf3";
const DARK_INK = "#1f130b";
const TEXT_CONTRAST = 4.5;

function toRgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function toHex(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

function luminance(hex: string): number {
  const [red, green, blue] = toRgb(hex).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG contrast ratio of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function mix(from: string, to: string, share: number): string {
  const [a, b] = [toRgb(from), toRgb(to)];
  return toHex([0, 1, 2].map((i) => (a[i] ?? 0) + ((b[i] ?? 0) - (a[i] ?? 0)) * share) as unknown as Rgb);
}

/** Moves a colour towards `goal` in small steps until it can be read on `ground`. */
function readableOn(ground: string, colour: string, goal: string): string {
  for (let share = 0; share < 1; share += 0.04) {
    const candidate = mix(colour, goal, share);
    if (contrast(candidate, ground) >= TEXT_CONTRAST) return candidate;
  }
  return goal;
}

function inkOn(fill: string): string {
  return contrast(LIGHT_INK, fill) >= contrast(DARK_INK, fill) ? LIGHT_INK : DARK_INK;
}

/**
 * Derives the accent colours of both themes from one brand colour, so that any brand's colour
 * passes WCAG AA: `accent` fills buttons and is readable as text, `onAccent` is the text upon it.
 */
export function brandTokens(accent: string) {
  const light = readableOn(GROUND.light, accent, "#1a0d05");
  const dark = readableOn(GROUND.dark, mix(accent, "#ffb877", 0.35), "#fff3e6");
  return {
    accent: { light, dark },
    onAccent: { light: inkOn(light), dark: inkOn(dark) },
  };
}

/** The brand's part of the tokens as a style sheet. */
export function brandCss(theme: Theme): string {
  const { accent, onAccent } = brandTokens(theme.colours.accent);
  return `:root {
  --accent: light-dark(${accent.light}, ${accent.dark});
  --on-accent: light-dark(${onAccent.light}, ${onAccent.dark});
  --radius: ${theme.radius}px;
}
`;
}
