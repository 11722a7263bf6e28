import { encodeFunctionData, parseEther } from "viem";
import { membershipAbi } from "@hearth/protocol/generated/abis";
import { describe, expect, test } from "vitest";
import { Harness, newAccount } from "../../test/harness.ts";
import { membersAmong, setBalance } from "../../test/relay/liveCommunity.ts";
import { refusal, useRelay, type ShownRequest } from "../../test/relay/relayStage.ts";
import { signedDelegate, signedJoin } from "../../test/relay/signed.ts";

const relay = useRelay();

describe("a request that is carried out", () => {
  test("is stored first, then sent, then mined", async () => {
    const account = newAccount();
    const answer = await relay.stage().submit(await relay.join(account));
    expect(answer.status).toBe(202);
    const stored = answer.json<ShownRequest>();
    expect(stored).toMatchObject({
      functionName: "Membership.joinFor",
      state: "stored",
      transactionHash: null,
    });
    await relay.stage().relay.tick();
    expect(await relay.stage().request(stored.id)).toMatchObject({ state: "sending", reason: null });
    await relay.stage().relay.tick();
    const mined = await relay.stage().request(stored.id);
    expect(mined).toMatchObject({ state: "mined-ok", reason: null });
    const receipt = await relay
      .community()
      .chain.getTransactionReceipt({ hash: mined.transactionHash ?? "0x" });
    expect(mined.blockNumber).toBe(String(receipt.blockNumber));
    expect(await relay.community().chain.getBalance({ address: account.address })).toBe(0n);
    expect(await membersAmong(relay.community(), [account.address])).toContain(account.address);
  });

  test("handed in again is the same, before it is sent, under way and afterwards", async () => {
    const submission = await relay.join();
    const id = await relay.stage().accept(submission);
    for (const step of ["stored", "sending", "mined"]) {
      expect(await relay.stage().accept(submission), step).toBe(id);
      await relay.stage().relay.tick();
    }
    const upper = { ...submission, data: `0x${submission.data.slice(2).toUpperCase()}` as const };
    expect(await relay.stage().accept(upper)).toBe(id);
    expect((await relay.stage().request(id)).state).toBe("mined-ok");
  });

  test("goes with others in one transaction", async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => relay.stage().accept(await relay.join())),
    );
    await relay.stage().carry();
    const shown = await Promise.all(ids.map((id) => relay.stage().request(id)));
    expect(new Set(shown.map(({ state }) => state))).toEqual(new Set(["mined-ok"]));
    expect(new Set(shown.map(({ transactionHash }) => transactionHash)).size).toBe(1);
  });

  test("is sent while others keep coming", async () => {
    const stage = relay.stage();
    await stage.relay.start();
    try {
      const id = await stage.accept(await relay.join());
      let others = 0;
      while ((await stage.request(id)).state !== "mined-ok" && others++ < 150)
        await stage.accept(await relay.join());
      await stage.expectState(id, "mined-ok");
    } finally {
      await stage.relay.stop();
    }
  });

  test("splits from others where a batch would be too large", async () => {
    await relay.open({ settings: { batchSize: 3 } });
    const ids = await Promise.all(
      Array.from({ length: 8 }, async () => relay.stage().accept(await relay.join())),
    );
    await relay.stage().carry();
    const shown = await Promise.all(ids.map((id) => relay.stage().request(id)));
    expect(shown.every(({ state }) => state === "mined-ok")).toBe(true);
    expect(new Set(shown.map(({ transactionHash }) => transactionHash)).size).toBe(3);
  });

  test("is followed to its end by events", async () => {
    const id = await relay.stage().accept(await relay.join());
    const response = await relay.stage().app.request(`/api/relay/requests/${id}/events`);
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const text = response.text();
    await relay.stage().carry();
    const states = (await text)
      .split("\n")
      .filter((line) => line.startsWith("data: "))
      .map((line) => (JSON.parse(line.slice(6)) as ShownRequest).state);
    expect(states[0]).toBe("stored");
    expect(states.at(-1)).toBe("mined-ok");
    expect(new Set(states).size).toBe(states.length);
  });
});

describe("what is not taken", () => {
  test("a signature of somebody else, before anything is stored", async () => {
    const account = newAccount();
    const forged = await signedJoin(relay.community().deployment, account, { signer: newAccount() });
    const answer = await relay.stage().submit(forged);
    expect(answer.status).toBe(422);
    expect(refusal(answer)).toMatchObject({ code: "refused" });
    expect(refusal(answer).message).toMatch(/sign/i);
  });

  test("a deadline that has passed", async () => {
    const late = await signedJoin(relay.community().deployment, newAccount(), { deadline: 1n });
    expect((await relay.stage().submit(late)).status).toBe(422);
  });

  test("what only members may ask, from somebody who is none", async () => {
    const answer = await relay
      .stage()
      .submit(await signedDelegate(relay.community().deployment, newAccount(), newAccount().address));
    expect(answer.status).toBe(403);
    expect(refusal(answer).message).toContain("its members only");
  });

  test("functions that are not on the list, and arguments that are none", async () => {
    const refresh = encodeFunctionData({ abi: membershipAbi, functionName: "refresh", args: [1n] });
    const { data } = await relay.join();
    for (const spoilt of [refresh, `${data}00`, data.slice(0, 10), "0x12345678"]) {
      const answer = await relay.stage().send("POST", "/api/relay/requests", {
        contract: "Membership",
        data: spoilt,
      });
      expect(answer.status, answer.text).toBe(400);
      expect(refusal(answer).code).toBe("invalid_request");
    }
  });

  test("anything, where there is no relay", async () => {
    const off = new Harness(relay.stage().database);
    expect((await off.send("GET", "/relay")).json()).toEqual({
      enabled: false,
      accepting: false,
      troubles: [],
      functions: [],
    });
    const answer = await off.send("POST", "/relay/requests", await relay.join());
    expect(answer.status).toBe(503);
    expect(refusal(answer).message).toContain("no relay");
  });

  test("an id that is unknown or none", async () => {
    const unknown = "00000000-0000-4000-8000-000000000000";
    for (const path of ["", "/events"]) {
      expect((await relay.stage().send("GET", `/api/relay/requests/${unknown}${path}`)).status).toBe(404);
      expect((await relay.stage().send("GET", `/api/relay/requests/7${path}`)).status).toBe(400);
    }
  });
});

describe("what fails later", () => {
  test("is rejected before it is sent where the contracts would refuse it by then, with their reason", async () => {
    const account = newAccount();
    const [first, second] = [
      await relay.join(account),
      await signedJoin(relay.community().deployment, account, { deadline: 2n ** 41n }),
    ];
    const ids = [await relay.stage().accept(first), await relay.stage().accept(second)];
    await relay.stage().carry();
    await relay.stage().carry();
    const [one, other] = await Promise.all(ids.map((id) => relay.stage().request(id)));
    expect(one).toMatchObject({ state: "mined-ok" });
    expect(other).toMatchObject({ state: "rejected", transactionHash: null });
    expect(other?.reason).toMatch(/signature/i);
  });

  test("expires where its time runs out before it is sent", async () => {
    const { timestamp } = await relay.community().chain.getBlock();
    const id = await relay
      .stage()
      .accept(await signedJoin(relay.community().deployment, newAccount(), { deadline: timestamp + 1000n }));
    await relay.community().chain.increaseTime({ seconds: 1001 });
    await relay.community().chain.mine({ blocks: 1 });
    await relay.stage().carry();
    const request = await relay.stage().request(id);
    expect(request.state).toBe("expired");
    expect(request.reason).toMatch(/late|expired|time|sign/i);
  });

  test("may be tried again under a new id once its reason is gone", async () => {
    const account = newAccount();
    const submission = await relay.join(account);
    const id = await relay.stage().accept(submission);
    const before = await relay.community().chain.snapshot();
    await setBalance(relay.community(), account.address, parseEther("1"));
    const { address } = relay.community().deployment.contracts.Membership;
    const hash = await relay.community().chain.writeContract({
      account,
      address,
      abi: membershipAbi,
      functionName: "join",
    });
    await relay.community().chain.waitForTransactionReceipt({ hash });
    await relay.stage().carry();
    expect((await relay.stage().request(id)).state).toBe("rejected");
    expect((await relay.stage().submit(submission)).status, "still refused").toBe(422);
    await relay.community().chain.revert({ id: before });
    const again = await relay.stage().accept(submission);
    expect(again).not.toBe(id);
    await relay.stage().carry();
    expect((await relay.stage().request(again)).state).toBe("mined-ok");
    expect((await relay.stage().request(id)).state, "what is over stays as it is").toBe("rejected");
  });
});
