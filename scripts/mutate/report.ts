import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import JSON5 from "json5";
import { keyOf, type Mutant, type Verdict } from "./mutant.ts";

/** Survivors that are no gap in the tests, each with the reason. */
const REASONS = "scripts/mutate/survivors.json5";
const REPORT = "docs/mutation.md";

/** What a run came to. */
export interface Score {
  killed: number;
  total: number;
  /** Survivors without a reason. */
  open: Verdict[];
}

/**
 * Why a survivor may live, by its key.
 * @param root The repository.
 */
export function readReasons(root: string): Record<string, string> {
  return JSON5.parse(readFileSync(join(root, REASONS), "utf8"));
}

/**
 * Adds verdicts up. A survivor with a reason counts neither way.
 * @param verdicts The verdicts.
 * @param reasons Why some survivors may live.
 */
export function scoreOf(verdicts: readonly Verdict[], reasons: Record<string, string>): Score {
  const counted = verdicts.filter(
    ({ outcome, mutant }) => outcome === "killed" || reasons[keyOf(mutant)] === undefined,
  );
  return {
    killed: counted.filter(({ outcome }) => outcome === "killed").length,
    total: counted.length,
    open: counted.filter(({ outcome }) => outcome === "survived"),
  };
}

/** How the score is written: 41 of 43 (95.3 %). */
export function percentOf({ killed, total }: Pick<Score, "killed" | "total">): string {
  return `${killed} of ${total}${total > 0 ? ` (${((100 * killed) / total).toFixed(1)} %)` : ""}`;
}

/**
 * Writes the report.
 * @param root The repository.
 * @param verdicts The verdicts.
 * @param selection The options of the run, in words.
 */
export function writeReport(root: string, verdicts: readonly Verdict[], selection: string): void {
  const reasons = readReasons(root);
  const critical = verdicts.filter(({ mutant }) => mutant.critical);
  const excused = verdicts.filter(
    ({ outcome, mutant }) => outcome === "survived" && reasons[keyOf(mutant)] !== undefined,
  );
  const score = scoreOf(verdicts, reasons);
  const files = [...Map.groupBy(verdicts, ({ mutant }) => mutant.file)].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = [
    "# Mutation testing",
    "",
    "<!-- Made by `npm run mutate`. Not edited by hand. -->",
    "",
    "Each mutant is one small change of one contract; a mutant is killed when a test fails because of it. Changes that",
    "do not compile, or compile to the same code, are not counted. See [testing](testing.md).",
    "",
    `Selection: ${selection}.`,
    "",
    `- killed: **${percentOf(score)}**`,
    `- of those on roles, nonces, stock, escrow, tallies or caps: ${percentOf(scoreOf(critical, reasons))}`,
    `- survivors that are no gap, with their reasons below: ${excused.length}`,
    "",
    "| file | killed |",
    "| --- | --- |",
    ...files.map(([file, own]) => `| \`${file}\` | ${percentOf(scoreOf(own, reasons))} |`),
    "",
    "## Survivors",
    "",
    ...(score.open.length === 0 ? ["None."] : score.open.map(({ mutant }) => describe(mutant))),
    "",
    "## Survivors that are no gap",
    "",
    ...(excused.length === 0
      ? ["None."]
      : excused.map(({ mutant }) => `${describe(mutant)}: ${reasons[keyOf(mutant)]}`)),
  ];
  writeFileSync(join(root, REPORT), `${lines.join("\n")}\n`);
}

function describe({ file, line, around, operator, original, replacement, critical }: Mutant): string {
  const code = (text: string): string => {
    const words = text.replace(/\s+/g, " ").trim();
    return words === "" ? "nothing" : `\`${words.length > 80 ? `${words.slice(0, 77)}...` : words}\``;
  };
  const where = `\`${file}:${line}\`${around === "" ? "" : ` in \`${around}\``}`;
  return `- ${where}, ${operator}: ${code(original)} became ${code(replacement)}${critical ? " (critical)" : ""}`;
}
