import type { Mutant } from "./mutant.ts";

/** The mutants of one file in the order in which they are tried, and how many of them. */
export interface Quota {
  file: string;
  queue: Mutant[];
  wanted: number;
}

/**
 * Shares a sample out among the files, each by how many mutants it has, at least one each. The same seed gives the
 * same sample as long as the files are the same.
 * @param mutants All there are.
 * @param size How many to try.
 * @param seed Any whole number.
 */
export function stratified(mutants: Mutant[], size: number, seed: number): Quota[] {
  const byFile = Map.groupBy(mutants, ({ file }) => file);
  return Array.from(byFile, ([file, all]) => ({
    file,
    queue: shuffled(all, seed),
    wanted: Math.min(all.length, Math.max(1, Math.round((size * all.length) / mutants.length))),
  }));
}

/** Fisher–Yates with Mulberry32: looks random and is the same in every run. */
function shuffled<Item>(items: Item[], seed: number): Item[] {
  const result = [...items];
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    [result[i], result[j]] = [result[j] as Item, result[i] as Item];
  }
  return result;
}
