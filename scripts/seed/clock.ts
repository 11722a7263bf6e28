import type { DemoChain } from "./chain.ts";

/** What the last steps may take of the chain's time, in seconds: each block is at least a second after the one before. */
const LAST_MINUTES = 90n;

/**
 * The demo's calendar. A local chain may begin some days ago: then the community's history is spread over that time
 * and ends now. A chain that begins now has no past to spread it over: only what must wait moves its clock ahead.
 */
export class DemoClock {
  readonly #chain: DemoChain;
  readonly #launch: bigint;
  readonly #end: bigint;

  private constructor(chain: DemoChain, launch: bigint, end: bigint) {
    this.#chain = chain;
    this.#launch = launch;
    this.#end = end;
  }

  /** The calendar of a community, from its first block to this machine's present. */
  static async of(chain: DemoChain): Promise<DemoClock> {
    const { timestamp } = await chain.client.getBlock({ blockNumber: chain.deployment.startBlock });
    return new DemoClock(chain, timestamp, machineTime() - LAST_MINUTES);
  }

  /** Moves to a part of the time from the launch (0) to just before the present (1), unless that has passed already. */
  async reach(part: number): Promise<void> {
    const span = Number(this.#end - this.#launch);
    await this.#moveUpTo(this.#launch + BigInt(Math.floor(span * part)));
  }

  /** Moves to the present, unless the chain is ahead of it. */
  async arrive(): Promise<void> {
    await this.#moveUpTo(machineTime());
  }

  /** Lets some seconds pass. */
  async pass(seconds: bigint): Promise<void> {
    await this.#moveTo((await this.#chain.now()) + seconds);
  }

  async #moveUpTo(timestamp: bigint): Promise<void> {
    if (timestamp > (await this.#chain.now())) await this.#moveTo(timestamp);
  }

  // A difference to the newest block, not to this machine's clock: many quick blocks run ahead of it.
  async #moveTo(timestamp: bigint): Promise<void> {
    await this.#chain.client.setNextBlockTimestamp({ timestamp });
    await this.#chain.client.mine({ blocks: 1 });
  }
}

function machineTime(): bigint {
  return BigInt(Math.floor(Date.now() / 1000));
}
