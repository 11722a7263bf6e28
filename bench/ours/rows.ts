import type { Row } from "../rows.ts";
import { earningRows } from "./earning.ts";
import { epochRows } from "./epochs.ts";
import { governanceRows } from "./governance.ts";
import { memberRows } from "./members.ts";
import { pollRows } from "./polls.ts";
import { recoveryRows } from "./recovery.ts";
import { relayRows } from "./relay.ts";
import { rewardRows } from "./rewards.ts";

/** What everything costs here; each group measures in communities of its own. */
export async function ownRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const measure of [
    memberRows,
    earningRows,
    epochRows,
    pollRows,
    governanceRows,
    rewardRows,
    recoveryRows,
    relayRows,
  ])
    rows.push(...(await measure()));
  return rows;
}
