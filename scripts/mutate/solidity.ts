import { createRequire } from "node:module";

/** A node of solc's syntax tree, as far as it is looked at. */
export interface AstNode {
  nodeType: string;
  src: string;
  [property: string]: unknown;
}

/** Input of the compiler, as it stands in Hardhat's build info. */
export interface CompilerInput {
  language: string;
  sources: Record<string, { content: string }>;
  settings: Record<string, unknown>;
}

interface CompilerOutput {
  errors?: { severity: string; formattedMessage: string }[];
  sources?: Record<string, { ast: AstNode }>;
  contracts?: Record<
    string,
    Record<string, { evm: { bytecode: { object: string }; deployedBytecode: { object: string } } }>
  >;
}

const solc = createRequire(import.meta.url)("solc") as { compile(input: string): string };

/**
 * Compiles without leaving this process.
 * @param input Standard JSON.
 */
export function compile(input: object): CompilerOutput {
  return JSON.parse(solc.compile(JSON.stringify(input))) as CompilerOutput;
}

/**
 * The syntax tree of one file. Nothing is resolved, so imports need not be there.
 * @param file Its name.
 * @param content Its text. Throws an Error where that is no Solidity.
 */
export function parse(file: string, content: string): AstNode {
  const output = compile({
    language: "Solidity",
    sources: { [file]: { content } },
    settings: { stopAfter: "parsing", outputSelection: { "*": { "": ["ast"] } } },
  });
  const ast = output.sources?.[file]?.ast;
  if (!ast) throw new Error(output.errors?.[0]?.formattedMessage ?? `${file} was not parsed.`);
  return ast;
}

/**
 * Every node below one, with those above it, outermost first.
 * @param node Where to begin.
 * @param above What is above that.
 */
export function* walk(node: AstNode, above: AstNode[] = []): Generator<{ node: AstNode; above: AstNode[] }> {
  yield { node, above };
  const inner = [...above, node];
  for (const value of Object.values(node)) {
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (isNode(each)) yield* walk(each, inner);
    }
  }
}

/**
 * Whether something is a node.
 * @param value Anything.
 */
export function isNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null && "nodeType" in value && "src" in value;
}

/**
 * Bytes of the file that a node covers.
 * @param node The node.
 */
export function rangeOf(node: AstNode): { start: number; end: number } {
  const [start = 0, length = 0] = node.src.split(":").map(Number);
  return { start, end: start + length };
}
