import { expect } from "chai";
import { parseEther, ZeroAddress } from "ethers";
import { at, DAY, networkHelpers, now } from "../helpers/chain.ts";
import { announce, buy, PRICE, presence, redeem, state, ticketStage } from "./stage.ts";

const { loadFixture } = networkHelpers;
const PURSE = parseEther("500");

/** Fixture: ada has a ticket. */
async function heldStage() {
  const stage = await ticketStage();
  return { ...stage, ...(await buy(stage, stage.accounts.ada)) };
}

describe("EventTickets: issuing", () => {
  it("gives the ticket to the member who paid", async () => {
    const stage = await loadFixture(ticketStage);
    const { tickets, store, accounts, ticketRewardId, eventId, adaId } = stage;
    const ticketId = (eventId << 32n) | 1n;
    await expect(redeem(stage, accounts.ada, ticketRewardId))
      .to.emit(tickets, "TicketIssued")
      .withArgs(ticketId, 1n, adaId)
      .and.to.emit(tickets, "Transfer")
      .withArgs(ZeroAddress, accounts.ada.address, ticketId)
      .and.to.emit(tickets, "Locked")
      .withArgs(ticketId);

    expect(await tickets.ownerOf(ticketId)).to.equal(accounts.ada.address);
    expect(await tickets.balanceOf(accounts.ada)).to.equal(1n);
    expect(await tickets.redemptionOf(ticketId)).to.equal(1n);
    expect(await store.totalEscrowed()).to.equal(PRICE);
    const { outstanding, lastSerial, checkedIn } = await tickets.eventOf(eventId);
    expect([outstanding, lastSerial, checkedIn]).to.deep.equal([1n, 1n, 0n]);
  });

  it("stops when the event is full, though the reward has stock", async () => {
    const stage = await loadFixture(ticketStage);
    const { tickets, store, accounts, eventId, ticketRewardId } = stage;
    await buy(stage, accounts.ada);
    await buy(stage, accounts.ben);
    await expect(redeem(stage, accounts.ada, ticketRewardId))
      .to.be.revertedWithCustomError(tickets, "EventTicketsSoldOut")
      .withArgs(eventId);
    expect((await store.reward(ticketRewardId)).stock).to.equal(3n);
    expect(await store.totalEscrowed()).to.equal(2n * PRICE);
  });

  it("goes on until the last second of the event", async () => {
    const stage = await loadFixture(ticketStage);
    const { tickets, accounts, event, eventId, ticketRewardId } = stage;
    await at(event.ends - 1n);
    await buy(stage, accounts.ada);
    await at(event.ends);
    await expect(redeem(stage, accounts.ben, ticketRewardId))
      .to.be.revertedWithCustomError(tickets, "EventTicketsEventOver")
      .withArgs(eventId);
  });

  it("numbers the tickets of each event from 1", async () => {
    const stage = await loadFixture(ticketStage);
    const { accounts, eventId } = stage;
    const other = await announce(stage);
    const ids = [
      (await buy(stage, accounts.ada)).ticketId,
      (await buy(stage, accounts.ada, other.ticketRewardId, other.eventId)).ticketId,
      (await buy(stage, accounts.ben)).ticketId,
    ];
    expect(ids).to.deep.equal([(eventId << 32n) | 1n, (other.eventId << 32n) | 1n, (eventId << 32n) | 2n]);
    expect(await stage.tickets.balanceOf(accounts.ada)).to.equal(2n);
  });
});

describe("EventTickets: giving a ticket back", () => {
  it("refunds it, and puts the seat back on sale", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, store, token, accounts, ticketId, redemptionId, ticketRewardId, eventId, adaId } = stage;
    const stockBefore = (await store.reward(ticketRewardId)).stock;
    await expect(tickets.connect(accounts.ada).returnTicket(ticketId))
      .to.emit(tickets, "TicketReturned")
      .withArgs(ticketId, redemptionId, adaId)
      .and.to.emit(tickets, "Transfer")
      .withArgs(accounts.ada.address, ZeroAddress, ticketId)
      .and.to.emit(store, "RedemptionCancelled")
      .withArgs(redemptionId, ticketRewardId, adaId, accounts.ada.address, PRICE, "Ticket returned");

    expect(await token.balanceOf(accounts.ada)).to.equal(PURSE);
    expect(await store.totalEscrowed()).to.equal(0n);
    expect((await store.reward(ticketRewardId)).stock).to.equal(stockBefore + 1n);
    expect((await store.redemption(redemptionId)).state).to.equal(state.cancelled);
    expect((await tickets.eventOf(eventId)).outstanding).to.equal(0n);
    expect(await tickets.balanceOf(accounts.ada)).to.equal(0n);
    await expect(tickets.ownerOf(ticketId))
      .to.be.revertedWithCustomError(tickets, "ERC721NonexistentToken")
      .withArgs(ticketId);
    expect(await tickets.redemptionOf(ticketId)).to.equal(redemptionId);
  });

  it("lets the next in line have the seat, under a number of its own", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, accounts, ticketId, ticketRewardId, eventId } = stage;
    await buy(stage, accounts.ben);
    await expect(redeem(stage, accounts.ben, ticketRewardId)).to.be.revertedWithCustomError(
      tickets,
      "EventTicketsSoldOut",
    );
    await tickets.connect(accounts.ada).returnTicket(ticketId);
    const next = await buy(stage, accounts.ben);
    expect(next.ticketId).to.equal((eventId << 32n) | 3n);
    expect((await tickets.eventOf(eventId)).outstanding).to.equal(2n);
  });

  it("gives back the place under the member's limit", async () => {
    const stage = await loadFixture(ticketStage);
    const { tickets, store, accounts, adaId } = stage;
    const { ticketRewardId, eventId } = await announce(stage, {}, { perMember: 1n });
    const { ticketId } = await buy(stage, accounts.ada, ticketRewardId, eventId);
    await expect(redeem(stage, accounts.ada, ticketRewardId)).to.be.revertedWithCustomError(
      store,
      "RewardsStoreMemberLimitReached",
    );
    await tickets.connect(accounts.ada).returnTicket(ticketId);
    expect(await store.redeemedCount(ticketRewardId, adaId)).to.equal(0n);
    await buy(stage, accounts.ada, ticketRewardId, eventId);
  });

  it("refunds what was paid when the price has changed since", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, store, token, accounts, ticketId, ticketRewardId } = stage;
    await store.connect(accounts.operator).setRewardPrice(ticketRewardId, 3n * PRICE);
    await tickets.connect(accounts.ada).returnTicket(ticketId);
    expect(await token.balanceOf(accounts.ada)).to.equal(PURSE);
  });

  for (const [name, wait, accepted] of [
    ["one second before", -1n, true],
    ["at", 0n, false],
    ["one second after", 1n, false],
  ] as const) {
    it(`is ${accepted ? "possible" : "too late"} ${name} the cut-off`, async () => {
      const stage = await loadFixture(heldStage);
      const { tickets, accounts, ticketId, event } = stage;
      await at(event.returnUntil + wait);
      const sent = tickets.connect(accounts.ada).returnTicket(ticketId);
      if (accepted) await expect(sent).to.emit(tickets, "TicketReturned");
      else {
        await expect(sent)
          .to.be.revertedWithCustomError(tickets, "EventTicketsReturnClosed")
          .withArgs(ticketId, event.returnUntil);
      }
    });
  }

  for (const name of ["ben", "operator", "door", "admin", "stranger"] as const) {
    it(`is for the holder, not for ${name}`, async () => {
      const { tickets, accounts, ticketId } = await loadFixture(heldStage);
      await expect(tickets.connect(accounts[name]).returnTicket(ticketId))
        .to.be.revertedWithCustomError(tickets, "EventTicketsNotHolder")
        .withArgs(ticketId, accounts[name].address);
    });
  }

  it("happens once, and to tickets that are", async () => {
    const { tickets, accounts, ticketId } = await loadFixture(heldStage);
    await tickets.connect(accounts.ada).returnTicket(ticketId);
    for (const gone of [ticketId, ticketId + 1n, 0n, 2n ** 255n]) {
      await expect(tickets.connect(accounts.ada).returnTicket(gone))
        .to.be.revertedWithCustomError(tickets, "ERC721NonexistentToken")
        .withArgs(gone);
    }
  });

  it("works for a member who has left", async () => {
    const { tickets, token, membership, accounts, ticketId } = await loadFixture(heldStage);
    await membership.connect(accounts.ada).leave();
    await tickets.connect(accounts.ada).returnTicket(ticketId);
    expect(await token.balanceOf(accounts.ada)).to.equal(PURSE);
  });

  it("is refused to who has come in, even where the cut-off is the opening of the doors", async () => {
    const stage = await loadFixture(ticketStage);
    const { tickets, store, accounts } = stage;
    const doorsOpen = BigInt((await now()) + 3 * DAY);
    const times = { doorsOpen, ends: doorsOpen + 1000n, returnUntil: doorsOpen };
    const { event, eventId, ticketRewardId } = await announce(stage, times);
    const { ticketId } = await buy(stage, accounts.ada, ticketRewardId, eventId);
    const proof = await presence(stage, accounts.ada, ticketId, event.doorsOpen);
    await at(event.doorsOpen);
    // A door without network has seen the proof; before it is handed in, the holder tries to get the money back.
    await expect(tickets.connect(accounts.ada).returnTicket(ticketId))
      .to.be.revertedWithCustomError(tickets, "EventTicketsReturnClosed")
      .withArgs(ticketId, event.doorsOpen);
    await tickets.connect(accounts.door).checkIn(proof);
    expect(await store.totalEscrowed()).to.equal(PRICE);
  });
});
