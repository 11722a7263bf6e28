import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { at, networkHelpers, now } from "../helpers/chain.ts";
import { joinAs, NEVER } from "../helpers/members.ts";
import { announce, buy, presence, PRICE, ticketStage } from "./stage.ts";
import { PURSE, UINT40_MAX, farAhead, passingStage, offer, signOffer, acceptance } from "./passingStage.ts";

const { loadFixture } = networkHelpers;

describe("EventTickets: passing a ticket on", () => {
  it("goes to whom it was offered, for exactly what was paid", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, store, token, accounts, ticketId, redemptionId, ticketRewardId, adaId, benId } = stage;
    const { ada, ben, operator } = accounts;
    const doors = stage.event.doorsOpen;
    await store.connect(operator).setRewardPrice(ticketRewardId, 3n * PRICE);
    await expect(offer(stage, ada, ben.address, doors))
      .to.emit(tickets, "TicketOffered")
      .withArgs(ticketId, adaId, ben.address, doors)
      .and.to.emit(tickets, "Unlocked")
      .withArgs(ticketId);
    expect(await tickets.offerOf(ticketId)).to.deep.equal([ben.address, doors]);
    expect(await tickets.locked(ticketId)).to.equal(false);

    await expect(tickets.connect(ben).acceptTicket(ticketId, PRICE))
      .to.emit(tickets, "TicketTransferred")
      .withArgs(ticketId, adaId, benId)
      .and.to.emit(tickets, "Transfer")
      .withArgs(ada.address, ben.address, ticketId)
      .and.to.emit(tickets, "Locked")
      .withArgs(ticketId);

    expect(await tickets.ownerOf(ticketId)).to.equal(ben.address);
    expect(await tickets.ticketMember(ticketId)).to.equal(benId);
    expect(await tickets.balanceOf(ada)).to.equal(0n);
    expect(await tickets.balanceOf(ben)).to.equal(1n);
    expect(await token.balanceOf(ada)).to.equal(PURSE);
    expect(await token.balanceOf(ben)).to.equal(PURSE - PRICE);
    expect(await store.totalEscrowed()).to.equal(PRICE);
    expect((await store.redemption(redemptionId)).memberId).to.equal(benId);
    expect(await tickets.locked(ticketId)).to.equal(true);
    expect(await tickets.offerOf(ticketId)).to.deep.equal([ZeroAddress, 0n]);
  });

  it("needs neither side to have gas: a stranger submits both words", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, accounts, ticketId } = stage;
    const { ada, ben, stranger } = accounts;
    const offered = await signOffer(stage, ada, ben.address);
    const { wish, signature } = await acceptance(stage, ben);
    const relaying = tickets.connect(stranger);
    await expect(relaying.offerTicketFor(ticketId, ben.address, NEVER, offered))
      .to.emit(tickets, "TicketOffered")
      .withArgs(ticketId, stage.adaId, ben.address, UINT40_MAX);
    await relaying.acceptTicketFor(wish, signature);
    expect(await tickets.ownerOf(ticketId)).to.equal(ben.address);
  });

  it("offered to anybody, goes to who is first; the second is told", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, accounts, ticketId } = stage;
    await offer(stage, accounts.ada);
    await tickets.connect(accounts.cleo).acceptTicket(ticketId, PRICE);
    await expect(tickets.connect(accounts.ben).acceptTicket(ticketId, PRICE))
      .to.be.revertedWithCustomError(tickets, "EventTicketsNotOffered")
      .withArgs(ticketId, accounts.ben.address);
  });

  it("offered to one, can't be snapped up by another who saw it", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, accounts, ticketId } = stage;
    await offer(stage, accounts.ada, accounts.ben.address);
    await expect(tickets.connect(accounts.cleo).acceptTicket(ticketId, PRICE))
      .to.be.revertedWithCustomError(tickets, "EventTicketsNotOffered")
      .withArgs(ticketId, accounts.cleo.address);
  });

  it("the new holder comes in, the old one does not", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, accounts, ticketId } = stage;
    const { ada, ben, door } = accounts;
    const doors = stage.event.doorsOpen;
    const old = await presence(stage, ada, ticketId, doors);
    await offer(stage, ada);
    await tickets.connect(ben).acceptTicket(ticketId, PRICE);
    await at(doors);
    await expect(tickets.connect(door).checkIn(old))
      .to.be.revertedWithCustomError(tickets, "SignedRequestInvalidSignature")
      .withArgs(ben.address);
    await tickets.connect(door).checkIn(await presence(stage, ben, ticketId, doors));
    expect(await tickets.isCheckedIn(ticketId)).to.equal(true);
  });

  it("the new holder is who can give it back and is refunded", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, token, accounts, ticketId } = stage;
    await offer(stage, accounts.ada);
    await tickets.connect(accounts.ben).acceptTicket(ticketId, PRICE);
    await expect(tickets.connect(accounts.ada).returnTicket(ticketId))
      .to.be.revertedWithCustomError(tickets, "EventTicketsNotHolder")
      .withArgs(ticketId, accounts.ada.address);
    await tickets.connect(accounts.ben).returnTicket(ticketId);
    expect(await token.balanceOf(accounts.ben)).to.equal(PURSE);
  });
});

describe("EventTickets: who may pass on and take over", () => {
  for (const name of ["ben", "operator", "admin", "door", "stranger"] as const) {
    it(`offering and withdrawing is for the holder, not for ${name}`, async () => {
      const stage = await loadFixture(passingStage);
      const { tickets, accounts, ticketId } = stage;
      for (const sent of [
        offer(stage, accounts[name]),
        tickets.connect(accounts[name]).withdrawOffer(ticketId),
      ]) {
        await expect(sent)
          .to.be.revertedWithCustomError(tickets, "EventTicketsNotHolder")
          .withArgs(ticketId, accounts[name].address);
      }
    });
  }

  it("a buyer must be a member, and not suspended", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, membership, accounts, ticketId, benId } = stage;
    await offer(stage, accounts.ada);
    await membership.connect(accounts.operator).suspend(benId, (await now()) + 1000, "");
    for (const person of [accounts.stranger, accounts.ben]) {
      await expect(tickets.connect(person).acceptTicket(ticketId, PRICE))
        .to.be.revertedWithCustomError(tickets, "EventTicketsNotMember")
        .withArgs(person.address);
    }
  });

  it("a buyer must meet what the reward asks for", async () => {
    const base = await loadFixture(passingStage);
    const sold = await announce(base, await farAhead(), { perMember: 1n, minTier: 2n });
    const stage = { ...base, ...sold, ...(await buy({ ...base, ...sold }, base.accounts.ada)) };
    const { tickets, store, accounts } = stage;
    await buy(stage, accounts.ben);
    await joinAs(stage, "regular", accounts.dan);
    await offer(stage, accounts.ada);
    await expect(
      tickets.connect(accounts.ben).acceptTicket(stage.ticketId, PRICE),
    ).to.be.revertedWithCustomError(store, "RewardsStoreMemberLimitReached");
    await expect(
      tickets.connect(accounts.dan).acceptTicket(stage.ticketId, PRICE),
    ).to.be.revertedWithCustomError(store, "RewardsStoreTierTooLow");
  });

  it("a buyer pays no more than agreed", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, store, accounts, ticketId } = stage;
    await offer(stage, accounts.ada);
    await expect(tickets.connect(accounts.ben).acceptTicket(ticketId, PRICE - 1n))
      .to.be.revertedWithCustomError(store, "RewardsStorePriceAboveMax")
      .withArgs(PRICE, PRICE - 1n);
  });

  it("nobody buys from themselves", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, accounts, ticketId } = stage;
    await offer(stage, accounts.ada);
    await expect(tickets.connect(accounts.ada).acceptTicket(ticketId, PRICE))
      .to.be.revertedWithCustomError(tickets, "EventTicketsOwnTicket")
      .withArgs(ticketId);
  });

  it("a suspended member can still sell and be paid", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, token, membership, accounts, ticketId, adaId } = stage;
    await membership.connect(accounts.operator).suspend(adaId, (await now()) + 1000, "");
    await offer(stage, accounts.ada);
    await tickets.connect(accounts.ben).acceptTicket(ticketId, PRICE);
    expect(await token.balanceOf(accounts.ada)).to.equal(PURSE);
  });

  it("tickets that are not can't be offered, withdrawn or taken", async () => {
    const { tickets, accounts, ticketId } = await loadFixture(passingStage);
    const asAda = tickets.connect(accounts.ada);
    await asAda.returnTicket(ticketId);
    for (const gone of [ticketId, ticketId + 1n, 0n, 2n ** 200n]) {
      for (const sent of [
        asAda.offerTicket(gone, ZeroAddress, NEVER),
        asAda.withdrawOffer(gone),
        asAda.acceptTicket(gone, PRICE),
        asAda.offerTicketFor(gone, ZeroAddress, NEVER, "0x"),
        asAda.withdrawOfferFor(gone, NEVER, "0x"),
        asAda.returnTicketFor(gone, NEVER, "0x"),
      ]) {
        await expect(sent).to.be.revertedWithCustomError(tickets, "ERC721NonexistentToken").withArgs(gone);
      }
      expect(await tickets.offerOf(gone)).to.deep.equal([ZeroAddress, 0n]);
    }
  });
});

describe("EventTickets: when a ticket passes on", () => {
  for (const [name, wait, accepted] of [
    ["a second before the last", -1n, true],
    ["in the second of the end", 0n, false],
    ["a second after the end", 1n, false],
  ] as const) {
    it(`${accepted ? "does" : "does not"} ${name} of the time for it`, async () => {
      const stage = await loadFixture(passingStage);
      const { tickets, accounts, ticketId } = stage;
      const { event } = stage;
      await offer(stage, accounts.ada);
      await at(event.transferUntil + wait);
      const sent = tickets.connect(accounts.ben).acceptTicket(ticketId, PRICE);
      if (accepted) await expect(sent).to.emit(tickets, "TicketTransferred");
      else {
        await expect(sent)
          .to.be.revertedWithCustomError(tickets, "EventTicketsTransferClosed")
          .withArgs(ticketId, event.transferUntil);
        await networkHelpers.mine();
        expect(await tickets.locked(ticketId)).to.equal(true);
        await expect(offer(stage, accounts.ada)).to.be.revertedWithCustomError(
          tickets,
          "EventTicketsTransferClosed",
        );
      }
    });
  }

  for (const [wait, accepted] of [
    [-1n, true],
    [0n, true],
    [1n, false],
  ] as const) {
    it(`${accepted ? "does" : "does not"} ${wait} s from the deadline of its offer`, async () => {
      const stage = await loadFixture(passingStage);
      const { tickets, accounts, ticketId } = stage;
      const deadline = BigInt((await now()) + 1000);
      await offer(stage, accounts.ada, accounts.ben.address, deadline);
      await at(deadline + wait);
      const sent = tickets.connect(accounts.ben).acceptTicket(ticketId, PRICE);
      if (accepted) await expect(sent).to.emit(tickets, "TicketTransferred");
      else {
        await expect(sent).to.be.revertedWithCustomError(tickets, "EventTicketsNotOffered");
        await networkHelpers.mine();
        expect(await tickets.locked(ticketId)).to.equal(true);
        await expect(offer(stage, accounts.ada, ZeroAddress, deadline))
          .to.be.revertedWithCustomError(tickets, "SignedRequestExpired")
          .withArgs(deadline);
      }
    });
  }

  it("never does where the event does not allow it", async () => {
    const stage = await loadFixture(ticketStage);
    const { ticketId } = await buy(stage, stage.accounts.ada);
    const { tickets, accounts } = stage;
    await expect(tickets.connect(accounts.ada).offerTicket(ticketId, ZeroAddress, NEVER))
      .to.be.revertedWithCustomError(tickets, "EventTicketsTransferClosed")
      .withArgs(ticketId, 0n);
  });

  it("no longer does when the event was called off", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, accounts, ticketId, eventId } = stage;
    await offer(stage, accounts.ada);
    await tickets.connect(accounts.operator).cancelEvent(eventId, "");
    expect(await tickets.locked(ticketId)).to.equal(true);
    await expect(tickets.connect(accounts.ben).acceptTicket(ticketId, PRICE))
      .to.be.revertedWithCustomError(tickets, "EventTicketsEventCancelled")
      .withArgs(eventId);
  });
});
