import { chain, isLocalChain } from "./config.ts";
import { adoptInstance } from "./formerChain.ts";

async function readInstanceId(): Promise<string | undefined> {
  const [url] = chain.rpcUrls.default.http;
  if (!url) return undefined;
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "hardhat_metadata", params: [] });
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(2_000) });
  const answer = (await response.json()) as { result?: { instanceId?: string } };
  return answer.result?.instanceId;
}

/** Whether the local node answers. */
export async function isChainBack(): Promise<boolean> {
  return (await readInstanceId().catch(() => undefined)) !== undefined;
}

/**
 * A restarted local node is another chain under the same number: what was remembered about the old
 * one is dropped. Resolves to whether that was so.
 */
export async function forgetFormerChain(): Promise<boolean> {
  if (!isLocalChain) return false;
  const instance = await readInstanceId().catch(() => undefined);
  return instance !== undefined && adoptInstance(localStorage, instance);
}
