import { expect } from "chai";
import type { Result } from "ethers";
import { at, DAY, HOUR, networkHelpers, now } from "../helpers/chain.ts";
import { NEVER } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";
import { makePoll, pollStage, pollTerms, type PollChanges, type PollStage } from "./pollStage.ts";

const { loadFixture } = networkHelpers;
const OPEN = { entry: 0n, minTier: 0n, badgeId: 0n, capacity: 0n };
const REASON = "Two options were the same";

/** Fixture: two rooms; ben is a steward of the first and ada and ben are in it. */
async function housedStage(): Promise<PollStage> {
  const stage = await pollStage();
  const operated = stage.rooms.connect(stage.accounts.operator);
  for (let count = 0; count < 2; count += 1) await operated.createRoom(OPEN, "data:,room");
  await operated.setSteward(1n, stage.ids.ben, true);
  for (const person of [stage.accounts.ada, stage.accounts.ben])
    await stage.rooms.connect(person).joinRoom(1n);
  return stage;
}

describe("Polls › createPoll", () => {
  it("tells everything in its event, from which every table can be rebuilt", async () => {
    const stage = await loadFixture(housedStage);
    const { polls, accounts } = stage;
    const terms = await pollTerms({ method: "split", optionCount: 4, minTier: 1n, weightMode: 1n });
    const closes = BigInt(terms.closes);
    const sent = await polls.connect(accounts.ada).createPoll({ ...terms, revealUntil: closes + 60n });
    const [log] = (await sent.wait())?.logs.map((each) => polls.interface.parseLog(each)) ?? [];
    expect(log?.name).to.equal("PollCreated");
    const { pollId, authorId, roomId, terms: told } = log?.args.toObject() ?? {};
    expect([pollId, authorId, roomId]).to.deep.equal([1n, stage.ids.ada, 0n]);
    expect((told as Result).toObject(true)).to.deep.equal({ ...numbers(terms), revealUntil: closes + 60n });
    const poll = await polls.pollOf(1n);
    expect([poll.method, poll.weightMode, poll.optionCount, poll.minTier, poll.limit]).to.deep.equal([
      2n,
      1n,
      4n,
      1n,
      100n,
    ]);
    expect([poll.roomId, poll.opens, poll.closes]).to.deep.equal([0n, BigInt(terms.opens), closes]);
    expect([poll.hidden, poll.cancelled, poll.ballots, poll.turnout]).to.deep.equal([true, false, 0n, 0n]);
    expect(await polls.originOf(1n)).to.deep.equal([stage.ids.ada, closes + 60n]);
    expect(await polls.pollCount()).to.equal(1n);
  });

  it("opens at once where no second is named", async () => {
    const { polls, accounts } = await loadFixture(pollStage);
    const second = (await now()) + 10;
    await at(second);
    await polls.connect(accounts.operator).createPollByOperator({ ...(await pollTerms()), opens: 0n });
    expect((await polls.pollOf(1n)).opens).to.equal(BigInt(second));
  });

  it("is for members whose tier may propose, and in a room for those of them who are in it, and its stewards", async () => {
    const stage = await loadFixture(housedStage);
    const { polls, accounts } = stage;
    const { ada, ben, cleo, stranger, operator } = accounts;
    for (const [author, roomId] of [
      [ben, 0n],
      [ben, 2n],
      [cleo, 1n],
      [ada, 2n],
      [stranger, 0n],
      [operator, 0n],
    ] as const) {
      await expect(polls.connect(author).createPoll(await pollTerms({ roomId })))
        .to.be.revertedWithCustomError(polls, "PollsAuthorNotAllowed")
        .withArgs(author.address, roomId);
    }
    for (const [author, roomId] of [
      [ada, 0n],
      [ada, 1n],
      [ben, 1n],
    ] as const) {
      await expect(polls.connect(author).createPoll(await pollTerms({ roomId }))).to.emit(
        polls,
        "PollCreated",
      );
    }
  });

  it("is possible once at a time for all, and once in each room, until the poll is over or called off", async () => {
    const stage = await loadFixture(housedStage);
    const { polls, accounts } = stage;
    const author = polls.connect(accounts.ada);
    await author.createPoll(await pollTerms());
    await author.createPoll(await pollTerms({ roomId: 1n }));
    for (const [roomId, pollId] of [
      [0n, 1n],
      [1n, 2n],
    ] as const) {
      await expect(author.createPoll(await pollTerms({ roomId })))
        .to.be.revertedWithCustomError(polls, "PollsAuthorBusy")
        .withArgs(pollId);
    }
    await author.cancelPoll(1n, REASON);
    const terms = await pollTerms();
    const revealUntil = Number(terms.closes) + 100;
    await author.createPoll({ ...terms, revealUntil });
    await at(revealUntil - 1);
    const next = await pollTerms({ opens: revealUntil + 1000, closes: revealUntil + 2000 });
    await expect(author.createPoll(next)).to.be.revertedWithCustomError(polls, "PollsAuthorBusy");
    await at(revealUntil);
    await author.createPoll(next);
  });

  for (const [name, change, error, args] of [
    ["one option", { optionCount: 1 }, "PollsInvalidOptionCount", [1n]],
    ["seventeen options", { method: "approval", optionCount: 17 }, "PollsInvalidOptionCount", [17n]],
    ["a limit of zero", { limit: 0 }, "PollsInvalidLimit", [0n]],
    ["two choices in a single choice", { limit: 2 }, "PollsInvalidLimit", [2n]],
    ["more approvals than options", { method: "approval", limit: 4 }, "PollsInvalidLimit", [4n]],
    ["256 points", { method: "split", limit: 256 }, "PollsInvalidLimit", [256n]],
    ["65,026 credits", { method: "quadratic", limit: 65_026 }, "PollsInvalidLimit", [65_026n]],
    ["sixteen ranks", { method: "copeland", optionCount: 16, limit: 16 }, "PollsInvalidLimit", [16n]],
    ["a question of 8,193 bytes", { uri: "a".repeat(8193) }, "PollsTextTooLong", [8193n, 8192n]],
    ["an option of 8,193 bytes", { optionUris: ["a", "b".repeat(8193)] }, "PollsTextTooLong", [8193n, 8192n]],
  ] as [string, PollChanges, string, bigint[]][]) {
    it(`is refused with ${name}`, async () => {
      const { polls, accounts } = await loadFixture(pollStage);
      const terms = await pollTerms(change);
      await expect(polls.connect(accounts.operator).createPollByOperator(terms))
        .to.be.revertedWithCustomError(polls, error)
        .withArgs(...args);
    });
  }

  it("keeps to its times, to the second", async () => {
    const { polls, accounts } = await loadFixture(pollStage);
    const operator = polls.connect(accounts.operator);
    const longest = 366 * DAY;
    const opens = (await now()) + HOUR;
    const times: [opens: number, open: number, reveal: number, allowed: boolean][] = [
      [-1, 100, 0, false],
      [0, 100, 0, true],
      [1, 1, 0, false],
      [1, 2, 0, true],
      [1, longest, 0, true],
      [1, longest + 1, 0, false],
      [1, 100, 1, true],
      [1, 100, longest, true],
      [1, 100, longest + 1, false],
    ];
    for (const [index, [later, open, reveal, allowed]] of times.entries()) {
      const second = opens + index * 10;
      await at(second);
      const closes = second + later + open;
      const revealUntil = reveal === 0 ? 0 : closes + reveal;
      const sent = operator.createPollByOperator({
        ...(await pollTerms()),
        opens: second + later,
        closes,
        revealUntil,
      });
      if (allowed) await expect(sent).to.emit(polls, "PollCreated");
      else
        await expect(sent)
          .to.be.revertedWithCustomError(polls, "PollsInvalidTimes")
          .withArgs(second + later, closes, revealUntil);
    }
    const terms = await pollTerms();
    await expect(
      operator.createPollByOperator({ ...terms, revealUntil: terms.closes }),
    ).to.be.revertedWithCustomError(polls, "PollsInvalidTimes");
  });

  it("is refused to everybody in a room that is closed, or that there is not", async () => {
    const { polls, rooms, accounts, ids } = await loadFixture(housedStage);
    const operator = polls.connect(accounts.operator);
    await rooms.connect(accounts.operator).closeRoom(2n);
    await rooms.connect(accounts.operator).setSteward(2n, ids.ben, true);
    for (const call of [
      async () => await operator.createPollByOperator(await pollTerms({ roomId: 2n })),
      async () => await polls.connect(accounts.ben).createPoll(await pollTerms({ roomId: 2n })),
    ]) {
      await expect(call()).to.be.revertedWithCustomError(polls, "PollsRoomClosed").withArgs(2n);
    }
    await expect(operator.createPollByOperator(await pollTerms({ roomId: 3n })))
      .to.be.revertedWithCustomError(rooms, "RoomsUnknownRoom")
      .withArgs(3n);
    await operator.createPollByOperator(await pollTerms({ roomId: 1n }));
  });

  it("may be signed, and submitted by anybody once", async () => {
    const stage = await loadFixture(pollStage);
    const { polls, accounts } = stage;
    const { ada, relayer } = accounts;
    const terms = await pollTerms({ method: "borda" });
    const request = { author: ada.address, nonce: 0n, deadline: NEVER };
    const { optionUris, ...rest } = terms;
    const signature = await sign(ada, polls, "NewPoll", { ...rest, ...request, optionUris: [...optionUris] });
    await expect(polls.connect(relayer).createPollFor({ ...request, terms }, signature))
      .to.emit(polls, "PollCreated")
      .withArgs(1n, stage.ids.ada, 0n, Object.values(numbers(terms)));
  });
});

describe("Polls › cancelPoll", () => {
  it("is for its author until the poll opens, to the second", async () => {
    const { polls, accounts } = await loadFixture(pollStage);
    const author = polls.connect(accounts.ada);
    const terms = await pollTerms();
    await author.createPoll(terms);
    await expect(polls.connect(accounts.ben).cancelPoll(1n, REASON))
      .to.be.revertedWithCustomError(polls, "PollsNotCancellable")
      .withArgs(1n);
    await at(Number(terms.opens) - 1);
    await expect(author.cancelPoll(1n, REASON)).to.emit(polls, "PollCancelled").withArgs(1n, REASON);
    await expect(author.cancelPoll(1n, REASON)).to.be.revertedWithCustomError(polls, "PollsCancelled");
    const second = await pollTerms();
    await author.createPoll(second);
    await at(Number(second.opens));
    await expect(author.cancelPoll(2n, REASON)).to.be.revertedWithCustomError(polls, "PollsNotCancellable");
  });

  it("is for operators until it closes, to the second, and ends the poll", async () => {
    const stage = await loadFixture(pollStage);
    const { polls, accounts } = stage;
    const operator = polls.connect(accounts.operator);
    const [first, second] = [await makePoll(stage), await makePoll(stage)];
    await expect(polls.connect(accounts.ada).cancelPoll(first.pollId, REASON)).to.be.revertedWithCustomError(
      polls,
      "PollsNotCancellable",
    );
    await at(first.closes - 1);
    await operator.cancelPollByOperator(first.pollId, REASON);
    await at(second.closes);
    await expect(operator.cancelPollByOperator(second.pollId, REASON))
      .to.be.revertedWithCustomError(polls, "PollsNotOpen")
      .withArgs(second.pollId, second.opens, second.closes);
    for (const call of [
      async () => await polls.connect(accounts.ada).cast(first.pollId, 1n),
      async () => await polls.castMany(first.pollId, []),
      async () => await polls.connect(accounts.ada).commit(first.pollId, `0x${"11".repeat(32)}`),
      async () => await polls.result(first.pollId),
      async () => await operator.cancelPollByOperator(first.pollId, REASON),
    ]) {
      await expect(call()).to.be.revertedWithCustomError(polls, "PollsCancelled").withArgs(first.pollId);
    }
    expect((await polls.pollOf(first.pollId)).cancelled).to.equal(true);
  });

  it("takes a reason of at most 1,024 bytes", async () => {
    const stage = await loadFixture(pollStage);
    const operator = stage.polls.connect(stage.accounts.operator);
    const { pollId } = await makePoll(stage);
    await expect(operator.cancelPollByOperator(pollId, "a".repeat(1025)))
      .to.be.revertedWithCustomError(stage.polls, "PollsTextTooLong")
      .withArgs(1025n, 1024n);
    await operator.cancelPollByOperator(pollId, "a".repeat(1024));
  });
});

/** Terms with every number as the chain gives it, in the order of the struct. */
function numbers(terms: Awaited<ReturnType<typeof pollTerms>>) {
  const { method, weightMode, minTier, limit, roomId, opens, closes, revealUntil, uri, optionUris } = terms;
  return {
    method: BigInt(method),
    weightMode: BigInt(weightMode),
    minTier: BigInt(minTier),
    limit: BigInt(limit),
    roomId: BigInt(roomId),
    opens: BigInt(opens),
    closes: BigInt(closes),
    revealUntil: BigInt(revealUntil),
    uri,
    optionUris,
  };
}
