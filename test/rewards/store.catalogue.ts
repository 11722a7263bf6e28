import { expect } from "chai";
import { parseEther } from "ethers";
import { at, ethers, networkHelpers, now } from "../helpers/chain.ts";
import { kind, list, merchTerms, order, PRICE, redeem, state, storeStage, ticketStage } from "./stage.ts";
import type { RewardTerms } from "./stage.ts";

const { loadFixture } = networkHelpers;
const UNKNOWN = 99n;
const NO_GATES = { perMember: 0n, minTier: 0n, roomId: 0n, badgeId: 0n };
const UINT32_MAX = 2n ** 32n - 1n;
const notOperators = ["attester", "fulfilment", "door", "guardian", "ada", "stranger"] as const;

/** A reward as the contract returns it. */
function stored(terms: RewardTerms, termsVersion = 1n, closed = false): (bigint | boolean)[] {
  const { price, stock, opens, closes, perMember, minTier, variantStock } = terms;
  const { cancelWindow, fulfilWithin, eventId, roomId, badgeId } = terms;
  const pieces = variantStock.reduce((sum, each) => sum + each, stock);
  const limits = [perMember, minTier, BigInt(variantStock.length), terms.kind];
  const rest = [cancelWindow, fulfilWithin, eventId, roomId, badgeId, termsVersion, 0n, closed];
  return [price, pieces, opens, closes, ...limits, ...rest];
}

describe("RewardsStore: listing", () => {
  it("keeps and tells every term of merch", async () => {
    const { store, accounts, rewardId } = await loadFixture(storeStage);
    const terms = merchTerms({
      perMember: 2n,
      minTier: 1n,
      stock: 0n,
      variantStock: [3n, 0n, 65_535n],
      roomId: 7n,
      badgeId: 8n,
      opens: 1_000n,
      closes: 4_000_000_000n,
    });
    const nextId = rewardId + 1n;
    const operated = store.connect(accounts.operator);
    expect(await operated.listReward.staticCall(terms, "ipfs://mug")).to.equal(nextId);

    const { price, stock, variantStock, perMember, minTier, opens, closes } = terms;
    await expect(operated.listReward(terms, "ipfs://mug"))
      .to.emit(store, "RewardListed")
      .withArgs(
        nextId,
        kind.merch,
        [
          kind.merch,
          price,
          stock,
          variantStock,
          perMember,
          minTier,
          terms.roomId,
          terms.badgeId,
          opens,
          closes,
          terms.cancelWindow,
          terms.fulfilWithin,
          terms.eventId,
        ],
        "ipfs://mug",
      );

    expect(await store.rewardCount()).to.equal(nextId);
    expect(await store.rewardURI(nextId)).to.equal("ipfs://mug");
    expect(await store.reward(nextId)).to.deep.equal(stored(terms));
    expect(await store.variantStock(nextId)).to.deep.equal(variantStock);
  });

  it("keeps the event of a ticket", async () => {
    const { store, ticketRewardId, eventId } = await loadFixture(ticketStage);
    const reward = await store.reward(ticketRewardId);
    expect(reward.kind).to.equal(kind.ticket);
    expect(reward.eventId).to.equal(eventId);
  });

  const senseless: [string, Partial<RewardTerms>][] = [
    ["merch with an event", { eventId: 1n }],
    ["merch without time to fulfil", { fulfilWithin: 0n }],
    ["a ticket without an event", { kind: kind.ticket }],
    ["a stock beside those of the variants", { stock: 1n, variantStock: [1n] }],
    ["an end in the second of the beginning", { opens: 1000n, closes: 1000n }],
    ["an end before the beginning", { opens: 1000n, closes: 999n }],
  ];
  for (const [name, changes] of senseless) {
    it(`refuses ${name}`, async () => {
      const stage = await loadFixture(ticketStage);
      await expect(list(stage, changes)).to.be.revertedWithCustomError(
        stage.store,
        "RewardsStoreInvalidTerms",
      );
    });
  }

  const atTheEdge: [string, Partial<RewardTerms>][] = [
    ["a second to fulfil", { fulfilWithin: 1n }],
    ["a single second of sale", { opens: 1000n, closes: 1001n }],
    ["no end", { opens: 1000n, closes: 0n }],
    ["a price of nothing", { price: 0n }],
    ["nothing in stock", { stock: 0n }],
  ];
  for (const [name, changes] of atTheEdge) {
    it(`accepts ${name}`, async () => {
      const stage = await loadFixture(storeStage);
      await expect(list(stage, changes)).to.not.be.revert(ethers);
    });
  }

  it("refuses tickets to an event that was never announced", async () => {
    const stage = await loadFixture(ticketStage);
    const eventId = stage.eventId + 1n;
    await expect(list(stage, { kind: kind.ticket, eventId }))
      .to.be.revertedWithCustomError(stage.tickets, "EventTicketsUnknownEvent")
      .withArgs(eventId);
  });

  it("can sell one event through several rewards", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, accounts, eventId, ticketRewardId } = stage;
    const dearId = await list(stage, { kind: kind.ticket, eventId, price: 2n * PRICE });
    await redeem(stage, accounts.ada, ticketRewardId);
    await redeem(stage, accounts.ben, dearId, { maxPrice: 2n * PRICE });
    expect(await store.totalEscrowed()).to.equal(3n * PRICE);
    expect((await stage.tickets.eventOf(eventId)).outstanding).to.equal(2n);
  });
});

describe("RewardsStore: changing the catalogue", () => {
  it("changes a price and tells both", async () => {
    const { store, accounts, rewardId } = await loadFixture(storeStage);
    const newPrice = parseEther("75");
    await expect(store.connect(accounts.operator).setRewardPrice(rewardId, newPrice))
      .to.emit(store, "RewardPriceUpdated")
      .withArgs(rewardId, PRICE, newPrice);
    expect(await store.reward(rewardId)).to.deep.equal(stored(merchTerms({ price: newPrice }), 2n));
  });

  for (const [added, newStock] of [
    [7n, 12n],
    [-2n, 3n],
    [-5n, 0n],
    [-6n, 0n],
    [-(2n ** 63n), 0n],
    [UINT32_MAX - 5n, UINT32_MAX],
  ] as const) {
    it(`moves a stock of 5 by ${added} to ${newStock}`, async () => {
      const { store, accounts, rewardId } = await loadFixture(storeStage);
      await expect(store.connect(accounts.operator).adjustRewardStock(rewardId, added))
        .to.emit(store, "RewardStockUpdated")
        .withArgs(rewardId, 0n, 5n, newStock);
      expect(await store.reward(rewardId)).to.deep.equal(stored(merchTerms({ stock: newStock })));
    });
  }

  it("refuses a stock that no number holds", async () => {
    const { store, accounts, rewardId } = await loadFixture(storeStage);
    await expect(store.connect(accounts.operator).adjustRewardStock(rewardId, UINT32_MAX - 4n))
      .to.be.revertedWithCustomError(store, "RewardsStoreStockTooLarge")
      .withArgs(UINT32_MAX + 1n, UINT32_MAX);
  });

  it("counts orders that come between", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts, rewardId } = stage;
    await order(stage, accounts.ada, rewardId);
    await expect(store.connect(accounts.operator).adjustRewardStock(rewardId, 10n))
      .to.emit(store, "RewardStockUpdated")
      .withArgs(rewardId, 0n, 4n, 14n);
  });

  it("changes the time of sale and tells it", async () => {
    const { store, accounts, rewardId } = await loadFixture(storeStage);
    await expect(store.connect(accounts.operator).setRewardWindow(rewardId, 1000n, 2000n))
      .to.emit(store, "RewardWindowUpdated")
      .withArgs(rewardId, 1000n, 2000n);
    expect(await store.reward(rewardId)).to.deep.equal(
      stored(merchTerms({ opens: 1000n, closes: 2000n }), 2n),
    );
    await expect(store.connect(accounts.operator).setRewardWindow(rewardId, 1000n, 0n))
      .to.emit(store, "RewardWindowUpdated")
      .withArgs(rewardId, 1000n, 0n);
  });

  it("refuses a time of sale that ends before it begins", async () => {
    const { store, accounts, rewardId } = await loadFixture(storeStage);
    const operated = store.connect(accounts.operator);
    for (const closes of [1000n, 999n]) {
      await expect(operated.setRewardWindow(rewardId, 1000n, closes)).to.be.revertedWithCustomError(
        store,
        "RewardsStoreInvalidTerms",
      );
    }
    await operated.setRewardWindow(rewardId, 1000n, 1001n);
  });

  it("closes a sale by an end in the past", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts, rewardId } = stage;
    const second = BigInt(await now());
    await store.connect(accounts.operator).setRewardWindow(rewardId, 0n, second);
    await expect(redeem(stage, accounts.ada, rewardId))
      .to.be.revertedWithCustomError(store, "RewardsStoreNotOpen")
      .withArgs(rewardId, 0n, second);
  });

  it("needs a reward", async () => {
    const { store, accounts } = await loadFixture(storeStage);
    const operated = store.connect(accounts.operator);
    for (const rewardId of [0n, UNKNOWN]) {
      for (const change of [
        async () => await operated.setRewardPrice(rewardId, 1n),
        async () => await operated.adjustRewardStock(rewardId, 1n),
        async () => await operated.adjustVariantStock(rewardId, 0n, 1n),
        async () => await operated.setRewardWindow(rewardId, 0n, 0n),
        async () => await operated.setRewardGates(rewardId, NO_GATES),
        async () => await operated.setRewardURI(rewardId, ""),
        async () => await operated.closeReward(rewardId),
      ]) {
        await expect(change())
          .to.be.revertedWithCustomError(store, "RewardsStoreUnknownReward")
          .withArgs(rewardId);
      }
    }
  });

  for (const name of notOperators) {
    it(`is for the operator, not for ${name}`, async () => {
      const { store, accounts, rewardId } = await loadFixture(storeStage);
      const tried = store.connect(accounts[name]);
      for (const change of [
        async () => await tried.listReward(merchTerms(), ""),
        async () => await tried.setRewardPrice(rewardId, 1n),
        async () => await tried.adjustRewardStock(rewardId, 1n),
        async () => await tried.adjustVariantStock(rewardId, 0n, 1n),
        async () => await tried.setRewardWindow(rewardId, 0n, 0n),
        async () => await tried.setRewardGates(rewardId, NO_GATES),
        async () => await tried.setRewardURI(rewardId, ""),
        async () => await tried.closeReward(rewardId),
        async () => await tried.recoverSurplus(accounts[name].address, 0n),
        async () => await tried.cancelByOperator([1n], true, ""),
      ]) {
        await expect(change())
          .to.be.revertedWithCustomError(store, "AccessManagedUnauthorized")
          .withArgs(accounts[name].address);
      }
    });
  }
});

describe("RewardsStore: reading", () => {
  it("knows what it belongs to", async () => {
    const { store, token, membership, tickets, manager } = await loadFixture(storeStage);
    expect(await store.token()).to.equal(await token.getAddress());
    expect(await store.membership()).to.equal(await membership.getAddress());
    expect(await store.tickets()).to.equal(await tickets.getAddress());
    expect(await store.authority()).to.equal(await manager.getAddress());
  });

  it("refuses to describe rewards and orders that never were", async () => {
    const { store } = await loadFixture(storeStage);
    for (const number of [0n, UNKNOWN]) {
      for (const read of [store.reward, store.rewardURI, store.variantStock]) {
        await expect(read(number))
          .to.be.revertedWithCustomError(store, "RewardsStoreUnknownReward")
          .withArgs(number);
      }
      await expect(store.redemption(number))
        .to.be.revertedWithCustomError(store, "RewardsStoreUnknownRedemption")
        .withArgs(number);
    }
  });

  it("begins with nothing", async () => {
    const { store, rewardId, adaId } = await loadFixture(storeStage);
    expect(await store.redemptionCount()).to.equal(0n);
    expect(await store.totalEscrowed()).to.equal(0n);
    expect(await store.redeemedCount(rewardId, adaId)).to.equal(0n);
  });

  it("tells an order as it stands", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts, adaId } = stage;
    const rewardId = await list(stage, { stock: 0n, variantStock: [1n, 1n, 1n] });
    const second = BigInt(await now()) + 100n;
    await at(second);
    await redeem(stage, accounts.ada, rewardId, { variant: 2n });
    const placed = await store.redemption(1n);
    expect(placed.memberId).to.equal(adaId);
    expect(placed.rewardId).to.equal(rewardId);
    expect(placed.paid).to.equal(PRICE);
    expect(placed.placedAt).to.equal(second);
    expect(placed.serial).to.equal(0n);
    expect(placed.variant).to.equal(2n);
    expect(placed.state).to.equal(state.placed);
  });
});
