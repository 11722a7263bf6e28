/** A block by number and hash. */
export interface BlockMark {
  number: bigint;
  hash: string;
}

/** What the indexer remembers of the chain it follows. */
export interface ChainState {
  /** Which community on which chain. */
  identity: string;
  /** Which version of the indexer made the tables. */
  sources: string;
  /** How often the same chain had to be read anew by the same version. */
  generation: number;
  /** A block that counts as final. Were it replaced, tables might hold what never happened. */
  witness: BlockMark;
}

/** A look at the chain. */
export interface Sighting {
  identity: string;
  sources: string;
  /** The block that counts as final now. */
  final: BlockMark;
  /** The hash that the chain has now at the number of the remembered witness; null if there is no such block. */
  atWitness: string | null;
}

/** What to do with the tables there are. */
export type Verdict = "first" | "same" | "otherChain" | "rewritten" | "otherVersion";

/**
 * Whether tables still tell of the chain that is there.
 * @param state What is remembered; undefined where nothing is.
 * @param sighting What was seen.
 */
export function judge(state: ChainState | undefined, sighting: Sighting): Verdict {
  if (!state) return "first";
  if (state.identity !== sighting.identity) return "otherChain";
  if (state.witness.hash !== sighting.atWitness) return "rewritten";
  return state.sources === sighting.sources ? "same" : "otherVersion";
}

/**
 * What to remember after a look. A new generation, for tables of another name, where what the old ones say is wrong.
 * @param state What is remembered.
 * @param sighting What was seen.
 */
export function nextState(state: ChainState | undefined, sighting: Sighting): ChainState {
  const { identity, sources, final } = sighting;
  const verdict = judge(state, sighting);
  const old = state?.generation ?? 0;
  return { identity, sources, generation: verdict === "rewritten" ? old + 1 : old, witness: final };
}

/** A state as JSON has it. */
type Written = Omit<ChainState, "witness"> & { witness: { number: string; hash: string } };

/**
 * Writes a state as text.
 * @param state The state.
 */
export function stateToText({ witness, ...rest }: ChainState): string {
  return `${JSON.stringify({ ...rest, witness: { ...witness, number: String(witness.number) } }, null, 2)}\n`;
}

/**
 * Reads a state. Undefined for a text that is none, as if nothing were remembered.
 * @param text What {@link stateToText} wrote.
 */
export function stateFromText(text: string): ChainState | undefined {
  try {
    const { identity, sources, generation, witness } = JSON.parse(text) as Written;
    if (typeof identity !== "string" || typeof sources !== "string") return undefined;
    if (!Number.isSafeInteger(generation) || typeof witness.hash !== "string") return undefined;
    return { identity, sources, generation, witness: { hash: witness.hash, number: BigInt(witness.number) } };
  } catch {
    return undefined;
  }
}
