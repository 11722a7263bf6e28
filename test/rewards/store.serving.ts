import { expect } from "chai";
import { parseEther, ZeroHash } from "ethers";
import { at, inOneBlock, networkHelpers, now } from "../helpers/chain.ts";
import { crowd } from "./crowd.ts";
import { list, PRICE, redeem, state, storeStage } from "./stage.ts";
import { joinLine, lineStage, soldOutStage, wait } from "./waiting.ts";

const { loadFixture } = networkHelpers;
const PURSE = parseEther("500");

describe("RewardsStore: being served", () => {
  it("places the first order when a piece comes back, with new times to cancel and to fulfil", async () => {
    const stage = await loadFixture(lineStage);
    const { store, accounts, printId, benId, waiting, adasOrder } = stage;
    const second = BigInt(await now()) + 60n;
    await at(second);
    await expect(store.connect(accounts.ada).cancel(adasOrder))
      .to.emit(store, "RedemptionPromoted")
      .withArgs(waiting[0], printId, benId, 0n);
    const { state: now_, placedAt } = await store.redemption(waiting[0]);
    expect([now_, placedAt]).to.deep.equal([state.placed, second]);
    expect((await store.reward(printId)).stock).to.equal(0n);
    expect(await store.totalEscrowed()).to.equal(3n * PRICE);
    expect(await store.waitingLine(printId, 0n)).to.deep.equal([waiting[1], 2n]);
  });

  it("keeps the price of joining, whatever the price is now", async () => {
    const stage = await loadFixture(lineStage);
    const { store, token, accounts, printId, waiting, adasOrder } = stage;
    await store.connect(accounts.operator).setRewardPrice(printId, 9n * PRICE);
    await store.connect(accounts.ada).cancel(adasOrder);
    expect((await store.redemption(waiting[0])).paid).to.equal(PRICE);
    expect(await token.balanceOf(accounts.ben)).to.equal(PURSE - PRICE);
  });

  it("passes over those who have left, refunds them and serves the next", async () => {
    const stage = await loadFixture(lineStage);
    const { store, token, membership, accounts, printId, benId, waiting, adasOrder } = stage;
    await membership.connect(accounts.ben).leave();
    const cancelled = store.connect(accounts.ada).cancel(adasOrder);
    await expect(cancelled)
      .to.emit(store, "RedemptionCancelled")
      .withArgs(waiting[0], printId, benId, accounts.ben.address, PRICE, "No longer a member");
    await expect(cancelled)
      .to.emit(store, "RedemptionPromoted")
      .withArgs(waiting[1], printId, stage.cleoId, 0n);
    expect(await token.balanceOf(accounts.ben)).to.equal(PURSE);
  });

  it("lets nobody redeem past those who wait", async () => {
    const stage = await loadFixture(soldOutStage);
    const { store, membership, accounts, printId, adasOrder } = stage;
    const members = await crowd(stage, 9, PRICE);
    for (const member of members) {
      await store.connect(member).joinWaitingList(printId, 1n, 0n, PRICE, ZeroHash);
    }
    // Eight at once are passed over, so that the refund stays cheap; the ninth still comes first.
    for (const member of members.slice(0, 8)) await membership.connect(member).leave();
    await store.connect(accounts.ada).cancel(adasOrder);
    expect((await store.reward(printId)).stock).to.equal(1n);
    await expect(redeem(stage, accounts.ada, printId))
      .to.be.revertedWithCustomError(store, "RewardsStoreOthersWait")
      .withArgs(printId, 0n, 1n);
    await expect(joinLine(stage, accounts.dan, printId)).to.emit(store, "WaitingListJoined");
    expect(await store.promote.staticCall(printId, 0n, 5n)).to.equal(1n);
    await store.connect(accounts.stranger).promote(printId, 0n, 5n);
    expect((await store.redemption(adasOrder + 9n)).state).to.equal(state.placed);
  });

  it("comes from added stock, eight at once and the rest by anybody", async () => {
    const stage = await loadFixture(soldOutStage);
    const { store, accounts, printId } = stage;
    const members = await crowd(stage, 10, PRICE);
    for (const member of members) {
      await store.connect(member).joinWaitingList(printId, 1n, 0n, PRICE, ZeroHash);
    }
    await store.connect(accounts.operator).adjustRewardStock(printId, 20n);
    expect((await store.reward(printId)).stock).to.equal(12n);
    expect(await store.waitingLine(printId, 0n)).to.deep.equal([10n, 2n]);
    await store.promote(printId, 0n, 1n);
    await store.promote(printId, 0n, 100n);
    expect(await store.waitingLine(printId, 0n)).to.deep.equal([0n, 0n]);
    expect((await store.reward(printId)).stock).to.equal(10n);
    await expect(redeem(stage, accounts.ada, printId)).to.emit(store, "RedemptionPlaced");
  });

  it("is for each variant apart", async () => {
    const stage = await loadFixture(soldOutStage);
    const { store, accounts } = stage;
    const rewardId = await list(stage, { stock: 0n, variantStock: [0n, 0n, 1n] });
    const bens = await wait(stage, accounts.ben, rewardId, { variant: 0n });
    const cleos = await wait(stage, accounts.cleo, rewardId, { variant: 1n });
    await store.connect(accounts.operator).adjustVariantStock(rewardId, 1n, 1n);
    expect((await store.redemption(bens)).state).to.equal(state.waiting);
    expect((await store.redemption(cleos)).state).to.equal(state.placed);
    await redeem(stage, accounts.dan, rewardId, { variant: 2n });
    expect(await store.variantStock(rewardId)).to.deep.equal([0n, 0n, 0n]);
  });

  it("gives nobody a piece that was not fulfilled in time until the operator has it", async () => {
    const stage = await loadFixture(lineStage);
    const { store, accounts, printId, waiting, adasOrder } = stage;
    const { placedAt } = await store.redemption(adasOrder);
    const { fulfilWithin } = await store.reward(printId);
    await at(placedAt + fulfilWithin + 1n);
    await store.connect(accounts.stranger).cancel(adasOrder);
    expect((await store.redemption(waiting[0])).state).to.equal(state.waiting);
    await store.connect(accounts.operator).adjustRewardStock(printId, 1n);
    expect((await store.redemption(waiting[0])).state).to.equal(state.placed);
  });
});

/** Fixture: 200 members who can each afford a print, of which there are 50. */
async function crowdedStage() {
  const stage = await storeStage();
  const buyers = await crowd(stage, 200, PRICE);
  return { ...stage, buyers, printId: await list(stage, { stock: 50n, perMember: 1n }) };
}

describe("RewardsStore: a line of two hundred", () => {
  it("gives 50 prints to the first 50, and what they give back to those who came next", async () => {
    const stage = await loadFixture(crowdedStage);
    const { store, token, buyers, printId } = stage;
    await networkHelpers.setBlockGasLimit(120_000_000);
    for (const buyer of buyers.slice(0, 50)) {
      await store.connect(buyer).redeem(printId, 1n, 0n, PRICE, ZeroHash);
    }
    await inOneBlock(
      async () =>
        await Promise.all(
          buyers
            .slice(50)
            .map(
              async (buyer) =>
                await store
                  .connect(buyer)
                  .joinWaitingList(printId, 1n, 0n, PRICE, ZeroHash, { gasLimit: 400_000 }),
            ),
        ),
    );
    expect(await store.waitingLine(printId, 0n)).to.deep.equal([51n, 150n]);
    for (const [index, buyer] of buyers.slice(0, 20).entries()) {
      await store.connect(buyer).cancel(BigInt(index) + 1n);
    }
    const orders = await Promise.all(buyers.map(async (_, index) => await store.redemption(index + 1)));
    expect(orders.slice(0, 20).every((each) => each.state === state.cancelled)).to.equal(true);
    expect(orders.slice(20, 70).every((each) => each.state === state.placed)).to.equal(true);
    expect(orders.slice(70).every((each) => each.state === state.waiting)).to.equal(true);
    expect((await store.reward(printId)).stock).to.equal(0n);
    expect(await store.totalEscrowed()).to.equal(180n * PRICE);
    expect(await token.balanceOf(store)).to.equal(180n * PRICE);
  });
});
