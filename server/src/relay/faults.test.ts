import { http, parseGwei } from "viem";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { emptyDatabase } from "../../test/harness.ts";
import { FaultProxy } from "../../test/relay/faultProxy.ts";
import { transactionsOf } from "../../test/relay/liveCommunity.ts";
import { RelayStage, useRelay, type StageOptions } from "../../test/relay/relayStage.ts";
import { encodeBatch } from "./node.ts";

const relay = useRelay();
let proxy: FaultProxy;
let stage: RelayStage;

beforeEach(async () => {
  proxy = await FaultProxy.start(relay.community().url);
  stage = await open();
});

afterEach(() => proxy.stop());

/** A stage behind the proxy, over an empty database. */
async function open(options: StageOptions = {}): Promise<RelayStage> {
  return RelayStage.open(relay.community(), await emptyDatabase(), { transport: line(), ...options });
}

/** Another process on the same account and database: the first after a restart, or its neighbour. */
async function another(transport = line()): Promise<RelayStage> {
  const { settings, database } = stage;
  const next = new RelayStage(relay.community(), database, {
    transport,
    settings,
    account: settings.account,
  });
  await next.relay.tick();
  return next;
}

const line = () => http(proxy.url, { batch: true, retryCount: 0, timeout: 1_000 });
const sender = () => stage.settings.account.address;
const kept = () => stage.transactions();
const wait = (ms: number) => (stage.clockAhead += ms);

describe("a node", () => {
  test.each(["down", "hang", "too many requests"] as const)("that is %s costs nothing", async (how) => {
    const id = await stage.accept(await relay.join());
    proxy.fault = () =>
      how === "too many requests" ? { error: { code: -32_005, message: "limit exceeded" } } : how;
    await stage.relay.tick();
    await stage.expectClosed("unreachable");
    proxy.fault = () => undefined;
    await stage.expectOpen();
    await stage.carry();
    await stage.expectState(id, "mined-ok");
  });

  test("that goes away between the look and the trial refuses without storing", async () => {
    proxy.fault = ({ method }) => (method === "eth_estimateGas" ? "down" : undefined);
    const answer = await stage.submit(await relay.join());
    expect(answer.status).toBe(503);
    expect(answer.text).toContain("chain_unavailable");
  });

  test("on another chain is written to by nobody", async () => {
    const id = await stage.accept(await relay.join());
    proxy.fault = ({ method }) => (method === "eth_chainId" ? { result: "0x1" } : undefined);
    await stage.relay.tick();
    await stage.expectClosed("wrong_chain");
    await stage.expectState(id, "stored");
    expect(proxy.seen.some(({ method }) => method === "eth_sendRawTransaction")).toBe(false);
    proxy.fault = () => undefined;
    await stage.expectOpen();
  });

  test("that falls back ten blocks is stale, and so is one whose blocks are old", async () => {
    const latest = { method: "eth_getBlockByNumber", params: ["latest", false] };
    const block = await relay.community().chain.request<{ Method: string; ReturnType: object }>(latest);
    proxy.fault = ({ method }) =>
      method === "eth_getBlockByNumber" ? { result: { ...block, number: "0x1" } } : undefined;
    await stage.relay.tick();
    await stage.expectClosed("stale_node");
    proxy.fault = () => undefined;
    await stage.expectOpen();
    stage = await open({ settings: { staleAfter: 60_000 } });
    proxy.fault = ({ method }) =>
      method === "eth_getBlockByNumber" ? { result: { ...block, timestamp: "0x10" } } : undefined;
    await stage.relay.tick();
    await stage.expectClosed("stale_node");
  });
});

describe("a transaction", () => {
  test("that the node loses is handed to it again, and those after it are mined in order", async () => {
    const lost = await stage.accept(await relay.join());
    proxy.fault = ({ method }) =>
      method === "eth_sendRawTransaction" ? { result: `0x${"1".repeat(64)}` } : undefined;
    await stage.relay.tick();
    proxy.fault = () => undefined;
    const next = await stage.accept(await relay.join());
    await stage.relay.tick();
    expect((await kept()).map(({ nonce }) => nonce)).toEqual([0, 1]);
    await stage.expectState(next, "sending");
    wait(15_000);
    await stage.carry();
    await stage.expectState(lost, "mined-ok");
    await stage.expectState(next, "mined-ok");
  });

  test("that was kept and never sent goes out after a restart, byte for byte", async () => {
    const id = await stage.accept(await relay.join());
    proxy.fault = ({ method }) => (method === "eth_sendRawTransaction" ? "down" : undefined);
    await stage.relay.tick();
    const [before] = await kept();
    expect(before?.state).toBe("sending");
    proxy.fault = () => undefined;
    const restarted = await another();
    await restarted.relay.tick();
    await stage.expectState(id, "mined-ok");
    const [after] = await kept();
    expect(after?.minedHash).toBe(before?.hashes[0]);
    expect((await transactionsOf(relay.community(), sender())).size).toBe(1);
  });

  test("that was sent by a process which ended before it knew is not sent as another", async () => {
    const id = await stage.accept(await relay.join());
    await stage.relay.tick();
    const restarted = await another();
    await restarted.relay.tick();
    await stage.expectState(id, "mined-ok");
    expect((await transactionsOf(relay.community(), sender())).size).toBe(1);
    expect(await kept()).toHaveLength(1);
  });

  test("that pays too little is replaced by one that pays more, under the same nonce", async () => {
    const { chain } = relay.community();
    await chain.setAutomine(false);
    try {
      const id = await stage.accept(await relay.join());
      await stage.relay.tick();
      const [first] = await kept();
      await chain.setNextBlockBaseFeePerGas({ baseFeePerGas: (first?.maxFee ?? 0n) * 10n });
      await chain.mine({ blocks: 1 });
      await stage.relay.tick();
      await stage.expectState(id, "sending");
      expect((await kept())[0]?.hashes).toHaveLength(1);
      wait(stage.settings.bumpAfter);
      await stage.relay.tick();
      const [second] = await kept();
      expect(second?.hashes).toHaveLength(2);
      expect(second?.nonce).toBe(first?.nonce);
      expect(second?.maxFee).toBeGreaterThanOrEqual(((first?.maxFee ?? 0n) * 11n) / 10n);
      await chain.mine({ blocks: 1 });
      await stage.relay.tick();
      await stage.expectState(id, "mined-ok");
      const [mined] = await kept();
      expect(mined?.minedHash).toBe(mined?.hashes[1]);
      expect([...(await transactionsOf(relay.community(), sender())).values()]).toEqual([[mined?.minedHash]]);
    } finally {
      await chain.setAutomine(true);
    }
  });

  test("is never replaced by one that pays more than is allowed", async () => {
    const { chain } = relay.community();
    stage = await open({ settings: { maxFee: parseGwei("20") } });
    await chain.setAutomine(false);
    try {
      const id = await stage.accept(await relay.join());
      await stage.relay.tick();
      await chain.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei("50") });
      await chain.mine({ blocks: 1 });
      wait(stage.settings.bumpAfter);
      await stage.relay.tick();
      await stage.expectState(id, "sending");
      for (const { maxFee } of await kept()) expect(maxFee).toBeLessThanOrEqual(parseGwei("20"));
      await stage.expectClosed("fees_too_high");
      await chain.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei("1") });
      await chain.mine({ blocks: 1 });
      await stage.carry();
      await stage.expectState(id, "mined-ok");
    } finally {
      await chain.setAutomine(true);
    }
  });

  test("whose nonce goes to another program's gives its requests to the next one", async () => {
    const { chain } = relay.community();
    const id = await stage.accept(await relay.join());
    proxy.fault = ({ method }) => (method === "eth_sendRawTransaction" ? "down" : undefined);
    await stage.relay.tick();
    const hash = await chain.sendTransaction({ account: stage.settings.account, to: sender(), value: 1n });
    await chain.waitForTransactionReceipt({ hash });
    proxy.fault = () => undefined;
    await stage.carry();
    await stage.expectState(id, "sending");
    wait(60_000);
    await stage.carry();
    await stage.carry();
    await stage.expectState(id, "mined-ok");
    expect((await kept()).map(({ nonce, state }) => [nonce, state])).toEqual([
      [0, "replaced"],
      [1, "mined"],
    ]);
  });

  test("whose request a stranger has carried out meanwhile names no transaction that will never be mined", async () => {
    const { chain, deployment } = relay.community();
    const submission = await relay.join();
    const id = await stage.accept(submission);
    proxy.fault = ({ method }) => (method === "eth_sendRawTransaction" ? "down" : undefined);
    await stage.relay.tick();
    const [own] = await kept();
    const { address } = deployment.contracts.Relay;
    const target = deployment.contracts.Membership.address;
    const call = encodeBatch([{ target, gasLimit: 1_000_000n, data: submission.data }]);
    const gas = 3_000_000n;
    const hash = await chain.sendTransaction({
      account: stage.settings.account,
      to: address,
      data: call,
      gas,
    });
    await chain.waitForTransactionReceipt({ hash });
    proxy.fault = () => undefined;
    await stage.carry();
    wait(60_000);
    await stage.carry();
    expect(await stage.request(id)).toMatchObject({ state: "mined-ok", transactionHash: null });
    expect(own?.hashes).not.toContain(hash);
  });

  test("counts only once it is deep enough, and comes back where another branch dropped it", async () => {
    const { chain } = relay.community();
    stage = await open({ settings: { confirmations: 2 } });
    const id = await stage.accept(await relay.join());
    const before = await chain.snapshot();
    await stage.carry();
    await stage.expectState(id, "sending");
    await chain.mine({ blocks: 1 });
    await stage.relay.tick();
    await stage.expectState(id, "sending");
    await chain.revert({ id: before });
    wait(15_000);
    await stage.relay.tick();
    await chain.mine({ blocks: 2 });
    await stage.relay.tick();
    await stage.expectState(id, "mined-ok");
    const [[nonce, hashes] = []] = await transactionsOf(relay.community(), sender());
    expect([nonce, hashes]).toEqual([0, (await kept())[0]?.hashes]);
  });
});

describe("two relays with one account and one database", () => {
  test("give out each nonce once and send each request once", async () => {
    const transport = http(relay.community().url, { batch: true, retryCount: 0 });
    stage = await open({ settings: { batchSize: 5, inFlight: 16 }, transport });
    const neighbour = await another(transport);
    const submissions = await Promise.all(Array.from({ length: 60 }, () => relay.join()));
    const answers = await Promise.all(
      submissions.flatMap((submission) => [stage.accept(submission), neighbour.accept(submission)]),
    );
    const ids = [...new Set(answers)];
    expect(ids, "the same request at both is the same").toHaveLength(60);
    for (let round = 0; round < 8; round++) await Promise.all([stage.relay.tick(), neighbour.relay.tick()]);
    for (const id of ids) await stage.expectState(id, "mined-ok");
    const transactions = await kept();
    expect(new Set(transactions.map(({ nonce }) => nonce)).size).toBe(transactions.length);
    const onChain = await transactionsOf(relay.community(), sender());
    expect(onChain.size).toBe(transactions.length);
  });

  test("do not raise a fee twice", async () => {
    const { chain } = relay.community();
    await chain.setAutomine(false);
    try {
      const neighbour = await another();
      await stage.accept(await relay.join());
      await stage.relay.tick();
      wait(stage.settings.bumpAfter);
      neighbour.clockAhead = stage.clockAhead;
      await Promise.all([stage.relay.tick(), neighbour.relay.tick()]);
      expect((await kept())[0]?.hashes).toHaveLength(2);
    } finally {
      await chain.setAutomine(true);
      await chain.mine({ blocks: 1 });
    }
  });
});
