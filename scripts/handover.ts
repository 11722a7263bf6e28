/** `npm run handover`: hands a community over, stage by stage. See `scripts/handover/options.ts` for how to call it. */
import { readOptions, usage } from "./handover/options.ts";
import { runHandover } from "./handover/run.ts";

try {
  const options = readOptions(process.argv.slice(2));
  if (options) await runHandover(options);
  else console.log(usage);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
