import { parseArgs } from "node:util";

/** What `npm run handover` was asked to do. */
export interface HandoverOptions {
  /** Name of a network in `hardhat.config.ts`. */
  network: string;
  to: 1 | 2;
  /** Only say what would be done. */
  dryRun: boolean;
}

/** How to call it. */
export const usage = `Usage: npm run handover -- --to 1|2 [--network <name>] [--dry-run]

  --to        the stage to go to: 1 (shared) or 2 (community-owned)
  --network   a network of hardhat.config.ts (default: localhost)
  --dry-run   say what would be done, but send nothing
  --help      show this

Run it again for the next step: it goes on from where the chain is.`;

/**
 * Reads the command line.
 * @param args Everything after the script's name.
 * @returns The options, or undefined where help was asked for. Throws an Error that says what is wrong.
 */
export function readOptions(args: string[]): HandoverOptions | undefined {
  const { values } = parseArgs({
    args,
    options: {
      to: { type: "string" },
      network: { type: "string", default: "localhost" },
      "dry-run": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  if (values.to !== "1" && values.to !== "2") {
    throw new Error(`Say which stage to go to: 1 (shared) or 2 (community-owned).\n\n${usage}`);
  }
  return { network: values.network, to: values.to === "1" ? 1 : 2, dryRun: values["dry-run"] };
}
