import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { at, ethers, networkHelpers, now } from "../helpers/chain.ts";
import {
  buy,
  eventTerms,
  kind,
  list,
  redeem,
  ticketStage,
  type EventTerms,
  type TicketStage,
} from "./stage.ts";

const { loadFixture } = networkHelpers;
const UNKNOWN = 99n;
const notOperators = ["attester", "fulfilment", "door", "guardian", "ada", "stranger"] as const;

async function create({ tickets, accounts }: TicketStage, changes: Partial<EventTerms>) {
  return await tickets.connect(accounts.operator).createEvent(await eventTerms(changes), "data:,new");
}

describe("EventTickets: announcing an event", () => {
  it("keeps and tells every term", async () => {
    const { tickets, accounts, eventId } = await loadFixture(ticketStage);
    const { doorsOpen } = await eventTerms();
    const terms = await eventTerms({ capacity: 40n, doorsOpen, transferUntil: doorsOpen - 60n });
    const { capacity, ends, returnUntil, transferUntil } = terms;
    const nextId = eventId + 1n;
    const operated = tickets.connect(accounts.operator);
    expect(await operated.createEvent.staticCall(terms, "ipfs://cupping")).to.equal(nextId);

    await expect(operated.createEvent(terms, "ipfs://cupping"))
      .to.emit(tickets, "EventCreated")
      .withArgs(nextId, [capacity, doorsOpen, ends, returnUntil, transferUntil, 0n], "ipfs://cupping");

    expect(await tickets.eventCount()).to.equal(nextId);
    expect(await tickets.eventURI(nextId)).to.equal("ipfs://cupping");
    expect(await tickets.eventOf(nextId)).to.deep.equal([
      capacity,
      doorsOpen,
      ends,
      returnUntil,
      0n,
      0n,
      0n,
      false,
      transferUntil,
      0n,
    ]);
  });

  const times = { doorsOpen: 4_000_000_000n, ends: 4_000_000_100n, returnUntil: 4_000_000_000n };
  const senseless: [string, Partial<EventTerms>][] = [
    ["no seats", { capacity: 0n }],
    ["doors that open in the second of the end", { ...times, doorsOpen: times.ends }],
    ["doors that open after the end", { ...times, doorsOpen: times.ends + 1n }],
    ["tickets that go back after the doors open", { ...times, returnUntil: times.doorsOpen + 1n }],
    ["tickets that pass on after the doors open", { ...times, transferUntil: times.doorsOpen + 1n }],
  ];
  for (const [name, changes] of senseless) {
    it(`refuses ${name}`, async () => {
      const stage = await loadFixture(ticketStage);
      await expect(create(stage, changes)).to.be.revertedWithCustomError(
        stage.tickets,
        "EventTicketsInvalidTerms",
      );
    });
  }

  const atTheEdge: [string, Partial<EventTerms>][] = [
    ["one seat", { capacity: 1n }],
    ["doors that open a second before the end", { ...times, doorsOpen: times.ends - 1n, returnUntil: 0n }],
    ["tickets that go back until the doors open", { ...times, returnUntil: times.doorsOpen }],
    ["tickets that pass on until the doors open", { ...times, transferUntil: times.doorsOpen }],
    ["tickets that never go back", { ...times, returnUntil: 0n }],
    ["doors that are open already", { ...times, doorsOpen: 1n, returnUntil: 0n }],
  ];
  for (const [name, changes] of atTheEdge) {
    it(`accepts ${name}`, async () => {
      const stage = await loadFixture(ticketStage);
      await expect(create(stage, changes)).to.emit(stage.tickets, "EventCreated");
    });
  }

  it("refuses an end that is not ahead", async () => {
    const stage = await loadFixture(ticketStage);
    const ends = BigInt(await now()) + 100n;
    for (const [second, accepted] of [
      [ends - 1n, true],
      [ends, false],
      [ends + 1n, false],
    ] as const) {
      await at(second);
      const sent = create(stage, { doorsOpen: 1n, ends, returnUntil: 0n });
      if (accepted) await expect(sent).to.emit(stage.tickets, "EventCreated");
      else await expect(sent).to.be.revertedWithCustomError(stage.tickets, "EventTicketsInvalidTerms");
    }
  });
});

describe("EventTickets: calling an event off", () => {
  it("tells why", async () => {
    const { tickets, accounts, eventId } = await loadFixture(ticketStage);
    await expect(tickets.connect(accounts.operator).cancelEvent(eventId, "The roaster is ill"))
      .to.emit(tickets, "EventCancelled")
      .withArgs(eventId, "The roaster is ill");
    expect((await tickets.eventOf(eventId)).cancelled).to.equal(true);
  });

  it("happens once", async () => {
    const { tickets, accounts, eventId } = await loadFixture(ticketStage);
    const operated = tickets.connect(accounts.operator);
    await operated.cancelEvent(eventId, "");
    await expect(operated.cancelEvent(eventId, ""))
      .to.be.revertedWithCustomError(tickets, "EventTicketsEventCancelled")
      .withArgs(eventId);
  });

  it("is possible until the last second", async () => {
    const { tickets, accounts, eventId, event } = await loadFixture(ticketStage);
    await at(event.ends - 1n);
    await expect(tickets.connect(accounts.operator).cancelEvent(eventId, "")).to.emit(
      tickets,
      "EventCancelled",
    );
  });

  it("is too late once the event is over", async () => {
    const { tickets, accounts, eventId, event } = await loadFixture(ticketStage);
    await at(event.ends);
    await expect(tickets.connect(accounts.operator).cancelEvent(eventId, ""))
      .to.be.revertedWithCustomError(tickets, "EventTicketsEventOver")
      .withArgs(eventId);
  });

  it("stops the sale", async () => {
    const stage = await loadFixture(ticketStage);
    const { tickets, accounts, eventId, ticketRewardId } = stage;
    await tickets.connect(accounts.operator).cancelEvent(eventId, "");
    await expect(redeem(stage, accounts.ada, ticketRewardId))
      .to.be.revertedWithCustomError(tickets, "EventTicketsEventCancelled")
      .withArgs(eventId);
  });

  it("needs an event", async () => {
    const { tickets, accounts } = await loadFixture(ticketStage);
    for (const eventId of [0n, UNKNOWN]) {
      await expect(tickets.connect(accounts.operator).cancelEvent(eventId, ""))
        .to.be.revertedWithCustomError(tickets, "EventTicketsUnknownEvent")
        .withArgs(eventId);
    }
  });
});

describe("EventTickets: who may do what", () => {
  for (const name of notOperators) {
    it(`lets the operator announce and call off, not ${name}`, async () => {
      const { tickets, accounts, eventId } = await loadFixture(ticketStage);
      const terms = await eventTerms();
      const tried = tickets.connect(accounts[name]);
      for (const change of [
        async () => await tried.createEvent(terms, ""),
        async () => await tried.cancelEvent(eventId, ""),
      ]) {
        await expect(change())
          .to.be.revertedWithCustomError(tickets, "AccessManagedUnauthorized")
          .withArgs(accounts[name].address);
      }
    });
  }

  for (const name of ["ada", "admin", "operator", "door", "stranger"] as const) {
    it(`lets the store issue tickets, not ${name}`, async () => {
      const { tickets, accounts, eventId } = await loadFixture(ticketStage);
      await expect(tickets.connect(accounts[name]).issue(eventId, 1n, 1n))
        .to.be.revertedWithCustomError(tickets, "EventTicketsUnauthorized")
        .withArgs(accounts[name].address);
    });
  }
});

describe("EventTickets: naming the store", () => {
  async function freshTickets() {
    const { manager, membership, badges, accounts } = await ticketStage();
    const about = [manager, membership, badges, "Tickets", "TIX", "ipfs://tix"] as const;
    const tickets = await ethers.deployContract("EventTickets", [...about]);
    return { tickets, manager, accounts };
  }

  it("happens once and is told", async () => {
    const { tickets, accounts } = await loadFixture(freshTickets);
    const wiring = tickets.connect(accounts.admin);
    await expect(wiring.wire(accounts.gus)).to.emit(tickets, "Wired").withArgs(accounts.gus.address);
    expect(await tickets.store()).to.equal(accounts.gus.address);
    await expect(wiring.wire(accounts.hana)).to.be.revertedWithCustomError(
      tickets,
      "EventTicketsAlreadyWired",
    );
  });

  it("needs an address", async () => {
    const { tickets, accounts } = await loadFixture(freshTickets);
    await expect(tickets.connect(accounts.admin).wire(ZeroAddress)).to.be.revertedWithCustomError(
      tickets,
      "EventTicketsZeroAddress",
    );
  });

  it("is for the admin", async () => {
    const { tickets, accounts } = await loadFixture(freshTickets);
    await expect(tickets.connect(accounts.operator).wire(accounts.gus))
      .to.be.revertedWithCustomError(tickets, "AccessManagedUnauthorized")
      .withArgs(accounts.operator.address);
  });

  it("was done by the deployment", async () => {
    const { tickets, store, accounts } = await loadFixture(ticketStage);
    expect(await tickets.store()).to.equal(await store.getAddress());
    await expect(tickets.connect(accounts.admin).wire(accounts.gus)).to.be.revertedWithCustomError(
      tickets,
      "EventTicketsAlreadyWired",
    );
  });
});

describe("EventTickets: reading", () => {
  it("refuses to describe events that never were", async () => {
    const { tickets } = await loadFixture(ticketStage);
    for (const eventId of [0n, UNKNOWN]) {
      for (const read of [tickets.eventOf, tickets.eventURI]) {
        await expect(read(eventId))
          .to.be.revertedWithCustomError(tickets, "EventTicketsUnknownEvent")
          .withArgs(eventId);
      }
    }
  });

  it("says no and none of tickets that never were", async () => {
    const { tickets } = await loadFixture(ticketStage);
    expect(await tickets.redemptionOf(1n)).to.equal(0n);
    expect(await tickets.isCheckedIn(1n)).to.equal(false);
  });

  it("shows a ticket as its event", async () => {
    const stage = await loadFixture(ticketStage);
    const { ticketId } = await buy(stage, stage.accounts.ada);
    expect(await stage.tickets.tokenURI(ticketId)).to.equal("data:,an event");
  });

  it("carries the brand's name and symbol", async () => {
    const { tickets } = await loadFixture(ticketStage);
    expect(await tickets.name()).to.equal("Test House Tickets");
    expect(await tickets.symbol()).to.equal("THT");
  });
});

describe("EventTickets: an event that is over", () => {
  it("can be put on sale, but nobody gets a ticket", async () => {
    const stage = await loadFixture(ticketStage);
    const { tickets, accounts, eventId, event } = stage;
    await networkHelpers.time.increaseTo(event.ends);
    const rewardId = await list(stage, { kind: kind.ticket, eventId });
    await expect(redeem(stage, accounts.ada, rewardId))
      .to.be.revertedWithCustomError(tickets, "EventTicketsEventOver")
      .withArgs(eventId);
  });
});
