import type { Answer } from "@hearth/protocol/polls";
import { expect } from "chai";
import { id, parseEther } from "ethers";
import { startCampaign, kind as campaignKind } from "../earning/stage.ts";
import {
  choose,
  expected,
  pollTerms,
  readResult,
  signBallot,
  type StartedPoll,
} from "../governance/pollStage.ts";
import { DAY, networkHelpers, now } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";
import { packAwards, standingOf } from "../helpers/members.ts";
import { badgeKinds, createBadge, entries, openRoom } from "../membership/stage.ts";
import { list, PRICE, state } from "../rewards/stage.ts";
import { expectNoEther, give, people, refusal, submit, type Person } from "./people.ts";
import {
  enteringInvited,
  enteringRoom,
  joining,
  leavingRoom,
  liftingBar,
  makingPoll,
  removing,
  renouncing,
  roomInvite,
} from "./requests.ts";
import { redeeming } from "./storeRequests.ts";

const { loadFixture, time } = networkHelpers;
const PILLAR = 2n;
const THANKS = parseEther("80");

/** Fixture: a room for pillars, one by invitation, a badge of its campaign, and a print only for those with the badge. */
async function houseWithRooms() {
  const community = await plainCommunity();
  const { campaigns } = community;
  const roasteryId = await openRoom(community, { entry: entries.tier, minTier: PILLAR });
  const circleId = await openRoom(community, { entry: entries.invite });
  const issuer = await campaigns.getAddress();
  const badgeId = await createBadge(community, { kind: badgeKinds.coCreator, issuer });
  const { campaignId } = await startCampaign(community, {
    kind: campaignKind.custom,
    minReward: THANKS,
    maxReward: THANKS,
    roomId: circleId,
    badgeId,
  });
  const printId = await list(community, { badgeId, perMember: 1n });
  const everybody = people("the rooms", "ada", "ben", "cleo", "dan");
  return { ...community, everybody, roasteryId, circleId, badgeId, campaignId, printId };
}

describe("Rooms and badges", () => {
  let house: Awaited<ReturnType<typeof houseWithRooms>>;
  let poll: StartedPoll;
  /** The members' numbers. */
  const ids = { ada: 0n, ben: 0n, cleo: 0n, dan: 0n };
  let invites: {
    forBen: Awaited<ReturnType<typeof roomInvite>>;
    open: Awaited<ReturnType<typeof roomInvite>>;
  };

  before(async () => {
    house = await loadFixture(houseWithRooms);
  });

  /** Who of the four is in a room, read as Discord and Telegram bots do: by ERC-1155 balance. */
  async function inside(roomId: bigint): Promise<string[]> {
    const { rooms, everybody } = house;
    const names = Object.keys(everybody) as (keyof typeof everybody)[];
    const balances = await Promise.all(names.map((name) => rooms.balanceOf(everybody[name], roomId)));
    return names.filter((_, index) => balances[index] === 1n);
  }

  it("begins with four who join by signature, in one transaction of somebody else's", async () => {
    const { membership, everybody } = house;
    const { ada, ben, cleo, dan } = everybody;
    const before = await membership.totalMembers();
    await submit(
      house,
      ...(await Promise.all([ada, ben, cleo, dan].map((person) => joining(house, person)))),
    );
    expect(await membership.totalMembers()).to.equal(before + 4n);
    for (const name of ["ada", "ben", "cleo", "dan"] as const) {
      ids[name] = await membership.memberOf(everybody[name]);
      expect(await membership.getVotes(everybody[name])).to.equal(1n);
    }
    await give(house, [ada, standingOf.pillar], [ben, standingOf.pillar], [cleo, standingOf.regular]);
    expect(await membership.getVotes(ada)).to.equal(3n);
  });

  it("opens the roastery to pillars, and tells others which tier they lack", async () => {
    const { rooms, everybody, roasteryId } = house;
    const { ada, ben, cleo } = everybody;
    await submit(
      house,
      await enteringRoom(house, ada, roasteryId),
      await enteringRoom(house, ben, roasteryId),
    );
    const second = await now();
    expect(await refusal(house, await enteringRoom(house, cleo, roasteryId))).to.deep.equal([
      "RoomsTierTooLow",
      roasteryId,
      1n,
      PILLAR,
    ]);
    expect(await inside(roasteryId)).to.deep.equal(["ada", "ben"]);
    expect(await rooms.memberCountOf(roasteryId)).to.equal(2n);
    expect(await rooms.joinedAt(roasteryId, ids.ada)).to.equal(second);
  });

  it("lets ada, whom the brand made steward, into her circle without an invitation", async () => {
    const { rooms, accounts, everybody, circleId } = house;
    await rooms.connect(accounts.operator).setSteward(circleId, ids.ada, true);
    expect(await refusal(house, await enteringRoom(house, everybody.ben, circleId))).to.deep.equal([
      "RoomsInviteRequired",
      circleId,
    ]);
    await submit(house, await enteringRoom(house, everybody.ada, circleId));
    expect(await rooms.isSteward(circleId, ids.ada)).to.equal(true);
    expect(await inside(circleId)).to.deep.equal(["ada"]);
  });

  it("brings others in by what the steward signs, each invitation once", async () => {
    const { rooms, everybody, circleId } = house;
    const { ada, ben, cleo, dan } = everybody;
    const forBen = await roomInvite(house, ada, circleId, 1n, ids.ben);
    const open = await roomInvite(house, ada, circleId, 2n);
    invites = { forBen, open };
    expect(await refusal(house, await enteringInvited(house, dan, forBen))).to.deep.equal([
      "RoomsInviteNotForMember",
      ids.ben,
      ids.dan,
    ]);
    await expect(submit(house, await enteringInvited(house, ben, forBen)))
      .to.emit(rooms, "RoomJoined")
      .withArgs(circleId, ids.ben, ids.ada);
    await submit(house, await enteringInvited(house, cleo, open));
    expect(await refusal(house, await enteringInvited(house, dan, open))).to.deep.equal([
      "RoomsInviteSpent",
      ada.address,
      2n,
    ]);
    expect(await inside(circleId)).to.deep.equal(["ada", "ben", "cleo"]);
  });

  it("takes no invitation that somebody else has signed", async () => {
    const { everybody, circleId } = house;
    const { ben, dan } = everybody;
    const own = await roomInvite(house, ben, circleId, 3n);
    expect(await refusal(house, await enteringInvited(house, dan, own))).to.deep.equal([
      "RoomsNotSteward",
      circleId,
      ben.address,
    ]);
  });

  it("has the steward ask the circle, who needs no tier for that", async () => {
    const { polls, everybody, circleId } = house;
    const terms = await pollTerms({ roomId: circleId, optionCount: 3 });
    await expect(submit(house, await makingPoll(house, everybody.ada, terms)))
      .to.emit(polls, "PollCreated")
      .withArgs(1n, ids.ada, circleId, () => true);
    const { opens, closes, roomId } = await polls.pollOf(1n);
    const rules = { method: "singleChoice", optionCount: 3, limit: 1 } as const;
    poll = { pollId: 1n, ...rules, opens: Number(opens), closes: Number(closes), revealUntil: 0 };
    expect(roomId).to.equal(circleId);
    expect(await refusal(house, await makingPoll(house, everybody.ben, terms))).to.deep.equal([
      "PollsAuthorNotAllowed",
      everybody.ben.address,
      circleId,
    ]);
  });

  it("counts who was in the room when the poll opened, and nobody who came later", async () => {
    const { polls, everybody, circleId } = house;
    const { ada, ben, cleo, dan } = everybody;
    await time.increaseTo(poll.opens);
    await submit(house, await enteringInvited(house, dan, await roomInvite(house, ada, circleId, 4n)));
    expect(await inside(circleId)).to.deep.equal(["ada", "ben", "cleo", "dan"]);
    const choices: [Person, number][] = [
      [ada, 2],
      [ben, 2],
      [cleo, 3],
      [dan, 1],
    ];
    const ballots = await Promise.all(
      choices.map(([person, option]) => signBallot(house, person, poll, choose(option))),
    );
    const tooLate = polls.interface.encodeErrorResult("PollsNotInRoom", [dan.address, circleId]);
    await expect(submit(house, { contract: polls, name: "castMany", args: [poll.pollId, ballots] }))
      .to.emit(polls, "BallotSkipped")
      .withArgs(poll.pollId, 3n, tooLate);
    await time.increaseTo(poll.closes);
    const counted = [2, 2, 3].map((option): [Answer, bigint] => [choose(option), 1n]);
    expect(readResult(await polls.result(poll.pollId))).to.deep.equal(expected(poll, counted));
    expect((await polls.result(poll.pollId)).winners).to.deep.equal([2n]);
  });

  it("gives those who voted the badge, with the thanks of the circle's campaign", async () => {
    const { campaigns, badges, token, accounts, everybody, badgeId, campaignId } = house;
    const thanks = (...memberIds: bigint[]) =>
      packAwards(memberIds.map((memberId) => ({ memberId, amount: THANKS })));
    const subject = id(`poll ${poll.pollId}`);
    await campaigns.connect(accounts.attester).award(campaignId, subject, thanks(ids.ada, ids.ben, ids.cleo));
    for (const name of ["ada", "ben", "cleo"] as const) {
      expect(await badges.hasBadge(badgeId, ids[name]), name).to.equal(true);
      expect(await badges.balanceOf(everybody[name], badgeId), name).to.equal(1n);
    }
    expect(await badges.hasBadge(badgeId, ids.dan)).to.equal(false);
    expect(await badges.supplyOf(badgeId)).to.equal(3n);
    expect(await token.balanceOf(everybody.cleo)).to.equal(standingOf.regular + THANKS);
  });

  it("sells the print to those who have the badge, and says to others what they lack", async () => {
    const { store, everybody, badgeId, printId } = house;
    const { ada, cleo, dan } = everybody;
    await give(house, [dan, PRICE]);
    expect(await refusal(house, await redeeming(house, dan, printId))).to.deep.equal([
      "RewardsStoreBadgeMissing",
      ids.dan,
      badgeId,
    ]);
    await submit(house, await redeeming(house, ada, printId), await redeeming(house, cleo, printId));
    expect(await store.totalEscrowed()).to.equal(2n * PRICE);
    expect((await store.reward(printId)).stock).to.equal(3n);
  });

  it("lets cleo leave the circle; the badge stays, the circle's campaign pays her no more", async () => {
    const { rooms, badges, campaigns, accounts, everybody, circleId, badgeId, campaignId } = house;
    const { cleo } = everybody;
    await submit(house, await leavingRoom(house, cleo, circleId));
    expect(await inside(circleId)).to.deep.equal(["ada", "ben", "dan"]);
    expect(await rooms.joinedAt(circleId, ids.cleo)).to.equal(0n);
    expect(await badges.hasBadge(badgeId, ids.cleo)).to.equal(true);
    const again = packAwards([{ memberId: ids.cleo, amount: THANKS }]);
    await expect(campaigns.connect(accounts.attester).award(campaignId, id("tasting"), again))
      .to.be.revertedWithCustomError(campaigns, "CampaignsNotInRoom")
      .withArgs(circleId, ids.cleo);
    expect(await refusal(house, await enteringInvited(house, cleo, invites.open))).to.deep.equal([
      "RoomsInviteSpent",
      everybody.ada.address,
      2n,
    ]);
  });

  it("keeps dan out at the steward's word, even with an invitation, until she lets him in again", async () => {
    const { rooms, everybody, circleId } = house;
    const { ada, ben, dan } = everybody;
    const barredUntil = BigInt((await now()) + 30 * DAY);
    const removal = { roomId: circleId, memberId: ids.dan, barredUntil, reason: "Advertising" };
    expect(await refusal(house, await removing(house, ben, removal))).to.deep.equal([
      "RoomsNotSteward",
      circleId,
      ben.address,
    ]);
    await expect(submit(house, await removing(house, ada, removal)))
      .to.emit(rooms, "RoomMemberRemoved")
      .withArgs(circleId, ids.dan, ids.ada, barredUntil, "Advertising");
    expect(await inside(circleId)).to.deep.equal(["ada", "ben"]);

    const back = await roomInvite(house, ada, circleId, 5n);
    expect(await refusal(house, await enteringInvited(house, dan, back))).to.deep.equal([
      "RoomsBarred",
      circleId,
      ids.dan,
      barredUntil,
    ]);
    await submit(house, await liftingBar(house, ada, circleId, ids.dan));
    await submit(house, await enteringInvited(house, dan, back));
    expect(await inside(circleId)).to.deep.equal(["ada", "ben", "dan"]);
    expect(await rooms.barredUntil(circleId, ids.dan)).to.equal(0n);
  });

  it("lets a badge be given back, which closes the door it opened but not the order behind it", async () => {
    const { badges, store, everybody, badgeId, printId } = house;
    const { ada, ben } = everybody;
    await submit(house, await renouncing(house, ada, badgeId), await renouncing(house, ben, badgeId));
    expect(await badges.supplyOf(badgeId)).to.equal(1n);
    expect(await refusal(house, await redeeming(house, ben, printId))).to.deep.equal([
      "RewardsStoreBadgeMissing",
      ids.ben,
      badgeId,
    ]);
    const orders = await Promise.all([1n, 2n].map((redemptionId) => store.redemption(redemptionId)));
    expect(orders.map(({ memberId }) => memberId)).to.deep.equal([ids.ada, ids.cleo]);
    for (const order of orders) expect(order.state).to.equal(state.placed);
  });

  it("ends with nobody having held ether or sent a transaction", async () => {
    await expectNoEther(house.everybody);
  });
});
