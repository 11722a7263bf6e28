import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { at, networkHelpers, DAY } from "../helpers/chain.ts";
import { announce, buy, presence, ticketStage, type TicketStage } from "./stage.ts";
import { heldStage, checkIn, checkInBatch } from "./doorStage.ts";

const { loadFixture } = networkHelpers;

describe("EventTickets: checking in", () => {
  it("lets the holder in and tells who opened", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, accounts, event, eventId, adaTicket } = stage;
    await at(event.doorsOpen + 5n);
    const proof = await presence(stage, accounts.ada, adaTicket, event.doorsOpen + 3n);
    await expect(checkIn(stage, proof))
      .to.emit(tickets, "TicketsCheckedIn")
      .withArgs(eventId, accounts.door.address, [adaTicket]);
    expect(await tickets.isCheckedIn(adaTicket)).to.equal(true);
    expect((await tickets.eventOf(eventId)).checkedIn).to.equal(1n);
    expect(await tickets.ownerOf(adaTicket)).to.equal(accounts.ada.address);
  });

  it("lets in nobody else", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, accounts, event, adaTicket, benTicket } = stage;
    await at(event.doorsOpen);
    await checkIn(stage, await presence(stage, accounts.ada, adaTicket, event.doorsOpen));
    expect(await tickets.isCheckedIn(benTicket)).to.equal(false);
    expect(await tickets.isCheckedIn(adaTicket & 0xffffffffn)).to.equal(false);
  });

  it("happens once, however new the proof", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, accounts, event, adaTicket } = stage;
    await at(event.doorsOpen + 10n);
    const proof = await presence(stage, accounts.ada, adaTicket, event.doorsOpen);
    await checkIn(stage, proof);
    for (const again of [proof, await presence(stage, accounts.ada, adaTicket, event.doorsOpen + 9n)]) {
      await expect(checkIn(stage, again))
        .to.be.revertedWithCustomError(tickets, "EventTicketsAlreadyCheckedIn")
        .withArgs(adaTicket);
    }
    expect((await tickets.eventOf(stage.eventId)).checkedIn).to.equal(1n);
  });

  it("accepts tickets of several events at one door", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, accounts, event, adaTicket } = stage;
    const other = await announce(stage, { doorsOpen: event.doorsOpen, ends: event.ends });
    const { ticketId } = await buy(stage, accounts.ben, other.ticketRewardId, other.eventId);
    await at(event.doorsOpen);
    await expect(
      checkInBatch(
        stage,
        await presence(stage, accounts.ada, adaTicket, event.doorsOpen),
        await presence(stage, accounts.ben, ticketId, event.doorsOpen),
      ),
    )
      .to.emit(tickets, "TicketsCheckedIn")
      .withArgs(stage.eventId, accounts.door.address, [adaTicket])
      .to.emit(tickets, "TicketsCheckedIn")
      .withArgs(other.eventId, accounts.door.address, [ticketId]);
    expect(await tickets.isCheckedIn(adaTicket)).to.equal(true);
    expect(await tickets.isCheckedIn(ticketId)).to.equal(true);
    expect((await tickets.eventOf(stage.eventId)).checkedIn).to.equal(1n);
    expect((await tickets.eventOf(other.eventId)).checkedIn).to.equal(1n);
  });

  for (const name of [
    "admin",
    "operator",
    "attester",
    "fulfilment",
    "guardian",
    "ada",
    "stranger",
  ] as const) {
    it(`is for the door, not for ${name}`, async () => {
      const stage = await loadFixture(heldStage);
      const { tickets, accounts, event, adaTicket } = stage;
      await at(event.doorsOpen);
      const proof = await presence(stage, accounts.ada, adaTicket, event.doorsOpen);
      await expect(tickets.connect(accounts[name]).checkIn(proof))
        .to.be.revertedWithCustomError(tickets, "AccessManagedUnauthorized")
        .withArgs(accounts[name].address);
    });
  }

  it("needs a ticket that is, held by the one who signs", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, accounts, adaTicket, benTicket } = stage;
    await tickets.connect(accounts.ben).returnTicket(benTicket);
    await at(stage.event.doorsOpen);
    for (const gone of [benTicket, adaTicket + 5n, 0n, 2n ** 250n]) {
      const proof = await presence(stage, accounts.ben, gone, stage.event.doorsOpen);
      await expect(checkIn(stage, proof))
        .to.be.revertedWithCustomError(tickets, "ERC721NonexistentToken")
        .withArgs(gone);
    }
  });

  it("is closed when the event was called off", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, accounts, event, eventId, adaTicket } = stage;
    await at(event.doorsOpen);
    await tickets.connect(accounts.operator).cancelEvent(eventId, "");
    await expect(checkIn(stage, await presence(stage, accounts.ada, adaTicket, event.doorsOpen)))
      .to.be.revertedWithCustomError(tickets, "EventTicketsEventCancelled")
      .withArgs(eventId);
  });
});

describe("EventTickets: when a proof counts", () => {
  for (const [name, signedAt, accepted] of [
    ["one second before the doors open", (event: TicketStage["event"]) => event.doorsOpen - 1n, false],
    ["in the second the doors open", (event: TicketStage["event"]) => event.doorsOpen, true],
    ["in the last second", (event: TicketStage["event"]) => event.ends - 1n, true],
    ["in the second of the end", (event: TicketStage["event"]) => event.ends, false],
  ] as const) {
    it(`${accepted ? "does" : "does not"} when signed ${name}`, async () => {
      const stage = await loadFixture(heldStage);
      const { tickets, accounts, event, adaTicket } = stage;
      const signed = signedAt(event);
      const proof = await presence(stage, accounts.ada, adaTicket, signed);
      await at(event.ends + 60n);
      if (accepted) await expect(checkIn(stage, proof)).to.emit(tickets, "TicketsCheckedIn");
      else {
        await expect(checkIn(stage, proof))
          .to.be.revertedWithCustomError(tickets, "EventTicketsDoorClosed")
          .withArgs(adaTicket, signed);
      }
    });
  }

  it("is not accepted before it was signed", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, accounts, event, adaTicket } = stage;
    const signed = event.doorsOpen + 100n;
    const proof = await presence(stage, accounts.ada, adaTicket, signed);
    await at(signed - 1n);
    await expect(checkIn(stage, proof))
      .to.be.revertedWithCustomError(tickets, "EventTicketsProofFromFuture")
      .withArgs(adaTicket, signed);
    await at(signed);
    await expect(checkIn(stage, proof)).to.emit(tickets, "TicketsCheckedIn");
  });

  it("can be handed in for a day after the end, by a door that had no network", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, accounts, event, adaTicket, benTicket } = stage;
    expect(await tickets.SYNC_WINDOW()).to.equal(BigInt(DAY));
    const signed = event.doorsOpen + 1n;
    const last = event.ends + BigInt(DAY);
    const [ada, ben] = await Promise.all([
      presence(stage, accounts.ada, adaTicket, signed),
      presence(stage, accounts.ben, benTicket, signed),
    ]);
    await at(last - 1n);
    await expect(checkIn(stage, ada)).to.emit(tickets, "TicketsCheckedIn");
    await at(last);
    await expect(checkIn(stage, ben))
      .to.be.revertedWithCustomError(tickets, "EventTicketsDoorClosed")
      .withArgs(benTicket, signed);
  });

  it("counts also when the escrow was settled before the door came back", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, store, accounts, event, adaTicket, adaOrder } = stage;
    const proof = await presence(stage, accounts.ada, adaTicket, event.doorsOpen);
    await at(event.ends);
    await store.settleTickets([adaOrder]);
    await expect(checkIn(stage, proof)).to.emit(tickets, "TicketsCheckedIn");
  });
});

describe("EventTickets: a badge for those who came", () => {
  /** Fixture: ada and ben have tickets to an event whose guests get badge 1. */
  async function badgeStage() {
    const stage = await ticketStage();
    const { tickets, badges, accounts } = stage;
    const about = { kind: 2n, revocable: false, issuer: await tickets.getAddress() };
    await badges.connect(accounts.operator).createBadge(about, "data:,came");
    const held = { ...stage, ...(await announce(stage, { badgeId: 1n })) };
    const ada = await buy(held, accounts.ada);
    const ben = await buy(held, accounts.ben);
    await at(held.event.doorsOpen);
    const proofs = [
      await presence(held, accounts.ada, ada.ticketId, held.event.doorsOpen),
      await presence(held, accounts.ben, ben.ticketId, held.event.doorsOpen),
    ] as const;
    return { ...held, proofs };
  }

  it("is given with the check-in, alone and in a batch", async () => {
    const stage = await loadFixture(badgeStage);
    const { badges, adaId, benId, proofs } = stage;
    await checkIn(stage, proofs[0]);
    expect(await badges.hasBadge(1n, adaId)).to.equal(true);
    expect(await badges.hasBadge(1n, benId)).to.equal(false);
    await expect(checkInBatch(stage, ...proofs))
      .to.emit(badges, "BadgeIssued")
      .withArgs(1n, benId);
    expect((await badges.badgeOf(1n)).supply).to.equal(2n);
  });

  it("does not stand in the door: without its issuer's right guests still come in, and that is told", async () => {
    const stage = await loadFixture(badgeStage);
    const { tickets, badges, accounts, eventId, adaId, benId, proofs } = stage;
    await badges.connect(accounts.operator).setBadgeIssuer(1n, ZeroAddress);
    await expect(checkInBatch(stage, ...proofs))
      .to.emit(tickets, "AttendanceBadgeFailed")
      .withArgs(eventId, 1n, [adaId, benId]);
    expect((await tickets.eventOf(eventId)).checkedIn).to.equal(2n);
    expect(await badges.hasBadge(1n, adaId)).to.equal(false);
  });
});
