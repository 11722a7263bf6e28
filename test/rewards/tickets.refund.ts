import { expect } from "chai";
import { parseEther } from "ethers";
import { at, networkHelpers } from "../helpers/chain.ts";
import { announce, buy, PRICE, presence, ticketStage } from "./stage.ts";

const { loadFixture } = networkHelpers;
const PURSE = parseEther("500");

/** Fixture: ada has a ticket. */
async function heldStage() {
  const stage = await ticketStage();
  return { ...stage, ...(await buy(stage, stage.accounts.ada)) };
}

describe("EventTickets: refunds of a cancelled event", () => {
  it("reach every holder, whoever asks for them, and nothing goes back on sale", async () => {
    const stage = await loadFixture(ticketStage);
    const { tickets, store, token, accounts, eventId, ticketRewardId, adaId, benId } = stage;
    const first = await buy(stage, accounts.ada);
    const second = await buy(stage, accounts.ben);
    await tickets.connect(accounts.operator).cancelEvent(eventId, "Flood");
    const stock = (await store.reward(ticketRewardId)).stock;

    await expect(tickets.connect(accounts.stranger).refundCancelledBatch([first.ticketId, second.ticketId]))
      .to.emit(store, "RedemptionCancelled")
      .withArgs(first.redemptionId, ticketRewardId, adaId, accounts.ada.address, PRICE, "Event cancelled")
      .and.to.emit(tickets, "TicketReturned")
      .withArgs(second.ticketId, second.redemptionId, benId);

    expect(await token.balanceOf(accounts.ada)).to.equal(PURSE);
    expect(await token.balanceOf(accounts.ben)).to.equal(PURSE);
    expect(await token.balanceOf(accounts.stranger)).to.equal(0n);
    expect(await store.totalEscrowed()).to.equal(0n);
    expect((await store.reward(ticketRewardId)).stock).to.equal(stock);
    expect((await tickets.eventOf(eventId)).outstanding).to.equal(0n);
  });

  it("can also be fetched by the holder, before the cut-off by giving back", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, store, accounts, eventId, ticketId, ticketRewardId, redemptionId, adaId } = stage;
    const stock = (await store.reward(ticketRewardId)).stock;
    await tickets.connect(accounts.operator).cancelEvent(eventId, "");
    await expect(tickets.connect(accounts.ada).returnTicket(ticketId))
      .to.emit(store, "RedemptionCancelled")
      .withArgs(redemptionId, ticketRewardId, adaId, accounts.ada.address, PRICE, "Event cancelled");
    expect((await store.reward(ticketRewardId)).stock).to.equal(stock);
  });

  it("have no last day", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, token, accounts, event, eventId, ticketId } = stage;
    await tickets.connect(accounts.operator).cancelEvent(eventId, "");
    await at(event.ends + 10_000_000n);
    await tickets.connect(accounts.stranger).refundCancelled(ticketId);
    expect(await token.balanceOf(accounts.ada)).to.equal(PURSE);
  });

  it("happen once for each ticket", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, accounts, eventId, ticketId } = stage;
    await tickets.connect(accounts.operator).cancelEvent(eventId, "");
    await tickets.refundCancelled(ticketId);
    for (const gone of [ticketId, ticketId + 1n, 0n, 2n ** 200n]) {
      await expect(tickets.refundCancelled(gone))
        .to.be.revertedWithCustomError(tickets, "ERC721NonexistentToken")
        .withArgs(gone);
    }
  });

  it("as a batch skip what can't be refunded, and say why", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, store, token, accounts, event, eventId, ticketId } = stage;
    const bens = await buy(stage, accounts.ben);
    const on = await announce(stage);
    const other = await buy(stage, accounts.ben, on.ticketRewardId, on.eventId);
    await at(event.doorsOpen);
    await tickets
      .connect(accounts.door)
      .checkIn(await presence(stage, accounts.ben, bens.ticketId, event.doorsOpen));
    await tickets.connect(accounts.operator).cancelEvent(eventId, "");
    const fault = { noTicket: 1n, eventNotCancelled: 2n, alreadyCheckedIn: 3n };
    const batch = [ticketId, ticketId, bens.ticketId, other.ticketId, 2n ** 200n];

    const sent = tickets.connect(accounts.stranger).refundCancelledBatch(batch);
    await expect(sent).to.emit(tickets, "TicketReturned").withArgs(ticketId, 1n, stage.adaId);
    for (const [skipped, why] of [
      [ticketId, fault.noTicket],
      [bens.ticketId, fault.alreadyCheckedIn],
      [other.ticketId, fault.eventNotCancelled],
      [2n ** 200n, fault.noTicket],
    ] as const) {
      await expect(sent).to.emit(tickets, "RefundSkipped").withArgs(skipped, why);
    }
    expect(await token.balanceOf(accounts.ada)).to.equal(PURSE);
    expect(await store.totalEscrowed()).to.equal(2n * PRICE);
  });

  it("wait for the cancellation", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, accounts, eventId, ticketId } = stage;
    await expect(tickets.connect(accounts.ada).refundCancelled(ticketId))
      .to.be.revertedWithCustomError(tickets, "EventTicketsEventNotCancelled")
      .withArgs(eventId);
  });

  it("are not for who has come in before", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, store, token, accounts, event, eventId, ticketId } = stage;
    await at(event.doorsOpen);
    await tickets
      .connect(accounts.door)
      .checkIn(await presence(stage, accounts.ada, ticketId, event.doorsOpen));
    await tickets.connect(accounts.operator).cancelEvent(eventId, "Power cut");
    await expect(tickets.refundCancelled(ticketId))
      .to.be.revertedWithCustomError(tickets, "EventTicketsAlreadyCheckedIn")
      .withArgs(ticketId);
    expect(await token.balanceOf(accounts.ada)).to.equal(PURSE - PRICE);
    expect(await store.totalEscrowed()).to.equal(PRICE);
  });

  it("cover a full house from the escrow alone", async () => {
    const stage = await loadFixture(ticketStage);
    const { tickets, store, token, accounts } = stage;
    const { eventId, ticketRewardId } = await announce(stage, { capacity: 16n }, { stock: 16n });
    const ids: bigint[] = [];
    for (const person of [accounts.ada, accounts.ben]) {
      for (let seat = 0; seat < 8; seat += 1) {
        ids.push((await buy(stage, person, ticketRewardId, eventId)).ticketId);
      }
    }
    await store.connect(accounts.operator).setRewardPrice(ticketRewardId, 9n * PRICE);
    await tickets.connect(accounts.operator).cancelEvent(eventId, "");
    await tickets.connect(accounts.stranger).refundCancelledBatch(ids);
    expect(await token.balanceOf(store)).to.equal(0n);
    expect(await token.balanceOf(accounts.ada)).to.equal(PURSE);
    expect(await token.balanceOf(accounts.ben)).to.equal(PURSE);
  });
});
