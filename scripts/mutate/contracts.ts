import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { dirname, join } from "node:path";
import { compile, type CompilerInput } from "./solidity.ts";

interface Artifact {
  contractName: string;
  sourceName: string;
  bytecode: string;
  deployedBytecode: string;
  inputSourceName: string;
  buildInfoId: string;
}

/** A contract that can be deployed: its artifact, what it is compiled from, and the sources it is made of. */
interface Deployable {
  path: string;
  artifact: Artifact;
  input: CompilerInput;
  closure: Set<string>;
  /** Bytecode of the contract as it is, compiled as mutants are. */
  original?: Code;
}

interface Code {
  bytecode: string;
  deployedBytecode: string;
}

/** What a mutant does to the compiled contracts. */
export type Effect = "uncompilable" | "equivalent" | "changed";

/** The compiled contracts of the repository, and how they change when a source does. */
export class Contracts {
  private readonly all: Deployable[];

  private constructor(all: Deployable[]) {
    this.all = all;
  }

  /**
   * Reads what Hardhat has built.
   * @param root The repository.
   */
  static async read(root: string): Promise<Contracts> {
    const infos = new Map<string, CompilerInput>();
    const all: Deployable[] = [];
    for await (const path of glob("contracts/**/*.json", { cwd: join(root, "artifacts") })) {
      const artifact = JSON.parse(readFileSync(join(root, "artifacts", path), "utf8")) as Artifact;
      if (artifact.bytecode === "0x") continue;
      const { buildInfoId: id } = artifact;
      const infoPath = join(root, "artifacts/build-info", `${id}.json`);
      const input =
        infos.get(id) ?? (JSON.parse(readFileSync(infoPath, "utf8")) as { input: CompilerInput }).input;
      if (!infos.has(id)) refresh(root, input);
      infos.set(id, input);
      all.push({ path, artifact, input, closure: closureOf(artifact.inputSourceName, input) });
    }
    return new Contracts(all);
  }

  /**
   * Folders under `contracts/` that hold a contract made of a file.
   * @param file The file.
   */
  domainsOf(file: string): string[] {
    return [...new Set(this.madeOf(file).map(({ artifact }) => artifact.sourceName.split("/")[1] ?? ""))];
  }

  /** All that have to be compiled again when a file changes. */
  private madeOf(file: string): Deployable[] {
    return this.all.filter(({ closure }) => closure.has(`project/${file}`));
  }

  /**
   * Writes the bytecode of all contracts made of a changed file into the artifacts of a copy of the repository.
   * @param root The copy.
   * @param file The file.
   * @param content Its changed text.
   */
  apply(root: string, file: string, content: string): Effect {
    let effect: Effect = "equivalent";
    for (const contract of this.madeOf(file)) {
      contract.original ??= codeOf(contract);
      const code = codeOf(contract, { [`project/${file}`]: { content } });
      if (!code || !contract.original) return "uncompilable";
      if (code.bytecode !== contract.original.bytecode) effect = "changed";
      writeArtifact(root, contract, code);
    }
    return effect;
  }

  /**
   * Puts the artifacts of a copy back.
   * @param root The copy.
   * @param file The file that had been changed.
   */
  restore(root: string, file: string): void {
    for (const contract of this.madeOf(file)) {
      contract.original ??= codeOf(contract);
      if (contract.original) writeArtifact(root, contract, contract.original);
    }
  }
}

/** Hardhat keeps what it did not have to build again together with the sources of that time. */
function refresh(root: string, { sources }: CompilerInput): void {
  for (const [name, source] of Object.entries(sources)) {
    const file = join(root, name.replace(/^project\//, ""));
    if (name.startsWith("project/") && existsSync(file)) source.content = readFileSync(file, "utf8");
  }
}

function writeArtifact(root: string, { path, artifact }: Deployable, code: Code): void {
  writeFileSync(join(root, "artifacts", path), JSON.stringify({ ...artifact, ...code }, null, 2));
}

/** The most bytes a contract can be deployed with (EIP-170). */
const SIZE_LIMIT = 24_576;

/**
 * Without the IR, which takes many times as long and changes nothing that a contract does, and as small as can be.
 * Nothing where the code does not compile or could not be deployed, which a test would notice for no good reason.
 */
function codeOf({ artifact, input }: Deployable, changed: CompilerInput["sources"] = {}): Code | undefined {
  const { inputSourceName: source, contractName: name } = artifact;
  const { contracts } = compile({
    ...input,
    sources: { ...input.sources, ...changed },
    settings: {
      ...input.settings,
      viaIR: false,
      optimizer: { enabled: true, runs: 1 },
      metadata: { appendCBOR: false, bytecodeHash: "none" },
      outputSelection: { [source]: { [name]: ["evm.bytecode.object", "evm.deployedBytecode.object"] } },
    },
  });
  const evm = contracts?.[source]?.[name]?.evm;
  if (!evm || evm.deployedBytecode.object.length > 2 * SIZE_LIMIT) return undefined;
  return { bytecode: `0x${evm.bytecode.object}`, deployedBytecode: `0x${evm.deployedBytecode.object}` };
}

/** The sources that one imports, directly or not, and itself. Imports of packages lead nowhere we mutate. */
function closureOf(source: string, { sources }: CompilerInput, found = new Set<string>()): Set<string> {
  if (found.has(source)) return found;
  found.add(source);
  for (const path of importsOf(sources[source]?.content ?? "")) {
    if (path.startsWith(".")) closureOf(join(dirname(source), path), { sources } as CompilerInput, found);
  }
  return found;
}

/**
 * What a Solidity file imports, as it is written there.
 * @param content Text of the file.
 */
export function importsOf(content: string): string[] {
  return [...content.matchAll(/^import\s[^;]*?["']([^"']+)["'];/gm)].map((match) => String(match[1]));
}
