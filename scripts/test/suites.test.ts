import { expect, test } from "vitest";
import { readVitestReport } from "./suites.ts";

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

test("a report's counts are those of its tests", () => {
  const testResults = [file("passed", "passed", "passed"), file("failed", "failed", "pending")];
  const report = { numPassedTests: 2, numFailedTests: 1, numPendingTests: 1, testResults };
  expect(readVitestReport(report)).toEqual({ passed: 2, failed: 1, skipped: 1 });
});

test("a file that does not load counts as a failure", () => {
  const testResults = [file("passed", "passed"), file("failed")];
  const report = { numPassedTests: 1, numFailedTests: 0, numPendingTests: 0, testResults };
  expect(readVitestReport(report)).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

test("something that is not a report is refused", () => {
  expect(() => readVitestReport({ numPassedTests: "many" })).toThrow();
});
