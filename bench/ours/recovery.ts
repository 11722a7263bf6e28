import { due } from "../../test/membership/recoveryStage.ts";
import type { Floor } from "../floor.ts";
import type { Row } from "../rows.ts";
import { own } from "./measure.ts";

/**
 * The request; the accounts' and the member's slots, and what they hold. The new account's two are fresh, the old one's
 * holding is emptied, its account kept for its past. Events of the request, card, membership, votes and token.
 */
const REBIND: Floor = {
  once: {
    contracts: 2,
    reads: 1,
    writes: 3,
    fresh: 2,
    cleared: 1,
    logs: [
      [3, 0],
      [4, 0],
      [4, 0],
      [2, 64],
      [2, 64],
      [3, 32],
      [3, 96],
    ],
  },
  each: {},
};

/** What it costs here to move a membership from a lost wallet, when two guardians have agreed and the wait is over. */
export async function recoveryRows(): Promise<Row[]> {
  const { recovery, accounts } = await due();
  return [await own("rebind", recovery.connect(accounts.stranger).execute(1n), REBIND)];
}
