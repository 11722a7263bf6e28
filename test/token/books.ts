import { expect } from "chai";
import { networkHelpers, type Signer } from "../helpers/chain.ts";
import { seededRandom, type Random } from "../helpers/random.ts";
import { openToken, packMints, type TokenStage } from "../helpers/tokens.ts";

const { loadFixture } = networkHelpers;

/** What the books must say: kept by the test, never read from the contract. */
interface Books {
  balances: Map<string, bigint>;
  earned: Map<string, bigint>;
  allowances: Map<string, bigint>;
  totalEarned: bigint;
  totalBurned: bigint;
}

interface Play extends TokenStage {
  people: Signer[];
  books: Books;
  random: Random;
}

type Act = (play: Play) => Promise<void>;

function add(amounts: Map<string, bigint>, key: string, amount: bigint): void {
  amounts.set(key, (amounts.get(key) ?? 0n) + amount);
}

/** An amount that is often just enough, just too much, or nothing. */
function amountNear(random: Random, limit: bigint): bigint {
  return random.pick([0n, 1n, limit / 2n, limit, limit + 1n, BigInt(random.whole(1000))]);
}

const mintBatch: Act = async ({ token, minter, people, books, random }) => {
  const accounts = Array.from({ length: random.whole(5) }, () => random.pick(people));
  const amounts = accounts.map(() => BigInt(random.whole(1000)));
  await token.connect(minter).mintBatch(packMints(accounts, amounts));
  accounts.forEach(({ address }, index) => {
    const amount = amounts[index] ?? 0n;
    add(books.balances, address, amount);
    add(books.earned, address, amount);
    books.totalEarned += amount;
  });
};

const mint: Act = async ({ token, minter, people, books, random }) => {
  const { address } = random.pick(people);
  const amount = BigInt(random.whole(1000));
  await token.connect(minter).mint(address, amount);
  add(books.balances, address, amount);
  add(books.earned, address, amount);
  books.totalEarned += amount;
};

const transfer: Act = async ({ token, people, books, random }) => {
  const [from, to] = [random.pick(people), random.pick(people)];
  const balance = books.balances.get(from.address) ?? 0n;
  const amount = amountNear(random, balance);
  const sent = token.connect(from).transfer(to, amount);
  if (amount > balance) {
    await expect(sent).to.be.revertedWithCustomError(token, "ERC20InsufficientBalance");
    return;
  }
  await sent;
  add(books.balances, from.address, -amount);
  add(books.balances, to.address, amount);
};

const burn: Act = async ({ token, people, books, random }) => {
  const from = random.pick(people);
  const balance = books.balances.get(from.address) ?? 0n;
  const amount = amountNear(random, balance);
  const sent = token.connect(from).burn(amount);
  if (amount > balance) {
    await expect(sent).to.be.revertedWithCustomError(token, "ERC20InsufficientBalance");
    return;
  }
  await sent;
  add(books.balances, from.address, -amount);
  books.totalBurned += amount;
};

const approve: Act = async ({ token, people, books, random }) => {
  const [owner, spender] = [random.pick(people), random.pick(people)];
  const amount = BigInt(random.whole(1000));
  await token.connect(owner).approve(spender, amount);
  books.allowances.set(owner.address + spender.address, amount);
};

const transferFrom: Act = async ({ token, people, books, random }) => {
  const [owner, spender, to] = [random.pick(people), random.pick(people), random.pick(people)];
  const balance = books.balances.get(owner.address) ?? 0n;
  const allowance = books.allowances.get(owner.address + spender.address) ?? 0n;
  const amount = amountNear(random, random.pick([balance, allowance]));
  const sent = token.connect(spender).transferFrom(owner, to, amount);
  if (amount > allowance || amount > balance) {
    const fault = amount > allowance ? "ERC20InsufficientAllowance" : "ERC20InsufficientBalance";
    await expect(sent).to.be.revertedWithCustomError(token, fault);
    return;
  }
  await sent;
  add(books.allowances, owner.address + spender.address, -amount);
  add(books.balances, owner.address, -amount);
  add(books.balances, to.address, amount);
};

const escrow: Act = async ({ token, store, people, books, random }) => {
  const from = random.pick(people);
  const balance = books.balances.get(from.address) ?? 0n;
  const amount = amountNear(random, balance);
  const sent = token.connect(store).escrow(from, amount);
  if (amount > balance) {
    await expect(sent).to.be.revertedWithCustomError(token, "ERC20InsufficientBalance");
    return;
  }
  await sent;
  add(books.balances, from.address, -amount);
  add(books.balances, store.address, amount);
};

const acts: Record<string, Act> = { mintBatch, mint, transfer, burn, approve, transferFrom, escrow };

async function checkBooks({ token, people, books }: Play): Promise<void> {
  let sum = 0n;
  for (const { address } of people) {
    const balance = await token.balanceOf(address);
    expect(balance, `balance of ${address}`).to.equal(books.balances.get(address) ?? 0n);
    expect(await token.earned(address), `standing of ${address}`).to.equal(books.earned.get(address) ?? 0n);
    sum += balance;
  }
  expect(await token.totalSupply(), "supply is the sum of balances").to.equal(sum);
  expect(sum, "supply is earned less burned").to.equal(books.totalEarned - books.totalBurned);
  expect(await token.totalEarned(), "earned").to.equal(books.totalEarned);
  expect(await token.totalBurned(), "burned").to.equal(books.totalBurned);
}

describe("RewardToken › books", () => {
  for (const seed of [1, 2, 3, 4]) {
    it(`agree with a plain ledger through 120 random acts (seed ${seed})`, async () => {
      const stage = await loadFixture(openToken);
      const { ada, ben, cleo } = stage.community.accounts;
      const books: Books = {
        balances: new Map(),
        earned: new Map(),
        allowances: new Map(),
        totalEarned: 0n,
        totalBurned: 0n,
      };
      const play = { ...stage, people: [ada, ben, cleo, stage.store], books, random: seededRandom(seed) };
      for (let step = 0; step < 120; ++step) {
        const name = play.random.pick(Object.keys(acts));
        await acts[name]?.(play);
        if (step % 10 === 9) await checkBooks(play);
      }
    });
  }
});
