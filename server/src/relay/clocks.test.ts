import { beforeEach, describe, expect, test } from "vitest";
import { newAccount } from "../../test/harness.ts";
import { ballotsIn, openPoll } from "../../test/relay/liveCommunity.ts";
import { useRelay } from "../../test/relay/relayStage.ts";
import { signedBallot, signedJoin } from "../../test/relay/signed.ts";

const HOUR = 3_600_000;
const relay = useRelay();
const at = (ahead: number) => (relay.stage().clockAhead = ahead);

beforeEach(() => void at(0));

describe("a server whose clock is wrong", () => {
  test.each([
    ["set forward an hour", 0, HOUR],
    ["set back an hour", HOUR, 0],
    ["90 s ahead", 90_000, 90_000],
    ["90 s behind", -90_000, -90_000],
  ])("and %s carries what it took at once", async (_, before, after) => {
    at(before);
    const id = await relay.stage().accept(await relay.join());
    at(after);
    await relay.stage().carry();
    await relay.stage().expectState(id, "mined-ok");
  });

  test("and is set back casts the ballots that waited for others", async () => {
    await relay.open({ settings: { ballotAge: 60_000 } });
    const [member] = await relay.enrol(1);
    if (!member) throw new Error("a member expected");
    const pollId = await openPoll(relay.community());
    at(HOUR);
    const id = await relay.stage().accept(await signedBallot(relay.community().deployment, member, pollId));
    at(0);
    await relay.stage().carry();
    await relay.stage().expectState(id, "mined-ok");
    expect(await ballotsIn(relay.community(), pollId)).toBe(1);
  });

  test.each([HOUR, -HOUR])("by %i ms judges deadlines by the chain's clock alone", async (ahead) => {
    const { chain, deployment } = relay.community();
    const head = async () => (await chain.getBlock()).timestamp;
    const inTime = await signedJoin(deployment, newAccount(), { deadline: (await head()) + 600n });
    at(ahead);
    const id = await relay.stage().accept(inTime);
    await relay.stage().carry();
    await relay.stage().expectState(id, "mined-ok");

    const late = await relay
      .stage()
      .accept(await signedJoin(deployment, newAccount(), { deadline: (await head()) + 600n }));
    await chain.increaseTime({ seconds: 700 });
    await chain.mine({ blocks: 1 });
    await relay.stage().carry();
    expect(await relay.stage().request(late)).toMatchObject({ state: "expired" });
    const again = await signedJoin(deployment, newAccount(), { deadline: (await head()) - 1n });
    expect((await relay.stage().submit(again)).status).toBe(422);
  });

  test("and is set back hands a lost transaction to the node again", async () => {
    const { chain } = relay.community();
    await chain.setAutomine(false);
    try {
      at(HOUR);
      const id = await relay.stage().accept(await relay.join());
      await relay.stage().relay.tick();
      await relay.stage().expectState(id, "sending");
      const [sent] = await relay.stage().transactions();
      await chain.dropTransaction({ hash: sent?.hashes[0] as never });
      at(0);
      await relay.stage().relay.tick();
      await chain.mine({ blocks: 1 });
      await relay.stage().relay.tick();
      await relay.stage().expectState(id, "mined-ok");
      expect(await relay.stage().transactions()).toHaveLength(1);
    } finally {
      await chain.setAutomine(true);
    }
  });

  test("far from the chain's takes nothing that it might not send, and keeps what it has", async () => {
    const stage = await relay.open({ settings: { staleAfter: 120_000 } });
    const { chain } = relay.community();
    const { timestamp } = await chain.getBlock();
    const chainAhead = Number(timestamp) * 1000 - Date.now();
    at(chainAhead + 90_000);
    await stage.expectOpen();
    const id = await stage.accept(await relay.join());
    at(chainAhead + HOUR);
    await stage.relay.tick();
    await stage.expectClosed("stale_node");
    await stage.expectState(id, "stored");
    at(chainAhead);
    await stage.expectOpen();
    await stage.carry();
    await stage.expectState(id, "mined-ok");
  });
});
