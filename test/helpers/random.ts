/** A source of numbers that looks random and is the same in every run. */
export interface Random {
  /** A whole number from 0 to `below - 1`. */
  whole(below: number): number;
  /** One of the items. */
  pick<Item>(items: readonly Item[]): Item;
}

/**
 * Mulberry32: small, quick, good enough to choose test inputs.
 * @param seed Decides the whole sequence; name it when a sequence fails.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  return {
    whole,
    pick<Item>(items: readonly Item[]): Item {
      if (items.length === 0) throw new Error("Nothing to pick from");
      return items[whole(items.length)] as Item;
    },
  };
}
