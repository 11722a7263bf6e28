import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { networkHelpers } from "../helpers/chain.ts";
import { buy, ticketStage } from "./stage.ts";

const { loadFixture } = networkHelpers;

/** Fixture: ada has a ticket. */
async function heldStage() {
  const stage = await ticketStage();
  return { ...stage, ...(await buy(stage, stage.accounts.ada)) };
}

describe("EventTickets: a ticket stays with its holder", () => {
  for (const caller of ["ada", "ben", "operator", "admin"] as const) {
    it(`whatever ${caller} calls`, async () => {
      const { tickets, accounts, ticketId } = await loadFixture(heldStage);
      const from = accounts.ada.address;
      const to = accounts.ben.address;
      const tried = tickets.connect(accounts[caller]);
      for (const move of [
        async () => await tried.transferFrom(from, to, ticketId),
        async () => await tried["safeTransferFrom(address,address,uint256)"](from, to, ticketId),
        async () =>
          await tried["safeTransferFrom(address,address,uint256,bytes)"](from, to, ticketId, "0x01"),
        async () => await tried.approve(to, ticketId),
        async () => await tried.setApprovalForAll(to, true),
        async () => await tried.setApprovalForAll(to, false),
      ]) {
        await expect(move()).to.be.revertedWithCustomError(tickets, "SoulboundToken");
      }
      expect(await tickets.ownerOf(ticketId)).to.equal(from);
      expect(await tickets.getApproved(ticketId)).to.equal(ZeroAddress);
      expect(await tickets.isApprovedForAll(from, to)).to.equal(false);
    });
  }

  it("and says so", async () => {
    const { tickets, ticketId } = await loadFixture(heldStage);
    expect(await tickets.locked(ticketId)).to.equal(true);
  });
});

describe("EventTickets: as an ERC-721", () => {
  it("counts what each holder has", async () => {
    const stage = await loadFixture(heldStage);
    const { tickets, accounts, ticketId } = stage;
    await buy(stage, accounts.ada);
    expect(await tickets.balanceOf(accounts.ada)).to.equal(2n);
    expect(await tickets.balanceOf(accounts.ben)).to.equal(0n);
    await tickets.connect(accounts.ada).returnTicket(ticketId);
    expect(await tickets.balanceOf(accounts.ada)).to.equal(1n);
  });

  it("has no holder at the zero address", async () => {
    const { tickets } = await loadFixture(heldStage);
    await expect(tickets.balanceOf(ZeroAddress))
      .to.be.revertedWithCustomError(tickets, "ERC721InvalidOwner")
      .withArgs(ZeroAddress);
  });

  it("refuses to speak of tickets that are not", async () => {
    const { tickets, ticketId } = await loadFixture(heldStage);
    for (const nobodys of [0n, ticketId + 1n, 2n ** 255n]) {
      for (const read of [tickets.ownerOf, tickets.tokenURI, tickets.locked, tickets.getApproved]) {
        await expect(read(nobodys))
          .to.be.revertedWithCustomError(tickets, "ERC721NonexistentToken")
          .withArgs(nobodys);
      }
    }
  });

  for (const [name, interfaceId, supported] of [
    ["ERC-165", "0x01ffc9a7", true],
    ["ERC-721", "0x80ac58cd", true],
    ["ERC-721 metadata", "0x5b5e139f", true],
    ["ERC-5192", "0xb45a3c0e", true],
    ["ERC-20", "0x36372b07", false],
    ["nothing", "0xffffffff", false],
  ] as const) {
    it(`${supported ? "answers" : "does not answer"} to ${name}`, async () => {
      const { tickets } = await loadFixture(heldStage);
      expect(await tickets.supportsInterface(interfaceId)).to.equal(supported);
    });
  }
});
