/**
 * One of the checks of `npm run check`: every file, function and story that `docs/invariants.md` names as a proof exists.
 * Each proof is written as `` `file in test/` → `name` ``.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What is wrong with a proof; nothing if it is there. */
function faultOf(file: string, name: string): string | undefined {
  const path = join(root, "test", file);
  if (!existsSync(path)) return `there is no test/${file}`;
  const text = readFileSync(path, "utf8");
  const found = file.endsWith(".sol") ? text.includes(`function ${name}(`) : text.includes(name);
  return found ? undefined : `test/${file} has no ${name}`;
}

function main(): number {
  const rows = readFileSync(join(root, "docs/invariants.md"), "utf8")
    .split("\n")
    .filter((line) => /^\| *[A-Za-z]/.test(line) && !/^\| *(id|key) /.test(line));
  if (rows.length === 0) throw new Error("docs/invariants.md has no rows.");
  const faults: string[] = [];
  let proofs = 0;
  for (const row of rows) {
    const title = row.split("|")[1]?.trim() ?? "";
    const named = Array.from(row.matchAll(/`([^`]+)` → `([^`]+)`/g));
    if (named.length === 0) faults.push(`${title}: no proof is named`);
    for (const [, file = "", name = ""] of named) {
      proofs += 1;
      const fault = faultOf(file, name);
      if (fault !== undefined) faults.push(`${title}: ${fault}`);
    }
  }
  for (const fault of faults) console.log(fault);
  console.log(`${rows.length} invariants and limits with ${proofs} proofs`);
  return faults.length === 0 ? 0 : 1;
}

process.exit(main());
