import type { Wallet } from "ethers";
import { ZeroAddress } from "ethers";
import { networkHelpers } from "../../test/helpers/chain.ts";
import type { Community } from "../../test/helpers/community.ts";
import { GovernorStory, support, votingCommunity } from "../../test/helpers/governorStory.ts";
import { NEVER } from "../../test/helpers/members.ts";
import { sign } from "../../test/helpers/signing.ts";
import { people } from "../chain.ts";
import type { Floor } from "../floor.ts";
import type { Row } from "../rows.ts";
import { own } from "./measure.ts";

/** The proposal's state and terms, the voter's flag and units, the tally, and the vote's event. */
const VOTE: Floor = {
  once: { contracts: 1, reads: 2, writes: 1 },
  each: { reads: 1, fresh: 1, logs: [[2, 160]] },
};
/** The nonce besides. */
const SIGNED_VOTE: Floor = { once: VOTE.once, each: { ...VOTE.each, fresh: 2, signatures: 1 } };

/** What it costs here to decide something that binds. */
export async function governanceRows(): Promise<Row[]> {
  const community = await votingCommunity();
  const voters = await newVoters(community, 111);
  const { governor, accounts } = community;
  const { ada, ben, cleo, relayer } = accounts;
  const data = governor.interface.encodeFunctionData("setVotingPeriod", [700_000n]);
  const story = new GovernorStory(
    community,
    [{ target: await governor.getAddress(), data }],
    "a".repeat(100),
  );
  const rows = [
    await own("propose", story.propose(ada), {
      once: { contracts: 1, reads: 4, fresh: 2, logs: [[1, 800]] },
      each: {},
    }),
  ];
  await story.passDelay();
  await story.vote(ada);
  rows.push(await own("vote", story.vote(ben), VOTE));
  await story.vote(cleo);

  const proposalId = await story.id();
  const ballots = await Promise.all(
    voters.map(async (voter) => {
      const ballot = { proposalId, support: support.for, voter: voter.address, nonce: 0n };
      return await sign(voter, governor, "Ballot", ballot, { name: await governor.name() });
    }),
  );
  const voter = voters[0]!.address;
  const signed = governor.connect(relayer).castVoteBySig(proposalId, support.for, voter, ballots[0]!);
  rows.push(await own("voteSigned", signed, SIGNED_VOTE));

  await story.passPeriod();
  rows.push(
    await own("queue", story.queue(relayer), {
      once: {
        contracts: 2,
        reads: 4,
        writes: 1,
        fresh: 2,
        logs: [
          [3, 320],
          [1, 64],
        ],
      },
      each: {},
    }),
  );
  await story.passTimelock();
  rows.push(
    await own("execute", story.execute(relayer), {
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
    }),
  );
  return rows;
}

async function newVoters({ membership }: Community, count: number): Promise<Wallet[]> {
  const voters = people(count, "governor voter");
  for (const voter of voters) {
    const request = { account: voter.address, inviter: ZeroAddress, nonce: 0n, deadline: NEVER };
    await membership.joinFor(voter.address, NEVER, await sign(voter, membership, "Join", request));
  }
  await networkHelpers.mine();
  return voters;
}
