import { expect } from "chai";
import { keccak256 } from "ethers";
import type { RelayTarget } from "../../types/ethers-contracts/index.ts";
import { ethers, networkHelpers, receiptOf } from "../helpers/chain.ts";

const { loadFixture } = networkHelpers;
const GAS = 500_000n;
const HIGHEST = 2n ** 256n - 1n;

/** Gas that must be left for a request, as the relay counts it. */
const neededFor = (gasLimit: bigint) => gasLimit + gasLimit / 63n + 5_000n;

type Action = "note" | "idle" | "evenOnly" | "flood" | "answer" | "burnGas" | "callBack";

/** Fixture: a relay that passes on whatever a hostile contract can do. */
async function hostileStage() {
  const target = await ethers.deployContract("RelayTarget");
  const names: Action[] = ["note", "idle", "evenOnly", "flood", "answer", "burnGas", "callBack"];
  const selectors = names.map((name) => target.interface.getFunction(name).selector);
  const relay = await ethers.deployContract("Relay", [[{ target, selectors }]]);
  return { target, relay };
}

async function request(target: RelayTarget, action: Action, args: unknown[] = [], gasLimit = GAS) {
  // The union of the actions' arguments is checked where the ABI encodes them.
  const data = target.interface.encodeFunctionData(action as "flood", args as [bigint]);
  return { target: await target.getAddress(), gasLimit, data };
}

describe("Relay", () => {
  it("calls with nothing but the request's data, in order, and says what it did", async () => {
    const { relay, target } = await loadFixture(hostileStage);
    const good = await request(target, "note");
    await expect(relay.relay([good]))
      .to.emit(relay, "RequestRelayed")
      .withArgs(keccak256(good.data), good.target);
    expect(await target.notes()).to.equal(1n);
    expect(await target.caller()).to.equal(await relay.getAddress());
  });

  it("does nothing for nothing", async () => {
    const { relay } = await loadFixture(hostileStage);
    expect(await relay.relay.staticCall([])).to.deep.equal([]);
    await expect(relay.relay([])).not.to.emit(relay, "RequestRelayed");
  });

  it("undoes a refused request alone, and passes on why", async () => {
    const { relay, target } = await loadFixture(hostileStage);
    const requests = await Promise.all([2n, 3n, 4n].map((n) => request(target, "evenOnly", [n])));
    expect(await relay.relay.staticCall(requests)).to.deep.equal([true, false, true]);
    const reason = target.interface.encodeErrorResult("RelayTargetRefuses", [3n]);
    await expect(relay.relay(requests))
      .to.emit(relay, "RequestRefused")
      .withArgs(keccak256(requests[1]?.data ?? "0x"), await target.getAddress(), GAS, reason);
    expect(await target.notes()).to.equal(2n);
  });

  for (const [length, kept] of [
    [0, 0],
    [1, 1],
    [255, 255],
    [256, 256],
    [257, 256],
    [100_000, 256],
  ] as const) {
    it(`keeps ${kept} bytes of a refusal of ${length}`, async () => {
      const { relay, target } = await loadFixture(hostileStage);
      const sent = await relay.relay([
        await request(target, "flood", [length]),
        await request(target, "note"),
      ]);
      const { logs, gasUsed } = await receiptOf(sent.hash);
      const [refused] = logs.map((log) => relay.interface.parseLog(log));
      const reason = String(refused?.args["reason"]);
      expect(reason).to.equal(length === 0 ? "0x" : `0xab${"00".repeat(kept - 1)}`);
      expect(await target.notes()).to.equal(1n);
      expect(gasUsed).to.be.lessThan(250_000n);
    });
  }

  it("does not copy a long answer of a request that works", async () => {
    const { relay, target } = await loadFixture(hostileStage);
    const requests = [await request(target, "answer", [100_000n]), await request(target, "note")];
    const { gasUsed } = await receiptOf((await relay.relay(requests)).hash);
    expect(gasUsed).to.be.lessThan(250_000n);
    expect(await target.notes()).to.equal(1n);
  });

  it("loses no more than a request's own gas to one that burns it", async () => {
    const { relay, target } = await loadFixture(hostileStage);
    const requests = [await request(target, "burnGas"), await request(target, "note")];
    const sent = await relay.relay(requests, { gasLimit: 2_000_000n });
    await expect(sent)
      .to.emit(relay, "RequestRefused")
      .withArgs(keccak256(requests[0]?.data ?? "0x"), await target.getAddress(), GAS, "0x");
    expect(await target.notes()).to.equal(1n);
    expect((await receiptOf(sent.hash)).gasUsed).to.be.lessThan(700_000n);
  });

  it("lets a target call back, which gains it nothing that anybody could not do", async () => {
    const { relay, target } = await loadFixture(hostileStage);
    const inner = [await request(target, "note")];
    const outer = await request(target, "callBack", [inner], 2_000_000n);
    await relay.relay([outer, await request(target, "note")], { gasLimit: 4_000_000n });
    expect(await target.notes()).to.equal(3n);
  });

  it("takes no ether", async () => {
    const { relay } = await loadFixture(hostileStage);
    const [sender] = await ethers.getSigners();
    await expect(sender?.sendTransaction({ to: relay, value: 1n })).to.revert(ethers);
  });
});

describe("Relay › gas", () => {
  it("gives each request all that it asks for", async () => {
    const { relay, target } = await loadFixture(hostileStage);
    await relay.relay([await request(target, "note", [], 700_000n)], { gasLimit: 3_000_000n });
    // What the target itself spends until it looks.
    expect(await target.gasSeen()).to.be.within(699_500n, 700_000n);
  });

  it("refuses all where one request would get less, so that no good one is marked as failed", async () => {
    const { relay, target } = await loadFixture(hostileStage);
    const requests = [await request(target, "note"), await request(target, "note")];
    const sent = relay.relay(requests, { gasLimit: 550_000n });
    await expect(sent)
      .to.be.revertedWithCustomError(relay, "RelayOutOfGas")
      .withArgs(1n, (available: bigint) => available < neededFor(GAS), neededFor(GAS));
    expect(await target.notes()).to.equal(0n);
  });

  for (const gasLimit of [GAS - 1n, 0n]) {
    it(`refuses to give a request ${gasLimit} gas`, async () => {
      const { relay, target } = await loadFixture(hostileStage);
      const requests = [await request(target, "note"), await request(target, "note", [], gasLimit)];
      await expect(relay.relay(requests))
        .to.be.revertedWithCustomError(relay, "RelayGasLimitTooLow")
        .withArgs(1n, gasLimit, await relay.MIN_GAS_LIMIT());
      expect(await target.notes()).to.equal(0n);
    });
  }

  for (const gasLimit of [2n ** 64n - 1n, 2n ** 64n, HIGHEST]) {
    it(`names the gas it would take where a request asks for ${gasLimit}`, async () => {
      const { relay, target } = await loadFixture(hostileStage);
      const sent = relay.relay([await request(target, "note", [], gasLimit)], { gasLimit: 5_000_000n });
      const needed = gasLimit < 2n ** 64n ? neededFor(gasLimit) : gasLimit;
      await expect(sent)
        .to.be.revertedWithCustomError(relay, "RelayOutOfGas")
        .withArgs(0n, (available: bigint) => available < 5_000_000n, needed);
    });
  }
});

describe("Relay › what is passed on", () => {
  it("refuses all where one request is for another function or another contract", async () => {
    const { relay, target } = await loadFixture(hostileStage);
    const good = await request(target, "note");
    const view = { ...good, data: target.interface.encodeFunctionData("notes") };
    const elsewhere = { ...good, target: await relay.getAddress() };
    const short = { ...good, data: good.data.slice(0, 8) };
    for (const bad of [view, elsewhere, short]) {
      await expect(relay.relay([good, bad]))
        .to.be.revertedWithCustomError(relay, "RelayFunctionNotRelayed")
        .withArgs(1n, bad.target, bad.data.slice(0, 10).padEnd(10, "0"));
    }
    expect(await target.notes()).to.equal(0n);
  });

  it("is never an account without code, which would agree to everything", async () => {
    const { relay, target } = await loadFixture(hostileStage);
    const [nobody] = await ethers.getSigners();
    const { selector } = target.interface.getFunction("note");
    const destinations = [{ target: nobody?.address ?? "", selectors: [selector] }];
    await expect(ethers.deployContract("Relay", [destinations]))
      .to.be.revertedWithCustomError(relay, "RelayDestinationNotContract")
      .withArgs(nobody?.address);
  });
});
