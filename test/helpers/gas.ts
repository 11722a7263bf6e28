import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AssertionError } from "chai";
import hre from "hardhat";
import { receiptOf } from "./chain.ts";

/** Gas by action, as it was when it was last accepted. */
type GasSnapshot = Record<string, number>;

const FILE = fileURLToPath(new URL("../gas/snapshot.json", import.meta.url));
/** By how much an action may move before somebody has to look. */
const TOLERANCE = 0.02;

/** Nothing is compared until there is a first snapshot. */
const accepted = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as GasSnapshot) : undefined;
const measured: GasSnapshot = {};

/** Whether the contracts are compiled as they are deployed, so that their gas and their size mean something. */
export function isReleaseBuild(): boolean {
  const [compiler] = hre.config.solidity.profiles["default"]?.compilers ?? [];
  const settings = compiler?.settings as { viaIR?: boolean } | undefined;
  return settings?.viaIR === true && !hre.globalOptions.coverage;
}

/**
 * Compares what an action costs with what it cost when that was last accepted.
 * @param action Its name, the same in every run.
 * @param sent The transaction.
 * @param parts How many the transaction did at once; the cost of one is compared.
 * @returns The gas of one.
 */
export async function checkGas(action: string, sent: { hash: string }, parts = 1): Promise<number> {
  const { gasUsed } = await receiptOf(sent.hash);
  const gas = Math.round(Number(gasUsed) / parts);
  measured[action] = gas;
  if (process.env["HEARTH_UPDATE_GAS"] || !accepted) return gas;
  const before = accepted[action];
  if (before === undefined) throw new AssertionError(`"${action}" (${gas} gas) is new. ${HOW_TO_ACCEPT}`);
  const moved = gas / before - 1;
  if (Math.abs(moved) <= TOLERANCE) return gas;
  const percent = `${moved > 0 ? "+" : ""}${(moved * 100).toFixed(1)} %`;
  throw new AssertionError(
    `"${action}" went from ${before} to ${gas} gas (${percent}; ${TOLERANCE * 100} % are allowed). ${HOW_TO_ACCEPT}`,
  );
}

const HOW_TO_ACCEPT =
  "If that is meant: `npm test -- contracts --update-gas`, and commit test/gas/snapshot.json.";

after("gas snapshot", () => {
  if (!isReleaseBuild()) return;
  // Only a run of all tests knows which actions are gone.
  const whole = process.env["HEARTH_WHOLE_RUN"] !== undefined;
  if (process.env["HEARTH_UPDATE_GAS"]) {
    writeFileSync(
      FILE,
      `${JSON.stringify(sorted(whole ? measured : { ...accepted, ...measured }), null, 2)}\n`,
    );
    return;
  }
  const gone = Object.keys(accepted ?? {}).filter((action) => measured[action] === undefined);
  if (whole && gone.length > 0) {
    throw new AssertionError(`Measured no more: ${gone.join(", ")}. ${HOW_TO_ACCEPT}`);
  }
});

function sorted(snapshot: GasSnapshot): GasSnapshot {
  return Object.fromEntries(Object.entries(snapshot).sort(([a], [b]) => (a < b ? -1 : 1)));
}
