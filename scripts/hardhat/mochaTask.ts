import { glob } from "node:fs/promises";
import { join } from "node:path";
import type { TaskOverrideActionFunction } from "hardhat/types/tasks";
import Mocha from "mocha";
import { writeTestReport } from "./testReport.ts";

interface MochaArguments {
  testFiles: string[];
}

/** Contract tests are every TypeScript file under `test/`, except those of the browser and of the indexer. */
async function contractTestFiles(root: string): Promise<string[]> {
  const exclude = ["test/e2e/**", "test/indexer/**"];
  const files = await Array.fromAsync(glob("test/**/*.ts", { cwd: root, exclude }));
  return files.sort().map((file) => join(root, file));
}

/** Mocha's spec output, keeping the runner's counts (Hardhat's own summary counts skipped tests as passed). */
class CountingReporter extends Mocha.reporters.Spec {
  static last: Mocha.Stats | undefined;

  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    CountingReporter.last = this.stats;
  }
}

/** `hardhat test mocha`: picks the contract tests and reports their counts. */
const action: TaskOverrideActionFunction = async (args, hre, runSuper) => {
  const { testFiles: named } = args as MochaArguments;
  const testFiles = named.length > 0 ? named : await contractTestFiles(hre.config.paths.root);
  // Some checks make sense only where every test has run (test/helpers/gas.ts).
  if (named.length === 0 && args["grep"] === undefined) process.env["HEARTH_WHOLE_RUN"] = "1";
  hre.config.test.mocha.reporter = CountingReporter;
  const result: unknown = await runSuper({ ...args, testFiles });
  const stats = CountingReporter.last;
  await writeTestReport({
    passed: stats?.passes ?? 0,
    failed: stats?.failures ?? 0,
    skipped: stats?.pending ?? 0,
  });
  return result;
};

export default action;
