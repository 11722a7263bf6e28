import { expect } from "chai";
import { at, networkHelpers } from "../helpers/chain.ts";
import { due } from "../membership/recoveryStage.ts";
import {
  choose,
  expected,
  makePoll,
  pollStage,
  readResult,
  signBallot,
  startPoll,
  WEIGHT,
} from "./pollStage.ts";

const { loadFixture } = networkHelpers;

describe("Polls › time", () => {
  it("takes ballots after the opening second and before the closing one", async () => {
    const stage = await loadFixture(pollStage);
    const { polls, accounts } = stage;
    const poll = await makePoll(stage);
    for (const second of [poll.opens - 1, poll.opens]) {
      await at(second);
      await expect(polls.connect(accounts.ada).cast(poll.pollId, 1n))
        .to.be.revertedWithCustomError(polls, "PollsNotOpen")
        .withArgs(poll.pollId, poll.opens, poll.closes);
    }
    await at(poll.opens + 1);
    await polls.connect(accounts.ada).cast(poll.pollId, 1n);
    await at(poll.closes - 1);
    await polls.connect(accounts.ada).cast(poll.pollId, 2n);
    await expect(polls.result(poll.pollId))
      .to.be.revertedWithCustomError(polls, "PollsNotOver")
      .withArgs(poll.pollId, poll.closes);
    const signed = await signBallot(stage, accounts.ben, poll, choose(3));
    await at(poll.closes);
    for (const late of [
      async () => await polls.connect(accounts.ada).cast(poll.pollId, 3n),
      async () => await polls.castMany(poll.pollId, [signed]),
    ]) {
      await expect(late()).to.be.revertedWithCustomError(polls, "PollsNotOpen");
    }
    await networkHelpers.mine();
    expect(readResult(await polls.result(poll.pollId))).to.deep.equal(expected(poll, [[choose(2), 1n]]));
  });

  it("knows no poll 0, and none beyond the last", async () => {
    const { polls, accounts } = await loadFixture(pollStage);
    for (const pollId of [0n, 1n]) {
      for (const call of [
        async () => await polls.connect(accounts.ada).cast(pollId, 1n),
        async () => await polls.castMany(pollId, []),
        async () => await polls.pollOf(pollId),
        async () => await polls.originOf(pollId),
        async () => await polls.tally(pollId),
        async () => await polls.result(pollId),
        async () => await polls.weightOf(pollId, accounts.ada),
        async () => await polls.ballotOf(pollId, 1n),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(polls, "PollsUnknownPoll").withArgs(pollId);
      }
    }
  });
});

describe("Polls › who votes", () => {
  it("is who was a member when the poll opened, with what they weighed then", async () => {
    const stage = await loadFixture(pollStage);
    const { polls, membership, accounts } = stage;
    const poll = await makePoll(stage, { weightMode: WEIGHT.tierUnits });
    await at(poll.opens);
    await membership.connect(accounts.eve).join();
    await at(poll.opens + 1);
    await membership.connect(accounts.finn).join();
    await polls.connect(accounts.eve).cast(poll.pollId, 1n);
    for (const account of [accounts.finn, accounts.stranger]) {
      await expect(polls.connect(account).cast(poll.pollId, 1n))
        .to.be.revertedWithCustomError(polls, "PollsNoWeight")
        .withArgs(account.address);
    }
    const [memberId, weight, reason] = await polls.weightOf(poll.pollId, accounts.finn);
    expect([memberId, weight]).to.deep.equal([0n, 0n]);
    expect(polls.interface.parseError(reason)?.name).to.equal("PollsNoWeight");
    expect(await polls.weightOf(poll.pollId, accounts.ada)).to.deep.equal([1n, 5n, "0x"]);
  });

  it("is nobody twice: who leaves and comes back replaces the ballot cast before", async () => {
    const stage = await loadFixture(pollStage);
    const { polls, membership, accounts } = stage;
    const poll = await startPoll(stage, { weightMode: WEIGHT.tierUnits });
    await polls.connect(accounts.ada).cast(poll.pollId, 1n);
    await membership.connect(accounts.ada).leave();
    await expect(polls.connect(accounts.ada).cast(poll.pollId, 2n)).to.be.revertedWithCustomError(
      polls,
      "PollsNoWeight",
    );
    await membership.connect(accounts.ada).join();
    await polls.connect(accounts.ada).cast(poll.pollId, 2n);
    expect(readResult(await polls.tally(poll.pollId))).to.deep.equal(expected(poll, [[choose(2), 5n]]));
  });

  it("is nobody twice: a member with a new wallet replaces what was cast with the lost one", async () => {
    const stage = await loadFixture(due);
    const { polls, recovery, accounts } = stage;
    const { ada, hana } = accounts;
    const poll = await startPoll(stage, { weightMode: WEIGHT.tierUnits });
    const signed = await signBallot(stage, ada, poll, choose(3), { sequence: 2n });
    await polls.castMany(poll.pollId, [await signBallot(stage, ada, poll, choose(1))]);
    await recovery.execute(1n);
    await polls.castMany(poll.pollId, [signed]);
    expect(await polls.weightOf(poll.pollId, hana)).to.deep.equal([1n, 3n, "0x"]);
    expect((await polls.weightOf(poll.pollId, ada)).weight).to.equal(0n);
    expect(readResult(await polls.tally(poll.pollId))).to.deep.equal(expected(poll, [[choose(1), 3n]]));
    await polls.connect(hana).cast(poll.pollId, 2n);
    expect(readResult(await polls.tally(poll.pollId))).to.deep.equal(expected(poll, [[choose(2), 3n]]));
  });

  it("is no suspended member, whose earlier ballot stays", async () => {
    const stage = await loadFixture(pollStage);
    const { polls, membership, accounts, ids } = stage;
    const poll = await startPoll(stage);
    await polls.connect(accounts.ben).cast(poll.pollId, 1n);
    await membership.connect(accounts.operator).suspend(ids.ben, poll.closes + 1000, "Rude");
    await expect(polls.connect(accounts.ben).cast(poll.pollId, 2n)).to.be.revertedWithCustomError(
      polls,
      "PollsNoWeight",
    );
    expect(readResult(await polls.tally(poll.pollId))).to.deep.equal(expected(poll, [[choose(1), 1n]]));
  });

  it("has the tier the poll asks for when the ballot is cast", async () => {
    const stage = await loadFixture(pollStage);
    const { polls, accounts } = stage;
    const poll = await startPoll(stage, { minTier: 2n });
    await polls.connect(accounts.ben).cast(poll.pollId, 1n);
    await expect(polls.connect(accounts.cleo).cast(poll.pollId, 1n))
      .to.be.revertedWithCustomError(polls, "PollsTierTooLow")
      .withArgs(accounts.cleo.address, 1n, 2n);
  });

  it("was in the poll's room before it opened, and is", async () => {
    const stage = await loadFixture(pollStage);
    const { polls, rooms, accounts } = stage;
    const open = { entry: 0n, minTier: 0n, badgeId: 0n, capacity: 0n };
    await rooms.connect(accounts.operator).createRoom(open, "data:,room");
    const poll = await makePoll(stage, { roomId: 1n });
    for (const [person, second] of [
      [accounts.ada, poll.opens - 1],
      [accounts.ben, poll.opens],
      [accounts.cleo, poll.opens + 1],
    ] as const) {
      await at(second);
      await rooms.connect(person).joinRoom(1n);
    }
    await polls.connect(accounts.ada).cast(poll.pollId, 1n);
    for (const person of [accounts.ben, accounts.cleo, accounts.dan]) {
      await expect(polls.connect(person).cast(poll.pollId, 1n))
        .to.be.revertedWithCustomError(polls, "PollsNotInRoom")
        .withArgs(person.address, 1n);
    }
    await rooms.connect(accounts.ada).leaveRoom(1n);
    await expect(polls.connect(accounts.ada).cast(poll.pollId, 2n)).to.be.revertedWithCustomError(
      polls,
      "PollsNotInRoom",
    );
  });
});
