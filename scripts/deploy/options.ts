import { parseArgs } from "node:util";

/** What `npm run deploy` was asked to do. */
export interface DeployOptions {
  /** Name of a network in `hardhat.config.ts`. */
  network: string;
  /** Path of the brand file. */
  brand: string;
  /** Only say what would be done. */
  dryRun: boolean;
  /** Publish the sources on the block explorers afterwards. */
  verify: boolean;
}

/** How to call it. */
export const usage = `Usage: npm run deploy -- --network <name> --brand deploy/brands/<brand>.json5 [--dry-run] [--verify]

  --network   a network of hardhat.config.ts: localhost, baseSepolia, base, custom
  --brand     the brand file
  --dry-run   check everything and say what would be done, but send nothing
  --verify    publish the sources on the block explorers afterwards
  --help      show this

Keys and addresses of nodes come from Hardhat's keystore, never from a file:
  npx hardhat keystore set DEPLOYER_PRIVATE_KEY
  npx hardhat keystore set BASE_SEPOLIA_RPC_URL`;

/**
 * Reads the command line.
 * @param args Everything after the script's name.
 * @returns The options, or undefined where help was asked for. Throws an Error that says what is wrong.
 */
export function readOptions(args: string[]): DeployOptions | undefined {
  const { values } = parseArgs({
    args,
    options: {
      network: { type: "string" },
      brand: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      verify: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const missing = (["network", "brand"] as const).filter((name) => !values[name]);
  if (missing.length > 0) throw new Error(`Say which ${missing.join(" and ")}.\n\n${usage}`);
  return {
    network: values.network ?? "",
    brand: values.brand ?? "",
    dryRun: values["dry-run"],
    verify: values.verify,
  };
}
