import { countPoll } from "@hearth/protocol/pollTally";
import { encodeBallot, unpackCastBallot, type Answer, type CastBallot } from "@hearth/protocol/polls";
import { expect } from "chai";
import { id, Wallet } from "ethers";
import {
  choose,
  expected,
  pollTerms,
  readResult,
  signBallot,
  startPoll,
  WEIGHT,
  type StartedPoll,
} from "../governance/pollStage.ts";
import { at, DAY, ethers, HOUR, networkHelpers, receiptOf } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";
import { standingOf } from "../helpers/members.ts";
import { seededRandom } from "../helpers/random.ts";
import { badgeKinds, createBadge } from "../membership/stage.ts";
import { expectNoEther, give, people, refusal, submit, type Person } from "./people.ts";
import { committing, joining, type Request } from "./requests.ts";

const { loadFixture, time } = networkHelpers;
const MEMBERS = 130;
const BATCH = 100;
const BATCH_GAS = 10_000_000n;
const OPTIONS = 6;
const tiers = ["newcomer", "regular", "pillar", "keeper"] as const;
/** Units by tier, as the test brand has them. */
const units = [1n, 2n, 3n, 5n] as const;

/** Fixture: 130 members of all four tiers, who joined by signature fifty at a time. */
async function crowdedHouse() {
  const community = await plainCommunity();
  const crowd = Array.from({ length: MEMBERS }, (_, number) => {
    return new Wallet(id(`voter ${number} of the polls`), ethers.provider);
  });
  for (let first = 0; first < MEMBERS; first += 50) {
    const requests = crowd.slice(first, first + 50).map((person) => joining(community, person));
    await submit(community, ...(await Promise.all(requests)));
  }
  const amounts = crowd
    .map((person, number): [Person, bigint] => [person, standingOf[tiers[number % 4] ?? "newcomer"]])
    .filter(([, amount]) => amount > 0n);
  await give(community, ...amounts);
  return { ...community, crowd, ...people("the polls", "stranger") };
}

/** The units of a member of the crowd, by place. */
const weightOf = (number: number): bigint => units[number % 4] ?? 0n;

describe("Polls: what shall we roast next?", () => {
  let house: Awaited<ReturnType<typeof crowdedHouse>>;
  let poll: StartedPoll;
  let firstId: bigint;
  const random = seededRandom(2026);
  /** Each member's last answer, by place in the crowd. */
  const answers = new Map<number, Answer>();

  before(async () => {
    house = await loadFixture(crowdedHouse);
    firstId = await house.membership.memberOf(house.crowd[0] ?? "");
  });

  const voter = (number: number): Person => house.crowd[number] as Person;

  /** A ranking of some of the options, the best first. */
  function ranking(): Answer {
    const left = Array.from({ length: OPTIONS }, (_, index) => index + 1);
    const length = 1 + random.whole(OPTIONS);
    const bestFirst = Array.from({ length }, () => left.splice(random.whole(left.length), 1)[0] as number);
    return { method: "copeland", bestFirst };
  }

  async function rank(number: number, sequence = 1n, answer = ranking()) {
    answers.set(number, answer);
    return await signBallot(house, voter(number), poll, answer, { sequence });
  }

  type Ballot = Awaited<ReturnType<typeof rank>>;

  const handIn = (ballots: readonly Ballot[]): Request => ({
    contract: house.polls,
    name: "castMany",
    args: [poll.pollId, ballots],
    gasLimit: BATCH_GAS,
  });

  /** What a batch was told of the ballots that were passed over: their place and why. */
  async function skippedIn(hash: string): Promise<[number, string][]> {
    const { polls } = house;
    const { logs } = await receiptOf(hash);
    return logs
      .map((log) => polls.interface.parseLog(log))
      .filter((event) => event?.name === "BallotSkipped")
      .map((event) => {
        const { index, reason } = event?.args.toObject() ?? {};
        return [Number(index), polls.interface.parseError(String(reason))?.name ?? ""];
      });
  }

  it("begins with the brand's question: six options, ranked, weighed by tier", async () => {
    const { polls } = house;
    poll = await startPoll(house, { method: "copeland", optionCount: OPTIONS, weightMode: WEIGHT.tierUnits });
    const { method, optionCount, opens, closes, ballots } = await polls.pollOf(poll.pollId);
    expect([method, optionCount, ballots]).to.deep.equal([5n, 6n, 0n]);
    expect(closes - opens).to.equal(BigInt(DAY));
    await expect(polls.result(poll.pollId))
      .to.be.revertedWithCustomError(polls, "PollsNotOver")
      .withArgs(poll.pollId, closes);
    await time.increaseTo(opens + 1n);
    for (const number of [0, 3]) {
      const weight = await polls.weightOf(poll.pollId, voter(number));
      expect(weight.weight).to.equal(weightOf(number));
    }
  });

  it("takes a hundred signed ballots at once, and names the six that are not right", async () => {
    const { polls, stranger } = house;
    const ballots: Ballot[] = [];
    for (let number = 0; number < BATCH; number++) ballots.push(await rank(number));
    const spoil = (place: number, ballot: Ballot) => {
      ballots[place] = ballot;
      answers.delete(place);
    };
    const others = await Promise.all([4, 5].map((place) => signBallot(house, voter(place), poll, ranking())));
    // Another's name, another's answer, no member, no answer, an impossible sequence, the same ballot again.
    spoil(11, { ...(others[0] as Ballot), voter: voter(11).address });
    spoil(22, {
      ...(ballots[22] as Ballot),
      ballot: encodeBallot({ method: "copeland", bestFirst: [6, 1] }, poll),
    });
    spoil(33, await signBallot(house, stranger, poll, ranking()));
    spoil(44, { ...(ballots[44] as Ballot), ballot: 0x77n });
    spoil(55, await signBallot(house, voter(55), poll, ranking(), { sequence: 9n }));
    spoil(66, ballots[5] as Ballot);

    const sent = await submit(house, handIn(ballots));

    expect(await skippedIn(sent.hash)).to.deep.equal([
      [11, "SignedRequestInvalidSignature"],
      [22, "SignedRequestInvalidSignature"],
      [33, "PollsNoWeight"],
      [44, "PollsInvalidBallot"],
      [55, "PollsInvalidSequence"],
      [66, "PollsStaleBallot"],
    ]);
    expect((await polls.pollOf(poll.pollId)).ballots).to.equal(94n);
  });

  it("loses nobody: the six sign anew, thirty more vote, and four change their minds", async () => {
    const { polls } = house;
    const ballots: Ballot[] = [];
    const late = Array.from({ length: MEMBERS - BATCH }, (_, index) => BATCH + index);
    for (const number of [11, 22, 33, 44, 55, 66, ...late]) ballots.push(await rank(number));
    for (const number of [0, 1, 2, 3]) ballots.push(await rank(number, 2n));
    const sent = await submit(house, handIn(ballots));
    expect(await skippedIn(sent.hash)).to.deep.equal([]);
    expect((await polls.pollOf(poll.pollId)).ballots).to.equal(BigInt(MEMBERS));
  });

  it("takes no earlier word after a later one", async () => {
    const stale = await signBallot(house, voter(0), poll, { method: "copeland", bestFirst: [1] });
    const sent = await submit(house, handIn([stale]));
    expect(await skippedIn(sent.hash)).to.deep.equal([[0, "PollsStaleBallot"]]);
    expect(await house.polls.ballotOf(poll.pollId, firstId)).to.deep.equal([
      encodeBallot(answers.get(0) as Answer, poll),
      2n,
    ]);
  });

  it("closes, and says what the answers come to, as anybody can count", async () => {
    const { polls } = house;
    await at(poll.closes);
    expect(await refusal(house, handIn([await signBallot(house, voter(7), poll, ranking())]))).to.deep.equal([
      "PollsNotOpen",
      poll.pollId,
      BigInt(poll.opens),
      BigInt(poll.closes),
    ]);
    const result = readResult(await polls.result(poll.pollId));
    const cast = [...answers].map(([number, answer]): [Answer, bigint] => [answer, weightOf(number)]);
    expect(cast.length).to.equal(MEMBERS);
    expect(result).to.deep.equal(expected(poll, cast));
  });

  it("can be counted anew from its events alone", async () => {
    const { polls } = house;
    const events = await polls.queryFilter(polls.filters.BallotsCast(poll.pollId));
    const last = new Map<bigint, CastBallot>();
    for (const { args } of events) {
      for (const word of args.ballots) last.set(unpackCastBallot(word).memberId, unpackCastBallot(word));
    }
    expect(readResult(await polls.result(poll.pollId))).to.deep.equal(countPoll(poll, [...last.values()]));
  });

  it("gives who voted a co-creator's badge, in batches", async () => {
    const { badges, accounts } = house;
    const badgeId = await createBadge(house, { kind: badgeKinds.coCreator });
    const memberIds = Array.from({ length: MEMBERS }, (_, number) => firstId + BigInt(number));
    for (let first = 0; first < MEMBERS; first += BATCH)
      await badges.connect(accounts.operator).issue(badgeId, memberIds.slice(first, first + BATCH));
    expect(await badges.supplyOf(badgeId)).to.equal(BigInt(MEMBERS));
    expect(await badges.balanceOf(voter(MEMBERS - 1), badgeId)).to.equal(1n);
  });

  it("ends with nobody having held ether or sent a transaction", async () => {
    await expectNoEther(Object.fromEntries(house.crowd.map((person) => [person.address, person])));
  });
});

describe("Polls: a name, of which nobody knows until the end", () => {
  let house: Awaited<ReturnType<typeof crowdedHouse>>;
  let poll: StartedPoll;
  let firstId: bigint;
  const everybody = [0, 1, 2, 3, 4, 5];
  /** What each of six prefers; the fourth will change to 2, the sixth never say. */
  const choices = [1, 2, 2, 1, 3, 3];

  before(async () => {
    house = await loadFixture(crowdedHouse);
    firstId = await house.membership.memberOf(house.crowd[0] ?? "");
    const { closes } = await pollTerms();
    const revealUntil = Number(closes) + HOUR;
    poll = await startPoll(house, { weightMode: WEIGHT.tierUnits, revealUntil });
    await time.increaseTo(poll.opens + 1);
  });

  const memberId = (number: number): bigint => firstId + BigInt(number);
  const opening = (number: number, option = choices[number] as number, salt = id(`salt ${number}`)) => ({
    memberId: memberId(number),
    ballot: BigInt(option),
    salt,
  });

  async function commit(number: number, sequence = 1n, hidden = opening(number)): Promise<Request> {
    const { polls, crowd } = house;
    const commitment = await polls.commitmentFor(poll.pollId, hidden.memberId, hidden.ballot, hidden.salt);
    return await committing(house, crowd[number] as Person, poll.pollId, commitment, sequence);
  }

  const revealing = (openings: ReturnType<typeof opening>[]): Request => ({
    contract: house.polls,
    name: "revealMany",
    args: [poll.pollId, openings],
  });

  it("takes sealed ballots, of which the chain shows no answer", async () => {
    const { polls } = house;
    await submit(house, ...(await Promise.all(everybody.map((number) => commit(number)))));
    expect(readResult(await polls.tally(poll.pollId))).to.deep.equal(expected(poll, []));
    expect((await polls.commitmentOf(poll.pollId, memberId(3))).weight).to.equal(5n);
    const open = await signBallot(house, house.crowd[7] as Person, poll, choose(1));
    const request = { contract: polls, name: "castMany", args: [poll.pollId, [open]] };
    expect(await refusal(house, request)).to.deep.equal(["PollsHidden", poll.pollId]);
  });

  it("lets one change it, sealed again, and nobody open one early", async () => {
    await submit(house, await commit(3, 2n, opening(3, 2)));
    const early = await refusal(house, revealing([opening(0)]));
    expect(early).to.deep.equal([
      "PollsNotRevealing",
      poll.pollId,
      BigInt(poll.closes),
      BigInt(poll.revealUntil),
    ]);
  });

  it("opens them after the close, for all who have told their salt; a false one changes nothing", async () => {
    const { polls } = house;
    await time.increaseTo(poll.closes);
    const openings = [opening(0), opening(1), opening(2), opening(3), opening(3, 2), opening(4, 1)];
    const mismatch = (number: number) =>
      polls.interface.encodeErrorResult("PollsRevealMismatch", [memberId(number)]);
    await expect(submit(house, revealing(openings)))
      .to.emit(polls, "BallotSkipped")
      .withArgs(poll.pollId, 3n, mismatch(3))
      .and.to.emit(polls, "BallotSkipped")
      .withArgs(poll.pollId, 5n, mismatch(4));
    await submit(house, revealing([opening(4)]));
    expect((await polls.pollOf(poll.pollId)).ballots).to.equal(5n);
  });

  it("counts what was opened, with the weight it had, and nothing after its time", async () => {
    const { polls } = house;
    await time.increaseTo(poll.revealUntil);
    expect((await refusal(house, revealing([opening(5)])))[0]).to.equal("PollsNotRevealing");
    const counted = [1, 2, 2, 2, 3].map((option, number): [Answer, bigint] => [
      choose(option),
      weightOf(number),
    ]);
    const result = readResult(await polls.result(poll.pollId));
    expect(result).to.deep.equal(expected(poll, counted));
    expect(result.totals).to.deep.equal([1n, 10n, 1n]);
    expect(result.winners).to.deep.equal([2]);
    await expectNoEther(
      Object.fromEntries(everybody.map((number) => [number, house.crowd[number] as Person])),
    );
  });
});
