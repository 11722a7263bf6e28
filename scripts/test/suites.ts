import { z } from "zod";

/** What one suite came to. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** One test runner: how to start it, and how to read what it reports. */
export interface Suite {
  name: string;
  /** Arguments of Node 24. */
  args: (reportFile: string) => string[];
  env?: (reportFile: string) => Record<string, string>;
  /** Counts in the runner's own report, which is parsed JSON. */
  read: (report: unknown) => Counts;
}

const HARDHAT = "node_modules/hardhat/dist/src/cli.js";
const VITEST = "node_modules/vitest/vitest.mjs";

const countsSchema = z.object({ passed: z.number(), failed: z.number(), skipped: z.number() });

const vitestSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

/** Vitest's JSON report. A file that fails without a failed test (it does not load, say) counts as one failure. */
export function readVitestReport(report: unknown): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = vitestSchema.parse(report);
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + brokenFiles.length,
    skipped: numPendingTests,
  };
}

function hardhatSuite(name: string, runner: "mocha" | "solidity"): Suite {
  return {
    name,
    args: () => [HARDHAT, "test", runner],
    env: (reportFile) => ({ HEARTH_TEST_REPORT: reportFile }),
    read: (report) => countsSchema.parse(report),
  };
}

function vitestSuite(name: string, config: string): Suite {
  const args = [VITEST, "run", "--config", config, "--reporter=default", "--reporter=json"];
  return {
    name,
    args: (reportFile) => [...args, `--outputFile.json=${reportFile}`],
    read: readVitestReport,
  };
}

/** Every suite of the repository, in the order in which `npm test` runs them. */
export const suites: readonly Suite[] = [
  vitestSuite("unit", "vitest.config.ts"),
  hardhatSuite("contracts", "mocha"),
  hardhatSuite("properties", "solidity"),
  vitestSuite("indexer", "vitest.indexer.config.ts"),
  vitestSuite("browser", "vitest.e2e.config.ts"),
];
