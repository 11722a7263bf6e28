import type { Hex } from "viem";
import { newAccount } from "../harness.ts";
import type { Accepted } from "./checker.ts";
import type { LiveCommunity } from "./liveCommunity.ts";
import { signedJoin } from "./signed.ts";

/** A signed request that is ready to be handed in. */
export type Prepared = Omit<Accepted, "id">;

/** What a run of requests came to. */
export interface LoadResult {
  log: Accepted[];
  /** Answers that were not 202, by status; 0 for none at all. */
  refused: Record<number, number>;
  /** Milliseconds until each 202. */
  latencies: number[];
}

/** People who have signed that they join. */
export async function prepareJoins({ deployment }: LiveCommunity, count: number): Promise<Prepared[]> {
  const prepared: Prepared[] = [];
  for (let index = 0; index < count; index++) {
    const account = newAccount();
    const { data } = await signedJoin(deployment, account);
    prepared.push({ account: account.address, data });
  }
  return prepared;
}

/**
 * Hands requests in, whatever the answers take.
 * @param perSecond How many a second; all at once where it is not said.
 */
export async function handIn(
  url: string,
  prepared: readonly Prepared[],
  perSecond?: number,
): Promise<LoadResult> {
  const result: LoadResult = { log: [], refused: {}, latencies: [] };
  const began = performance.now();
  const answers = prepared.map(async ({ account, data }, index) => {
    if (perSecond !== undefined) await until(began + (index * 1000) / perSecond);
    const sent = performance.now();
    const answer = await submit(url, data);
    if (answer.id === undefined) result.refused[answer.status] = (result.refused[answer.status] ?? 0) + 1;
    else {
      result.log.push({ id: answer.id, account, data });
      result.latencies.push(performance.now() - sent);
    }
  });
  await Promise.all(answers);
  return result;
}

/** Waits until nothing of a relay is waiting or on its way. */
export async function untilDrained(url: string): Promise<void> {
  for (;;) {
    const text = await (await fetch(`${url}/metrics`)).text();
    if (/state="stored"\} 0$/m.test(text) && /state="sending"\} 0$/m.test(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function submit(url: string, data: Hex): Promise<{ status: number; id?: string }> {
  const response = await fetch(`${url}/api/relay/requests`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ contract: "Membership", data }),
  }).catch(() => undefined);
  if (response?.status !== 202) return { status: response?.status ?? 0 };
  return { status: 202, id: ((await response.json()) as { id: string }).id };
}

async function until(at: number): Promise<void> {
  const left = at - performance.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}
