import { ballotCommitment } from "@hearth/protocol/polls";
import { expect } from "chai";
import { id } from "ethers";
import { at, ethers, networkHelpers } from "../helpers/chain.ts";
import { sign } from "../helpers/signing.ts";
import {
  choose,
  expected,
  pollStage,
  pollTerms,
  readResult,
  startPoll,
  WEIGHT,
  type PollStage,
  type StartedPoll,
} from "./pollStage.ts";

const { loadFixture } = networkHelpers;

/** Fixture: a poll with hidden ballots is open. */
async function hiddenStage() {
  const stage = await pollStage();
  const { closes } = await pollTerms();
  const poll = await startPoll(stage, { weightMode: WEIGHT.tierUnits, revealUntil: Number(closes) + 1000 });
  return { ...stage, poll };
}

type HiddenStage = PollStage & { poll: StartedPoll };

/** What opens a ballot, and its commitment. */
async function hide({ polls, poll }: HiddenStage, memberId: bigint, ballot: bigint, salt = id("salt")) {
  const commitment = await polls.commitmentFor(poll.pollId, memberId, ballot, salt);
  return { opening: { memberId, ballot, salt }, commitment };
}

describe("Polls › commit", () => {
  it("hides a ballot until it is revealed by anybody, and counts it then, with the weight it had", async () => {
    const stage = await loadFixture(hiddenStage);
    const { polls, membership, accounts, ids, poll } = stage;
    const { opening, commitment } = await hide(stage, ids.ada, 2n);
    await expect(polls.connect(accounts.ada).commit(poll.pollId, commitment))
      .to.emit(polls, "BallotCommitted")
      .withArgs(poll.pollId, ids.ada, commitment, 5n, 7n);
    expect(await polls.commitmentOf(poll.pollId, ids.ada)).to.deep.equal([commitment.slice(0, 56), 5n, 7n]);
    expect(readResult(await polls.tally(poll.pollId))).to.deep.equal(expected(poll, []));
    await membership.connect(accounts.ada).leave();
    await at(poll.closes);
    await expect(polls.connect(accounts.relayer).reveal(poll.pollId, opening))
      .to.emit(polls, "BallotRevealed")
      .withArgs(poll.pollId, ids.ada, 2n, 5n);
    await expect(polls.result(poll.pollId))
      .to.be.revertedWithCustomError(polls, "PollsNotOver")
      .withArgs(poll.pollId, poll.revealUntil);
    await expect(polls.reveal(poll.pollId, opening))
      .to.be.revertedWithCustomError(polls, "PollsRevealMismatch")
      .withArgs(ids.ada);
    await networkHelpers.time.increaseTo(poll.revealUntil);
    expect(readResult(await polls.result(poll.pollId))).to.deep.equal(expected(poll, [[choose(2), 5n]]));
  });

  it("replaces the commitment before; what was replaced can't be revealed", async () => {
    const stage = await loadFixture(hiddenStage);
    const { polls, accounts, ids, poll } = stage;
    const [first, second] = [await hide(stage, ids.ada, 1n), await hide(stage, ids.ada, 3n)];
    for (const { commitment } of [first, second])
      await polls.connect(accounts.ada).commit(poll.pollId, commitment);
    await at(poll.closes);
    await expect(polls.reveal(poll.pollId, first.opening)).to.be.revertedWithCustomError(
      polls,
      "PollsRevealMismatch",
    );
    await polls.reveal(poll.pollId, second.opening);
    expect(readResult(await polls.tally(poll.pollId))).to.deep.equal(expected(poll, [[choose(3), 5n]]));
  });

  it("is bound to chain, contract, poll, member, ballot and salt", async () => {
    const stage = await loadFixture(hiddenStage);
    const { polls, accounts, ids, poll } = stage;
    const { chainId } = await ethers.provider.getNetwork();
    const address = (await polls.getAddress()) as `0x${string}`;
    const { opening, commitment } = await hide(stage, ids.ada, 1n);
    const salt = opening.salt as `0x${string}`;
    expect(
      ballotCommitment({ chainId: Number(chainId), address }, { ...opening, pollId: poll.pollId, salt }),
    ).to.equal(commitment);
    // Ben copies ada's commitment; it opens for nobody but her.
    for (const person of [accounts.ada, accounts.ben])
      await polls.connect(person).commit(poll.pollId, commitment);
    await at(poll.closes);
    for (const wrong of [
      { ...opening, memberId: ids.ben },
      { ...opening, memberId: ids.cleo },
      { ...opening, ballot: 2n },
      { ...opening, salt: id("pepper") },
    ]) {
      await expect(polls.reveal(poll.pollId, wrong))
        .to.be.revertedWithCustomError(polls, "PollsRevealMismatch")
        .withArgs(wrong.memberId);
    }
    await polls.reveal(poll.pollId, opening);
  });

  it("may be signed; an earlier one never replaces a later one", async () => {
    const stage = await loadFixture(hiddenStage);
    const { polls, accounts, ids, poll } = stage;
    const { ada, relayer } = accounts;
    const submit = async (sequence: bigint, commitment = id(`commitment ${sequence}`)) => {
      const request = { voter: ada.address, pollId: poll.pollId, commitment, sequence };
      const signature = await sign(ada, polls, "HiddenBallot", request);
      return await polls.connect(relayer).commitFor(ada, poll.pollId, commitment, sequence, signature);
    };
    await submit(2n);
    for (const sequence of [1n, 2n]) {
      await expect(submit(sequence))
        .to.be.revertedWithCustomError(polls, "PollsStaleBallot")
        .withArgs(sequence, 2n);
    }
    for (const sequence of [0n, 7n]) {
      await expect(submit(sequence))
        .to.be.revertedWithCustomError(polls, "PollsInvalidSequence")
        .withArgs(sequence);
    }
    await submit(6n);
    const last = await hide(stage, ids.ada, 1n);
    for (let count = 0; count < 2; count += 1) await polls.connect(ada).commit(poll.pollId, last.commitment);
    await expect(submit(6n)).to.be.revertedWithCustomError(polls, "PollsStaleBallot").withArgs(6n, 7n);
    await expect(
      polls.connect(ada).commit(poll.pollId, `0x${"00".repeat(32)}`),
    ).to.be.revertedWithCustomError(polls, "PollsEmptyCommitment");
  });

  it("is for those who may vote, while the poll is open, and where ballots are hidden", async () => {
    const stage = await loadFixture(hiddenStage);
    const { polls, accounts, poll } = stage;
    const open = await startPoll(stage);
    await expect(polls.connect(accounts.stranger).commit(poll.pollId, id("a")))
      .to.be.revertedWithCustomError(polls, "PollsNoWeight")
      .withArgs(accounts.stranger.address);
    await expect(polls.connect(accounts.ada).commit(open.pollId, id("a")))
      .to.be.revertedWithCustomError(polls, "PollsNotHidden")
      .withArgs(open.pollId);
    await expect(polls.reveal(open.pollId, { memberId: 1n, ballot: 1n, salt: id("a") }))
      .to.be.revertedWithCustomError(polls, "PollsNotHidden")
      .withArgs(open.pollId);
    for (const call of [
      async () => await polls.connect(accounts.ada).cast(poll.pollId, 1n),
      async () => await polls.castMany(poll.pollId, []),
      async () => await polls.castFor(accounts.ada, poll.pollId, 1n, 1n, "0x"),
    ]) {
      await expect(call()).to.be.revertedWithCustomError(polls, "PollsHidden").withArgs(poll.pollId);
    }
    await at(poll.closes);
    await expect(polls.connect(accounts.ada).commit(poll.pollId, id("a"))).to.be.revertedWithCustomError(
      polls,
      "PollsNotOpen",
    );
  });
});

describe("Polls › reveal", () => {
  it("takes place from the close to the end of revealing, to the second", async () => {
    const stage = await loadFixture(hiddenStage);
    const { polls, accounts, ids, poll } = stage;
    const people = [accounts.ada, accounts.ben, accounts.cleo] as const;
    const hidden = await Promise.all(
      [ids.ada, ids.ben, ids.cleo].map(async (memberId) => await hide(stage, memberId, 1n)),
    );
    for (const [index, person] of people.entries()) {
      await polls.connect(person).commit(poll.pollId, hidden[index]?.commitment ?? "0x");
    }
    const [ada, ben, cleo] = hidden.map(({ opening }) => opening);
    if (!ada || !ben || !cleo) throw new Error("unreachable");
    await at(poll.closes - 1);
    await expect(polls.reveal(poll.pollId, ada))
      .to.be.revertedWithCustomError(polls, "PollsNotRevealing")
      .withArgs(poll.pollId, poll.closes, poll.revealUntil);
    await at(poll.closes);
    await polls.reveal(poll.pollId, ada);
    await at(poll.revealUntil - 1);
    await polls.reveal(poll.pollId, ben);
    await at(poll.revealUntil);
    await expect(polls.reveal(poll.pollId, cleo)).to.be.revertedWithCustomError(polls, "PollsNotRevealing");
    await networkHelpers.mine();
    expect(readResult(await polls.result(poll.pollId))).to.deep.equal(
      expected(poll, [
        [choose(1), 5n],
        [choose(1), 3n],
      ]),
    );
  });

  it("does not count a hidden ballot that the poll does not allow", async () => {
    const stage = await loadFixture(hiddenStage);
    const { polls, accounts, ids, poll } = stage;
    const { opening, commitment } = await hide(stage, ids.ada, 4n);
    await polls.connect(accounts.ada).commit(poll.pollId, commitment);
    await at(poll.closes);
    await expect(polls.reveal(poll.pollId, opening))
      .to.be.revertedWithCustomError(polls, "PollsInvalidBallot")
      .withArgs(4n);
  });

  it("of many passes over those that do not fit", async () => {
    const stage = await loadFixture(hiddenStage);
    const { polls, accounts, ids, poll } = stage;
    const good = [await hide(stage, ids.ada, 1n), await hide(stage, ids.ben, 3n)];
    await polls.connect(accounts.ada).commit(poll.pollId, good[0]?.commitment ?? "0x");
    await polls.connect(accounts.ben).commit(poll.pollId, good[1]?.commitment ?? "0x");
    const [ada, ben] = good.map(({ opening }) => opening);
    if (!ada || !ben) throw new Error("unreachable");
    await at(poll.closes);
    const sent = await polls.revealMany(poll.pollId, [{ ...ada, ballot: 2n }, ada, ada, ben]);
    const skipped = (await sent.wait())?.logs
      .map((log) => polls.interface.parseLog(log))
      .filter((log) => log?.name === "BallotSkipped");
    const reasons = skipped?.map((log) => [
      log?.args["pollId"] as bigint,
      log?.args["index"] as bigint,
      polls.interface.parseError(log?.args["reason"] as string)?.name,
    ]);
    expect(reasons).to.deep.equal([
      [poll.pollId, 0n, "PollsRevealMismatch"],
      [poll.pollId, 2n, "PollsRevealMismatch"],
    ]);
    expect(readResult(await polls.tally(poll.pollId))).to.deep.equal(
      expected(poll, [
        [choose(1), 5n],
        [choose(3), 3n],
      ]),
    );
  });
});
