import { writeFile } from "node:fs/promises";

/** Counts of one suite, as every test runner in this repository reports them. */
export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Writes the counts where `npm test` asked for them; does nothing when a suite is run by hand.
 * @param counts Tests of the whole suite.
 */
export async function writeTestReport(counts: TestCounts): Promise<void> {
  const path = process.env["HEARTH_TEST_REPORT"];
  if (path) await writeFile(path, JSON.stringify(counts));
}
