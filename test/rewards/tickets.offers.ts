import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { at, networkHelpers } from "../helpers/chain.ts";
import { NEVER } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";
import { buy, PRICE, type TicketStage } from "./stage.ts";
import { PURSE, passingStage, type PassingStage, offer, signOffer } from "./passingStage.ts";

const { loadFixture } = networkHelpers;

describe("EventTickets: offers that no longer stand", () => {
  it("end with the sale, also when the seller buys the ticket back", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, accounts, ticketId } = stage;
    const { ada, ben, cleo } = accounts;
    await offer(stage, ada);
    await tickets.connect(ben).acceptTicket(ticketId, PRICE);
    await offer(stage, ben, ada.address);
    await tickets.connect(ada).acceptTicket(ticketId, PRICE);
    await expect(tickets.connect(cleo).acceptTicket(ticketId, PRICE)).to.be.revertedWithCustomError(
      tickets,
      "EventTicketsNotOffered",
    );
  });

  it("are replaced by the next one", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, accounts, ticketId } = stage;
    await offer(stage, accounts.ada);
    await offer(stage, accounts.ada, accounts.cleo.address);
    await expect(tickets.connect(accounts.ben).acceptTicket(ticketId, PRICE)).to.be.revertedWithCustomError(
      tickets,
      "EventTicketsNotOffered",
    );
  });

  it("are withdrawn together with those that were signed and not yet submitted", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, accounts, ticketId, adaId } = stage;
    const signed = await signOffer(stage, accounts.ada, accounts.ben.address);
    await offer(stage, accounts.ada);
    await expect(tickets.connect(accounts.ada).withdrawOffer(ticketId))
      .to.emit(tickets, "TicketOfferWithdrawn")
      .withArgs(ticketId, adaId)
      .and.to.emit(tickets, "Locked")
      .withArgs(ticketId);
    await expect(tickets.connect(accounts.ben).acceptTicket(ticketId, PRICE)).to.be.revertedWithCustomError(
      tickets,
      "EventTicketsNotOffered",
    );
    await expect(tickets.offerTicketFor(ticketId, accounts.ben.address, NEVER, signed))
      .to.be.revertedWithCustomError(tickets, "SignedRequestInvalidSignature")
      .withArgs(accounts.ada.address);
  });

  it("of one ticket leave those of another alone", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, accounts, ticketId } = stage;
    const other = await buy(stage, accounts.ada);
    const signed = await signOffer(stage, accounts.ada, ZeroAddress);
    await tickets.connect(accounts.ada).withdrawOffer(other.ticketId);
    await expect(tickets.offerTicketFor(ticketId, ZeroAddress, NEVER, signed)).to.emit(
      tickets,
      "TicketOffered",
    );
  });

  it("signed by a former holder say nothing about the ticket", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, accounts, ticketId } = stage;
    const { ada, ben, cleo } = accounts;
    const stale = await signOffer(stage, ada, cleo.address);
    const back = { ticketId, nonce: 0n, deadline: NEVER };
    const staleReturn = await sign(ada, tickets, "TicketReturn", back);
    await offer(stage, ada, ben.address);
    await tickets.connect(ben).acceptTicket(ticketId, PRICE);
    for (const sent of [
      tickets.offerTicketFor(ticketId, cleo.address, NEVER, stale),
      tickets.returnTicketFor(ticketId, NEVER, staleReturn),
    ]) {
      await expect(sent)
        .to.be.revertedWithCustomError(tickets, "SignedRequestInvalidSignature")
        .withArgs(ben.address);
    }
  });
});

describe("EventTickets: giving back by signature", () => {
  it("refunds the holder, whoever submits it", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, token, accounts, ticketId, redemptionId, adaId }: PassingStage & TicketStage = stage;
    const request = { ticketId, nonce: 0n, deadline: NEVER };
    const signature = await sign(accounts.ada, tickets, "TicketReturn", request);
    await expect(tickets.connect(accounts.stranger).returnTicketFor(ticketId, NEVER, signature))
      .to.emit(tickets, "TicketReturned")
      .withArgs(ticketId, redemptionId, adaId);
    expect(await token.balanceOf(accounts.ada)).to.equal(PURSE);
  });

  it("ends where giving back ends", async () => {
    const stage = await loadFixture(passingStage);
    const { tickets, accounts, ticketId } = stage;
    const request = { ticketId, nonce: 0n, deadline: NEVER };
    const signature = await sign(accounts.ada, tickets, "TicketReturn", request);
    const doors = stage.event.doorsOpen;
    await at(doors);
    await expect(tickets.returnTicketFor(ticketId, NEVER, signature))
      .to.be.revertedWithCustomError(tickets, "EventTicketsReturnClosed")
      .withArgs(ticketId, doors);
  });
});
