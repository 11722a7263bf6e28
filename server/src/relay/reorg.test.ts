import { parseEther } from "viem";
import { describe, expect, test } from "vitest";
import { startAnvil } from "../../test/node.ts";
import { transactionsOf } from "../../test/relay/liveCommunity.ts";
import { useRelay, type RelayStage } from "../../test/relay/relayStage.ts";

/** On a node that reorganises its chain as a network does, and that takes only what pays the base fee. */
const relay = useRelay(startAnvil);

/** Puts other blocks, without any transaction, in the place of the newest. */
async function reorganise(depth: number): Promise<void> {
  await relay.community().chain.request({ method: "anvil_reorg", params: [depth, []] } as never);
}

/** Every nonce once, and everything that the relay keeps as mined is in the chain as it says. */
async function expectBooksAreTheChains(stage: RelayStage): Promise<void> {
  const onChain = await transactionsOf(relay.community(), stage.settings.account.address);
  const kept = await stage.transactions();
  expect([...onChain.entries()]).toEqual(kept.map(({ nonce, minedHash }) => [nonce, [minedHash]]));
}

describe("a reorganisation", () => {
  test.each([1, 3, 12])(
    "of %s blocks drops what is not deep enough, and it is sent once more",
    async (depth) => {
      const { chain } = relay.community();
      const stage = await relay.open({ settings: { confirmations: 16 } });
      const id = await stage.accept(await relay.join());
      await stage.relay.tick();
      await chain.mine({ blocks: depth - 1 });
      await stage.relay.tick();
      await stage.expectState(id, "sending");
      await reorganise(depth);
      expect((await transactionsOf(relay.community(), stage.settings.account.address)).size).toBe(0);
      stage.clockAhead += 15_000;
      await stage.relay.tick();
      await chain.mine({ blocks: 16 });
      await stage.relay.tick();
      await stage.expectState(id, "mined-ok");
      await expectBooksAreTheChains(stage);
      expect(await stage.transactions()).toHaveLength(1);
    },
  );

  test.each([1, 8])("of %s blocks, deeper than what was waited for, loses nothing either", async (depth) => {
    const { chain } = relay.community();
    const stage = await relay.open({ settings: { confirmations: 0 } });
    const ids = [await stage.accept(await relay.join())];
    await stage.relay.tick();
    await stage.relay.tick();
    await stage.expectState(ids[0] ?? "", "mined-ok");
    await chain.mine({ blocks: depth - 1 });
    await reorganise(depth);
    expect((await transactionsOf(relay.community(), stage.settings.account.address)).size).toBe(0);
    ids.push(await stage.accept(await relay.join()));
    stage.clockAhead += 15_000;
    await stage.relay.tick();
    await chain.mine({ blocks: 1 });
    await stage.relay.tick();
    for (const id of ids) await stage.expectState(id, "mined-ok");
    await expectBooksAreTheChains(stage);
  });
});

test("a base fee ten times as high is overtaken under the same nonce, with one receipt", async () => {
  const { chain } = relay.community();
  const stage = await relay.open({ balance: parseEther("1000") });
  await chain.setAutomine(false);
  try {
    const id = await stage.accept(await relay.join());
    await stage.relay.tick();
    const [first] = await stage.transactions();
    const spike = (first?.maxFee ?? 0n) * 10n;
    await chain.request({
      method: "anvil_setNextBlockBaseFeePerGas",
      params: [`0x${spike.toString(16)}`],
    } as never);
    await chain.mine({ blocks: 1 });
    await stage.expectState(id, "sending");
    stage.clockAhead += stage.settings.bumpAfter;
    await stage.relay.tick();
    await chain.mine({ blocks: 1 });
    await stage.relay.tick();
    await stage.expectState(id, "mined-ok");
    const [mined] = await stage.transactions();
    expect(mined?.hashes).toHaveLength(2);
    expect(mined?.minedHash).toBe(mined?.hashes[1]);
    expect(mined?.maxFee).toBeGreaterThanOrEqual(((first?.maxFee ?? 0n) * 11n) / 10n);
    await expectBooksAreTheChains(stage);
  } finally {
    await chain.setAutomine(true);
  }
});
