import { sql } from "drizzle-orm";
import { concat, encodeFunctionData } from "viem";
import { membershipAbi } from "@hearth/protocol/generated/abis";
import { expect, test } from "vitest";
import { newAccount } from "../../test/harness.ts";
import { useRelay } from "../../test/relay/relayStage.ts";
import { signedDelegate, signedJoin } from "../../test/relay/signed.ts";
import type { Submission } from "./intake.ts";
import { relayBudgets, relayRequests } from "./tables.ts";

const KEYS = 200;
const NEWCOMERS_GAS = 3_000_000n;
const relay = useRelay();

/** What somebody without a membership may try to have paid: all five with a key that is made for it. */
async function junk(): Promise<Submission[]> {
  const { deployment } = relay.community();
  const [account, other] = [newAccount(), newAccount()];
  const joined = await signedJoin(deployment, account);
  const refresh = encodeFunctionData({ abi: membershipAbi, functionName: "refresh", args: [1n] });
  return [
    await signedJoin(deployment, account, { signer: other }),
    await signedDelegate(deployment, account, other.address),
    { contract: "Membership", data: concat([joined.data, "0x00"]) },
    { contract: "Membership", data: refresh },
    joined,
  ];
}

test("a thousand junk requests of two hundred keys spend no more than newcomers' budget, and hold no member up", async () => {
  const [member, friend] = await relay.enrol(2);
  if (!member || !friend) throw new Error("two members expected");
  const stage = await relay.open({ settings: { newcomersGas: NEWCOMERS_GAS } });
  const { chain, deployment } = relay.community();
  const taken: string[] = [];
  const statuses = new Map<number, number>();
  let honest: string | undefined;
  for (let key = 0; key < KEYS; key++) {
    for (const submission of await junk()) {
      const answer = await stage.submit(submission);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (answer.status === 202) taken.push(answer.json<{ id: string }>().id);
    }
    if (key === KEYS / 2)
      honest = await stage.accept(await signedDelegate(deployment, member, member.address));
  }
  // Per key: one forged, one of no member, two unreadable; and the one that is good until the budget ends.
  expect(statuses.get(422)).toBe(KEYS);
  expect(statuses.get(403)).toBe(KEYS);
  expect(statuses.get(400)).toBe(2 * KEYS);
  expect((statuses.get(202) ?? 0) + (statuses.get(429) ?? 0)).toBe(KEYS);
  expect(statuses.get(202)).toBeGreaterThan(0);
  expect(statuses.get(202)).toBeLessThan(KEYS / 4);

  const rows = await stage.database.select().from(relayRequests);
  expect(rows.length, "what is refused is not kept").toBe(taken.length + 1);
  await stage.carry();
  await stage.expectState(honest ?? "", "mined-ok");
  for (const id of taken) await stage.expectState(id, "mined-ok");
  const [newcomers] = await stage.database
    .select({ gas: relayBudgets.gas })
    .from(relayBudgets)
    .where(sql`${relayBudgets.scope} = 'newcomers'`);
  expect(newcomers?.gas).toBeLessThanOrEqual(NEWCOMERS_GAS);
  const spent = (await stage.transactions()).reduce((sum, { feePaid }) => sum + (feePaid ?? 0n), 0n);
  expect(spent).toBeGreaterThan(0n);
  expect(spent).toBeLessThanOrEqual(stage.settings.dailySpend);
  expect(await chain.getBalance({ address: stage.settings.account.address })).toBe(10n ** 20n - spent);
  // Once it is spent the door is shut to newcomers, and to them alone.
  expect((await stage.submit(await relay.join())).status).toBe(429);
  const again = await signedDelegate(deployment, member, friend.address, { nonce: 1n << 64n });
  const next = await stage.accept(again);
  await stage.carry();
  await stage.expectState(next, "mined-ok");
});
