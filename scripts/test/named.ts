/**
 * One of the checks of `npm run check`: every error and every event that the contracts declare is named in a test, as a
 * text or by its selector. There is no list of exceptions: what can't be brought about need not be declared.
 */
import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Declaration {
  kind: string;
  name: string;
  file: string;
}

async function readAll(pattern: string, exclude: string[] = []): Promise<{ file: string; text: string }[]> {
  const files = (await Array.fromAsync(glob(pattern, { cwd: root, exclude }))).sort();
  return files.map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));
}

/** What the sources of the contracts declare; comments and strings do not begin a line like that. */
async function declarations(): Promise<Declaration[]> {
  const sources = await readAll("contracts/**/*.sol", ["contracts/test/**"]);
  return sources.flatMap(({ file, text }) =>
    Array.from(text.matchAll(/^\s*(error|event) (\w+)\s*\(/gm), ([, kind = "", name = ""]) => ({
      kind,
      name,
      file,
    })),
  );
}

async function main(): Promise<number> {
  const tests = [...(await readAll("test/**/*.ts")), ...(await readAll("test/**/*.sol"))];
  // A comment that speaks of an error proves nothing.
  const named = tests.flatMap(({ text }) =>
    Array.from(text.matchAll(/"(\w+)[("]|\.(\w+)\.selector/g), ([, quoted, selected]) => quoted ?? selected),
  );
  const words = new Set(named);
  const declared = await declarations();
  if (declared.length === 0) throw new Error("The contracts declare no error and no event.");
  const missing = declared.filter(({ name }) => !words.has(name));
  for (const { kind, name, file } of missing) console.log(`No test names the ${kind} ${name} of ${file}`);
  console.log(
    `${declared.length - missing.length} of ${declared.length} errors and events are named in a test`,
  );
  return missing.length === 0 ? 0 : 1;
}

process.exit(await main());
