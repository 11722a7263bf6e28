import { expect } from "chai";
import { id, ZeroAddress } from "ethers";
import type { EventTickets, Membership } from "../../types/ethers-contracts/index.ts";
import { DAY, networkHelpers, now, type Signer } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";
import { earn, join } from "../helpers/members.ts";

const { loadFixture } = networkHelpers;
const ERC5192 = "0xb45a3c0e";

interface Stage {
  tokens: Membership | EventTickets;
  tokenId: bigint;
  holder: Signer;
  others: Signer[];
}

async function membershipStage(): Promise<Stage> {
  const { membership, accounts } = await plainCommunity();
  const [tokenId = 0n] = await join({ membership }, accounts.ada);
  const others = [accounts.admin, accounts.operator, accounts.stranger];
  return { tokens: membership, tokenId, holder: accounts.ada, others };
}

async function ticketStage(): Promise<Stage> {
  const community = await plainCommunity();
  const { tickets, store, accounts } = community;
  const { ada, operator } = accounts;
  const start = await now();
  await tickets.connect(operator).createEvent(
    {
      capacity: 5n,
      doorsOpen: start + DAY,
      ends: start + 2 * DAY,
      returnUntil: start + DAY,
      transferUntil: 0n,
      badgeId: 0n,
    },
    "",
  );
  await store.connect(operator).listReward(
    {
      kind: 1n,
      price: 1n,
      stock: 5n,
      perMember: 0n,
      minTier: 0n,
      variantStock: [],
      roomId: 0n,
      badgeId: 0n,
      opens: 0n,
      closes: 0n,
      cancelWindow: 0n,
      fulfilWithin: 0n,
      eventId: 1n,
    },
    "",
  );
  await join(community, ada);
  await earn(community, ada, 1n);
  await store.connect(ada).redeem(1n, 1n, 0n, 1n, id(""));
  const others = [accounts.admin, operator, accounts.door, accounts.stranger];
  return { tokens: tickets, tokenId: (1n << 32n) | 1n, holder: ada, others };
}

for (const [name, fixture] of [
  ["Membership", membershipStage],
  ["EventTickets", ticketStage],
] as const) {
  describe(`SoulboundERC721 › ${name}`, () => {
    it("refuses every way to transfer, for the holder and for everybody else", async () => {
      const { tokens, tokenId, holder, others } = await loadFixture(fixture);
      const [to] = others as [Signer];
      for (const caller of [holder, ...others]) {
        const asCaller = tokens.connect(caller);
        const ways = [
          () => asCaller.transferFrom(holder, to, tokenId),
          () => asCaller["safeTransferFrom(address,address,uint256)"](holder, to, tokenId),
          () => asCaller["safeTransferFrom(address,address,uint256,bytes)"](holder, to, tokenId, "0x01"),
          () => asCaller.transferFrom(holder, holder, tokenId),
        ];
        for (const way of ways) await expect(way()).to.be.revertedWithCustomError(tokens, "SoulboundToken");
      }
      expect(await tokens.ownerOf(tokenId)).to.equal(holder.address);
    });

    it("refuses every approval", async () => {
      const { tokens, tokenId, holder, others } = await loadFixture(fixture);
      const [to] = others as [Signer];
      for (const caller of [holder, ...others]) {
        const asCaller = tokens.connect(caller);
        const ways = [
          () => asCaller.approve(to, tokenId),
          () => asCaller.approve(ZeroAddress, tokenId),
          () => asCaller.setApprovalForAll(to, true),
          () => asCaller.setApprovalForAll(to, false),
        ];
        for (const way of ways) await expect(way()).to.be.revertedWithCustomError(tokens, "SoulboundToken");
      }
      expect(await tokens.getApproved(tokenId)).to.equal(ZeroAddress);
      expect(await tokens.isApprovedForAll(holder, to)).to.equal(false);
    });

    it("says that every token is locked (ERC-5192)", async () => {
      const { tokens, tokenId } = await loadFixture(fixture);
      expect(await tokens.locked(tokenId)).to.equal(true);
      expect(await tokens.supportsInterface(ERC5192)).to.equal(true);
    });

    it("knows nothing of a token that is none", async () => {
      const { tokens, tokenId } = await loadFixture(fixture);
      for (const none of [0n, tokenId + 1n]) {
        for (const question of [tokens.locked, tokens.ownerOf, tokens.getApproved, tokens.tokenURI]) {
          await expect(question(none))
            .to.be.revertedWithCustomError(tokens, "ERC721NonexistentToken")
            .withArgs(none);
        }
      }
    });

    it("refuses to count the tokens of nobody", async () => {
      const { tokens, holder } = await loadFixture(fixture);
      expect(await tokens.balanceOf(holder)).to.equal(1n);
      await expect(tokens.balanceOf(ZeroAddress))
        .to.be.revertedWithCustomError(tokens, "ERC721InvalidOwner")
        .withArgs(ZeroAddress);
    });

    it("answers to ERC-165 and ERC-721, and not to what it is not", async () => {
      const { tokens } = await loadFixture(fixture);
      for (const known of ["0x01ffc9a7", "0x80ac58cd", "0x5b5e139f", ERC5192]) {
        expect(await tokens.supportsInterface(known), known).to.equal(true);
      }
      for (const unknown of ["0xffffffff", "0x00000000", "0xd9b67a26", "0x780e9d63"]) {
        expect(await tokens.supportsInterface(unknown), unknown).to.equal(false);
      }
    });
  });
}
