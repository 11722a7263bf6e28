import { expect, test } from "vitest";
import { isAllowedWarning } from "./compilerWarnings.ts";

function warning(file: string, errorCode: string) {
  return {
    type: "Warning",
    component: "general",
    severity: "warning" as const,
    message: "A warning.",
    errorCode,
    sourceLocation: { file },
  };
}

const UNUSED_PARAMETER = "5667";
const CODE_SIZE = "5574";

test.each([
  ["our own contract", warning("project/contracts/token/RewardToken.sol", UNUSED_PARAMETER)],
  ["our own contract's size", warning("project/contracts/token/RewardToken.sol", CODE_SIZE)],
  ["a test", warning("project/test/token/RewardToken.t.sol", UNUSED_PARAMETER)],
  ["another package", warning("npm/@openzeppelin/contracts-upgradeable@5.7.0/Foo.sol", UNUSED_PARAMETER)],
  ["no place at all", { ...warning("", UNUSED_PARAMETER), sourceLocation: undefined }],
])("a warning in %s fails the build", (_, message) => {
  expect(isAllowedWarning(message, false)).toBe(false);
});

test.each([
  ["OpenZeppelin", warning("npm/@openzeppelin/contracts@5.7.0/governance/Governor.sol", UNUSED_PARAMETER)],
  ["a test's size", warning("project/test/token/RewardToken.t.sol", CODE_SIZE)],
  ["a harness's size", warning("project/contracts/test/Harness.sol", CODE_SIZE)],
])("a warning in %s is allowed", (_, message) => {
  expect(isAllowedWarning(message, false)).toBe(true);
});

test("what counts the lines may give warnings of its own, where lines are counted", () => {
  const library = warning("__NomicFoundationCoverage-1fe87c59.sol", UNUSED_PARAMETER);
  expect(isAllowedWarning(library, true)).toBe(true);
  expect(isAllowedWarning(library, false)).toBe(false);
});

test("instrumented code may be large, and nothing else", () => {
  expect(isAllowedWarning(warning("project/contracts/A.sol", CODE_SIZE), true)).toBe(true);
  expect(isAllowedWarning(warning("project/contracts/A.sol", UNUSED_PARAMETER), true)).toBe(false);
});
