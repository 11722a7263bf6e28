import type { ActionName } from "./rows.ts";

/** A figure that was set before anything was measured. */
export interface Target {
  action: ActionName;
  batch: number;
  goal: bigint;
  dream: bigint;
}

/** The figures Hearth wants to stay below, in gas for each unit. */
export const targets: readonly Target[] = [
  { action: "ballotSigned", batch: 100, goal: 12_000n, dream: 8_500n },
  { action: "ballot", batch: 1, goal: 48_000n, dream: 40_000n },
  { action: "award", batch: 100, goal: 10_000n, dream: 8_500n },
  { action: "claim", batch: 1, goal: 68_000n, dream: 55_000n },
  { action: "claimMany", batch: 100, goal: 20_000n, dream: 15_000n },
  { action: "epochClaim", batch: 1, goal: 62_000n, dream: 50_000n },
  { action: "join", batch: 1, goal: 110_000n, dream: 80_000n },
  { action: "redeem", batch: 1, goal: 90_000n, dream: 72_000n },
  { action: "checkIn", batch: 100, goal: 9_500n, dream: 8_000n },
  { action: "relayed", batch: 100, goal: 12_000n, dream: 9_000n },
];
