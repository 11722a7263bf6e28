/**
 * `npm run check [-- check...]`: everything that can be judged without running the code.
 * The last line is `N passed, N failed`.
 */
import { runNode } from "./command.ts";

/** Each check: Node 24 with these arguments, in the repository. */
const checks: Record<string, string[]> = {
  format: ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."],
  // The types of all workspaces are more than the 4 GB that Node takes by itself.
  lint: ["--max-old-space-size=8192", "node_modules/eslint/bin/eslint.js", "--max-warnings", "0", "."],
  solhint: [
    "node_modules/solhint/solhint.js",
    "--disc",
    "--noPoster",
    "--max-warnings",
    "0",
    "contracts/**/*.sol",
    "test/**/*.sol",
  ],
  "types of the root": ["node_modules/typescript/bin/tsc", "--project", "tsconfig.json"],
  "types of protocol": ["node_modules/typescript/bin/tsc", "--project", "protocol/tsconfig.json"],
  "types of indexer": ["node_modules/typescript/bin/tsc", "--project", "indexer/tsconfig.json"],
  "types of server": ["node_modules/typescript/bin/tsc", "--project", "server/tsconfig.json"],
  "types of frontend": ["node_modules/typescript/bin/tsc", "--project", "frontend/tsconfig.json"],
  "generated files": ["--import", "tsx", "scripts/generate.ts", "--check"],
  "errors and events in tests": ["--import", "tsx", "scripts/test/named.ts"],
  "proofs of the invariants": ["--import", "tsx", "scripts/test/invariants.ts"],
  "unused code": ["node_modules/knip/bin/knip.js", "--no-progress"],
};

function chosenChecks(words: string[]): string[] {
  const names = Object.keys(checks);
  if (words.length === 0) return names;
  const chosen = names.filter((name) => words.some((word) => name.includes(word)));
  if (chosen.length === 0) throw new Error(`No such check. Known: ${names.join(", ")}.`);
  return chosen;
}

async function main(): Promise<number> {
  const names = chosenChecks(process.argv.slice(2));
  const failed: string[] = [];
  for (const name of names) {
    const began = performance.now();
    const passed = (await runNode(checks[name] ?? [])) === 0;
    if (!passed) failed.push(name);
    console.log(`${passed ? "✔" : "✘"} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  }
  if (failed.length > 0) console.log(`\nFailed: ${failed.join(", ")}`);
  console.log(`\n${names.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

process.exit(await main());
