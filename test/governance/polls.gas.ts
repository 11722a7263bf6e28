import { expect } from "chai";
import { id, Wallet, ZeroAddress } from "ethers";
import { networkHelpers } from "../helpers/chain.ts";
import { checkGas, isReleaseBuild } from "../helpers/gas.ts";
import { NEVER } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";
import { choose, pollStage, signBallot, startPoll } from "./pollStage.ts";

const { loadFixture } = networkHelpers;
const BATCH = 100;

/** Fixture: a hundred members who have signed a ballot each, in a poll in which four others have voted. */
async function crowdedStage() {
  const stage = await pollStage();
  const { membership, polls, accounts } = stage;
  const keys = Array.from({ length: BATCH }, (_, number) => new Wallet(id(`voter ${number}`)));
  for (const key of keys) {
    const request = { account: key.address, inviter: ZeroAddress, nonce: 0n, deadline: NEVER };
    await membership.joinFor(key.address, NEVER, await sign(key, membership, "Join", request));
  }
  const poll = await startPoll(stage, { optionCount: 4 });
  for (const person of [accounts.ada, accounts.ben, accounts.cleo])
    await polls.connect(person).cast(poll.pollId, 1n);
  const ballots = await Promise.all(
    keys.map(async (key, number) => await signBallot(stage, key, poll, choose(1 + (number % 4)))),
  );
  return { ...stage, poll, ballots };
}

describe("Polls: what it costs", () => {
  before(function () {
    if (!isReleaseBuild()) this.skip();
  });

  it("is at most 48,000 gas for a ballot, where others have voted", async () => {
    const { polls, accounts, poll } = await loadFixture(crowdedStage);
    const sent = await polls.connect(accounts.dan).cast(poll.pollId, 1n);
    expect(await checkGas("Polls.cast, later voter", sent)).to.be.at.most(48_000);
  });

  it("is at most 13,100 gas for each of a hundred signed ballots in a batch", async () => {
    const { polls, accounts, poll, ballots } = await loadFixture(crowdedStage);
    const sent = await polls.connect(accounts.relayer).castMany(poll.pollId, ballots);
    expect((await polls.tally(poll.pollId)).ballots).to.equal(BATCH + 3);
    expect(await checkGas("Polls.castMany, each of 100 ballots", sent, BATCH)).to.be.at.most(13_100);
  });
});
