import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import solc from "solc";
import { z } from "zod";

const root = fileURLToPath(new URL("..", import.meta.url));
const cacheFolder = join(root, "cache", "bench");

interface Compiler {
  compile: (input: string, callbacks: object) => string;
}

/** Compilers beside the product's own, for sources that insist. The older one knows no `cancun`. */
const olderCompilers = {
  "0.8.21": { package: "solc-0.8.21", evmVersion: "shanghai" },
} as const;
type OlderVersion = keyof typeof olderCompilers;

/** Where imports are looked for, first hit first. Peers see the dependencies they were published with. */
const PEER_FOLDERS = ["bench/peers/node_modules"];
const HARNESS_FOLDERS = ["bench/contracts", "node_modules", "bench/peers/node_modules"];

/** What a deployment needs of a compiled contract. */
export interface Compiled {
  abi: readonly object[];
  bytecode: string;
}

const outputSchema = z.object({
  errors: z.array(z.object({ severity: z.string(), formattedMessage: z.string() })).optional(),
  contracts: z
    .record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          abi: z.array(z.looseObject({})),
          evm: z.object({ bytecode: z.object({ object: z.string() }) }),
        }),
      ),
    )
    .optional(),
});

/** The settings of the product itself, so that no side has a better compiler than the other. */
export const compilerSettings = {
  optimizer: { enabled: true, runs: 200 },
  viaIR: true,
  evmVersion: "cancun",
} as const;

/**
 * Compiles one contract of ours that only composes peers' libraries.
 * @param file File under `bench/contracts`.
 * @param name The contract.
 */
export function compileHarness(file: string, name: string): Compiled {
  return compile(file, name, HARNESS_FOLDERS);
}

/**
 * Compiles one contract as a peer published it.
 * @param file Import path, such as `@thirdweb-dev/contracts/prebuilts/vote/VoteERC20.sol`.
 * @param name The contract.
 * @param version The compiler it insists on; left out where the product's own will do.
 */
export function compilePeer(file: string, name: string, version?: OlderVersion): Compiled {
  return compile(file, name, PEER_FOLDERS, version);
}

/**
 * Reads a contract that a peer publishes compiled.
 * @param file Path of the JSON artifact inside the peers' packages. Throws where it has no `abi` or no bytecode.
 */
export function publishedArtifact(file: string): Compiled {
  const path = join(root, PEER_FOLDERS[0] as string, file);
  const { abi, bytecode } = z
    .looseObject({ abi: z.array(z.looseObject({})), bytecode: z.string() })
    .parse(JSON.parse(readFileSync(path, "utf8")));
  return { abi, bytecode };
}

function compile(file: string, name: string, folders: readonly string[], version?: OlderVersion): Compiled {
  const { compiler, settings } = version === undefined ? ownCompiler : olderCompiler(version);
  const find = (path: string): string | undefined => {
    const found = folders
      .map((folder) => join(root, folder, path))
      .find((candidate) => existsSync(candidate));
    if (found === undefined) return undefined;
    return readFileSync(found, "utf8");
  };
  const source = find(file);
  if (source === undefined) throw new Error(`${file} is in none of ${folders.join(", ")}.`);

  const cached = join(cacheFolder, `${name}-${cacheKey(file, folders, source)}.json`);
  if (existsSync(cached)) return publishedJson(cached);
  const input = {
    language: "Solidity",
    sources: { [file]: { content: source } },
    settings: {
      ...settings,
      outputSelection: { [file]: { [name]: ["abi", "evm.bytecode.object"] } },
    },
  };
  const imported = (path: string) => {
    const contents = find(path);
    return contents === undefined ? { error: `${path} was not found` } : { contents };
  };
  const output = outputSchema.parse(
    JSON.parse(compiler.compile(JSON.stringify(input), { import: imported })),
  );
  const faults = output.errors?.filter(({ severity }) => severity === "error") ?? [];
  const contract = output.contracts?.[file]?.[name];
  if (faults.length > 0 || contract === undefined) {
    throw new Error(`${name} does not compile:\n${faults.map((fault) => fault.formattedMessage).join("\n")}`);
  }
  const compiled = { abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}` };
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(cached, JSON.stringify(compiled));
  return compiled;
}

const ownCompiler = { compiler: solc as Compiler, settings: compilerSettings };

function olderCompiler(version: OlderVersion) {
  const { package: name, evmVersion } = olderCompilers[version];
  const compiler = createRequire(join(root, "bench/peers/package.json"))(name) as Compiler;
  return { compiler, settings: { ...compilerSettings, evmVersion } };
}

/** Harnesses change; what peers published is pinned by the lock file. */
function cacheKey(file: string, folders: readonly string[], source: string): string {
  const hash = createHash("sha256").update(JSON.stringify([file, folders, compilerSettings]));
  hash.update(readFileSync(join(root, "bench/peers/package-lock.json")));
  hash.update(readFileSync(join(root, "package-lock.json")));
  return hash.update(source).digest("hex").slice(0, 16);
}

function publishedJson(path: string): Compiled {
  return JSON.parse(readFileSync(path, "utf8")) as Compiled;
}
