/**
 * `npm run coverage [-- --report]`: runs every contract test with the contracts instrumented, and exits with 1 when
 * fewer than 99 % of their lines were run. Prints each line that was not. Lines that can't be run are listed with their
 * reason in `scripts/coverage/exceptions.json5`. `--report` reads the last run again instead of testing.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import JSON5 from "json5";
import { runNode } from "./test/command.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const exceptionsFile = "scripts/coverage/exceptions.json5";
const LEAST = 0.99;

interface Line {
  file: string;
  number: number;
  text: string;
  runs: number;
}

/** The lines of our own contracts in an lcov report. */
function readLines(lcov: string): Line[] {
  const lines: Line[] = [];
  for (const record of lcov.split("end_of_record")) {
    const file = /^SF:(.+)$/m.exec(record)?.[1]?.replaceAll("\\", "/");
    if (!file?.startsWith("contracts/") || file.startsWith("contracts/test/")) continue;
    const texts = readFileSync(join(root, file), "utf8").split("\n");
    for (const [, number, runs] of record.matchAll(/^DA:(\d+),(\d+)$/gm)) {
      lines.push({
        file,
        number: Number(number),
        text: texts[Number(number) - 1]?.trim() ?? "",
        runs: Number(runs),
      });
    }
  }
  return lines;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2)} %`;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { report: { type: "boolean", default: false } } });
  if (!values.report) {
    const hardhat = ["node_modules/hardhat/dist/src/cli.js", "test", "--coverage"];
    const code = await runNode(hardhat, { HEARTH_QUICK_BUILD: "1" });
    if (code !== 0) return code;
  }
  const lines = readLines(readFileSync(join(root, "coverage/lcov.info"), "utf8"));
  if (lines.length === 0) throw new Error("The report has no line of any contract.");
  const exceptions = JSON5.parse<Record<string, string>>(readFileSync(join(root, exceptionsFile), "utf8"));
  const missed = lines.filter(({ runs }) => runs === 0);
  const keyOf = ({ file, text }: Line): string => `${file} ${text}`;
  const open = missed.filter((line) => exceptions[keyOf(line)] === undefined);
  const stale = Object.keys(exceptions).filter((key) => !missed.some((line) => keyOf(line) === key));
  for (const [file, own] of [...Map.groupBy(lines, (line) => line.file)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    const run = own.filter(({ runs }) => runs > 0).length;
    console.log(`${percent(run, own.length).padStart(9)}  ${file}`);
  }
  for (const { file, number, text } of open) console.log(`Never run: ${file}:${number}  ${text}`);
  for (const key of stale) console.log(`Run now, so strike it from ${exceptionsFile}: ${key}`);
  const counted = lines.length - (missed.length - open.length);
  console.log(`\n${percent(counted - open.length, counted)} of ${counted} lines`);
  return counted - open.length < LEAST * counted || stale.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
