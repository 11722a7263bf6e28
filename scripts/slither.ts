/**
 * `npm run slither [-- --all]`: Slither's static analysis of the contracts. Every finding of high or medium impact
 * needs a reason in `scripts/slither/findings.json5`; without one the command exits with 1. `--all` shows the rest too.
 * Needs Python 3.10 or newer; Slither itself is installed beside the build, the compiler is the project's own.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import JSON5 from "json5";
import { z } from "zod";
import { compile, type CompilerInput } from "./mutate/solidity.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const home = join(root, ".hearth/slither");
const requirements = join(root, "scripts/slither/requirements.txt");
const reasonsFile = "scripts/slither/findings.json5";

/** What a finding is about, or what that is part of. */
const placeSchema = z.object({
  type: z.string(),
  name: z.string(),
  get type_specific_fields() {
    return z.object({ parent: placeSchema.optional() }).optional();
  },
});
const findingSchema = z.object({
  check: z.string(),
  impact: z.string(),
  description: z.string(),
  elements: z.array(placeSchema),
});
const reportSchema = z.object({
  success: z.boolean(),
  error: z.string().nullable(),
  results: z.object({ detectors: z.array(findingSchema).optional() }),
});
type Finding = z.infer<typeof findingSchema>;

/** Why some findings are none: the detector, and a piece of what it says. */
const reasonsSchema = z.array(
  z.object({ check: z.string(), about: z.string().min(1), why: z.string().min(1) }),
);
type Reason = z.infer<typeof reasonsSchema>[number];

const code = { object: "", sourceMap: "" };
const NO_CODE = { bytecode: code, deployedBytecode: code };

/** Installs the pinned Slither, unless it is there. */
function installed(): string {
  const stamp = join(home, "venv/installed.txt");
  const wanted = readFileSync(requirements, "utf8");
  const slither = join(home, "venv/bin/slither");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return slither;
  console.log("• Installing Slither");
  rmSync(join(home, "venv"), { recursive: true, force: true });
  run("python3", ["-m", "venv", join(home, "venv")], "Slither needs Python 3 with its venv module.");
  run(
    join(home, "venv/bin/pip"),
    ["install", "--quiet", "-r", requirements],
    "Slither could not be installed.",
  );
  writeFileSync(stamp, wanted);
  return slither;
}

function run(command: string, args: string[], failure: string): void {
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new Error(failure);
}

/** One compilation of all product contracts, in the form Slither reads from Hardhat. */
async function writeBuild(): Promise<string> {
  const input: CompilerInput & { settings: { remappings: string[] } } = {
    language: "Solidity",
    sources: {},
    settings: { remappings: [] },
  };
  const artifacts = join(root, "artifacts/contracts");
  let version = "";
  for await (const path of glob("**/*.json", { cwd: artifacts, exclude: ["test/**"] })) {
    const { buildInfoId } = JSON.parse(readFileSync(join(artifacts, path), "utf8")) as {
      buildInfoId: string;
    };
    const info = JSON.parse(
      readFileSync(join(root, "artifacts/build-info", `${buildInfoId}.json`), "utf8"),
    ) as {
      solcVersion: string;
      input: typeof input;
    };
    version = info.solcVersion;
    const remappings = new Set([...input.settings.remappings, ...info.input.settings.remappings]);
    Object.assign(input.sources, info.input.sources);
    input.settings = { ...info.input.settings, viaIR: false, remappings: [...remappings] };
  }
  // Hardhat keeps what it did not have to build again together with the sources of that time.
  const present: CompilerInput["sources"] = {};
  for (const [name, source] of Object.entries(input.sources)) {
    if (!name.startsWith("project/")) {
      present[name] = source;
      continue;
    }
    const file = join(root, name.slice("project/".length));
    if (existsSync(file) && !name.startsWith("project/test/"))
      present[name] = { content: readFileSync(file, "utf8") };
  }
  input.sources = present;
  // Slither works on the syntax tree; it reads bytecode, but makes nothing of it.
  input.settings["outputSelection"] = { "*": { "": ["ast"], "*": ["abi"] } };
  const output = compile(input);
  for (const contracts of Object.values(output.contracts ?? {})) {
    for (const contract of Object.values(contracts)) Object.assign(contract, { evm: NO_CODE });
  }
  const error = output.errors?.find(({ severity }) => severity === "error");
  if (error) throw new Error(error.formattedMessage);
  const folder = join(home, "artifacts/build-info");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "hearth.json"), JSON.stringify({ solcVersion: version, input, output }));
  return join(home, "artifacts");
}

function analyse(slither: string, artifacts: string): Finding[] {
  const report = join(home, "report.json");
  rmSync(report, { force: true });
  const args = [".", "--ignore-compile", "--hardhat-artifacts-directory", artifacts, "--json", report];
  const { stderr } = spawnSync(slither, [...args, "--config-file", "scripts/slither/config.json"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (!existsSync(report)) throw new Error(`Slither did not finish:\n${stderr}`);
  const { success, error, results } = reportSchema.parse(JSON.parse(readFileSync(report, "utf8")));
  if (!success) throw new Error(`Slither failed: ${error}`);
  return results.detectors ?? [];
}

/** A name for a finding that stays the same while the lines above it change. */
function keyOf({ check, elements }: Finding): string {
  const [first] = elements;
  const names: string[] = [];
  for (let place = first; place && place.type !== "file"; place = place.type_specific_fields?.parent) {
    names.unshift(place.name.replace(/\s+/g, " "));
  }
  return `${check} ${names.join(".")}`;
}

function isMeant({ check, about }: Reason, finding: Finding): boolean {
  return check === finding.check && `${keyOf(finding)}\n${finding.description}`.includes(about);
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { all: { type: "boolean", default: false } } });
  const reasons = reasonsSchema.parse(JSON5.parse(readFileSync(join(root, reasonsFile), "utf8")));
  const findings = analyse(installed(), await writeBuild());
  const grave = findings.filter(({ impact }) => ["High", "Medium"].includes(impact));
  const open = grave.filter((finding) => !reasons.some((reason) => isMeant(reason, finding)));
  const stale = reasons.filter((reason) => !grave.some((finding) => isMeant(reason, finding)));
  for (const finding of values.all ? findings : open) {
    console.log(`${finding.impact} ${keyOf(finding)}\n${finding.description.trimEnd()}\n`);
  }
  for (const { check, about } of stale) {
    console.log(`Found no more, so strike it from ${reasonsFile}: ${check}, ${about}\n`);
  }
  console.log(`${grave.length} findings of high or medium impact, ${open.length} without a reason`);
  console.log(`${findings.length - grave.length} lesser ones${values.all ? "" : " (--all shows them)"}`);
  return open.length + stale.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
