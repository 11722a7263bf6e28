import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { conditions } from "./conditions.ts";
import { ownRows } from "./ours/rows.ts";
import { deployedContracts } from "./ours/deployed.ts";
import { earningRows } from "./peerRows/earning.ts";
import { governanceRows } from "./peerRows/governance.ts";
import { memberRows } from "./peerRows/members.ts";
import { relayRows } from "./peerRows/relay.ts";
import { rewardRows } from "./peerRows/rewards.ts";
import { markdown, terminalTable } from "./report.ts";
import type { Row } from "./rows.ts";

const file = join(fileURLToPath(new URL("..", import.meta.url)), "docs", "benchmarks.md");

const rows: Row[] = [];
for (const [what, measure] of [
  ["Hearth", ownRows],
  ["peers: membership", memberRows],
  ["peers: earning", earningRows],
  ["peers: governance", governanceRows],
  ["peers: rewards", rewardRows],
  ["peers: relaying", relayRows],
] as const) {
  process.stderr.write(`Measuring ${what} …\n`);
  rows.push(...(await measure()));
}
const findings = { rows, deployed: await deployedContracts(), conditions: conditions() };
writeFileSync(file, await format(markdown(findings), { parser: "markdown", ...(await resolveConfig(file)) }));
process.stdout.write(`${terminalTable(rows)}\n\nWrote docs/benchmarks.md.\n`);
// The in-memory chain keeps the process alive otherwise.
process.exit(0);
