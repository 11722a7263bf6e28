import { parseEther } from "viem";
import { describe, expect, test } from "vitest";
import { newAccount } from "../../test/harness.ts";
import { setBalance } from "../../test/relay/liveCommunity.ts";
import { useRelay } from "../../test/relay/relayStage.ts";

const relay = useRelay();

describe("money", () => {
  test("that runs out closes the door; what was taken before is carried after a top-up", async () => {
    const stage = relay.stage();
    const id = await stage.accept(await relay.join());
    await setBalance(relay.community(), stage.settings.account.address, parseEther("0.001"));
    await stage.carry();
    await stage.expectClosed("out_of_eth");
    await stage.expectState(id, "stored");
    await setBalance(relay.community(), stage.settings.account.address, parseEther("1"));
    await stage.expectOpen();
    await stage.carry();
    await stage.expectState(id, "mined-ok");
  });

  test("that would not reach for a transaction's worst case is not risked", async () => {
    const stage = await relay.open({ settings: { minBalance: 1n }, balance: 1000n });
    const id = await stage.accept(await relay.join());
    await stage.relay.tick();
    expect(stage.troubles()).toEqual(["out_of_eth"]);
    expect(await stage.transactions()).toEqual([]);
    await stage.expectState(id, "stored");
  });

  test("is spent up to the cap of 24 hours and not one wei beyond", async () => {
    const cap = parseEther("0.004");
    const stage = await relay.open({ settings: { dailySpend: cap, batchSize: 1 } });
    const ids: string[] = [];
    for (let index = 0; index < 40 && stage.troubles().length === 0; index++) {
      const answer = await stage.submit(await relay.join());
      if (answer.status === 202) ids.push(answer.json<{ id: string }>().id);
      await stage.carry();
    }
    expect(stage.troubles()).toContain("spending_cap");
    const spent = (await stage.transactions()).reduce((sum, { feePaid }) => sum + (feePaid ?? 0n), 0n);
    expect(spent).toBeGreaterThan(0n);
    expect(spent).toBeLessThanOrEqual(cap);
    const balance = await relay.community().chain.getBalance({ address: stage.settings.account.address });
    expect(balance, "the books are the chain's").toBe(parseEther("100") - spent);
    const states = await Promise.all(ids.map(async (id) => (await stage.request(id)).state));
    expect(new Set(states)).toEqual(new Set(["mined-ok", "stored"]));
    stage.clockAhead += 24 * 60 * 60_000 + 1;
    await stage.carry();
    await stage.carry();
    expect((await Promise.all(ids.map(async (id) => (await stage.request(id)).state))).at(-1)).toBe(
      "mined-ok",
    );
  });
});

test("a full queue turns away what comes, and keeps what it has", async () => {
  const stage = await relay.open({ settings: { queue: 2 } });
  const ids = [await stage.accept(await relay.join()), await stage.accept(await relay.join())];
  const answer = await stage.submit(await relay.join(newAccount()));
  expect(answer.status).toBe(503);
  await stage.carry();
  for (const id of ids) await stage.expectState(id, "mined-ok");
});
