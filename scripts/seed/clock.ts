import type { DemoChain } from "./chain.ts";

/**
 * The demo's calendar. A local chain may begin some days ago: then the community's history is spread over that time
 * and ends now. A chain that begins now has no past to spread it over: only what must wait moves its clock ahead.
 */
export class DemoClock {
  readonly #chain: DemoChain;
  readonly #launch: bigint;
  readonly #present: bigint;

  private constructor(chain: DemoChain, launch: bigint, present: bigint) {
    this.#chain = chain;
    this.#launch = launch;
    this.#present = present;
  }

  /** The calendar of a community, from its first block to this machine's present. */
  static async of(chain: DemoChain): Promise<DemoClock> {
    const { timestamp } = await chain.client.getBlock({ blockNumber: chain.deployment.startBlock });
    return new DemoClock(chain, timestamp, BigInt(Math.floor(Date.now() / 1000)));
  }

  /** Moves to a part of the time from the launch (0) to the present (1), unless that has passed already. */
  async reach(part: number): Promise<void> {
    const span = Number(this.#present - this.#launch);
    const target = this.#launch + BigInt(Math.floor(span * part));
    if (target > (await this.#chain.now())) await this.#moveTo(target);
  }

  /** Lets some seconds pass. */
  async pass(seconds: bigint): Promise<void> {
    await this.#moveTo((await this.#chain.now()) + seconds);
  }

  // A difference to the newest block, not to this machine's clock: many quick blocks run ahead of it.
  async #moveTo(timestamp: bigint): Promise<void> {
    await this.#chain.client.setNextBlockTimestamp({ timestamp });
    await this.#chain.client.mine({ blocks: 1 });
  }
}
