import type { HookContext, SolidityHooks } from "hardhat/types/hooks";
import type { CompilerOutput } from "hardhat/types/solidity";

/** solc's diagnostic; Hardhat's type leaves out where it points. */
type CompilerMessage = NonNullable<CompilerOutput["errors"]>[number] & {
  sourceLocation?: { file: string };
};

/** solc's codes for "contract code size" and "initcode size exceeds the limit". */
const SIZE_WARNINGS = new Set(["5574", "3860"]);

/**
 * The documented allow-list; every other compiler warning fails the build.
 * - Warnings inside OpenZeppelin or Hardhat's own sources: not ours to change.
 * - Size warnings in tests and harnesses: they are never deployed to a real chain.
 * - Warnings inside the library that `--coverage` adds, and size warnings under it: the instrumentation causes them.
 * @param message One diagnostic of the compiler's output.
 * @param coverage Whether the sources were instrumented for coverage.
 */
export function isAllowedWarning(message: CompilerMessage, coverage: boolean): boolean {
  const file = message.sourceLocation?.file ?? "";
  if (/^npm\/(@openzeppelin\/contracts|hardhat)@/.test(file)) return true;
  if (coverage && file.startsWith("__NomicFoundationCoverage-")) return true;
  if (!SIZE_WARNINGS.has(message.errorCode ?? "")) return false;
  return coverage || /^project\/(test|contracts\/test)\//.test(file);
}

function asError(message: CompilerMessage): CompilerMessage {
  const text = message.formattedMessage ?? message.message;
  return {
    ...message,
    type: "Error",
    severity: "error",
    formattedMessage: `Error: compiler warnings fail the build (scripts/hardhat/compilerWarnings.ts).\n${text}`,
  };
}

/**
 * Turns warnings that are not on the allow-list into errors before Hardhat sees the output,
 * so that a build with warnings is neither accepted nor cached.
 */
export default async function solidityHooks(): Promise<Partial<SolidityHooks>> {
  return {
    async invokeSolc(context: HookContext, compiler, solcInput, solcConfig, next): Promise<CompilerOutput> {
      const output = await next(context, compiler, solcInput, solcConfig);
      const messages: CompilerMessage[] = output.errors ?? [];
      const errors = messages
        .filter(
          (message) =>
            message.severity !== "warning" || !isAllowedWarning(message, context.globalOptions.coverage),
        )
        .map((message) => (message.severity === "warning" ? asError(message) : message));
      return { ...output, errors };
    },
  };
}
