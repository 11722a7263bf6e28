import { expect } from "chai";
import { AbiCoder, keccak256 } from "ethers";
import { ethers, networkHelpers } from "../helpers/chain.ts";

const { loadFixture } = networkHelpers;
const MOST = 65_535n;

async function emptyCounters() {
  return await ethers.deployContract("PackedCountersHarness");
}

/** Fills all sixteen counters of a slot with one word. */
async function fill(
  counters: { getAddress(): Promise<string> },
  bucket: bigint,
  word: bigint,
): Promise<void> {
  const slot = keccak256(AbiCoder.defaultAbiCoder().encode(["uint256", "uint256"], [bucket, 0n]));
  await networkHelpers.setStorageAt(await counters.getAddress(), slot, word);
}

describe("PackedCounters", () => {
  it("start at zero, also far out", async () => {
    const counters = await loadFixture(emptyCounters);
    for (const index of [0n, 15n, 16n, 2n ** 32n, 2n ** 256n - 1n]) {
      expect(await counters.get(index)).to.equal(0n);
    }
  });

  it("count up and down by one and answer with the new count", async () => {
    const counters = await loadFixture(emptyCounters);
    await expect(counters.increment(5n)).to.emit(counters, "Counted").withArgs(5n, 1n);
    await expect(counters.increment(5n)).to.emit(counters, "Counted").withArgs(5n, 2n);
    await expect(counters.decrement(5n)).to.emit(counters, "Counted").withArgs(5n, 1n);
    expect(await counters.get(5n)).to.equal(1n);
  });

  it("leave their neighbours alone, in the same slot and in the next", async () => {
    const counters = await loadFixture(emptyCounters);
    const counts = new Map<bigint, bigint>();
    for (let index = 0n; index < 34n; ++index) {
      const times = (index * 7n) % 5n;
      for (let i = 0n; i < times; ++i) await counters.increment(index);
      counts.set(index, times);
    }
    for (const [index, count] of counts)
      expect(await counters.get(index), `counter ${index}`).to.equal(count);
  });

  it("stop at the most they can hold instead of running over", async () => {
    const counters = await loadFixture(emptyCounters);
    for (const index of [0n, 7n, 15n]) {
      await fill(counters, 0n, (MOST - 1n) << (index * 16n));
      await counters.increment(index);
      expect(await counters.get(index)).to.equal(MOST);
      await expect(counters.increment(index)).to.be.revertedWithPanic(0x01);
      await counters.decrement(index);
      expect(await counters.get(index)).to.equal(MOST - 1n);
    }
  });

  it("stop at zero instead of borrowing from their neighbour", async () => {
    const counters = await loadFixture(emptyCounters);
    await counters.increment(1n);
    await expect(counters.decrement(0n)).to.be.revertedWithPanic(0x11);
    expect(await counters.get(1n)).to.equal(1n);
  });
});
