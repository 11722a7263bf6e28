import { id, parseEther } from "ethers";
import { packAwards } from "../../test/helpers/members.ts";
import {
  approve,
  attestation,
  claim,
  reviewStage,
  startCampaign,
  type Attestation,
  type ReviewStage,
} from "../../test/earning/stage.ts";
import type { Floor } from "../floor.ts";
import type { Row } from "../rows.ts";
import { inBatches, own } from "./measure.ts";
import { regulars, type Regular } from "./regulars.ts";

const REWARD = parseEther("10");
const PLENTY = parseEther("100000");

/** The two ways in which a campaign can say what it pays. */
const REWARDS = [
  { variant: undefined, minReward: REWARD, maxReward: REWARD },
  { variant: "amount within a range", minReward: parseEther("1"), maxReward: REWARD },
] as const;

interface Stage extends ReviewStage {
  variant: string | undefined;
  campaignId: bigint;
  first: Regular;
  others: Regular[];
}

/**
 * The attester's right, the emission's limit; the budget with its terms, the supply, the word of those paid. For each
 * payment the member's slot and the balance; in the award's event a word, and the token's event.
 */
function awardFloor(batch: number): Floor {
  return {
    once: { contracts: 2, reads: 3, writes: 3, logs: [[4, 64 + 32 * batch]] },
    each: { reads: 1, writes: 1, logs: [[3, 32]] },
  };
}

/** The same for each contribution, with a signature, and an event of its own. */
const CLAIM: Floor = {
  once: { contracts: 2, reads: 3, writes: 3 },
  each: {
    reads: 1,
    writes: 1,
    signatures: 1,
    logs: [
      [4, 64],
      [3, 32],
    ],
  },
};

/** What it costs here to be paid for a contribution. */
export async function earningRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { variant, ...reward } of REWARDS) {
    const stage = await reviewStage();
    const members = await regulars(stage);
    const { campaignId } = await startCampaign(stage, { budget: PLENTY, ...reward });
    const staged = { ...stage, ...members, campaignId, variant };
    await award(staged, "lesson one", [members.first, ...members.others]);
    rows.push(...(await awards(staged)), await claimAlone(staged), ...(await claimsTogether(staged)));
  }
  return rows;
}

async function award({ campaigns, accounts, campaignId }: Stage, lesson: string, members: Regular[]) {
  const lines = packAwards(members.map(({ memberId }) => ({ memberId, amount: REWARD })));
  return await campaigns.connect(accounts.attester).award(campaignId, id(lesson), lines);
}

/** For a lesson for which somebody with a neighbouring number has been paid already. */
async function awards(stage: Stage): Promise<Row[]> {
  const { first, others, variant } = stage;
  await award(stage, "lesson two", [first]);
  const rows: Row[] = [];
  for (const { batch, part } of inBatches(others)) {
    const sent = award(stage, "lesson two", part);
    rows.push(await own("award", sent, awardFloor(batch), { batch, variant }));
  }
  return rows;
}

/** Of a product that somebody with a neighbouring number has reviewed before. */
async function claimAlone(stage: Stage): Promise<Row> {
  const { first, others, variant } = stage;
  const [second] = others;
  const subject = id("reviewed alone");
  await claim(stage, statementOf(stage, first, subject));
  const sent = claim(stage, statementOf(stage, second ?? first, subject));
  return await own("claim", sent, CLAIM, { variant });
}

async function claimsTogether(stage: Stage): Promise<Row[]> {
  const { campaigns, accounts, campaignId, first, others, variant } = stage;
  const subject = id("reviewed together");
  await claim(stage, statementOf(stage, first, subject));
  const rows: Row[] = [];
  for (const { batch, part } of inBatches(others)) {
    const contributions = await Promise.all(
      part.map(async (member) => {
        const statement = statementOf(stage, member, subject);
        const { memberId, contentHash, amount, deadline } = statement;
        const approvals = await approve(stage, statement, accounts.attester);
        return { memberId, subject, contentHash, amount, deadline, approvals };
      }),
    );
    const sent = campaigns.connect(accounts.relayer).claimMany(campaignId, contributions);
    rows.push(await own("claimMany", sent, CLAIM, { batch, variant }));
  }
  return rows;
}

function statementOf(stage: Stage, { memberId }: Regular, subject: string): Attestation {
  return attestation(stage, { memberId, subject, amount: REWARD });
}
