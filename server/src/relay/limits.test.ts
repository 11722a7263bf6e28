import { count, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { ballotsIn, openPoll } from "../../test/relay/liveCommunity.ts";
import { refusal, useRelay } from "../../test/relay/relayStage.ts";
import { signedBallot, signedDelegate, signedJoin } from "../../test/relay/signed.ts";
import { newAccount } from "../../test/harness.ts";
import { relayBudgets, relayRequests } from "./tables.ts";

const relay = useRelay();

describe("budgets", () => {
  test("of a member end in a refusal that says when to come back", async () => {
    const [member] = await relay.enrol(1);
    if (!member) throw new Error("a member expected");
    await relay.open({ settings: { memberGas: 250_000n } });
    const wish = (nonce: bigint) =>
      signedDelegate(relay.community().deployment, member, member.address, { nonce: nonce << 64n });
    let taken = 0;
    let answer = await relay.stage().submit(await wish(1n));
    while (answer.status === 202 && taken < 10)
      answer = await relay.stage().submit(await wish(BigInt(++taken) + 1n));
    expect(taken).toBeGreaterThan(0);
    expect(answer.status).toBe(429);
    expect(refusal(answer).message).toContain("today");
    expect(Number(answer.headers.get("retry-after"))).toBeLessThanOrEqual(86_400);
    relay.stage().clockAhead = 86_400_000;
    expect((await relay.stage().submit(await wish(20n))).status, "the next day").toBe(202);
  });

  test("of newcomers hold for each and for all, and leave the members theirs", async () => {
    const [member] = await relay.enrol(1);
    if (!member) throw new Error("a member expected");
    await relay.open({ settings: { newcomersGas: 500_000n } });
    const answers = await Promise.all(
      Array.from({ length: 12 }, async () => relay.stage().submit(await relay.join())),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(6);
    expect(answers.filter(({ status }) => status === 202).length + refused.length).toBe(12);
    expect(refused[0]?.text).toContain("newcomers");
    expect(
      (await relay.stage().submit(await signedDelegate(relay.community().deployment, member, member.address)))
        .status,
    ).toBe(202);
    await relay.open({ settings: { newcomerGas: 20_000n } });
    expect((await relay.stage().submit(await relay.join())).status).toBe(429);
  });

  test("of everybody hold at once, however many ask together", async () => {
    await relay.open({ settings: { everybodyGas: 400_000n } });
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => relay.stage().submit(await relay.join())),
    );
    const [sum] = await relay
      .stage()
      .database.select({ gas: sql<number>`sum(${relayRequests.gas})::int`, count: count() })
      .from(relayRequests);
    expect(sum?.gas).toBeLessThanOrEqual(400_000);
    expect(sum?.count).toBe(answers.filter(({ status }) => status === 202).length);
    expect(answers.some(({ status }) => status === 429)).toBe(true);
  });

  test("get back what was never sent", async () => {
    const { timestamp } = await relay.community().chain.getBlock();
    await relay
      .stage()
      .accept(await signedJoin(relay.community().deployment, newAccount(), { deadline: timestamp + 500n }));
    await relay.community().chain.increaseTime({ seconds: 501 });
    await relay.community().chain.mine({ blocks: 1 });
    await relay.stage().carry();
    const budgets = await relay.stage().database.select({ gas: relayBudgets.gas }).from(relayBudgets);
    expect(budgets.map(({ gas }) => gas)).toEqual([0n, 0n, 0n]);
  });
});

describe("ballots", () => {
  test("are cast together, and each knows what became of it", async () => {
    await relay.open({ settings: { ballotAge: 60_000, ballotBatch: 5 } });
    const members = await relay.enrol(6);
    const pollId = await openPoll(relay.community());
    const ballots = await Promise.all(
      members.map((each) => signedBallot(relay.community().deployment, each, pollId)),
    );
    const ids: string[] = [];
    for (const ballot of ballots.slice(0, 4)) ids.push(await relay.stage().accept(ballot));
    await relay.stage().carry();
    expect(await ballotsIn(relay.community(), pollId), "they wait for others").toBe(0);
    ids.push(await relay.stage().accept(ballots[4] as never));
    await relay.stage().carry();
    expect(await ballotsIn(relay.community(), pollId)).toBe(5);
    const shown = await Promise.all(ids.map((id) => relay.stage().request(id)));
    expect(new Set(shown.map(({ state }) => state))).toEqual(new Set(["mined-ok"]));
    expect(new Set(shown.map(({ transactionHash }) => transactionHash)).size).toBe(1);

    const last = await relay.stage().accept(ballots[5] as never);
    await relay.stage().carry();
    expect((await relay.stage().request(last)).state, "alone it waits").toBe("stored");
    relay.stage().clockAhead = 60_000;
    await relay.stage().carry();
    expect((await relay.stage().request(last)).state, "but not for ever").toBe("mined-ok");
    expect(await ballotsIn(relay.community(), pollId)).toBe(6);
  });

  test("that are passed over in a batch say why, and hold up no other", async () => {
    const members = await relay.enrol(3);
    const pollId = await openPoll(relay.community());
    const [ada, ben, cleo] = members;
    if (!ada || !ben || !cleo) throw new Error("three members expected");
    const ids = [
      await relay.stage().accept(await signedBallot(relay.community().deployment, ada, pollId)),
      await relay
        .stage()
        .accept(await signedBallot(relay.community().deployment, ben, pollId, { sequence: 2n })),
      await relay
        .stage()
        .accept(await signedBallot(relay.community().deployment, ben, pollId, { sequence: 1n, option: 2n })),
      await relay.stage().accept(await signedBallot(relay.community().deployment, cleo, pollId)),
    ];
    await relay.stage().carry();
    const shown = await Promise.all(ids.map((id) => relay.stage().request(id)));
    expect(shown.map(({ state }) => state)).toEqual(["mined-ok", "mined-ok", "mined-reverted", "mined-ok"]);
    expect(shown[2]?.reason?.length).toBeGreaterThan(10);
    expect(await ballotsIn(relay.community(), pollId)).toBe(3);
  });

  test("do not wait past the close of their poll", async () => {
    await relay.open({ settings: { ballotAge: 3_600_000 } });
    const [member] = await relay.enrol(1);
    if (!member) throw new Error("a member expected");
    const pollId = await openPoll(relay.community(), 600);
    const id = await relay.stage().accept(await signedBallot(relay.community().deployment, member, pollId));
    relay.stage().clockAhead = 301_000;
    await relay.stage().carry();
    expect((await relay.stage().request(id)).state).toBe("mined-ok");
  });

  test("of a poll that closed meanwhile are rejected", async () => {
    await relay.open({ settings: { ballotAge: 3_600_000 } });
    const members = await relay.enrol(2);
    const pollId = await openPoll(relay.community(), 600);
    const ids = await Promise.all(
      members.map(async (each) =>
        relay.stage().accept(await signedBallot(relay.community().deployment, each, pollId)),
      ),
    );
    await relay.community().chain.increaseTime({ seconds: 700 });
    await relay.community().chain.mine({ blocks: 1 });
    relay.stage().clockAhead = 3_600_000;
    await relay.stage().carry();
    for (const id of ids) expect(await relay.stage().request(id)).toMatchObject({ state: "rejected" });
  });
});
