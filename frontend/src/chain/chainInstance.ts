import { chain, isLocalChain } from "./config.ts";

const INSTANCE_KEY = "hearth.chainInstance";

/** Survives a fresh chain: the chosen theme, and who was signed in (the accounts stay the same). */
function isKept(key: string): boolean {
  return !key.startsWith("hearth.") || key === "hearth.theme" || key.startsWith("hearth.wallet");
}

async function readInstanceId(): Promise<string | undefined> {
  const [url] = chain.rpcUrls.default.http;
  if (!url) return undefined;
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "hardhat_metadata", params: [] });
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(2_000) });
  const answer = (await response.json()) as { result?: { instanceId?: string } };
  return answer.result?.instanceId;
}

/**
 * A restarted local node is another chain under the same number: everything remembered about the old
 * one is dropped. Resolves to whether that was so.
 */
export async function forgetFormerChain(storage: Storage = localStorage): Promise<boolean> {
  if (!isLocalChain) return false;
  const instance = await readInstanceId().catch(() => undefined);
  if (!instance || instance === storage.getItem(INSTANCE_KEY)) return false;
  const known = storage.getItem(INSTANCE_KEY) !== null;
  for (const key of Object.keys(storage)) if (!isKept(key)) storage.removeItem(key);
  storage.setItem(INSTANCE_KEY, instance);
  return known;
}
