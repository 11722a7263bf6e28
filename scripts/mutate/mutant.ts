/** One small change of one contract. */
export interface Mutant {
  /** Relative to the repository. */
  file: string;
  line: number;
  /** Name of the function or modifier around it; empty outside of all. */
  around: string;
  /** What kind of change. */
  operator: string;
  /** Bytes of the file that are replaced. */
  start: number;
  end: number;
  original: string;
  replacement: string;
  /** Whether it touches roles, nonces, stock, escrow, tallies or caps. */
  critical: boolean;
}

/** What became of a mutant. */
export interface Verdict {
  mutant: Mutant;
  outcome: "killed" | "survived";
  /** What killed it. */
  by: string;
  seconds: number;
}

/**
 * A name that stays the same while the lines above it change.
 * @param mutant The mutant.
 */
export function keyOf({ file, around, operator, original, replacement }: Mutant): string {
  const words = (text: string): string => text.replace(/\s+/g, " ").trim();
  return `${file} ${around}: ${operator}: ${words(original)} → ${words(replacement)}`;
}

/**
 * The file with the change made.
 * @param source The file.
 * @param mutant The mutant.
 */
export function mutate(source: string, { start, end, replacement }: Mutant): string {
  const bytes = Buffer.from(source);
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(replacement), bytes.subarray(end)]).toString();
}
