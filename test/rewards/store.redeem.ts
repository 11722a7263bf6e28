import { expect } from "chai";
import { parseEther, ZeroHash } from "ethers";
import { at, networkHelpers } from "../helpers/chain.ts";
import { join, joinAs } from "../helpers/members.ts";
import { DELIVERY, list, order, PRICE, redeem, storeStage, ticketStage } from "./stage.ts";

const { loadFixture } = networkHelpers;
const MUG_COST = PRICE;

describe("RewardsStore: redeeming", () => {
  it("moves the price into escrow, takes one from the stock and tells everything", async () => {
    const stage = await loadFixture(storeStage);
    const { store, token, accounts, rewardId, adaId } = stage;
    const { ada } = accounts;

    await expect(redeem(stage, ada, rewardId, { deliveryHash: DELIVERY }))
      .to.emit(store, "RedemptionPlaced")
      .withArgs(1n, rewardId, adaId, 0n, MUG_COST, DELIVERY, 0n)
      .and.to.emit(token, "Transfer")
      .withArgs(ada.address, await store.getAddress(), MUG_COST);

    expect(await token.balanceOf(ada)).to.equal(parseEther("440"));
    expect(await token.balanceOf(store)).to.equal(MUG_COST);
    expect(await token.earned(ada)).to.equal(parseEther("500"));
    expect(await token.totalSupply()).to.equal(parseEther("1000"));
    expect(await store.totalEscrowed()).to.equal(MUG_COST);
    expect((await store.reward(rewardId)).stock).to.equal(4n);
  });

  it("needs no allowance and leaves none", async () => {
    const stage = await loadFixture(storeStage);
    const { store, token, accounts, rewardId } = stage;
    await order(stage, accounts.ada, rewardId);
    expect(await token.allowance(accounts.ada, store)).to.equal(0n);
  });

  it("never costs a vote", async () => {
    const stage = await loadFixture(storeStage);
    const { membership, accounts, rewardId } = stage;
    const before = await membership.getVotes(accounts.ada);
    await order(stage, accounts.ada, rewardId);
    expect(await membership.getVotes(accounts.ada)).to.equal(before);
    expect(before).to.equal(3n);
  });

  it("numbers the orders one after another and returns the number", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts, rewardId } = stage;
    const buyer = store.connect(accounts.ada);
    expect(await buyer.redeem.staticCall(rewardId, 1n, 0n, PRICE, ZeroHash)).to.equal(1n);
    expect(await order(stage, accounts.ada, rewardId)).to.equal(1n);
    expect(await order(stage, accounts.ben, rewardId)).to.equal(2n);
  });

  it("gives away what costs nothing", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts } = stage;
    await join(stage, accounts.cleo);
    const rewardId = await list(stage, { price: 0n });
    await redeem(stage, accounts.cleo, rewardId, { maxPrice: 0n });
    const redemptionId = await store.redemptionCount();
    await store.connect(accounts.cleo).cancel(redemptionId);
    expect(await store.totalEscrowed()).to.equal(0n);
  });

  it("names the ticket it got", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, accounts, ticketRewardId, eventId, adaId } = stage;
    await expect(redeem(stage, accounts.ada, ticketRewardId))
      .to.emit(store, "RedemptionPlaced")
      .withArgs(1n, ticketRewardId, adaId, 0n, PRICE, ZeroHash, (eventId << 32n) | 1n);
  });
});

describe("RewardsStore: when and what can be redeemed", () => {
  it("is open from the first second to the last but not outside", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts } = stage;
    const opens = BigInt(await networkHelpers.time.latest()) + 1000n;
    const closes = opens + 1000n;
    const rewardId = await list(stage, { opens, closes });
    for (const [second, open] of [
      [opens - 1n, false],
      [opens, true],
      [closes - 1n, true],
      [closes, false],
    ] as const) {
      await at(second);
      const sent = redeem(stage, accounts.ada, rewardId);
      if (open) await sent;
      else {
        await expect(sent)
          .to.be.revertedWithCustomError(store, "RewardsStoreNotOpen")
          .withArgs(rewardId, opens, closes);
      }
    }
  });

  it("has no end where there is none", async () => {
    const stage = await loadFixture(storeStage);
    await at(2n ** 32n - 2n);
    await expect(redeem(stage, stage.accounts.ada, stage.rewardId)).to.emit(stage.store, "RedemptionPlaced");
  });

  it("needs a reward", async () => {
    const stage = await loadFixture(storeStage);
    for (const rewardId of [0n, 99n, 2n ** 200n]) {
      await expect(redeem(stage, stage.accounts.ada, rewardId, { termsVersion: 1n }))
        .to.be.revertedWithCustomError(stage.store, "RewardsStoreUnknownReward")
        .withArgs(rewardId);
    }
  });

  it("sells the last one and no more", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts } = stage;
    const rewardId = await list(stage, { stock: 2n });
    await order(stage, accounts.ada, rewardId);
    await order(stage, accounts.ben, rewardId);
    expect((await store.reward(rewardId)).stock).to.equal(0n);
    await expect(redeem(stage, accounts.ada, rewardId))
      .to.be.revertedWithCustomError(store, "RewardsStoreOutOfStock")
      .withArgs(rewardId);
    await store.connect(accounts.operator).adjustRewardStock(rewardId, 1n);
    await expect(redeem(stage, accounts.ada, rewardId)).to.emit(store, "RedemptionPlaced");
  });

  for (const [variants, good, bad] of [
    [0n, [0n], [1n, 255n]],
    [1n, [0n], [1n]],
    [3n, [0n, 1n, 2n], [3n, 255n]],
  ] as const) {
    it(`offers ${variants} variants`, async () => {
      const stage = await loadFixture(storeStage);
      const { store, accounts, adaId } = stage;
      const variantStock = Array.from({ length: Number(variants) }, () => 5n);
      const rewardId = await list(stage, { variantStock, stock: variants === 0n ? 5n : 0n });
      for (const variant of bad) {
        await expect(redeem(stage, accounts.ada, rewardId, { variant }))
          .to.be.revertedWithCustomError(store, "RewardsStoreInvalidVariant")
          .withArgs(variant, variants);
      }
      for (const [index, variant] of good.entries()) {
        await expect(redeem(stage, accounts.ada, rewardId, { variant }))
          .to.emit(store, "RedemptionPlaced")
          .withArgs(BigInt(index) + 1n, rewardId, adaId, variant, PRICE, ZeroHash, 0n);
      }
    });
  }
});

describe("RewardsStore: at what price", () => {
  it("never takes more than the member agreed to", async () => {
    const stage = await loadFixture(storeStage);
    const { store, token, accounts, rewardId } = stage;
    await store.connect(accounts.operator).setRewardPrice(rewardId, PRICE + 1n);
    await expect(redeem(stage, accounts.ada, rewardId, { maxPrice: PRICE }))
      .to.be.revertedWithCustomError(store, "RewardsStorePriceAboveMax")
      .withArgs(PRICE + 1n, PRICE);
    await redeem(stage, accounts.ada, rewardId, { maxPrice: PRICE + 1n });
    expect(await token.balanceOf(store)).to.equal(PRICE + 1n);
  });

  it("takes no more than the price, whatever was agreed to", async () => {
    const stage = await loadFixture(storeStage);
    const { store, token, accounts, rewardId } = stage;
    await store.connect(accounts.operator).setRewardPrice(rewardId, 1n);
    await redeem(stage, accounts.ada, rewardId, { maxPrice: 2n ** 256n - 1n });
    expect(await token.balanceOf(accounts.ada)).to.equal(parseEther("500") - 1n);
  });

  it("takes nothing from who has too little", async () => {
    const stage = await loadFixture(storeStage);
    const { store, token, accounts } = stage;
    const price = parseEther("500");
    const dearId = await list(stage, { price: price + 1n });
    await expect(redeem(stage, accounts.ada, dearId, { maxPrice: price + 1n }))
      .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
      .withArgs(accounts.ada.address, price, price + 1n);
    expect((await store.reward(dearId)).stock).to.equal(5n);
    const exactId = await list(stage, { price });
    await redeem(stage, accounts.ada, exactId, { maxPrice: price });
    expect(await token.balanceOf(accounts.ada)).to.equal(0n);
  });
});

describe("RewardsStore: who may redeem", () => {
  it("is for members", async () => {
    const stage = await loadFixture(storeStage);
    const { store, membership, accounts, rewardId } = stage;
    await expect(redeem(stage, accounts.stranger, rewardId))
      .to.be.revertedWithCustomError(store, "RewardsStoreNotMember")
      .withArgs(accounts.stranger.address);
    await membership.connect(accounts.ada).leave();
    await expect(redeem(stage, accounts.ada, rewardId))
      .to.be.revertedWithCustomError(store, "RewardsStoreNotMember")
      .withArgs(accounts.ada.address);
  });

  it("can be for a tier and those above", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts } = stage;
    await joinAs(stage, "regular", accounts.cleo);
    await joinAs(stage, "keeper", accounts.dan);
    const rewardId = await list(stage, { minTier: 2n });
    await expect(redeem(stage, accounts.cleo, rewardId))
      .to.be.revertedWithCustomError(store, "RewardsStoreTierTooLow")
      .withArgs(1n, 2n);
    await expect(redeem(stage, accounts.ada, rewardId)).to.emit(store, "RedemptionPlaced");
    await expect(redeem(stage, accounts.dan, rewardId)).to.emit(store, "RedemptionPlaced");
  });

  it("can be limited for each member", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts, adaId, benId } = stage;
    const rewardId = await list(stage, { perMember: 2n });
    await order(stage, accounts.ada, rewardId);
    expect(await store.redeemedCount(rewardId, adaId)).to.equal(1n);
    await order(stage, accounts.ada, rewardId);
    await expect(redeem(stage, accounts.ada, rewardId))
      .to.be.revertedWithCustomError(store, "RewardsStoreMemberLimitReached")
      .withArgs(rewardId, 2n);
    await order(stage, accounts.ben, rewardId);
    expect(await store.redeemedCount(rewardId, adaId)).to.equal(2n);
    expect(await store.redeemedCount(rewardId, benId)).to.equal(1n);
    expect((await store.reward(rewardId)).stock).to.equal(2n);
  });

  it("keeps the limit of who leaves and comes back", async () => {
    const stage = await loadFixture(storeStage);
    const { store, membership, accounts } = stage;
    const rewardId = await list(stage, { perMember: 1n });
    await order(stage, accounts.ada, rewardId);
    await membership.connect(accounts.ada).leave();
    await membership.connect(accounts.ada).join();
    await expect(redeem(stage, accounts.ada, rewardId))
      .to.be.revertedWithCustomError(store, "RewardsStoreMemberLimitReached")
      .withArgs(rewardId, 1n);
  });

  it("is not counted where there is no limit", async () => {
    const stage = await loadFixture(storeStage);
    await order(stage, stage.accounts.ada, stage.rewardId);
    expect(await stage.store.redeemedCount(stage.rewardId, stage.adaId)).to.equal(0n);
  });
});
