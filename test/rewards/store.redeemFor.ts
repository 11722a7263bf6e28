import { expect } from "chai";
import { id, parseEther, Wallet, ZeroHash, type TypedDataDomain } from "ethers";
import { at, ethers, inOneBlock, networkHelpers } from "../helpers/chain.ts";
import { malformedSignatures } from "../helpers/malformed.ts";
import { domainOf, sign, type SignedRequest } from "../helpers/signing.ts";
import { DELIVERY, list, PRICE, redeem, storeStage, type StoreStage } from "./stage.ts";
import { packAwards } from "../helpers/members.ts";

const { loadFixture } = networkHelpers;

type Request = SignedRequest["Redeem"];

/** Ada's wish for a mug, valid for a thousand seconds. */
async function wish({ accounts, rewardId }: StoreStage, changes: Partial<Request> = {}): Promise<Request> {
  return {
    account: accounts.ada.address,
    rewardId,
    termsVersion: 1n,
    variant: 0n,
    maxPrice: PRICE,
    deliveryHash: DELIVERY,
    nonce: 0n,
    deadline: BigInt(await networkHelpers.time.latest()) + 1000n,
    ...changes,
  };
}

async function signed({ store, accounts }: StoreStage, request: Request, domain: TypedDataDomain = {}) {
  return await sign(accounts.ada, store, "Redeem", request, domain);
}

async function submit({ store, accounts }: StoreStage, request: Request, signature: string) {
  return await store.connect(accounts.relayer).redeemFor(request, signature);
}

/** Signs as ada and has the relayer submit. */
async function redeemFor(stage: StoreStage, changes: Partial<Request> = {}) {
  const request = await wish(stage, changes);
  return await submit(stage, request, await signed(stage, request));
}

async function expectRefused(
  stage: StoreStage,
  request: Request,
  signature: string,
  account = request.account,
) {
  const { store } = stage;
  await expect(submit(stage, request, signature))
    .to.be.revertedWithCustomError(store, "SignedRequestInvalidSignature")
    .withArgs(account);
  expect(await store.totalEscrowed()).to.equal(0n);
}

/** Fixture: a contract wallet whose owner is gus has joined with 500 tokens. */
async function contractMemberStage() {
  const stage = await storeStage();
  const { membership, campaigns, accounts, giftsId } = stage;
  const wallet = await ethers.deployContract("ERC1271Wallet", [accounts.gus.address]);
  const join = membership.interface.encodeFunctionData("join");
  await wallet.connect(accounts.gus).execute(membership, join);
  const award = { memberId: await membership.memberOf(wallet), amount: parseEther("500") };
  await campaigns.connect(accounts.attester).award(giftsId, id("to the wallet"), packAwards([award]));
  return { ...stage, wallet };
}

describe("RewardsStore: redeeming by signature", () => {
  it("places the order of the one who signed, whoever submits it", async () => {
    const stage = await loadFixture(storeStage);
    const { store, token, accounts, rewardId, adaId } = stage;
    await expect(redeemFor(stage))
      .to.emit(store, "RedemptionPlaced")
      .withArgs(1n, rewardId, adaId, 0n, PRICE, DELIVERY, 0n);
    expect(await token.balanceOf(accounts.ada)).to.equal(parseEther("500") - PRICE);
    expect(await token.balanceOf(accounts.relayer)).to.equal(0n);
    expect((await store.redemption(1n)).memberId).to.equal(adaId);
  });

  it("returns the number of the order", async () => {
    const stage = await loadFixture(storeStage);
    const request = await wish(stage);
    const signature = await signed(stage, request);
    expect(await stage.store.redeemFor.staticCall(request, signature)).to.equal(1n);
  });

  it("makes the domain that wallets make", async () => {
    const { store } = await loadFixture(storeStage);
    const domain = await domainOf(store);
    expect(await store.DOMAIN_SEPARATOR()).to.equal(ethers.TypedDataEncoder.hashDomain(domain));
    const { name, version, chainId, verifyingContract } = await store.eip712Domain();
    expect({ name, version, chainId, verifyingContract }).to.deep.equal(domain);
  });

  for (const [name, wait, accepted] of [
    ["one second before", -1n, true],
    ["at", 0n, true],
    ["one second after", 1n, false],
  ] as const) {
    it(`is ${accepted ? "accepted" : "refused"} ${name} its deadline`, async () => {
      const stage = await loadFixture(storeStage);
      const { store } = stage;
      const request = await wish(stage);
      const signature = await signed(stage, request);
      await at(BigInt(request.deadline) + wait);
      if (accepted) await expect(submit(stage, request, signature)).to.emit(store, "RedemptionPlaced");
      else {
        await expect(submit(stage, request, signature))
          .to.be.revertedWithCustomError(store, "SignedRequestExpired")
          .withArgs(request.deadline);
      }
    });
  }

  it("keeps every rule that holds for the member's own call", async () => {
    const stage = await loadFixture(storeStage);
    const { store, membership, accounts } = stage;
    const soldOut = await list(stage, { stock: 0n });
    const forKeepers = await list(stage, { minTier: 3n });
    for (const [changes, error] of [
      [{ maxPrice: PRICE - 1n }, "RewardsStorePriceAboveMax"],
      [{ variant: 1n }, "RewardsStoreInvalidVariant"],
      [{ rewardId: soldOut }, "RewardsStoreOutOfStock"],
      [{ rewardId: forKeepers }, "RewardsStoreTierTooLow"],
      [{ rewardId: 99n }, "RewardsStoreUnknownReward"],
    ] as const) {
      await expect(redeemFor(stage, changes)).to.be.revertedWithCustomError(store, error);
    }
    await membership.connect(accounts.ada).leave();
    await expect(redeemFor(stage))
      .to.be.revertedWithCustomError(store, "RewardsStoreNotMember")
      .withArgs(accounts.ada.address);
    expect(await store["nonces(address)"](accounts.ada)).to.equal(0n);
  });
});

describe("RewardsStore: the nonces of signed wishes", () => {
  it("are spent by one order and refused by the next", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts } = stage;
    const request = await wish(stage);
    const signature = await signed(stage, request);
    await submit(stage, request, signature);
    await expect(submit(stage, request, signature))
      .to.be.revertedWithCustomError(store, "InvalidAccountNonce")
      .withArgs(accounts.ada.address, 1n);
    expect(await store["nonces(address)"](accounts.ada)).to.equal(1n);
  });

  it("come one after another under one key", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts } = stage;
    const key = 7n << 64n;
    await expect(redeemFor(stage, { nonce: key + 1n }))
      .to.be.revertedWithCustomError(store, "InvalidAccountNonce")
      .withArgs(accounts.ada.address, key);
    await redeemFor(stage, { nonce: key });
    await redeemFor(stage, { nonce: key + 1n });
    expect(await store["nonces(address,uint192)"](accounts.ada, 7n)).to.equal(key + 2n);
    expect(await store["nonces(address)"](accounts.ada)).to.equal(0n);
  });

  it("let several wishes of one member go in one block, in any order", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts } = stage;
    const wishes = await Promise.all(
      [5n, 3n, 0n, 9n].map(async (key) => await wish(stage, { nonce: key << 64n })),
    );
    const signatures = await Promise.all(wishes.map(async (each) => await signed(stage, each)));
    const receipts = await inOneBlock(
      async () =>
        await Promise.all(
          wishes.map(
            async (each, index) =>
              await store.connect(accounts.relayer).redeemFor(each, signatures[index] ?? "0x", {
                gasLimit: 500_000,
              }),
          ),
        ),
    );
    expect(new Set(receipts.map(({ blockNumber }) => blockNumber)).size).to.equal(1);
    expect(receipts.map(({ status }) => status)).to.deep.equal([1, 1, 1, 1]);
    expect(await store.totalEscrowed()).to.equal(4n * PRICE);
  });

  it("are each member's own", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts } = stage;
    await redeemFor(stage);
    const request = await wish(stage, { account: accounts.ben.address });
    await submit(stage, request, await sign(accounts.ben, store, "Redeem", request));
    expect(await store.redemptionCount()).to.equal(2n);
  });
});

describe("RewardsStore: a signed wish says one thing only", () => {
  const changes: [string, (stage: StoreStage) => Promise<Partial<Request>>][] = [
    ["reward", async (stage) => ({ rewardId: await list(stage) })],
    ["variant", async () => ({ variant: 1n })],
    ["price", async () => ({ maxPrice: PRICE + 1n })],
    ["delivery", async () => ({ deliveryHash: ZeroHash })],
    ["nonce", async () => ({ nonce: 1n << 64n })],
    ["deadline", async () => ({ deadline: 2n ** 40n })],
    ["account", async ({ accounts }) => ({ account: accounts.ben.address })],
  ];
  for (const [field, change] of changes) {
    it(`does not hold for another ${field}`, async () => {
      const stage = await loadFixture(storeStage);
      const request = await wish(stage);
      const signature = await signed(stage, request);
      await expectRefused(stage, { ...request, ...(await change(stage)) }, signature);
      await expect(submit(stage, request, signature)).to.emit(stage.store, "RedemptionPlaced");
    });
  }

  it("holds only if the account has signed it", async () => {
    const stage = await loadFixture(storeStage);
    const { store, accounts } = stage;
    const request = await wish(stage);
    for (const forger of [accounts.ben, accounts.relayer, accounts.operator, Wallet.createRandom()]) {
      await expectRefused(stage, request, await sign(forger, store, "Redeem", request));
    }
  });

  const domains: [string, (stage: StoreStage) => Promise<TypedDataDomain>][] = [
    ["another chain", async () => ({ chainId: 1n })],
    ["another contract", async ({ campaigns }) => ({ verifyingContract: await campaigns.getAddress() })],
    ["another protocol", async () => ({ name: "Hearths" })],
    ["another version", async () => ({ version: "2" })],
  ];
  for (const [name, domain] of domains) {
    it(`does not hold on ${name}`, async () => {
      const stage = await loadFixture(storeStage);
      const request = await wish(stage);
      await expectRefused(stage, request, await signed(stage, request, await domain(stage)));
    });
  }

  it("is refused in every shape a signature does not have", async () => {
    const stage = await loadFixture(storeStage);
    const request = await wish(stage);
    const good = await signed(stage, request);
    const shapes = malformedSignatures(good);
    expect(shapes).to.have.length.of.at.least(12);
    for (const { signature } of shapes) await expectRefused(stage, request, signature);
    await submit(stage, request, good);
    for (const { name, signature } of shapes) {
      await expect(submit(stage, request, signature), name).to.be.revert(ethers);
    }
    expect(await stage.store.redemptionCount()).to.equal(1n);
  });
});

describe("RewardsStore: a member that is a contract", () => {
  const ByOwner = 0n;
  const refusals = { "says no": 1n, reverts: 2n, "answers nothing": 3n, "answers almost right": 4n };

  it("redeems when it agrees", async () => {
    const stage = await loadFixture(contractMemberStage);
    const { store, token, accounts, wallet } = stage;
    const request = await wish(stage, { account: await wallet.getAddress() });
    await submit(stage, request, await sign(accounts.gus, store, "Redeem", request));
    expect(await token.balanceOf(wallet)).to.equal(parseEther("500") - PRICE);
  });

  for (const [name, answer] of Object.entries(refusals)) {
    it(`does not when it ${name}`, async () => {
      const stage = await loadFixture(contractMemberStage);
      const { store, accounts, wallet } = stage;
      const request = await wish(stage, { account: await wallet.getAddress() });
      const signature = await sign(accounts.gus, store, "Redeem", request);
      await wallet.setAnswer(answer);
      await expectRefused(stage, request, signature);
      await wallet.setAnswer(ByOwner);
      await expect(submit(stage, request, signature)).to.emit(store, "RedemptionPlaced");
    });
  }

  it("can also call by itself, and cancel", async () => {
    const stage = await loadFixture(contractMemberStage);
    const { store, token, accounts, wallet, rewardId } = stage;
    const act = async (data: string) => await wallet.connect(accounts.gus).execute(store, data);
    await act(store.interface.encodeFunctionData("redeem", [rewardId, 1n, 0n, PRICE, ZeroHash]));
    expect(await store.totalEscrowed()).to.equal(PRICE);
    await act(store.interface.encodeFunctionData("cancel", [1n]));
    expect(await token.balanceOf(wallet)).to.equal(parseEther("500"));
  });

  it("does not stand in the way of others", async () => {
    const stage = await loadFixture(contractMemberStage);
    await stage.wallet.setAnswer(2n);
    await expect(redeem(stage, stage.accounts.ada, stage.rewardId)).to.emit(stage.store, "RedemptionPlaced");
  });
});
