import type { Wallet } from "ethers";
import type { Community } from "../../test/helpers/community.ts";
import { GovernorStory, support, votingCommunity } from "../../test/helpers/governorStory.ts";
import { sign } from "../../test/helpers/signing.ts";
import type { Floor } from "../floor.ts";
import type { Row } from "../rows.ts";
import { inBatches, own } from "./measure.ts";
import { regulars } from "./regulars.ts";
import { RELAYED_GAS } from "./relay.ts";

/** The proposal's state and terms, the voter's flag and units, the tally, and the vote's event. */
const VOTE: Floor = {
  once: { contracts: 1, reads: 2, writes: 1 },
  each: { reads: 1, fresh: 1, logs: [[2, 160]] },
};
/** The nonce besides. */
const SIGNED_VOTE: Floor = { once: VOTE.once, each: { ...VOTE.each, fresh: 2, signatures: 1 } };

/** Whether the relay passes it on, and its event besides. */
const RELAYED_VOTE: Floor = {
  once: { ...VOTE.once, contracts: 2, reads: 3 },
  each: {
    ...SIGNED_VOTE.each,
    logs: [
      [2, 160],
      [3, 0],
    ],
  },
};
/** What is under way of the author; the proposal, the author's last one, the text and the call. */
const PROPOSE: Floor = {
  once: { contracts: 1, reads: 4, fresh: 2, logs: [[1, 800]] },
  each: {},
};
/** The proposal and what was stored of it; the time at which it may happen, the operation in the timelock. */
const QUEUE: Floor = {
  once: {
    contracts: 2,
    reads: 4,
    writes: 1,
    fresh: 2,
    logs: [
      [3, 256],
      [1, 64],
    ],
  },
  each: {},
};
/** The same; the proposal, the operation and the value are written. */
const EXECUTE: Floor = {
  once: {
    contracts: 2,
    reads: 4,
    writes: 3,
    logs: [
      [3, 192],
      [1, 64],
      [1, 32],
    ],
  },
  each: {},
};

/** What it costs here to decide something that binds. */
export async function governanceRows(): Promise<Row[]> {
  const community = await votingCommunity();
  const voters = (await regulars(community)).others.map(({ wallet }) => wallet);
  const { governor, accounts } = community;
  const { ada, ben, cleo, relayer } = accounts;
  const data = governor.interface.encodeFunctionData("setVotingPeriod", [700_000n]);
  const action = { target: await governor.getAddress(), data };
  const story = new GovernorStory(community, [action], "a".repeat(100));
  const rows = [await own("propose", story.propose(ada), PROPOSE)];
  await story.passDelay();
  await story.vote(ada);
  rows.push(await own("vote", story.vote(ben), VOTE));
  await story.vote(cleo);
  rows.push(...(await signedVotes(community, await story.id(), voters)));
  await story.passPeriod();
  rows.push(await own("queue", story.queue(relayer), QUEUE));
  await story.passTimelock();
  rows.push(await own("execute", story.execute(relayer), EXECUTE));
  return rows;
}

/** With the nonce of the proposal, so that votes on several can be signed side by side. */
async function signedVotes(community: Community, proposalId: bigint, voters: Wallet[]): Promise<Row[]> {
  const { governor, relay, accounts } = community;
  const target = await governor.getAddress();
  const domain = { name: await governor.name() };
  const requests = await Promise.all(
    voters.map(async (voter) => {
      const nonce = await governor["nonces(address,uint192)"](voter.address, BigInt.asUintN(192, proposalId));
      const ballot = { proposalId, support: support.for, voter: voter.address, nonce };
      const signature = await sign(voter, governor, "Ballot", ballot, domain);
      const args = [proposalId, support.for, voter.address, signature] as [bigint, bigint, string, string];
      const data = governor.interface.encodeFunctionData("castVoteBySig", args);
      return { target, gasLimit: RELAYED_GAS, data };
    }),
  );
  const rows: Row[] = [];
  for (const { batch, part } of inBatches(requests)) {
    const [alone] = part;
    const sent =
      batch === 1 && alone !== undefined
        ? accounts.relayer.sendTransaction({ to: target, data: alone.data })
        : relay.connect(accounts.relayer).relay(part);
    rows.push(await own("voteSigned", sent, batch === 1 ? SIGNED_VOTE : RELAYED_VOTE, { batch }));
  }
  return rows;
}
