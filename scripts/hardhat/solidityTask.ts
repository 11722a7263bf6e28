import type { TaskOverrideActionFunction } from "hardhat/types/tasks";
import type { Result } from "hardhat/types/utils";
import { writeTestReport } from "./testReport.ts";

/** The part of Hardhat's result that holds every test's outcome (its own summary is empty when run directly). */
interface SolidityTestRun {
  suiteResults: { testResults: { status: "Success" | "Failure" | "Skipped" }[] }[];
}

/** `hardhat test solidity`: reports its counts, fuzz and invariant tests included. */
const action: TaskOverrideActionFunction = async (args, _hre, runSuper) => {
  const result = (await runSuper(args)) as Result<SolidityTestRun, SolidityTestRun>;
  const { suiteResults } = result.success ? result.value : result.error;
  const statuses = suiteResults.flatMap((suite) => suite.testResults.map((test) => test.status));
  const count = (status: string): number => statuses.filter((each) => each === status).length;
  await writeTestReport({ passed: count("Success"), failed: count("Failure"), skipped: count("Skipped") });
  return result;
};

export default action;
