import { expect } from "chai";
import { choose, expected, readResult, signBallot, startPoll, WEIGHT } from "../governance/pollStage.ts";
import { DAY, HOUR, networkHelpers, now } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";
import { standingOf } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";
import { createBadge, openRoom } from "../membership/stage.ts";
import { DELAY, State } from "../membership/recoveryStage.ts";
import { announce, list, presence, PRICE, state } from "../rewards/stage.ts";
import { expectNoEther, give, people, refusal, submit, type Person } from "./people.ts";
import { enteringRoom, joining, LATER, leavingRoom, renouncing, type Request } from "./requests.ts";
import { asking, consenting, namingGuardians, vetoing } from "./recoveryRequests.ts";
import { cancelling, redeeming, returning } from "./storeRequests.ts";

const { loadFixture, time } = networkHelpers;
const POLL_DAYS = 20;

/**
 * Fixture: ada, a pillar, and ben and cleo are members; finn is none and hana is the account that ada will have later.
 * There are a room, a badge, a mug, an evening and a poll.
 */
async function house() {
  const community = await plainCommunity();
  const everybody = people("the lost wallet", "ada", "ben", "cleo", "finn", "hana", "thief");
  const { ada, ben, cleo } = everybody;
  await submit(
    community,
    ...(await Promise.all([ada, ben, cleo].map((person) => joining(community, person)))),
  );
  await give(community, [ada, standingOf.pillar]);
  const roomId = await openRoom(community);
  const badgeId = await createBadge(community);
  const mugId = await list(community, { cancelWindow: BigInt(20 * DAY), fulfilWithin: BigInt(30 * DAY) });
  const doorsOpen = BigInt((await now()) + 18 * DAY);
  const times = { doorsOpen, ends: doorsOpen + BigInt(4 * HOUR), returnUntil: doorsOpen - BigInt(DAY) };
  const evening = await announce(community, times);
  const opens = (await now()) + HOUR;
  const terms = { weightMode: WEIGHT.tierUnits, opens, closes: opens + POLL_DAYS * DAY };
  const poll = await startPoll(community, terms);
  return { ...community, everybody, roomId, badgeId, mugId, evening, poll };
}

describe("A lost wallet", () => {
  let stage: Awaited<ReturnType<typeof house>>;
  const ids = { ada: 0n, ben: 0n };
  /** Ben's word for the wrong request, which must not serve for another. */
  let misled: Request;

  before(async () => {
    stage = await loadFixture(house);
    ids.ada = await stage.membership.memberOf(stage.everybody.ada);
    ids.ben = await stage.membership.memberOf(stage.everybody.ben);
  });

  const ticketId = (): bigint => (stage.evening.eventId << 32n) | 1n;

  /** What the community shows of an account. */
  async function shown(person: Person) {
    const { membership, token, rooms, badges, tickets, roomId, badgeId } = stage;
    return {
      tier: (await membership.memberAndTierOf(person)).tier,
      card: await membership.balanceOf(person),
      votes: await membership.getVotes(person),
      balance: await token.balanceOf(person),
      earned: await token.earned(person),
      rooms: await rooms.balanceOf(person, roomId),
      badges: await badges.balanceOf(person, badgeId),
      tickets: await tickets.balanceOf(person),
    };
  }

  const nothing = {
    tier: 0n,
    card: 0n,
    votes: 0n,
    balance: 0n,
    earned: 0n,
    rooms: 0n,
    badges: 0n,
    tickets: 0n,
  };
  const everything = {
    tier: 2n,
    card: 1n,
    votes: 4n,
    balance: standingOf.pillar - 2n * PRICE,
    earned: standingOf.pillar,
    rooms: 1n,
    badges: 1n,
    tickets: 1n,
  };

  const ballot = async (person: Person, option: number, sequence = 1n): Promise<Request> => {
    const signed = await signBallot(stage, person, stage.poll, choose(option), { sequence });
    return { contract: stage.polls, name: "castMany", args: [stage.poll.pollId, [signed]] };
  };

  it("begins with ada, who has all that a member can have, and ben, whose vote she casts for him", async () => {
    const { badges, membership, accounts, everybody, roomId, badgeId, mugId, evening } = stage;
    const { ada, ben } = everybody;
    const delegation = { account: ben.address, delegatee: ada.address, nonce: 0n, deadline: LATER };
    const signature = await sign(ben, membership, "Delegate", delegation);
    const args = [ben.address, ada.address, 0n, LATER, signature];
    await submit(
      stage,
      { contract: membership, name: "delegateFor", args },
      await enteringRoom(stage, ada, roomId),
    );
    await submit(stage, await redeeming(stage, ada, mugId));
    await submit(stage, await redeeming(stage, ada, evening.ticketRewardId));
    await badges.connect(accounts.operator).issue(badgeId, [ids.ada]);
    await submit(stage, await ballot(ada, 1));
    expect(await shown(ada)).to.deep.equal(everything);
    expect(await shown(everybody.hana)).to.deep.equal(nothing);
  });

  it("lets her name three guardians, two of whom have to agree", async () => {
    const { recovery, everybody } = stage;
    const { ada, ben, cleo, finn } = everybody;
    const guardians = [ben, cleo, finn].map(({ address }) => address);
    await submit(stage, await namingGuardians(stage, ada, guardians, 2n));
    expect(await recovery.guardiansOf(ids.ada)).to.deep.equal([guardians, 2n, 1n]);
  });

  it("has a thief talk two guardians round, and ada veto in time", async () => {
    const { recovery, accounts, everybody } = stage;
    const { ada, ben, finn, thief } = everybody;
    await submit(stage, await asking(stage, thief, ids.ada));
    misled = await consenting(stage, ben, 1n);
    await submit(stage, misled, await consenting(stage, finn, 1n));
    expect(await recovery.stateOf(1n)).to.equal(State.waiting);
    expect(await refusal(stage, await vetoing(stage, thief, 1n))).to.deep.equal([
      "SignedRequestInvalidSignature",
      ada.address,
    ]);
    await submit(stage, await vetoing(stage, ada, 1n));
    expect(await recovery.stateOf(1n)).to.equal(State.vetoed);
    await time.increase(DELAY);
    await expect(recovery.connect(accounts.stranger).execute(1n))
      .to.be.revertedWithCustomError(recovery, "RecoveryWrongState")
      .withArgs(1n, State.vetoed);
    expect(await shown(ada)).to.deep.equal(everything);
    expect(await shown(thief)).to.deep.equal(nothing);
  });

  it("has ada lose her wallet, and ask from a new one", async () => {
    const { recovery, everybody } = stage;
    const { ada, hana } = everybody;
    await expect(submit(stage, await asking(stage, hana, ids.ada)))
      .to.emit(recovery, "RecoveryRequested")
      .withArgs(2n, ids.ada, ada.address, hana.address, 1n);
    expect(await recovery.stateOf(2n)).to.equal(State.asked);
  });

  it("needs two guardians who mean this request, and nobody else", async () => {
    const { recovery, everybody } = stage;
    const { ben, cleo, thief } = everybody;
    const [, guardian, deadline, signature] = misled.args;
    const replayed = { ...misled, args: [2n, guardian, deadline, signature] };
    expect(await refusal(stage, replayed)).to.deep.equal(["SignedRequestInvalidSignature", ben.address]);
    expect(await refusal(stage, await consenting(stage, thief, 2n))).to.deep.equal([
      "RecoveryNotGuardian",
      2n,
      thief.address,
    ]);
    await submit(stage, await consenting(stage, ben, 2n));
    expect(await recovery.stateOf(2n)).to.equal(State.asked);
    await submit(stage, await consenting(stage, cleo, 2n));
    expect(await recovery.stateOf(2n)).to.equal(State.waiting);
    expect((await recovery.requestOf(2n)).dueAt).to.equal((await now()) + DELAY);
  });

  it("waits, and then anybody brings the move about", async () => {
    const { recovery, membership, accounts, everybody } = stage;
    const { ada, hana } = everybody;
    const { dueAt } = await recovery.requestOf(2n);
    await time.setNextBlockTimestamp(dueAt - 1n);
    const stranger = recovery.connect(accounts.stranger);
    await expect(stranger.execute(2n))
      .to.be.revertedWithCustomError(recovery, "RecoveryWrongState")
      .withArgs(2n, State.waiting);
    await time.setNextBlockTimestamp(dueAt);
    await expect(stranger.execute(2n))
      .to.emit(membership, "MemberRebound")
      .withArgs(ids.ada, ada.address, hana.address);
    expect(await recovery.stateOf(2n)).to.equal(State.executed);
  });

  it("shows everything at the new wallet, and nothing at the old", async () => {
    const { membership, store, tickets, polls, everybody, poll } = stage;
    const { ada, ben, hana } = everybody;
    expect(await shown(hana)).to.deep.equal(everything);
    expect(await shown(ada)).to.deep.equal(nothing);
    expect(await membership.ownerOf(ids.ada)).to.equal(hana.address);
    expect(await membership.delegates(ben)).to.equal(hana.address);
    expect(await tickets.ownerOf(ticketId())).to.equal(hana.address);
    for (const redemptionId of [1n, 2n])
      expect((await store.redemption(redemptionId)).memberId).to.equal(ids.ada);
    expect(await polls.ballotOf(poll.pollId, ids.ada)).to.deep.equal([1n, 1n]);
    expect(await membership.totalMembers()).to.equal(3n);
  });

  it("takes no word from the old key any more", async () => {
    const { polls, everybody, roomId, badgeId, mugId, poll } = stage;
    const { ada, hana } = everybody;
    const refusals: [Request, [string, ...unknown[]]][] = [
      [await joining(stage, ada), ["MembershipAccountRebound", ada.address, ids.ada]],
      [await leavingRoom(stage, ada, roomId), ["RoomsNotMember", ada.address]],
      [await renouncing(stage, ada, badgeId), ["BadgesNotMember", ada.address]],
      [await redeeming(stage, ada, mugId), ["RewardsStoreNotMember", ada.address]],
      [await cancelling(stage, ada, 1n), ["SignedRequestInvalidSignature", hana.address]],
      [await returning(stage, ada, ticketId()), ["SignedRequestInvalidSignature", hana.address]],
      [await asking(stage, ada, ids.ada), ["RecoveryAccountUsed", ada.address]],
    ];
    for (const [request, refused] of refusals) {
      expect(await refusal(stage, request), request.name).to.deep.equal(refused);
    }
    const noWeight = polls.interface.encodeErrorResult("PollsNoWeight", [ada.address]);
    await expect(submit(stage, await ballot(ada, 3, 2n)))
      .to.emit(polls, "BallotSkipped")
      .withArgs(poll.pollId, 0n, noWeight);
    expect(await shown(hana)).to.deep.equal(everything);
  });

  it("lets the new key change the ballot that the old one cast; it counts once", async () => {
    const { polls, everybody, poll } = stage;
    await submit(stage, await ballot(everybody.hana, 2, 2n));
    expect(readResult(await polls.tally(poll.pollId))).to.deep.equal(expected(poll, [[choose(2), 3n]]));
  });

  it("refunds the order to the new wallet at the new key's word", async () => {
    const { store, token, everybody } = stage;
    const { ada, hana } = everybody;
    await submit(stage, await cancelling(stage, hana, 1n));
    expect((await store.redemption(1n)).state).to.equal(state.cancelled);
    expect(await token.balanceOf(hana)).to.equal(everything.balance + PRICE);
    expect(await token.balanceOf(ada)).to.equal(0n);
  });

  it("opens the door to the new key and not to the old", async () => {
    const { tickets, accounts, everybody, evening } = stage;
    const { ada, hana } = everybody;
    const at = evening.event.doorsOpen + 60n;
    await time.increaseTo(at);
    const door = tickets.connect(accounts.door);
    await expect(door.checkIn(await presence(stage, ada, ticketId(), at)))
      .to.be.revertedWithCustomError(tickets, "SignedRequestInvalidSignature")
      .withArgs(hana.address);
    await door.checkIn(await presence(stage, hana, ticketId(), at));
    expect(await tickets.isCheckedIn(ticketId())).to.equal(true);
    expect(await tickets.ticketMember(ticketId())).to.equal(ids.ada);
  });

  it("goes on with the member as if nothing had happened: earning, leaving the room, giving the badge back", async () => {
    const { membership, rooms, badges, everybody, roomId, badgeId } = stage;
    const { hana } = everybody;
    await give(stage, [hana, standingOf.keeper - standingOf.pillar]);
    expect((await membership.memberAndTierOf(hana)).tier).to.equal(3n);
    expect(await membership.getVotes(hana)).to.equal(6n);
    await submit(stage, await leavingRoom(stage, hana, roomId), await renouncing(stage, hana, badgeId));
    expect(await rooms.joinedAt(roomId, ids.ada)).to.equal(0n);
    expect(await badges.hasBadge(badgeId, ids.ada)).to.equal(false);
  });

  it("ends with nobody having held ether or sent a transaction", async () => {
    await expectNoEther(stage.everybody);
  });
});
