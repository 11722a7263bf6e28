import type { Deployment } from "@hearth/protocol/deployment";
import type { Logger } from "pino";
import type { Address } from "viem";
import type { Database } from "../database/connection.ts";
import { ChainUnavailableError, loggable } from "../http/errors.ts";
import { RelayHealth } from "./health.ts";
import type { RelayNode } from "./node.ts";
import { dispatch } from "./dispatch.ts";
import { settle } from "./settle.ts";
import type { RelaySettings } from "./settings.ts";
import { enrolAccount, spending, transactionsUnderWay, type Sender } from "./transactions.ts";
import { countWaiting } from "./requests.ts";

/** How often it looks, in milliseconds: while something is under way, and otherwise. */
const BUSY_INTERVAL = 1_000;
const IDLE_INTERVAL = 5_000;

/** What the parts of the relay work with. */
export interface RelayContext {
  settings: RelaySettings;
  deployment: Pick<Deployment, "chainId" | "contracts">;
  database: Database;
  node: RelayNode;
  health: RelayHealth;
  sender: Sender;
  /** The relay contract. */
  contract: Address;
  log: Logger;
  now: () => Date;
  /** When each transaction was last handed to the node by this process. */
  broadcastAt: Map<bigint, number>;
  /** Since when a transaction's nonce is mined without it, as this process sees it. */
  missingSince: Map<bigint, number>;
}

/** Everything that is needed to make a relay. */
export type RelayParts = Pick<RelayContext, "settings" | "deployment" | "database" | "node" | "log" | "now">;

/**
 * Sends what members have signed. What it knows is in the database alone: it may be killed at any moment, and several of
 * them may work with one account on one database.
 */
export class Relay {
  readonly context: RelayContext;
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  /** When the timer runs out, on the monotonic clock. */
  #nextRound = 0;
  #round: Promise<void> = Promise.resolve();
  #running = false;
  #isRoundUnderWay = false;
  /** How often it was poked in all, to see whether it was during a round. */
  #pokes = 0;

  constructor(parts: RelayParts) {
    const { deployment, settings } = parts;
    this.context = {
      ...parts,
      health: new RelayHealth(deployment.chainId, settings),
      sender: { chainId: deployment.chainId, account: settings.account.address },
      contract: deployment.contracts.Relay.address,
      broadcastAt: new Map(),
      missingSince: new Map(),
    };
  }

  /** Begins to work, after a first look at the chain. */
  async start(): Promise<void> {
    this.#running = true;
    this.#round = this.#guarded();
    await this.#round;
  }

  /** Finishes what is being sent and stops. */
  async stop(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#round;
  }

  /** Has it look soon, once a batch had time to come together. */
  poke(): void {
    if (!this.#running) return;
    this.#pokes += 1;
    if (!this.#isRoundUnderWay) this.#schedule(this.context.settings.batchWait);
  }

  /** Tells a listener whenever requests may have changed. Returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** One round: looks at the chain, ends what is mined, sends what waits. */
  async tick(): Promise<void> {
    const { database, node, health, sender, now } = this.context;
    await enrolAccount(database, sender);
    const state = await node.state(sender.account).catch((error: unknown) => {
      if (!(error instanceof ChainUnavailableError)) throw error;
      return undefined;
    });
    if (!state) {
      health.lost();
      return;
    }
    const { spent, reserved } = await spending(database, sender, now());
    health.seen(state, spent + reserved, now());
    if (!health.seesChain) return;
    await settle(this.context, state);
    while (await dispatch(this.context)) this.#notify();
    this.#notify();
  }

  /** Whether anything waits or is on its way. */
  async isBusy(): Promise<boolean> {
    const { database, contract, sender } = this.context;
    if ((await transactionsUnderWay(database, sender)).length > 0) return true;
    return (await countWaiting(database, contract)) > 0;
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Never later than it already was: those who keep coming must not keep those who came waiting. */
  #schedule(delay: number): void {
    const at = performance.now() + delay;
    if (this.#timer && this.#nextRound <= at) return;
    clearTimeout(this.#timer);
    this.#nextRound = at;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#round = this.#guarded();
    }, delay);
  }

  /** A round that never throws and sees to the next one. */
  async #guarded(): Promise<void> {
    this.#isRoundUnderWay = true;
    const pokes = this.#pokes;
    let delay = BUSY_INTERVAL;
    try {
      await this.tick();
      if (!(await this.isBusy())) delay = IDLE_INTERVAL;
      else if (this.context.settings.confirmations === 0) delay = this.context.settings.batchWait;
    } catch (err) {
      this.context.log.error({ err: loggable(err) }, "a round of the relay failed");
    }
    this.#isRoundUnderWay = false;
    if (!this.#running) return;
    this.#schedule(this.#pokes > pokes ? this.context.settings.batchWait : delay);
  }
}
