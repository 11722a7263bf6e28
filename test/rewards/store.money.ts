import { expect } from "chai";
import { parseEther, ZeroHash } from "ethers";
import { impersonate, inOneBlock, networkHelpers, receiptOf, type Signer } from "../helpers/chain.ts";
import { openTransferCommunity } from "../helpers/community.ts";
import { joinAs } from "../helpers/members.ts";
import { seededRandom, type Random } from "../helpers/random.ts";
import { crowd } from "./crowd.ts";
import { announce, buy, list, order, PRICE, state, storeStage, ticketStage, parcels } from "./stage.ts";

const { loadFixture } = networkHelpers;
const BUYERS = 200;

/** Fixture: tokens may be transferred; ada and ben have 500 tokens each, and there are five mugs. */
async function openStoreStage() {
  const community = await openTransferCommunity();
  const { ada, ben } = community.accounts;
  const [adaId = 0n, benId = 0n] = await joinAs(community, "pillar", ada, ben);
  return { ...community, rewardId: await list(community), adaId, benId };
}

/** Fixture: 200 members who can each afford a mug, of which there are 50. */
async function crowdedStage() {
  const stage = await storeStage();
  const buyers = await crowd(stage, BUYERS, PRICE);
  return { ...stage, buyers, rewardId: await list(stage, { stock: 50n, perMember: 1n }) };
}

describe("RewardsStore: a crowd at the door", () => {
  it("sells 50 mugs to exactly 50 of 200 who come in the same second", async () => {
    const stage = await loadFixture(crowdedStage);
    const { store, token, buyers, rewardId } = stage;
    await networkHelpers.setBlockGasLimit(120_000_000);
    const receipts = await inOneBlock(
      async () =>
        await Promise.all(
          buyers.map(
            async (buyer) =>
              await store.connect(buyer).redeem(rewardId, 1n, 0n, PRICE, ZeroHash, { gasLimit: 400_000 }),
          ),
        ),
    );

    expect(new Set(receipts.map(({ blockNumber }) => blockNumber)).size).to.equal(1);
    expect(receipts.filter(({ status }) => status === 1)).to.have.length(50);
    expect(receipts.filter(({ status }) => status === 0)).to.have.length(BUYERS - 50);
    expect((await store.reward(rewardId)).stock).to.equal(0n);
    expect(await store.totalEscrowed()).to.equal(50n * PRICE);
    const balances = await Promise.all(buyers.map(async (buyer) => await token.balanceOf(buyer)));
    expect(balances.filter((balance) => balance === 0n)).to.have.length(50);
    expect(balances.filter((balance) => balance === PRICE)).to.have.length(BUYERS - 50);
  });
});

describe("RewardsStore: tokens sent by mistake", () => {
  it("change nothing of what is owed", async () => {
    const stage = await loadFixture(openStoreStage);
    const { store, token, accounts, rewardId } = stage;
    const gift = parseEther("33");
    await token.connect(accounts.ben).transfer(store, gift);
    expect(await store.totalEscrowed()).to.equal(0n);

    const kept = await order(stage, accounts.ada, rewardId);
    const cancelled = await order(stage, accounts.ada, rewardId);
    await token.connect(accounts.ben).transfer(store, gift);
    await store.connect(accounts.ada).cancel(cancelled);
    expect(await token.balanceOf(accounts.ada)).to.equal(parseEther("500") - PRICE);
    await store.connect(accounts.fulfilment).fulfil(parcels(kept));

    expect(await token.totalBurned()).to.equal(PRICE);
    expect(await store.totalEscrowed()).to.equal(0n);
    expect(await token.balanceOf(store)).to.equal(2n * gift);
  });

  it("are possible in a closed loop too, and change nothing there either", async () => {
    const stage = await loadFixture(storeStage);
    const { store, token, accounts, rewardId } = stage;
    await token.connect(accounts.ben).transfer(store, parseEther("500"));
    const redemptionId = await order(stage, accounts.ada, rewardId);
    await store.connect(accounts.ada).cancel(redemptionId);
    expect(await token.balanceOf(accounts.ada)).to.equal(parseEther("500"));
    expect(await token.balanceOf(store)).to.equal(parseEther("500"));
  });
});

describe("RewardsStore: an allowance", () => {
  it("is neither needed nor in the way", async () => {
    const stage = await loadFixture(storeStage);
    const { store, token, accounts, rewardId } = stage;
    await token.connect(accounts.ada).approve(store, 1n);
    await order(stage, accounts.ada, rewardId);
    expect(await token.allowance(accounts.ada, store)).to.equal(1n);
  });
});

describe("RewardsStore: refunding a ticket", () => {
  for (const name of ["ada", "admin", "operator", "door", "stranger"] as const) {
    it(`is for the tickets contract, not for ${name}`, async () => {
      const stage = await loadFixture(ticketStage);
      const { store, accounts } = stage;
      const { redemptionId } = await buy(stage, accounts.ada);
      await expect(store.connect(accounts[name]).refundTicket(redemptionId, true))
        .to.be.revertedWithCustomError(store, "RewardsStoreUnauthorized")
        .withArgs(accounts[name].address);
    });
  }

  it("refunds tickets only, and each once, even if the tickets contract were to err", async () => {
    const stage = await loadFixture(ticketStage);
    const { store, tickets, accounts, rewardId, ticketRewardId, adaId } = stage;
    const mug = await order(stage, accounts.ada, rewardId);
    const { redemptionId } = await buy(stage, accounts.ada);
    const erring = store.connect(await impersonate(await tickets.getAddress()));
    await expect(erring.refundTicket(mug, true))
      .to.be.revertedWithCustomError(store, "RewardsStoreWrongKind")
      .withArgs(mug);
    await expect(erring.refundTicket(77n, true))
      .to.be.revertedWithCustomError(store, "RewardsStoreUnknownRedemption")
      .withArgs(77n);
    await expect(erring.refundTicket(redemptionId, false))
      .to.emit(store, "RedemptionCancelled")
      .withArgs(redemptionId, ticketRewardId, adaId, accounts.ada.address, PRICE, "Event cancelled");
    await expect(erring.refundTicket(redemptionId, true))
      .to.be.revertedWithCustomError(store, "RewardsStoreNotPlaced")
      .withArgs(redemptionId, state.cancelled);
  });
});

/** Fixture: four members with something to spend; mugs, a limited print and tickets are for sale. */
async function busyStage() {
  const stage = await ticketStage();
  const { accounts, rewardId } = stage;
  await joinAs(stage, "keeper", accounts.cleo, accounts.dan);
  await stage.store.connect(accounts.operator).adjustRewardStock(rewardId, 1000n);
  const limitedId = await list(stage, { perMember: 2n, stock: 1000n });
  const big = await announce(stage, { capacity: 1000n }, { stock: 1000n });
  const buyers = [accounts.ada, accounts.ben, accounts.cleo, accounts.dan] as const;
  return { ...stage, ...big, buyers, rewardIds: [rewardId, limitedId, big.ticketRewardId] as const };
}

type BusyStage = Awaited<ReturnType<typeof busyStage>>;

/** An open order as the books know it. */
interface OpenOrder {
  redemptionId: bigint;
  paid: bigint;
  buyer: Signer;
  ticketId: bigint;
}

/** What the store must owe and have burned, kept beside it. */
interface Books {
  open: OpenOrder[];
  burned: bigint;
}

async function place({ store, buyers, rewardIds }: BusyStage, random: Random, books: Books): Promise<void> {
  const buyer = random.pick(buyers);
  const rewardId = random.pick(rewardIds);
  const { price: paid, termsVersion } = await store.reward(rewardId);
  const sent = await store.connect(buyer).redeem(rewardId, termsVersion, 0n, paid, ZeroHash);
  const placed = (await receiptOf(sent.hash)).logs
    .map((log) => store.interface.parseLog(log))
    .find((log) => log?.name === "RedemptionPlaced");
  const [redemptionId, ticketId] = [placed?.args["redemptionId"], placed?.args["ticketId"]] as bigint[];
  books.open.push({ redemptionId: redemptionId ?? 0n, ticketId: ticketId ?? 0n, paid, buyer });
}

/** Takes one order to its final state; throws, and changes nothing, where the contract refuses. */
async function close(
  random: Random,
  books: Books,
  act: (chosen: OpenOrder) => Promise<unknown>,
): Promise<void> {
  const chosen = random.pick(books.open);
  await act(chosen);
  books.open = books.open.filter((each) => each !== chosen);
}

/** Daily life of the store, step by step. */
const steps: Record<string, (stage: BusyStage, random: Random, books: Books) => Promise<unknown>> = {
  redeem: place,
  redeemAgain: place,
  cancel: async ({ store }, random, books) =>
    await close(random, books, async (each) => await store.connect(each.buyer).cancel(each.redemptionId)),
  cancelByOperator: async ({ store, accounts }, random, books) =>
    await close(
      random,
      books,
      async (each) => await store.connect(accounts.operator).cancelByOperator([each.redemptionId], true, ""),
    ),
  fulfil: async ({ store, accounts }, random, books) =>
    await close(random, books, async (each) => {
      await store.connect(accounts.fulfilment).fulfil(parcels(each.redemptionId));
      books.burned += each.paid;
    }),
  returnTicket: async ({ tickets }, random, books) =>
    await close(random, books, async (each) => await tickets.connect(each.buyer).returnTicket(each.ticketId)),
  setRewardPrice: async ({ store, accounts, rewardIds }, random) =>
    await store
      .connect(accounts.operator)
      .setRewardPrice(random.pick(rewardIds), parseEther(String(random.whole(90)))),
  wait: async (_, random) => await networkHelpers.time.increase(random.whole(1800) + 1),
};

describe("RewardsStore: the books", () => {
  for (const seed of [11, 12, 13]) {
    it(`hold exactly what open orders paid, after every step (seed ${seed})`, async () => {
      const stage = await loadFixture(busyStage);
      const { store, token } = stage;
      const random = seededRandom(seed);
      const books: Books = { open: [], burned: 0n };
      const done = new Set<string>();
      const earned = await token.totalEarned();

      for (let count = 0; count < 200; count += 1) {
        const step = random.pick(Object.keys(steps));
        try {
          await steps[step]?.(stage, random, books);
          done.add(step);
        } catch {
          // Refused by the contract: below, the books must show no trace of it.
        }
        const owed = books.open.reduce((sum, each) => sum + each.paid, 0n);
        expect(await store.totalEscrowed(), step).to.equal(owed);
        expect(await token.balanceOf(store), step).to.equal(owed);
        expect(await token.totalBurned(), step).to.equal(books.burned);
      }

      expect(await token.totalSupply()).to.equal(earned - books.burned);
      expect([...done], "every step happened").to.have.members(Object.keys(steps));
    });
  }
});
