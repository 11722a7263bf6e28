/**
 * `npm run generate`: makes the tracked files that come from the compiled contracts.
 * With `--check` it writes nothing and fails when a tracked file is out of date.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { abisFile, renderAbis } from "./generate/abis.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
  const target = join(root, abisFile);
  const wanted = await renderAbis();
  const present = await readFile(target, "utf8").catch(() => "");
  if (present === wanted) {
    console.log(`${abisFile} is up to date.`);
    return;
  }
  if (values.check) throw new Error(`${abisFile} is out of date. Run \`npm run generate\` and commit it.`);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, wanted);
  console.log(`Wrote ${abisFile}.`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
