import type { Theme } from "@hearth/protocol/deployment";

type Rgb = readonly [red: number, green: number, blue: number];

/** Card colours of the two themes, as `--surface` in `ui/theme/tokens.css`. */
const SURFACE = { light: "#fffdf8", dark: "#251e1a" } as const;
/** The backgrounds with least contrast: `--sunk` by day, `--raised` by night. */
const HARDEST = { light: "#f2eadc", dark: "#2e2621" } as const;
const EMBER_GLOW = "#ffc46b";
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

/** The accent thinned to a background: warmed first, so that it never turns pink or grey. */
function softened(accent: string, surface: string, share: number): string {
  return mix(surface, mix(accent, EMBER_GLOW, 0.45), share);
}

/** Moves a colour towards `goal` in small steps until it can be read on every background. */
function readable(colour: string, goal: string, backgrounds: (accent: string) => string[]): string {
  for (let share = 0; share < 1; share += 0.03) {
    const candidate = mix(colour, goal, share);
    if (backgrounds(candidate).every((each) => contrast(candidate, each) >= TEXT_CONTRAST)) return candidate;
  }
  return goal;
}

function inkOn(fill: string): string {
  return contrast(LIGHT_INK, fill) >= contrast(DARK_INK, fill) ? LIGHT_INK : DARK_INK;
}

/**
 * Derives the accent colours of both themes from one brand colour, so that any brand's colour passes
 * WCAG AA: `accent` fills buttons and can be read as text on every background, `accentSoft` among
 * them; `onAccent` is the text upon it.
 */
export function brandTokens(brandColour: string) {
  const softLight = (accent: string) => softened(accent, SURFACE.light, 0.17);
  const softDark = (accent: string) => softened(accent, SURFACE.dark, 0.15);
  const light = readable(brandColour, "#1a0d05", (accent) => [HARDEST.light, softLight(accent)]);
  const dark = readable(mix(brandColour, "#ffb877", 0.35), "#fff3e6", (accent) => [
    HARDEST.dark,
    softDark(accent),
  ]);
  return {
    accent: { light, dark },
    accentSoft: { light: softLight(light), dark: softDark(dark) },
    onAccent: { light: inkOn(light), dark: inkOn(dark) },
  };
}

/** The brand's part of the tokens as a style sheet. */
export function brandCss(theme: Theme): string {
  const { accent, accentSoft, onAccent } = brandTokens(theme.colours.accent);
  return `:root {
  --accent: light-dark(${accent.light}, ${accent.dark});
  --accent-soft: light-dark(${accentSoft.light}, ${accentSoft.dark});
  --on-accent: light-dark(${onAccent.light}, ${onAccent.dark});
  --radius: ${theme.radius}px;
}
`;
}
