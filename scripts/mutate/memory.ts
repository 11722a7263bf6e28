import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keyOf, type Mutant, type Verdict } from "./mutant.ts";

/** What a run left behind, for a second look at its survivors. */
export interface Run {
  /** Which mutants were tried, in words. */
  selection: string;
  verdicts: Verdict[];
}

const FILE = "cache/mutation.json";

/**
 * Keeps a run until the next.
 * @param root The repository.
 * @param run The run.
 */
export function remember(root: string, run: Run): void {
  writeFileSync(join(root, FILE), JSON.stringify(run));
}

/**
 * Who was killed in the last run, and who survived it.
 * @param root The repository.
 * @param mutants The mutants there are.
 * @throws Error where there was no run, or contracts have changed since.
 */
export function lastRun(
  root: string,
  mutants: readonly Mutant[],
): { selection: string; killed: Verdict[]; survivors: Mutant[] } {
  const path = join(root, FILE);
  if (!existsSync(path)) throw new Error("No run is remembered. Run `npm run mutate` first.");
  const { selection, verdicts } = JSON.parse(readFileSync(path, "utf8")) as Run;
  const placeOf = (mutant: Mutant): string => `${keyOf(mutant)} ${mutant.start}`;
  const places = new Set(mutants.map(placeOf));
  const gone = verdicts.find(({ mutant }) => !places.has(placeOf(mutant)));
  if (gone)
    throw new Error(`${gone.mutant.file} has changed since the last run. Run \`npm run mutate\` anew.`);
  return {
    selection,
    killed: verdicts.filter(({ outcome }) => outcome === "killed"),
    survivors: verdicts.filter(({ outcome }) => outcome === "survived").map(({ mutant }) => mutant),
  };
}
