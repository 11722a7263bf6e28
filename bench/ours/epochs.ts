import { parseEther } from "ethers";
import { claimOf, DELAY, publish } from "../../test/earning/epochStage.ts";
import { reviewStage } from "../../test/earning/stage.ts";
import { networkHelpers } from "../../test/helpers/chain.ts";
import type { Floor } from "../floor.ts";
import type { Row } from "../rows.ts";
import { inBatches, own } from "./measure.ts";
import { regulars } from "./regulars.ts";

const LEAVES = 1024;
const REWARD = parseEther("10");
const BUDGET = parseEther("100000");

/**
 * The root, the emission's limit; what is left of the epoch with its times, the bits, the supply. For each claim the
 * member's slot and the balance, an event of the claim and one of the token.
 */
const CLAIM: Floor = {
  once: { contracts: 2, reads: 2, writes: 3 },
  each: {
    reads: 1,
    writes: 1,
    logs: [
      [3, 64],
      [3, 32],
    ],
  },
};

/** What it costs here to be paid from a Merkle tree in which somebody has claimed before. */
export async function epochRows(): Promise<Row[]> {
  const stage = await reviewStage();
  const { first, others } = await regulars(stage);
  const memberIds = [first, ...others].map(({ memberId }) => memberId);
  const strangerId = 10_000n;
  const payments = Array.from({ length: LEAVES }, (_, index) => ({
    memberId: memberIds[index] ?? strangerId + BigInt(index),
    amount: REWARD,
  }));
  const { epochId, tree, leaves } = await publish(stage, payments, { campaign: { budget: BUDGET } });
  await networkHelpers.time.increase(DELAY);
  const campaigns = stage.campaigns.connect(stage.accounts.relayer);
  const [firstClaim, ...claims] = leaves.slice(0, memberIds.length).map((leaf) => claimOf(tree, leaf));
  await campaigns.claimEpochMany(epochId, firstClaim === undefined ? [] : [firstClaim]);
  const rows: Row[] = [];
  for (const { batch, part } of inBatches(claims)) {
    const [alone] = part;
    const sent =
      batch === 1 && alone !== undefined
        ? campaigns.claimEpoch(epochId, alone)
        : campaigns.claimEpochMany(epochId, part);
    rows.push(await own("epochClaim", sent, CLAIM, { batch }));
  }
  return rows;
}
