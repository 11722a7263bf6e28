import { expect } from "chai";
import { at, DAY, networkHelpers, now } from "../helpers/chain.ts";
import { announce, buy, eventTerms, ticketStage, type EventTerms, type TicketStage } from "./stage.ts";

const { loadFixture } = networkHelpers;

/** Far ahead, with three seats; tickets can be given back and passed on for most of the time. */
async function farAhead(): Promise<EventTerms> {
  const doorsOpen = BigInt((await now()) + 30 * DAY);
  return {
    capacity: 3n,
    doorsOpen,
    ends: doorsOpen + 600n,
    returnUntil: doorsOpen - 1000n,
    transferUntil: doorsOpen - 500n,
    badgeId: 0n,
  };
}

/** Fixture: an event with three seats, for which ada and ben have tickets. */
async function soldStage() {
  const base = await ticketStage();
  const stage = { ...base, ...(await announce(base, await farAhead())) };
  await buy(stage, stage.accounts.ada);
  await buy(stage, stage.accounts.ben);
  return stage;
}

async function change({ tickets, accounts, event, eventId }: TicketStage, changes: Partial<EventTerms>) {
  const changed = { ...event, ...changes };
  return await tickets.connect(accounts.operator).setEvent(eventId, changed, "ipfs://changed");
}

describe("EventTickets: changing an event", () => {
  it("tells the new terms, and that the tickets look different", async () => {
    const stage = await loadFixture(soldStage);
    const { tickets, event, eventId } = stage;
    const doors = event.doorsOpen;
    const first = (eventId << 32n) | 1n;
    await expect(change(stage, { capacity: 9n, returnUntil: doors }))
      .to.emit(tickets, "EventUpdated")
      .withArgs(eventId, [9n, doors, doors + 600n, doors, doors - 500n, 0n], "ipfs://changed")
      .and.to.emit(tickets, "BatchMetadataUpdate")
      .withArgs(first, first + 1n);
    const { capacity, returnUntil, outstanding, lastSerial } = await tickets.eventOf(eventId);
    expect([capacity, returnUntil, outstanding, lastSerial]).to.deep.equal([9n, doors, 2n, 2n]);
    expect(await tickets.tokenURI(first)).to.equal("ipfs://changed");
  });

  it("says nothing of tickets where none were issued", async () => {
    const stage = await loadFixture(ticketStage);
    await expect(change({ ...stage, event: await farAhead() }, {})).not.to.emit(
      stage.tickets,
      "BatchMetadataUpdate",
    );
  });

  it("leaves every ticket that is out a seat", async () => {
    const stage = await loadFixture(soldStage);
    await change(stage, { capacity: 2n });
    await expect(change(stage, { capacity: 1n }))
      .to.be.revertedWithCustomError(stage.tickets, "EventTicketsTooFewSeats")
      .withArgs(1n, 2n);
  });

  for (const field of ["returnUntil", "transferUntil"] as const) {
    it(`takes from holders no second of ${field}`, async () => {
      const stage = await loadFixture(soldStage);
      const terms = stage.event;
      await change(stage, { [field]: terms[field] });
      await expect(change(stage, { [field]: terms[field] - 1n }))
        .to.be.revertedWithCustomError(stage.tickets, "EventTicketsWindowShortened")
        .withArgs(terms[field] - 1n, terms[field]);
      await change(stage, { [field]: terms[field] + 1n });
    });
  }

  for (const [name, doors, end] of [
    ["doors that open earlier", -100n, 0n],
    ["doors that open later", 100n, 0n],
    ["an earlier end", 0n, -1n],
    ["a later end", 0n, 1n],
  ] as const) {
    it(`lets holders give back until the doors open after ${name}`, async () => {
      const stage = await loadFixture(soldStage);
      const { tickets, accounts, event, eventId } = stage;
      const doorsOpen = event.doorsOpen + doors;
      const moved = { doorsOpen, ends: event.ends + end };
      await expect(change(stage, { ...moved, returnUntil: doorsOpen - 1n }))
        .to.be.revertedWithCustomError(tickets, "EventTicketsWindowShortened")
        .withArgs(doorsOpen - 1n, doorsOpen);
      await change(stage, { ...moved, returnUntil: doorsOpen });
      await at(doorsOpen - 1n);
      await expect(tickets.connect(accounts.ada).returnTicket((eventId << 32n) | 1n)).to.emit(
        tickets,
        "TicketReturned",
      );
    });
  }

  it("lets the time to pass on end with doors that open earlier", async () => {
    const stage = await loadFixture(soldStage);
    const doorsOpen = stage.event.doorsOpen - 2000n;
    await expect(change(stage, { doorsOpen, returnUntil: doorsOpen, transferUntil: doorsOpen - 1n }))
      .to.be.revertedWithCustomError(stage.tickets, "EventTicketsWindowShortened")
      .withArgs(doorsOpen - 1n, doorsOpen);
    await change(stage, { doorsOpen, returnUntil: doorsOpen, transferUntil: doorsOpen });
  });

  it("leaves holders a day to hear of a new date", async () => {
    const stage = await loadFixture(soldStage);
    const second = BigInt((await now()) + 100);
    const earliest = second + BigInt(DAY);
    expect(await stage.tickets.MOVE_NOTICE()).to.equal(BigInt(DAY));
    const moved = (doorsOpen: bigint) => ({ doorsOpen, returnUntil: doorsOpen, transferUntil: doorsOpen });
    await at(second);
    await expect(change(stage, moved(earliest - 1n)))
      .to.be.revertedWithCustomError(stage.tickets, "EventTicketsMovedTooSoon")
      .withArgs(earliest - 1n, earliest);
    await at(second + 1n);
    await change(stage, moved(earliest + 1n));
  });

  it("is free as long as no ticket is out", async () => {
    const base = await loadFixture(ticketStage);
    const stage = { ...base, ...(await announce(base, await farAhead())) };
    const soon = BigInt((await now()) + 500);
    await change(stage, { capacity: 1n, doorsOpen: soon, returnUntil: 0n, transferUntil: 0n });
    expect((await stage.tickets.eventOf(stage.eventId)).doorsOpen).to.equal(soon);
  });

  for (const [wait, accepted] of [
    [-1n, true],
    [0n, false],
    [1n, false],
  ] as const) {
    it(`is ${accepted ? "possible" : "too late"} ${wait} s from the opening of the doors`, async () => {
      const stage = await loadFixture(soldStage);
      await at(stage.event.doorsOpen + wait);
      const sent = change(stage, { capacity: 4n });
      if (accepted) await expect(sent).to.emit(stage.tickets, "EventUpdated");
      else {
        await expect(sent)
          .to.be.revertedWithCustomError(stage.tickets, "EventTicketsDoorsOpen")
          .withArgs(stage.eventId);
      }
    });
  }

  it("is refused for events that are not, or are called off, and for terms without sense", async () => {
    const stage = await loadFixture(soldStage);
    const { tickets, accounts, eventId } = stage;
    const operated = tickets.connect(accounts.operator);
    await expect(operated.setEvent(99n, stage.event, ""))
      .to.be.revertedWithCustomError(tickets, "EventTicketsUnknownEvent")
      .withArgs(99n);
    await expect(change(stage, { returnUntil: stage.event.doorsOpen + 1n })).to.be.revertedWithCustomError(
      tickets,
      "EventTicketsInvalidTerms",
    );
    await operated.cancelEvent(eventId, "");
    await expect(change(stage, {}))
      .to.be.revertedWithCustomError(tickets, "EventTicketsEventCancelled")
      .withArgs(eventId);
  });
});

describe("EventTickets: about themselves", () => {
  it("tell who they are, and when that changes", async () => {
    const { tickets, accounts } = await loadFixture(ticketStage);
    expect(await tickets.contractURI()).to.match(/^data:application\/json/);
    await expect(tickets.connect(accounts.operator).setContractURI("ipfs://tickets")).to.emit(
      tickets,
      "ContractURIUpdated",
    );
    expect(await tickets.contractURI()).to.equal("ipfs://tickets");
  });

  it("answer to ERC-4906 and ERC-7572", async () => {
    const { tickets } = await loadFixture(ticketStage);
    for (const id of ["0x49064906", "0xe8a3d485"]) {
      expect(await tickets.supportsInterface(id)).to.equal(true);
    }
  });

  it("take a badge only where they are its issuer", async () => {
    const { tickets, badges, accounts } = await loadFixture(ticketStage);
    const operated = tickets.connect(accounts.operator);
    const elsewhere = { kind: 2n, revocable: false, issuer: await badges.getAddress() };
    await badges.connect(accounts.operator).createBadge(elsewhere, "");
    await expect(operated.createEvent(await eventTerms({ badgeId: 1n }), ""))
      .to.be.revertedWithCustomError(tickets, "EventTicketsNotBadgeIssuer")
      .withArgs(1n);
    await badges.connect(accounts.operator).setBadgeIssuer(1n, await tickets.getAddress());
    await expect(operated.createEvent(await eventTerms({ badgeId: 1n }), "")).to.emit(
      tickets,
      "EventCreated",
    );
  });
});
