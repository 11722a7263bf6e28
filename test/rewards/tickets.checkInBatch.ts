import { expect } from "chai";
import { roles } from "@hearth/protocol/roles";
import { at, inOneBlock, networkHelpers, DAY } from "../helpers/chain.ts";
import { packed, presence, PRICE } from "./stage.ts";
import { GUESTS, heldStage, fullHouseStage, checkIn, checkInBatch } from "./doorStage.ts";

const { loadFixture } = networkHelpers;

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
