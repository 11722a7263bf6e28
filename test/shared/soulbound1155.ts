import { expect } from "chai";
import { ZeroAddress } from "ethers";
import type { Badges, Rooms } from "../../types/ethers-contracts/index.ts";
import { ethers, networkHelpers, type Signer } from "../helpers/chain.ts";
import { createBadge, openRoom, roomStage } from "../membership/stage.ts";

const { loadFixture } = networkHelpers;
const ERC5192 = "0xb45a3c0e";

interface Stage {
  tokens: Badges | Rooms;
  unknown: string;
  holder: Signer;
  members: Signer[];
  others: Signer[];
  leave: () => Promise<unknown>;
  comeBack: () => Promise<unknown>;
}

async function stageOf(tokens: "badges" | "rooms"): Promise<Stage> {
  const stage = await roomStage();
  const { accounts, badges, rooms, membership, adaId } = stage;
  const { ada, ben, operator, admin, stranger } = accounts;
  if (tokens === "badges") {
    await createBadge(stage);
    await badges.connect(operator).issue(1n, [adaId]);
  } else {
    await openRoom(stage);
    await rooms.connect(ada).joinRoom(1n);
  }
  return {
    tokens: stage[tokens],
    unknown: tokens === "badges" ? "BadgesUnknownBadge" : "RoomsUnknownRoom",
    holder: ada,
    members: [ben],
    others: [operator, admin, stranger],
    leave: async () => await membership.connect(ada).leave(),
    comeBack: async () => await membership.connect(ada).join(),
  };
}

const badgeStage = () => stageOf("badges");
const placeStage = () => stageOf("rooms");

for (const [name, fixture] of [
  ["Badges", badgeStage],
  ["Rooms", placeStage],
] as const) {
  describe(`SoulboundERC1155 › ${name}`, () => {
    it("refuses every way to transfer and every approval, for the holder and for everybody else", async () => {
      const { tokens, holder, members, others } = await loadFixture(fixture);
      const [to] = members as [Signer];
      for (const caller of [holder, ...members, ...others]) {
        const asCaller = tokens.connect(caller);
        const ways = [
          () => asCaller.safeTransferFrom(holder, to, 1n, 1n, "0x"),
          () => asCaller.safeTransferFrom(holder, holder, 1n, 0n, "0x01"),
          () => asCaller.safeBatchTransferFrom(holder, to, [1n], [1n], "0x"),
          () => asCaller.safeBatchTransferFrom(holder, to, [], [], "0x"),
          () => asCaller.setApprovalForAll(to, true),
          () => asCaller.setApprovalForAll(to, false),
        ];
        for (const way of ways) await expect(way()).to.be.revertedWithCustomError(tokens, "SoulboundToken");
      }
      expect(await tokens.isApprovedForAll(holder, to)).to.equal(false);
      expect(await tokens.balanceOf(holder, 1n)).to.equal(1n);
    });

    it("counts one for the holder and none for others, alone and in a batch", async () => {
      const { tokens, holder, members, others } = await loadFixture(fixture);
      const people = [holder, ...members, ...others].map(({ address }) => address);
      const accounts = [...people, ZeroAddress, people[0] as string, people[0] as string];
      const ids = [...people.map(() => 1n), 1n, 0n, 2n];
      const expected = accounts.map((account, index) =>
        account === holder.address && ids[index] === 1n ? 1n : 0n,
      );
      expect(await tokens.balanceOfBatch(accounts, ids)).to.deep.equal(expected);
      for (const [index, account] of accounts.entries()) {
        expect(await tokens.balanceOf(account, ids[index] as bigint)).to.equal(expected[index]);
      }
      await expect(tokens.balanceOfBatch([holder], []))
        .to.be.revertedWithCustomError(tokens, "ERC1155InvalidArrayLength")
        .withArgs(0n, 1n);
    });

    it("shows nothing of a member who has left, and all of it again after coming back", async () => {
      const { tokens, holder, leave, comeBack } = await loadFixture(fixture);
      await leave();
      expect(await tokens.balanceOf(holder, 1n)).to.equal(0n);
      await comeBack();
      expect(await tokens.balanceOf(holder, 1n)).to.equal(1n);
    });

    it("says that every id is locked, and knows nothing of an id that is none", async () => {
      const { tokens, unknown } = await loadFixture(fixture);
      expect(await tokens.locked(1n)).to.equal(true);
      for (const none of [0n, 2n, ethers.MaxUint256]) {
        for (const question of [tokens.locked, tokens.uri]) {
          await expect(question(none)).to.be.revertedWithCustomError(tokens, unknown).withArgs(none);
        }
      }
    });

    it("answers to ERC-165 and ERC-1155, and not to what it is not", async () => {
      const { tokens } = await loadFixture(fixture);
      for (const known of ["0x01ffc9a7", "0xd9b67a26", "0x0e89341c", ERC5192, "0xe8a3d485"]) {
        expect(await tokens.supportsInterface(known), known).to.equal(true);
      }
      for (const unknown of ["0xffffffff", "0x00000000", "0x80ac58cd", "0x36372b07"]) {
        expect(await tokens.supportsInterface(unknown), unknown).to.equal(false);
      }
    });

    it("describes the contract itself (ERC-7572)", async () => {
      const { tokens, others } = await loadFixture(fixture);
      const [operator] = others as [Signer];
      expect(await tokens.contractURI()).to.match(/^data:application\/json;base64,/);
      await expect(tokens.connect(operator).setContractURI("ipfs://other")).to.emit(
        tokens,
        "ContractURIUpdated",
      );
      expect(await tokens.contractURI()).to.equal("ipfs://other");
    });
  });
}
