import { unpackCastBallot } from "@hearth/protocol/polls";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { join, NEVER } from "../helpers/members.ts";
import { domainOf, sign } from "../helpers/signing.ts";
import {
  choose,
  expected,
  pollStage,
  readResult,
  signBallot,
  startPoll,
  type PollStage,
  type StartedPoll,
} from "./pollStage.ts";

const { loadFixture } = networkHelpers;

describe("Polls › signed ballots", () => {
  it("count in the order of their sequence, however they arrive", async () => {
    const stage = await loadFixture(pollStage);
    const { polls, accounts } = stage;
    const poll = await startPoll(stage);
    const [first, second, sixth] = await Promise.all(
      (
        [
          [1n, 1],
          [2n, 2],
          [6n, 3],
        ] as const
      ).map(
        async ([sequence, option]) =>
          await signBallot(stage, accounts.ada, poll, choose(option), { sequence }),
      ),
    );
    if (!first || !second || !sixth) throw new Error("unreachable");
    await polls.castMany(poll.pollId, [second]);
    await expectSkipped(stage, poll, [first, second], ["PollsStaleBallot", "PollsStaleBallot"]);
    await polls.castMany(poll.pollId, [sixth, first]);
    expect(await polls.ballotOf(poll.pollId, stage.ids.ada)).to.deep.equal([3n, 6n]);
  });

  it("never count after one that was cast in person, which can change for ever", async () => {
    const stage = await loadFixture(pollStage);
    const { polls, accounts } = stage;
    const poll = await startPoll(stage);
    await polls.connect(accounts.ada).cast(poll.pollId, 1n);
    const signed = await signBallot(stage, accounts.ada, poll, choose(2), { sequence: 6n });
    await expectSkipped(stage, poll, [signed], ["PollsStaleBallot"]);
    for (const option of [2n, 3n, 1n, 3n]) await polls.connect(accounts.ada).cast(poll.pollId, option);
    expect(readResult(await polls.tally(poll.pollId))).to.deep.equal(expected(poll, [[choose(3), 1n]]));
  });

  it("are passed over one by one in a batch, each with its reason, and the others count", async () => {
    const stage = await loadFixture(pollStage);
    const { polls, accounts, membership } = stage;
    const { ada, ben, cleo, dan, stranger, hana } = accounts;
    const poll = await startPoll(stage);
    const other = await startPoll(stage);
    const wallet = await ethers.deployContract("ERC1271Wallet", [hana]);
    const good = await signBallot(stage, ada, poll, choose(1));
    const last = await signBallot(stage, dan, poll, choose(2));
    const voter = await wallet.getAddress();
    const batch = [
      good,
      { ...(await signBallot(stage, ben, poll, choose(1))), ballot: 2n },
      { ...(await signBallot(stage, ben, poll, choose(1))), ballot: 4n },
      await signBallot(stage, stranger, poll, choose(1)),
      await signBallot(stage, ben, poll, choose(1), { pollId: other.pollId }),
      await signBallot(stage, ben, poll, choose(1), { domain: { chainId: 1n } }),
      await signBallot(stage, ben, poll, choose(1), {
        domain: { verifyingContract: await membership.getAddress() },
      }),
      { ...good, voter: cleo.address },
      { ...good, voter: ZeroAddress, r: `0x${"00".repeat(32)}`, vs: `0x${"00".repeat(32)}` },
      await signBallot(stage, hana, poll, choose(1), { voter }),
      await signBallot(stage, cleo, poll, choose(1), { sequence: 0n }),
      await signBallot(stage, cleo, poll, choose(1), { sequence: 7n }),
      await signBallot(stage, cleo, poll, choose(1), { sequence: 2n ** 32n + 1n }),
      good,
      last,
    ];
    const bad = "SignedRequestInvalidSignature";
    const reasons = [bad, "PollsInvalidBallot", "PollsNoWeight", bad, bad, bad, bad, bad, bad];
    reasons.push("PollsInvalidSequence", "PollsInvalidSequence", "PollsInvalidSequence", "PollsStaleBallot");
    const { skipped, cast } = await castMany(stage, poll, batch);
    expect(skipped.map(({ name }) => name)).to.deep.equal(reasons);
    expect(skipped.map(({ index }) => index)).to.deep.equal(reasons.map((_, index) => BigInt(index + 1)));
    expect(cast).to.deep.equal([
      { memberId: 1n, weight: 1n, sequence: 1n, ballot: 1n },
      { memberId: 4n, weight: 1n, sequence: 1n, ballot: 2n },
    ]);
    expect(readResult(await polls.tally(poll.pollId))).to.deep.equal(
      expected(poll, [
        [choose(1), 1n],
        [choose(2), 1n],
      ]),
    );
  });

  it("of a wallet that is a contract are taken alone, and only in its own name", async () => {
    const stage = await loadFixture(pollStage);
    const { polls, membership, accounts } = stage;
    const { hana, relayer } = accounts;
    const wallets = await Promise.all(
      [1, 2].map(async () => await ethers.deployContract("ERC1271Wallet", [hana])),
    );
    const addresses = await Promise.all(wallets.map(async (wallet) => await wallet.getAddress()));
    for (const account of addresses) {
      const request = { account, inviter: ZeroAddress, nonce: 0n, deadline: NEVER };
      await membership.joinFor(account, NEVER, await sign(hana, membership, "Join", request));
    }
    await join(stage, hana);
    const poll = await startPoll(stage);
    const [one, two] = addresses as [string, string];
    const request = { voter: one, pollId: poll.pollId, option: 2n, sequence: 1n };
    const signature = await sign(hana, polls, "SingleChoiceBallot", request);
    for (const voter of [two, hana.address]) {
      await expect(polls.connect(relayer).castFor(voter, poll.pollId, 2n, 1n, signature))
        .to.be.revertedWithCustomError(polls, "SignedRequestInvalidSignature")
        .withArgs(voter);
    }
    await polls.connect(relayer).castFor(one, poll.pollId, 2n, 1n, signature);
    expect((await polls.tally(poll.pollId)).totals).to.deep.equal([0n, 1n, 0n]);
    expect((await domainOf(polls)).name).to.equal("Hearth");
  });

  it("are refused alone for what they say, whoever signed them", async () => {
    const stage = await loadFixture(pollStage);
    const { polls, accounts } = stage;
    const { ada, relayer } = accounts;
    const poll = await startPoll(stage);
    const refusal = async (ballot: bigint, option: bigint, sequence: bigint) => {
      const request = { voter: ada.address, pollId: poll.pollId, option, sequence };
      const signature = await sign(ada, polls, "SingleChoiceBallot", request);
      return expect(polls.connect(relayer).castFor(ada, poll.pollId, ballot, sequence, signature)).to.be;
    };
    for (const [ballot, option] of [
      [0n, 0n],
      [4n, 4n],
      [2n ** 127n, 127n],
    ] as const) {
      const refused = await refusal(ballot, option, 1n);
      await refused.revertedWithCustomError(polls, "PollsInvalidBallot").withArgs(ballot);
    }
    for (const sequence of [0n, 7n, 8n, 2n ** 32n + 1n]) {
      const refused = await refusal(1n, 1n, sequence);
      await refused.revertedWithCustomError(polls, "PollsInvalidSequence").withArgs(sequence);
    }
    expect((await polls.tally(poll.pollId)).totals).to.deep.equal([0n, 0n, 0n]);
  });

  it("say nothing where none counts", async () => {
    const stage = await loadFixture(pollStage);
    const poll = await startPoll(stage);
    await expect(stage.polls.castMany(poll.pollId, [])).not.to.emit(stage.polls, "BallotsCast");
  });
});

type SignedBallots = Parameters<PollStage["polls"]["castMany"]>[1];

async function castMany({ polls, accounts }: PollStage, { pollId }: StartedPoll, batch: SignedBallots) {
  const sent = await polls.connect(accounts.relayer).castMany(pollId, batch);
  const receipt = await sent.wait();
  const logs = (receipt?.logs ?? []).map((log) => polls.interface.parseLog(log));
  const batches = logs.filter((log) => log?.name === "BallotsCast");
  const passedOver = logs.filter((log) => log?.name === "BallotSkipped");
  for (const log of [...batches, ...passedOver]) expect(log?.args["pollId"]).to.equal(pollId);
  const skipped = passedOver.map((log) => ({
    index: log?.args["index"] as bigint,
    name: polls.interface.parseError(log?.args["reason"] as string)?.name,
  }));
  const words = batches[0]?.args["ballots"] as bigint[] | undefined;
  return { skipped, cast: [...(words ?? [])].map(unpackCastBallot) };
}

async function expectSkipped(stage: PollStage, poll: StartedPoll, batch: SignedBallots, names: string[]) {
  const before = readResult(await stage.polls.tally(poll.pollId));
  const { skipped, cast } = await castMany(stage, poll, batch);
  expect(skipped.map(({ name }) => name)).to.deep.equal(names);
  expect(cast).to.deep.equal([]);
  expect(readResult(await stage.polls.tally(poll.pollId))).to.deep.equal(before);
}
