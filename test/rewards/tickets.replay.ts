import { expect } from "chai";
import { id, parseEther, TypedDataEncoder, Wallet, type TypedDataDomain } from "ethers";
import { eventTicketsTypes } from "@hearth/protocol/typedData";
import { at, ethers, networkHelpers, receiptOf } from "../helpers/chain.ts";
import { malformedSignatures } from "../helpers/malformed.ts";
import { domainOf, sign } from "../helpers/signing.ts";
import { announce, buy, packed, presence, ticketStage, type TicketStage } from "./stage.ts";
import { packAwards } from "../helpers/members.ts";

const { loadFixture } = networkHelpers;

/** Fixture: ada holds two tickets to events whose doors are open, ben one. */
async function openDoorStage() {
  const stage = await ticketStage();
  const { ada, ben } = stage.accounts;
  const other = await announce(stage, { doorsOpen: stage.event.doorsOpen, ends: stage.event.ends });
  const { ticketId } = await buy(stage, ada);
  const elsewhere = await buy(stage, ada, other.ticketRewardId, other.eventId);
  const bens = await buy(stage, ben);
  const signedAt = stage.event.doorsOpen + 10n;
  await networkHelpers.time.increaseTo(signedAt);
  return { ...stage, ticketId, elsewhereId: elsewhere.ticketId, bensId: bens.ticketId, signedAt };
}

type OpenDoorStage = Awaited<ReturnType<typeof openDoorStage>>;

async function submit(
  { tickets, accounts }: TicketStage,
  ticketId: bigint,
  second: bigint,
  signature: string,
) {
  return await tickets.connect(accounts.door).checkIn({ ticketId, at: second, signature });
}

async function expectRefused(stage: OpenDoorStage, signature: string, ticketId = stage.ticketId) {
  const { tickets, signedAt } = stage;
  const holder = await tickets.ownerOf(ticketId);
  await expect(submit(stage, ticketId, signedAt, signature))
    .to.be.revertedWithCustomError(tickets, "SignedRequestInvalidSignature")
    .withArgs(holder);
  expect(await tickets.isCheckedIn(ticketId)).to.equal(false);
}

/** Fixture: a contract wallet whose owner is gus holds a ticket, and the doors are open. */
async function contractHolderStage() {
  const stage = await ticketStage();
  const { membership, campaigns, store, accounts, giftsId, ticketRewardId } = stage;
  const wallet = await ethers.deployContract("ERC1271Wallet", [accounts.gus.address]);
  const acting = wallet.connect(accounts.gus);
  await acting.execute(membership, membership.interface.encodeFunctionData("join"));
  const award = { memberId: await membership.memberOf(wallet), amount: parseEther("500") };
  await campaigns.connect(accounts.attester).award(giftsId, id("to the wallet"), packAwards([award]));
  const redeem = [ticketRewardId, 1n, 0n, parseEther("60"), id("nowhere")] as const;
  await acting.execute(store, store.interface.encodeFunctionData("redeem", [...redeem]));
  const ticketId = (stage.eventId << 32n) | 1n;
  const signedAt = stage.event.doorsOpen;
  const { signature } = await presence(stage, accounts.gus, ticketId, signedAt);
  return { ...stage, wallet, ticketId, signedAt, signature };
}

describe("EventTickets: a proof of presence says one thing only", () => {
  it("holds for its ticket and second", async () => {
    const stage = await loadFixture(openDoorStage);
    const { tickets, accounts, ticketId, signedAt } = stage;
    const { signature } = await presence(stage, accounts.ada, ticketId, signedAt);
    await expect(submit(stage, ticketId, signedAt, signature)).to.emit(tickets, "TicketsCheckedIn");
  });

  it("does not hold for another ticket, at the same event or another, of the same holder or another", async () => {
    const stage = await loadFixture(openDoorStage);
    const { accounts, ticketId, elsewhereId, bensId, signedAt } = stage;
    const { signature } = await presence(stage, accounts.ada, ticketId, signedAt);
    await expectRefused(stage, signature, elsewhereId);
    await expectRefused(stage, signature, bensId);
  });

  it("does not hold for another second", async () => {
    const stage = await loadFixture(openDoorStage);
    const { accounts, ticketId, signedAt } = stage;
    for (const second of [signedAt - 1n, signedAt - 5n]) {
      await expectRefused(stage, (await presence(stage, accounts.ada, ticketId, second)).signature);
    }
  });

  it("holds only if the holder has signed it", async () => {
    const stage = await loadFixture(openDoorStage);
    const { accounts, ticketId, signedAt } = stage;
    for (const forger of [accounts.ben, accounts.door, accounts.stranger, Wallet.createRandom()]) {
      await expectRefused(stage, (await presence(stage, forger, ticketId, signedAt)).signature);
    }
  });

  const domains: [string, (stage: OpenDoorStage) => Promise<TypedDataDomain>][] = [
    ["another chain", async () => ({ chainId: 10n })],
    ["another contract", async ({ store }) => ({ verifyingContract: await store.getAddress() })],
    ["another protocol", async () => ({ name: "hearth" })],
    ["another version", async () => ({ version: "1.0" })],
  ];
  for (const [name, domain] of domains) {
    it(`does not hold on ${name}`, async () => {
      const stage = await loadFixture(openDoorStage);
      const { tickets, accounts, ticketId, signedAt } = stage;
      const statement = { ticketId, at: signedAt };
      const signature = await sign(accounts.ada, tickets, "Presence", statement, await domain(stage));
      await expectRefused(stage, signature);
    });
  }

  it("is refused in every shape a signature does not have", async () => {
    const stage = await loadFixture(openDoorStage);
    const { tickets, accounts, ticketId, signedAt } = stage;
    const { signature: good } = await presence(stage, accounts.ada, ticketId, signedAt);
    const shapes = malformedSignatures(good);
    expect(shapes).to.have.length.of.at.least(12);
    for (const { signature } of shapes) await expectRefused(stage, signature);
    await submit(stage, ticketId, signedAt, good);
    for (const { name, signature } of shapes) {
      await expect(submit(stage, ticketId, signedAt, signature), name)
        .to.be.revertedWithCustomError(tickets, "EventTicketsAlreadyCheckedIn")
        .withArgs(ticketId);
    }
  });

  it("makes the digest and the domain that wallets make", async () => {
    const { tickets, ticketId, signedAt } = await loadFixture(openDoorStage);
    const domain = await domainOf(tickets);
    const types = { Presence: eventTicketsTypes.Presence.map((field) => ({ ...field })) };
    expect(await tickets.presenceDigest(ticketId, signedAt)).to.equal(
      TypedDataEncoder.hash(domain, types, { ticketId, at: signedAt }),
    );
    expect(await tickets.DOMAIN_SEPARATOR()).to.equal(TypedDataEncoder.hashDomain(domain));
    const { name, version, chainId, verifyingContract } = await tickets.eip712Domain();
    expect({ name, version, chainId, verifyingContract }).to.deep.equal(domain);
  });
});

describe("EventTickets: a holder that is a contract", () => {
  const ByOwner = 0n;
  const refusals = { "says no": 1n, reverts: 2n, "answers nothing": 3n, "answers almost right": 4n };

  it("comes in when it agrees", async () => {
    const stage = await loadFixture(contractHolderStage);
    const { tickets, accounts, ticketId, signedAt, signature } = stage;
    await at(signedAt);
    await expect(submit(stage, ticketId, signedAt, signature))
      .to.emit(tickets, "TicketsCheckedIn")
      .withArgs(stage.eventId, accounts.door.address, [ticketId]);
  });

  for (const [name, answer] of Object.entries(refusals)) {
    it(`does not when it ${name}`, async () => {
      const stage = await loadFixture(contractHolderStage);
      const { tickets, wallet, ticketId, signedAt, signature } = stage;
      await networkHelpers.time.increaseTo(signedAt);
      await wallet.setAnswer(answer);
      await expect(submit(stage, ticketId, signedAt, signature))
        .to.be.revertedWithCustomError(tickets, "SignedRequestInvalidSignature")
        .withArgs(await wallet.getAddress());
      await wallet.setAnswer(ByOwner);
      await expect(submit(stage, ticketId, signedAt, signature)).to.emit(tickets, "TicketsCheckedIn");
    });
  }

  for (const [name, answer] of [
    ["eats all the gas it is given", 5n],
    ["answers at great length", 6n],
    ["reverts", 2n],
  ] as const) {
    it(`neither stops nor eats a batch when it ${name}`, async () => {
      const stage = await loadFixture(contractHolderStage);
      const { tickets, accounts, wallet, ticketId, signedAt, signature } = stage;
      const bens = await buy(stage, accounts.ben);
      await networkHelpers.time.increaseTo(signedAt);
      await wallet.setAnswer(answer);
      const hostile = { ticketId, at: signedAt, signature };
      const proofs = packed([hostile, await presence(stage, accounts.ben, bens.ticketId, signedAt)]);
      const sent = tickets.connect(accounts.door).checkInBatch(proofs, { gasLimit: 600_000 });
      await expect(sent).to.emit(tickets, "CheckInSkipped").withArgs(ticketId, accounts.door.address, 7n);
      await expect(sent)
        .to.emit(tickets, "TicketsCheckedIn")
        .withArgs(stage.eventId, accounts.door.address, [bens.ticketId]);
      const { gasUsed } = await receiptOf((await sent).hash);
      expect(gasUsed).to.be.at.most(150_000n + (await tickets.WALLET_GAS()));
    });
  }

  it("can give its ticket back", async () => {
    const stage = await loadFixture(contractHolderStage);
    const { tickets, token, accounts, wallet, ticketId } = stage;
    const giveBack = tickets.interface.encodeFunctionData("returnTicket", [ticketId]);
    await wallet.connect(accounts.gus).execute(tickets, giveBack);
    expect(await token.balanceOf(wallet)).to.equal(parseEther("500"));
  });
});
