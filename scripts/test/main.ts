/**
 * `npm test [-- suite...]`: every suite, one after the other, each with its own runner's output.
 * With `--update-gas` what the contracts cost is not compared with the gas snapshot but becomes it.
 * The last line is the sum over all: `N passed, N failed`.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runNode } from "./command.ts";
import { type Counts, type Suite, suites } from "./suites.ts";

interface Outcome extends Counts {
  name: string;
  seconds: number;
  /** What went wrong beside failed tests. */
  fault?: string;
}

/** Never reports fewer failures than there were: a runner that crashed, or found no test, counts as one. */
async function runSuite(suite: Suite, reportDir: string): Promise<Outcome> {
  console.log(`\n── ${suite.name} ${"─".repeat(Math.max(0, 60 - suite.name.length))}\n`);
  const reportFile = join(reportDir, `${suite.name}.json`);
  const began = performance.now();
  const code = await runNode(suite.args(reportFile), suite.env?.(reportFile));
  const seconds = (performance.now() - began) / 1000;
  const counts = await readCounts(suite, reportFile);
  if (!counts) return { name: suite.name, seconds, passed: 0, failed: 1, skipped: 0, fault: "no report" };
  const outcome: Outcome = { name: suite.name, seconds, ...counts };
  if (code !== 0 && counts.failed === 0) return { ...outcome, failed: 1, fault: `exit code ${code}` };
  if (counts.passed + counts.failed === 0) return { ...outcome, failed: 1, fault: "no tests found" };
  return outcome;
}

async function readCounts(suite: Suite, reportFile: string): Promise<Counts | undefined> {
  try {
    return suite.read(JSON.parse(await readFile(reportFile, "utf8")));
  } catch (error) {
    console.error(`\nNo usable report of the suite ${suite.name}:`, error);
    return undefined;
  }
}

function chosenSuites(names: string[]): readonly Suite[] {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `Unknown suite: ${unknown.join(", ")}. Known: ${suites.map(({ name }) => name).join(", ")}.`,
    );
  }
  return names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name));
}

function summaryLine({ name, seconds, passed, failed, skipped, fault }: Outcome): string {
  const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  return `${name.padEnd(12)} ${counts}${fault === undefined ? "" : ` (${fault})`}, ${seconds.toFixed(0)} s`;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { "update-gas": { type: "boolean", default: false } },
    allowPositionals: true,
  });
  if (values["update-gas"]) process.env["HEARTH_UPDATE_GAS"] = "1";
  const chosen = chosenSuites(positionals);
  const reportDir = await mkdtemp(join(tmpdir(), "hearth-test-"));
  const outcomes: Outcome[] = [];
  for (const suite of chosen) outcomes.push(await runSuite(suite, reportDir));
  await rm(reportDir, { recursive: true });
  const total = (of: "passed" | "failed") => outcomes.reduce((sum, outcome) => sum + outcome[of], 0);
  console.log(`\n${"─".repeat(64)}\n${outcomes.map(summaryLine).join("\n")}\n`);
  console.log(`${total("passed")} passed, ${total("failed")} failed`);
  return total("failed") === 0 ? 0 : 1;
}

process.exit(await main());
