import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { roles } from "@hearth/protocol/roles";
import { at, inOneBlock, networkHelpers, DAY } from "../helpers/chain.ts";
import { crowd } from "./crowd.ts";
import {
  announce,
  buy,
  packed,
  presence,
  PRICE,
  ticketStage,
  type Proof,
  type TicketStage,
} from "./stage.ts";

const { loadFixture } = networkHelpers;
const GUESTS = 100;

/** Fixture: ada and ben have a ticket each. */
async function heldStage() {
  const stage = await ticketStage();
  const ada = await buy(stage, stage.accounts.ada);
  const ben = await buy(stage, stage.accounts.ben);
  return { ...stage, adaTicket: ada.ticketId, benTicket: ben.ticketId, adaOrder: ada.redemptionId };
}

/** Fixture: a hundred guests hold a ticket each. */
async function fullHouseStage() {
  const stage = await ticketStage();
  const guests = await crowd(stage, GUESTS, PRICE);
  const big = await announce(stage, { capacity: 100n }, { stock: 100n });
  const ticketIds: bigint[] = [];
  for (const guest of guests) {
    await stage.store.connect(guest).redeem(big.ticketRewardId, 1n, 0n, PRICE, `0x${"00".repeat(32)}`);
    ticketIds.push((big.eventId << 32n) | BigInt(ticketIds.length + 1));
  }
  return { ...stage, ...big, guests, ticketIds };
}

async function checkIn({ tickets, accounts }: TicketStage, proof: Proof) {
  return await tickets.connect(accounts.door).checkIn(proof);
}

async function checkInBatch({ tickets, accounts }: TicketStage, ...proofs: Proof[]) {
  return await tickets.connect(accounts.door).checkInBatch(packed(proofs));
}

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
    await checkInBatch(
      stage,
      await presence(stage, accounts.ada, adaTicket, event.doorsOpen),
      await presence(stage, accounts.ben, ticketId, event.doorsOpen),
    );
    expect(await tickets.isCheckedIn(adaTicket)).to.equal(true);
    expect(await tickets.isCheckedIn(ticketId)).to.equal(true);
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

describe("EventTickets: a full house", () => {
  it("comes in as one batch, and a second batch lets in who is new", async () => {
    const stage = await loadFixture(fullHouseStage);
    const { tickets, accounts, event, eventId, guests, ticketIds } = stage;
    const proofs = await Promise.all(
      guests.map(
        async (guest, index) => await presence(stage, guest, ticketIds[index] ?? 0n, event.doorsOpen),
      ),
    );
    await at(event.doorsOpen + 1n);
    await expect(checkInBatch(stage, ...proofs.slice(0, -1)))
      .to.emit(tickets, "TicketsCheckedIn")
      .withArgs(eventId, accounts.door.address, ticketIds.slice(0, -1));
    await expect(checkInBatch(stage, ...proofs))
      .to.emit(tickets, "TicketsCheckedIn")
      .withArgs(eventId, accounts.door.address, ticketIds.slice(-1));
    expect((await tickets.eventOf(eventId)).checkedIn).to.equal(BigInt(GUESTS));
  });

  it("lets each in once when two doors scan all of them at the same time", async () => {
    const stage = await loadFixture(fullHouseStage);
    const { tickets, manager, accounts, event, eventId, guests, ticketIds } = stage;
    await manager.connect(accounts.admin).grantRole(roles.DOOR, accounts.finn, 0);
    const proofs = await Promise.all(
      guests.map(
        async (guest, index) => await presence(stage, guest, ticketIds[index] ?? 0n, event.doorsOpen),
      ),
    );
    await networkHelpers.setBlockGasLimit(120_000_000);
    await at(event.doorsOpen + 1n);
    const receipts = await inOneBlock(async () => {
      const sent: { hash: string }[] = [];
      for (const proof of proofs) {
        for (const door of [accounts.door, accounts.finn]) {
          sent.push(await tickets.connect(door).checkIn(proof, { gasLimit: 200_000 }));
        }
      }
      return sent;
    });
    expect(receipts.filter(({ status }) => status === 1)).to.have.length(GUESTS);
    expect(receipts.filter(({ status }) => status === 0)).to.have.length(GUESTS);
    expect((await tickets.eventOf(eventId)).checkedIn).to.equal(BigInt(GUESTS));
    for (const ticketId of ticketIds) expect(await tickets.isCheckedIn(ticketId)).to.equal(true);
  });

  it("reports each clash once when two doors without network sync the same guests", async () => {
    const stage = await loadFixture(fullHouseStage);
    const { tickets, manager, accounts, event, eventId, guests, ticketIds } = stage;
    await manager.connect(accounts.admin).grantRole(roles.DOOR, accounts.finn, 0);
    const proofs = await Promise.all(
      guests.map(
        async (guest, index) => await presence(stage, guest, ticketIds[index] ?? 0n, event.doorsOpen),
      ),
    );
    await at(event.ends + 100n);
    await checkInBatch(stage, ...proofs.slice(0, 60));
    const sent = await tickets.connect(accounts.finn).checkInBatch(packed(proofs.slice(50)));
    const skipped = await tickets.queryFilter(tickets.filters.CheckInSkipped(), sent.blockNumber ?? 0);
    expect(skipped.map(({ args }) => [args.ticketId, args.door, args.fault])).to.deep.equal(
      ticketIds.slice(50, 60).map((ticketId) => [ticketId, accounts.finn.address, 5n]),
    );
    expect((await tickets.eventOf(eventId)).checkedIn).to.equal(BigInt(GUESTS));
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

describe("EventTickets: a batch at the door", () => {
  const fault = { noTicket: 1n, cancelled: 2n, future: 3n, closed: 4n, already: 5n, notActive: 6n, bad: 7n };

  it("skips each bad proof and says what is wrong with it", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, accounts, event, eventId, adaTicket, benTicket } = stage;
    const { ada, ben, door } = accounts;
    const opened = event.doorsOpen;
    await at(opened);
    const good = await presence(stage, ada, adaTicket, opened);
    for (const [proof, why] of [
      [await presence(stage, ben, benTicket + 9n, opened), fault.noTicket],
      [await presence(stage, ben, benTicket, opened + 1000n), fault.future],
      [await presence(stage, ben, benTicket, opened - 1n), fault.closed],
      [await presence(stage, ada, benTicket, opened), fault.bad],
    ] as const) {
      await expect(checkInBatch(stage, proof))
        .to.emit(tickets, "CheckInSkipped")
        .withArgs(proof.ticketId, door.address, why);
    }
    await expect(checkInBatch(stage, good, good))
      .to.emit(tickets, "CheckInSkipped")
      .withArgs(adaTicket, door.address, fault.already);
    await tickets.connect(accounts.operator).cancelEvent(eventId, "");
    await expect(checkInBatch(stage, await presence(stage, ben, benTicket, opened)))
      .to.emit(tickets, "CheckInSkipped")
      .withArgs(benTicket, door.address, fault.cancelled);
    expect((await tickets.eventOf(eventId)).checkedIn).to.equal(1n);
  });

  it("leaves a suspended member outside, whose ticket still counts for a refund", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, token, membership, accounts, event, eventId, adaTicket, adaId } = stage;
    await at(event.doorsOpen);
    await membership.connect(accounts.operator).suspend(adaId, event.ends + BigInt(DAY), "");
    const proof = await presence(stage, accounts.ada, adaTicket, event.doorsOpen);
    await expect(checkIn(stage, proof))
      .to.be.revertedWithCustomError(tickets, "EventTicketsHolderNotActive")
      .withArgs(adaTicket, adaId);
    await expect(checkInBatch(stage, proof))
      .to.emit(tickets, "CheckInSkipped")
      .withArgs(adaTicket, accounts.door.address, fault.notActive);
    await tickets.connect(accounts.operator).cancelEvent(eventId, "");
    const before = await token.balanceOf(accounts.ada);
    await tickets.refundCancelled(adaTicket);
    expect((await token.balanceOf(accounts.ada)) - before).to.equal(PRICE);
  });

  it("refuses proofs that are cut off, naming where", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, accounts, event, adaTicket, benTicket } = stage;
    await at(event.doorsOpen);
    const first = packed([await presence(stage, accounts.ada, adaTicket, event.doorsOpen)]);
    const both = first + packed([await presence(stage, accounts.ben, benTicket, event.doorsOpen)]).slice(2);
    for (const [bytes, offset] of [
      [both.slice(0, -2), 80n],
      [first + "00", 80n],
      [first.slice(0, -2), 0n],
      ["0x01", 0n],
    ] as const) {
      await expect(tickets.connect(accounts.door).checkInBatch(bytes))
        .to.be.revertedWithCustomError(tickets, "EventTicketsMalformedProofs")
        .withArgs(offset);
    }
    await expect(tickets.connect(accounts.door).checkInBatch("0x")).not.to.emit(tickets, "TicketsCheckedIn");
  });
});
