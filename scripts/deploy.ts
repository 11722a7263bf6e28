/** `npm run deploy`: deploys a brand's community. See `scripts/deploy/options.ts` for how to call it. */
import { readOptions, usage } from "./deploy/options.ts";
import { runDeploy } from "./deploy/run.ts";

try {
  const options = readOptions(process.argv.slice(2));
  if (options) await runDeploy(options);
  else console.log(usage);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
