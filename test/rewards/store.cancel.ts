import { expect } from "chai";
import { parseEther } from "ethers";
import { at, networkHelpers } from "../helpers/chain.ts";
import {
  buy,
  list,
  order,
  PRICE,
  redeem,
  state,
  storeStage,
  ticketStage,
  type StoreStage,
  parcels,
} from "./stage.ts";

const { loadFixture } = networkHelpers;
const PURSE = parseEther("500");
const UINT32_MAX = 2n ** 32n - 1n;

/** The last second in which the member may cancel, and the last in which only the operator and the member may. */
async function limits({ store }: StoreStage, redemptionId: bigint) {
  const { placedAt, rewardId } = await store.redemption(redemptionId);
  const { cancelWindow, fulfilWithin } = await store.reward(rewardId);
  return { cancelUntil: placedAt + cancelWindow, due: placedAt + fulfilWithin };
}

async function expectRefunded(
  { store, token, accounts, rewardId }: StoreStage,
  redemptionId: bigint,
  stock = 5n,
) {
  expect(await token.balanceOf(accounts.ada)).to.equal(PURSE);
  expect(await store.totalEscrowed()).to.equal(0n);
  expect(await token.balanceOf(store)).to.equal(0n);
  expect((await store.reward(rewardId)).stock).to.equal(stock);
  expect((await store.redemption(redemptionId)).state).to.equal(state.cancelled);
}

describe("RewardsStore: cancelling by the member", () => {
  it("refunds what was paid, puts the mug back and tells it", async () => {
    const stage = await loadFixture(storeStage);
    const { store, token, accounts, rewardId, adaId } = stage;
    const redemptionId = await order(stage, accounts.ada, rewardId);
    await expect(store.connect(accounts.ada).cancel(redemptionId))
      .to.emit(store, "RedemptionCancelled")
      .withArgs(redemptionId, rewardId, adaId, accounts.ada.address, PRICE, "Cancelled by the member")
      .and.to.emit(token, "Transfer")
      .withArgs(await store.getAddress(), accounts.ada.address, PRICE);
    await expectRefunded(stage, redemptionId);
    expect(await token.earned(accounts.ada)).to.equal(PURSE);
  });

  for (const [name, wait, accepted] of [
    ["one second before the end of the window", -1n, true],
    ["in the last second of the window", 0n, true],
    ["one second after the window", 1n, false],
  ] as const) {
    it(`is ${accepted ? "possible" : "refused"} ${name}`, async () => {
      const stage = await loadFixture(storeStage);
      const { store, accounts, rewardId } = stage;
      const redemptionId = await order(stage, accounts.ada, rewardId);
      const { cancelUntil } = await limits(stage, redemptionId);
      await at(cancelUntil + wait);
      const sent = store.connect(accounts.ada).cancel(redemptionId);
      if (accepted) await expect(sent).to.emit(store, "RedemptionCancelled");
      else {
        await expect(sent)
          .to.be.revertedWithCustomError(store, "RewardsStoreCancelNotAllowed")
          .withArgs(redemptionId, accounts.ada.address);
      }
    });
  }

  for (const name of ["ben", "stranger", "operator", "fulfilment", "admin"] as const) {
    it(`is not for ${name}`, async () => {
      const stage = await loadFixture(storeStage);
      const { store, accounts, rewardId } = stage;
      const redemptionId = await order(stage, accounts.ada, rewardId);
      await expect(store.connect(accounts[name]).cancel(redemptionId))
        .to.be.revertedWithCustomError(store, "RewardsStoreCancelNotAllowed")
        .withArgs(redemptionId, accounts[name].address);
    });
  }

  it("refunds exactly what was paid when the price has changed since", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts, rewardId, adaId } = stage;
    const operated = store.connect(accounts.operator);
    for (const newPrice of [PRICE * 3n, 0n]) {
      const redemptionId = await order(stage, accounts.ada, rewardId);
      await operated.setRewardPrice(rewardId, newPrice);
      await expect(store.connect(accounts.ada).cancel(redemptionId))
        .to.emit(store, "RedemptionCancelled")
        .withArgs(redemptionId, rewardId, adaId, accounts.ada.address, PRICE, "Cancelled by the member");
      await operated.setRewardPrice(rewardId, PRICE);
      await expectRefunded(stage, redemptionId);
    }
  });

  it("gives back the place under the member's limit", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts, adaId } = stage;
    const rewardId = await list(stage, { perMember: 1n });
    const redemptionId = await order(stage, accounts.ada, rewardId);
    await store.connect(accounts.ada).cancel(redemptionId);
    expect(await store.redeemedCount(rewardId, adaId)).to.equal(0n);
    await expect(redeem(stage, accounts.ada, rewardId)).to.emit(store, "RedemptionPlaced");
    await expect(redeem(stage, accounts.ada, rewardId)).to.be.revertedWithCustomError(
      store,
      "RewardsStoreMemberLimitReached",
    );
  });

  it("works after the reward was closed", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts, rewardId } = stage;
    const redemptionId = await order(stage, accounts.ada, rewardId);
    await store.connect(accounts.operator).setRewardWindow(rewardId, 0n, 1n);
    await store.connect(accounts.ada).cancel(redemptionId);
    await expectRefunded(stage, redemptionId);
  });

  it("still refunds a member who has left", async () => {
    const stage = await loadFixture(storeStage);
    const { store, membership, accounts, rewardId } = stage;
    const redemptionId = await order(stage, accounts.ada, rewardId);
    await membership.connect(accounts.ada).leave();
    await store.connect(accounts.ada).cancel(redemptionId);
    await expectRefunded(stage, redemptionId);
  });

  it("never waits for room in the stock", async () => {
    const stage = await loadFixture(storeStage);
    const { store, token, accounts } = stage;
    const rewardId = await list(stage, { stock: UINT32_MAX });
    const redemptionId = await order(stage, accounts.ada, rewardId);
    await store.connect(accounts.operator).adjustRewardStock(rewardId, 1n);
    await store.connect(accounts.ada).cancel(redemptionId);
    expect(await token.balanceOf(accounts.ada)).to.equal(PURSE);
    expect((await store.reward(rewardId)).stock).to.equal(UINT32_MAX);
  });
});

describe("RewardsStore: cancelling what was not fulfilled in time", () => {
  for (const name of ["stranger", "ada", "fulfilment"] as const) {
    it(`is possible for ${name}, from the second after the time to fulfil`, async () => {
      const stage = await loadFixture(storeStage);
      const { store, accounts, rewardId, adaId } = stage;
      const redemptionId = await order(stage, accounts.ada, rewardId);
      const { due } = await limits(stage, redemptionId);
      const tried = store.connect(accounts[name]);

      for (const second of [due - 1n, due]) {
        await at(second);
        await expect(tried.cancel(redemptionId))
          .to.be.revertedWithCustomError(store, "RewardsStoreCancelNotAllowed")
          .withArgs(redemptionId, accounts[name].address);
      }
      await at(due + 1n);
      await expect(tried.cancel(redemptionId))
        .to.emit(store, "RedemptionCancelled")
        .withArgs(redemptionId, rewardId, adaId, accounts.ada.address, PRICE, "Not fulfilled in time");
      await expectRefunded(stage, redemptionId, 4n);
    });
  }

  it("refunds the wallet of a member who has left", async () => {
    const stage = await loadFixture(storeStage);
    const { store, membership, accounts, rewardId } = stage;
    const redemptionId = await order(stage, accounts.ada, rewardId);
    await membership.connect(accounts.ada).leave();
    await at((await limits(stage, redemptionId)).due + 1n);
    await store.connect(accounts.stranger).cancel(redemptionId);
    await expectRefunded(stage, redemptionId, 4n);
  });

  it("leaves the operator time as long as nobody does it", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts, rewardId } = stage;
    const redemptionId = await order(stage, accounts.ada, rewardId);
    await at((await limits(stage, redemptionId)).due + 1n);
    await store.connect(accounts.fulfilment).fulfil(parcels(redemptionId));
    expect((await store.redemption(redemptionId)).state).to.equal(state.fulfilled);
  });
});

describe("RewardsStore: cancelling by the operator", () => {
  it("refunds at any time and says why", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts, rewardId, adaId } = stage;
    const redemptionId = await order(stage, accounts.ada, rewardId);
    await at((await limits(stage, redemptionId)).cancelUntil + 1000n);
    await expect(store.connect(accounts.operator).cancelByOperator([redemptionId], true, "The kiln broke"))
      .to.emit(store, "RedemptionCancelled")
      .withArgs(redemptionId, rewardId, adaId, accounts.ada.address, PRICE, "The kiln broke");
    await expectRefunded(stage, redemptionId);
  });

  it("gives back the place under the member's limit", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts, adaId } = stage;
    const rewardId = await list(stage, { perMember: 1n });
    const redemptionId = await order(stage, accounts.ada, rewardId);
    await store.connect(accounts.operator).cancelByOperator([redemptionId], true, "");
    expect(await store.redeemedCount(rewardId, adaId)).to.equal(0n);
  });
});

describe("RewardsStore: what can't be cancelled", () => {
  it("is an order that never was", async () => {
    const { store, accounts } = await loadFixture(storeStage);
    for (const redemptionId of [0n, 1n, 2n ** 255n]) {
      for (const cancel of [
        async () => await store.connect(accounts.ada).cancel(redemptionId),
        async () => await store.connect(accounts.operator).cancelByOperator([redemptionId], true, ""),
      ]) {
        await expect(cancel())
          .to.be.revertedWithCustomError(store, "RewardsStoreUnknownRedemption")
          .withArgs(redemptionId);
      }
    }
  });

  it("is an order that took its final step", async () => {
    const stage = await loadFixture(storeStage);
    const { store, token, accounts, rewardId } = stage;
    const cancelled = await order(stage, accounts.ada, rewardId);
    const fulfilled = await order(stage, accounts.ada, rewardId);
    await store.connect(accounts.ada).cancel(cancelled);
    await store.connect(accounts.fulfilment).fulfil(parcels(fulfilled));
    const left = await token.balanceOf(accounts.ada);

    for (const [redemptionId, finalState] of [
      [cancelled, state.cancelled],
      [fulfilled, state.fulfilled],
    ] as const) {
      for (const cancel of [
        async () => await store.connect(accounts.ada).cancel(redemptionId),
        async () => await store.connect(accounts.operator).cancelByOperator([redemptionId], true, ""),
      ]) {
        await expect(cancel())
          .to.be.revertedWithCustomError(store, "RewardsStoreNotPlaced")
          .withArgs(redemptionId, finalState);
      }
    }
    expect(await token.balanceOf(accounts.ada)).to.equal(left);
  });

  it("is a ticket: it is given back instead", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, accounts } = stage;
    const { redemptionId } = await buy(stage, accounts.ada);
    for (const cancel of [
      async () => await store.connect(accounts.ada).cancel(redemptionId),
      async () => await store.connect(accounts.operator).cancelByOperator([redemptionId], true, ""),
    ]) {
      await expect(cancel())
        .to.be.revertedWithCustomError(store, "RewardsStoreWrongKind")
        .withArgs(redemptionId);
    }
  });
});
