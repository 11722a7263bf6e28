import { expect } from "chai";
import { parseEther } from "ethers";
import { DAY, HOUR, networkHelpers, now } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";
import { announce, list, packed, presence, PRICE, state } from "../rewards/stage.ts";
import { createBadge, badgeKinds } from "../membership/stage.ts";
import { expectNoEther, give, people, refusal, submit, type Person } from "./people.ts";
import { joining } from "./requests.ts";
import {
  accepting,
  cancelling,
  leavingLine,
  offering,
  redeeming,
  returning,
  waiting,
} from "./storeRequests.ts";

const { loadFixture, time } = networkHelpers;
const PURSE = parseEther("500");
const [SMALL, LARGE] = [0n, 1n];
/** Why a proof was passed over, as the door counts it. */
const fault = { alreadyCheckedIn: 5n, invalidSignature: 7n } as const;
/** Why a refund was passed over, as the tickets count it. */
const ALREADY_CHECKED_IN = 3n;

/** Fixture: five members with 500 tokens; a shirt in two sizes; an evening with two seats, and a second one. */
async function bigDrop() {
  const community = await plainCommunity();
  const { tickets } = community;
  const everybody = people("the full house", "ada", "ben", "cleo", "dan", "eve");
  const all = Object.values(everybody);
  await submit(community, ...(await Promise.all(all.map((person) => joining(community, person)))));
  await give(community, ...all.map((person): [Person, bigint] => [person, PURSE]));
  const shirtId = await list(community, { stock: 0n, variantStock: [1n, 2n], perMember: 1n });
  const issuer = await tickets.getAddress();
  const badgeId = await createBadge(community, { kind: badgeKinds.attendance, issuer });
  const doorsOpen = BigInt((await now()) + 14 * DAY);
  const times = {
    doorsOpen,
    ends: doorsOpen + BigInt(4 * HOUR),
    returnUntil: doorsOpen - BigInt(DAY),
    transferUntil: doorsOpen - BigInt(HOUR),
  };
  const evening = await announce(community, { ...times, capacity: 2n, badgeId }, { perMember: 1n });
  const picnic = await announce(community, { ...times, capacity: 4n });
  return { ...community, everybody, shirtId, evening, picnic, badgeId };
}

describe("A full house", () => {
  let house: Awaited<ReturnType<typeof bigDrop>>;

  before(async () => {
    house = await loadFixture(bigDrop);
  });

  async function purses(): Promise<Record<string, bigint>> {
    const { token, everybody } = house;
    const entries = Object.entries(everybody).map(async ([name, person]) => {
      return [name, (await token.balanceOf(person)) / parseEther("1")] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  /** The store holds what is open in it, and nothing else. */
  async function expectEscrow(orders: bigint): Promise<void> {
    const { store, token } = house;
    expect(await store.totalEscrowed()).to.equal(orders * PRICE);
    expect(await token.balanceOf(store)).to.equal(orders * PRICE);
  }

  async function stateOf(redemptionId: bigint): Promise<bigint> {
    return (await house.store.redemption(redemptionId)).state;
  }

  const ticket = (serial: bigint): bigint => (house.evening.eventId << 32n) | serial;

  it("sells the last small shirt, while there are large ones still", async () => {
    const { store, everybody, shirtId } = house;
    const { ada, ben, cleo } = everybody;
    await submit(house, await redeeming(house, ada, shirtId, { variant: SMALL }));
    expect(await refusal(house, await redeeming(house, ben, shirtId, { variant: SMALL }))).to.deep.equal([
      "RewardsStoreOutOfStock",
      shirtId,
    ]);
    expect(await refusal(house, await waiting(house, cleo, shirtId, { variant: LARGE }))).to.deep.equal([
      "RewardsStoreInStock",
      shirtId,
      LARGE,
    ]);
    await submit(house, await redeeming(house, cleo, shirtId, { variant: LARGE }));
    expect(await store.variantStock(shirtId)).to.deep.equal([0n, 1n]);
    expect(await purses()).to.deep.equal({ ada: 440n, ben: 500n, cleo: 440n, dan: 500n, eve: 500n });
    await expectEscrow(2n);
  });

  it("puts ben and dan in line for a small one, in the order they came, and eve lets it be", async () => {
    const { store, everybody, shirtId } = house;
    const { ben, dan, eve } = everybody;
    for (const person of [ben, eve, dan])
      await submit(house, await waiting(house, person, shirtId, { variant: SMALL }));
    expect(await store.waitingLine(shirtId, SMALL)).to.deep.equal([3n, 3n]);
    await submit(house, await leavingLine(house, eve, 4n));
    expect(await store.waitingLine(shirtId, SMALL)).to.deep.equal([3n, 2n]);
    expect((await purses())["eve"]).to.equal(500n);
    await expectEscrow(4n);
  });

  it("gives ada's shirt to the first in line in the same moment in which she cancels", async () => {
    const { store, everybody, shirtId } = house;
    const { ada, dan } = everybody;
    await expect(submit(house, await cancelling(house, ada, 1n)))
      .to.emit(store, "RedemptionPromoted")
      .withArgs(3n, shirtId, await house.membership.memberOf(everybody.ben), 0n);
    expect([await stateOf(1n), await stateOf(3n), await stateOf(5n)]).to.deep.equal([
      state.cancelled,
      state.placed,
      state.waiting,
    ]);
    expect(await store.variantStock(shirtId)).to.deep.equal([0n, 1n]);
    expect(await purses()).to.deep.equal({ ada: 500n, ben: 440n, cleo: 440n, dan: 440n, eve: 500n });
    await submit(house, await leavingLine(house, dan, 5n));
    await expectEscrow(2n);
  });

  it("fills the evening, and has eve wait for a seat", async () => {
    const { tickets, store, everybody, evening } = house;
    const { ada, ben, cleo, eve } = everybody;
    const { ticketRewardId, eventId } = evening;
    await submit(
      house,
      await redeeming(house, ada, ticketRewardId),
      await redeeming(house, ben, ticketRewardId),
    );
    expect(await refusal(house, await redeeming(house, cleo, ticketRewardId))).to.deep.equal([
      "EventTicketsSoldOut",
      eventId,
    ]);
    await submit(house, await waiting(house, eve, ticketRewardId));
    expect(await store.waitingLine(ticketRewardId, 0n)).to.deep.equal([8n, 1n]);
    expect((await tickets.eventOf(eventId)).outstanding).to.equal(2n);
    expect(await tickets.ownerOf(ticket(1n))).to.equal(ada.address);
    expect(await tickets.ownerOf(ticket(2n))).to.equal(ben.address);
  });

  it("gives ada's returned ticket to eve, as a ticket of its own", async () => {
    const { tickets, everybody, evening } = house;
    const { ada, eve } = everybody;
    await submit(house, await returning(house, ada, ticket(1n)));
    await expect(tickets.ownerOf(ticket(1n))).to.be.revertedWithCustomError(
      tickets,
      "ERC721NonexistentToken",
    );
    expect(await tickets.ownerOf(ticket(3n))).to.equal(eve.address);
    expect((await tickets.eventOf(evening.eventId)).outstanding).to.equal(2n);
    expect((await purses())["ada"]).to.equal(500n);
    expect((await purses())["eve"]).to.equal(440n);
    await expectEscrow(4n);
  });

  it("passes ben's ticket to cleo at face value, though the price has doubled", async () => {
    const { tickets, store, accounts, everybody, evening } = house;
    const { ben, cleo, dan } = everybody;
    await store.connect(accounts.operator).setRewardPrice(evening.ticketRewardId, 2n * PRICE);
    await submit(house, await offering(house, ben, ticket(2n), cleo));
    expect(await tickets.offerOf(ticket(2n))).to.deep.equal([cleo.address, 2n ** 40n - 1n]);
    expect(await refusal(house, await accepting(house, dan, ticket(2n), PRICE))).to.deep.equal([
      "EventTicketsNotOffered",
      ticket(2n),
      dan.address,
    ]);
    await submit(house, await accepting(house, cleo, ticket(2n), PRICE));
    expect(await tickets.ownerOf(ticket(2n))).to.equal(cleo.address);
    expect(await purses()).to.deep.equal({ ada: 500n, ben: 440n, cleo: 380n, dan: 500n, eve: 440n });
    await expectEscrow(4n);
  });

  it("sells two seats at the picnic, which the brand calls off: one is refunded, one fetches it", async () => {
    const { tickets, accounts, everybody, picnic } = house;
    const { ada, dan, ben } = everybody;
    for (const person of [ada, dan, ben])
      await submit(house, await redeeming(house, person, picnic.ticketRewardId));
    const seat = (serial: bigint): bigint => (picnic.eventId << 32n) | serial;
    await tickets.connect(accounts.operator).cancelEvent(picnic.eventId, "Storm");
    await submit(house, await returning(house, ben, seat(3n)));
    const everySeat = [1n, 2n, 3n].map(seat);
    await expect(tickets.connect(accounts.stranger).refundCancelledBatch([...everySeat, ticket(2n)]))
      .to.emit(tickets, "RefundSkipped")
      .withArgs(seat(3n), 1n)
      .and.to.emit(tickets, "RefundSkipped")
      .withArgs(ticket(2n), 2n);
    for (const seatId of everySeat) {
      await expect(tickets.connect(accounts.stranger).refundCancelled(seatId))
        .to.be.revertedWithCustomError(tickets, "ERC721NonexistentToken")
        .withArgs(seatId);
    }
    expect((await tickets.eventOf(picnic.eventId)).outstanding).to.equal(0n);
    expect(await purses()).to.deep.equal({ ada: 500n, ben: 440n, cleo: 380n, dan: 500n, eve: 440n });
    await expectEscrow(4n);
  });

  it("lets everybody in at once whose own key says they are there, and each ticket once", async () => {
    const { tickets, badges, membership, accounts, everybody, evening, badgeId } = house;
    const { ben, cleo, eve } = everybody;
    const at = evening.event.doorsOpen + 60n;
    await time.increaseTo(at + 30n);
    const proofs = [
      await presence(house, eve, ticket(3n), at),
      await presence(house, ben, ticket(2n), at),
      await presence(house, cleo, ticket(2n), at),
      await presence(house, eve, ticket(3n), at + 1n),
    ];
    const door = accounts.door.address;
    await expect(tickets.connect(accounts.door).checkInBatch(packed(proofs)))
      .to.emit(tickets, "TicketsCheckedIn")
      .withArgs(evening.eventId, door, [ticket(2n), ticket(3n)])
      .and.to.emit(tickets, "CheckInSkipped")
      .withArgs(ticket(2n), door, fault.invalidSignature)
      .and.to.emit(tickets, "CheckInSkipped")
      .withArgs(ticket(3n), door, fault.alreadyCheckedIn);
    expect((await tickets.eventOf(evening.eventId)).checkedIn).to.equal(2n);
    for (const person of [cleo, eve])
      expect(await badges.hasBadge(badgeId, await membership.memberOf(person))).to.equal(true);
    expect(await badges.hasBadge(badgeId, await membership.memberOf(ben))).to.equal(false);
  });

  it("refunds nobody who was let in, even when the evening breaks off", async () => {
    const { tickets, accounts, everybody, evening } = house;
    await tickets.connect(accounts.operator).cancelEvent(evening.eventId, "Power cut");
    await expect(tickets.connect(accounts.stranger).refundCancelledBatch([ticket(2n), ticket(3n)]))
      .to.emit(tickets, "RefundSkipped")
      .withArgs(ticket(3n), ALREADY_CHECKED_IN);
    expect(await refusal(house, await returning(house, everybody.eve, ticket(3n)))).to.deep.equal([
      "EventTicketsReturnClosed",
      ticket(3n),
      evening.event.returnUntil,
    ]);
    expect((await purses())["eve"]).to.equal(440n);
    await expectEscrow(4n);
  });

  it("ends with the escrow burned, the shirts sent, and nobody having held ether", async () => {
    const { store, token, accounts, everybody, evening } = house;
    await time.increaseTo(evening.event.ends);
    const supply = await token.totalSupply();
    const ticketOrders = [];
    for (let redemptionId = 1n; redemptionId <= (await store.redemptionCount()); redemptionId++) {
      const { rewardId, state: at } = await store.redemption(redemptionId);
      if (rewardId === evening.ticketRewardId && at === state.placed) ticketOrders.push(redemptionId);
    }
    await store.connect(accounts.stranger).settleTickets(ticketOrders);
    const shipments = [2n, 3n].map((redemptionId) => ({
      redemptionId,
      trackingHash: `0x${"00".repeat(32)}`,
    }));
    await store.connect(accounts.fulfilment).fulfil(shipments);
    expect(await token.totalSupply()).to.equal(supply - 4n * PRICE);
    await expectEscrow(0n);
    expect(await purses()).to.deep.equal({ ada: 500n, ben: 440n, cleo: 380n, dan: 500n, eve: 440n });
    await expectNoEther(everybody);
  });
});
