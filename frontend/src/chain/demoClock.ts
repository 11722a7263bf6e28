import { getPublicClient } from "wagmi/actions";
import { chain, config } from "./config.ts";

/**
 * Lets the local chain's time jump ahead by `seconds`, so that a vote of an hour can be seen through in a minute.
 * Only Hardhat's node knows these methods.
 */
export async function skipAhead(seconds: number): Promise<void> {
  const client = getPublicClient(config, { chainId: chain.id });
  const request = client?.request as
    ((call: { method: string; params: unknown[] }) => Promise<unknown>) | undefined;
  await request?.({ method: "evm_increaseTime", params: [seconds] });
  await request?.({ method: "evm_mine", params: [] });
}
